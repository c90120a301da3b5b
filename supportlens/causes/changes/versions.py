"""Finds version changes in the log: the first days of the versions in which a cause occurs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from supportlens.causes.changes.calendar_matching import EARLY_DAYS
from supportlens.domain import Change, ChangeSource, Field

if TYPE_CHECKING:
    from datetime import date

    import numpy.typing as npt

    from supportlens.domain import ScopeClaim, Tickets

    Mask = npt.NDArray[np.bool_]

MIN_TICKETS_OF_VERSION = 5
"""Tickets of a version from which its first day counts as its release.

Judgement: one or two may be typing errors; larger leaves releases at small desks undated.
"""
ADOPTED_SHARE = 0.8
"""Share of a cause in one version from which the cause counts as specific to it.

Judgement: larger requires that stragglers have updated, smaller treats two parallel versions as an adoption.
"""


def find_special_versions(
    tickets: Tickets, scope: tuple[ScopeClaim, ...], members: Mask, first_day: date
) -> tuple[Change, ...]:
    """Return the first days of the versions over-represented in a cause, as changes of its application.

    Only a version with a scope claim counts: a version that everybody runs is no evidence. A version present
    from the log's first days has no known start, and one lower than an earlier version is no update.
    """
    versions = [claim.value for claim in scope if claim.field == Field.VERSION]
    return _date_arrivals(tickets, versions, _find_product(scope), members, first_day)


def find_adopted_versions(
    tickets: Tickets, scope: tuple[ScopeClaim, ...], members: Mask, first_day: date
) -> tuple[Change, ...]:
    """Return the first day of the version in which nearly all of a cause occurs, however many users run it.

    This alone proves nothing, because after an update everybody runs the new version. Use it only for a cause
    whose tickets mention an update far more often than the others of its time.
    """
    if not tickets.has(Field.VERSION):
        return ()
    values = tickets.frame.loc[members, Field.VERSION.value]
    counts = values[values.ne("")].value_counts()
    versions = [str(version) for version in counts.index[counts >= ADOPTED_SHARE * max(1, counts.sum())]]
    return _date_arrivals(tickets, versions, _find_product(scope), members, first_day)


def find_released_versions(
    tickets: Tickets, scope: tuple[ScopeClaim, ...], first_day: date
) -> tuple[Change, ...]:
    """Return the first days of all versions of the application in which a cause occurs, if it has one.

    A log that names no applications is one of a single application.
    """
    product = next((claim.value for claim in scope if claim.field == Field.PRODUCT and claim.is_place), "")
    is_one = not tickets.has(Field.PRODUCT)
    if not tickets.has(Field.VERSION) or not (product or is_one):
        return ()
    here = (
        np.ones(len(tickets), dtype=bool)
        if is_one
        else tickets.frame[Field.PRODUCT.value].eq(product).to_numpy()
    )
    values = tickets.frame.loc[here, Field.VERSION.value]
    counts = values[values.ne("")].value_counts()
    versions = sorted(str(version) for version in counts.index[counts >= MIN_TICKETS_OF_VERSION])
    return _date_arrivals(tickets, versions, product, here, first_day)


def _find_product(scope: tuple[ScopeClaim, ...]) -> str:
    return next((claim.value for claim in scope if claim.field == Field.PRODUCT), "")


def _date_arrivals(
    tickets: Tickets, versions: list[str], product: str, members: Mask, first_day: date
) -> tuple[Change, ...]:
    if not versions or not tickets.has(Field.CREATED_AT):
        return ()
    here = members | (tickets.frame[Field.PRODUCT.value].eq(product).to_numpy() if product else True)
    rows = tickets.frame.loc[here, [Field.VERSION.value, Field.CREATED_AT.value]]
    column, when = rows[Field.VERSION.value], rows[Field.CREATED_AT.value]
    found = []
    for version in versions:
        dates = when[column.eq(version)].dropna().sort_values()
        if len(dates) < MIN_TICKETS_OF_VERSION:
            continue
        start = pd.Timestamp(dates.iloc[0]).date()
        before = column[when < dates.iloc[0]]
        if (start - first_day).days > EARLY_DAYS and _is_newest(version, before):
            found.append(Change(start, f"{product} {version}".strip(), product, source=ChangeSource.VERSION))
    return tuple(found)


def _is_newest(version: str, before: pd.Series) -> bool:
    """Return whether a version is higher than every version seen more than once before it."""
    counts = before[before.ne("")].value_counts()
    return all(_parse_numbers(version) > _parse_numbers(str(other)) for other in counts.index[counts > 1])


def _parse_numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", version))
