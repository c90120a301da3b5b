"""After what: which change an onset coincides with, and how often that would happen by chance."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from supportlens.domain import Change, ChangeMatch, ChangeSource, Field
from supportlens.domain.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    import numpy as np
    import numpy.typing as npt

    from supportlens.domain import Onset, ScopeClaim, Tickets

LONGEST_LAG = 21
"""Days after a change within which people may begin to call because of it."""
EARLY = 3
"""Days before a change's date that still count: calendars are filled in late."""
EARLY_OWN = 7
"""The same for a change that names the cause's own place: one stray ticket dates an onset too early."""
NAMES_IT = 2
FEWEST_OF_VERSION = 5


def match_changes(
    onset: Onset, scope: tuple[ScopeClaim, ...], calendar: Iterable[Change], days: int
) -> tuple[ChangeMatch | None, tuple[ChangeMatch, ...]]:
    """Give the change that best fits an onset, and its rivals, best first.

    A change fits when the onset's interval lies between EARLY days (EARLY_OWN for one that names the
    place) before and LONGEST_LAG days after it. One that names the cause's own place comes first,
    then the shorter lag. A change of another application is never the first, only a rival.
    `chance` is the probability that at least one of as many changes, scattered evenly over the
    `days` of the log, fits as well.
    """
    changes = tuple(calendar)
    fitting = [
        (change, _nearness(onset, change), _kinship(change, scope))
        for change in changes
        if _fits(onset, change, scope)
    ]
    fitting.sort(key=lambda item: (-item[2], item[1], item[0].day, item[0].name))
    matches = [
        (
            kinship,
            _match(onset, change, kinship, _chance(onset, near, days, _peers(changes, scope, kinship))),
        )
        for change, near, kinship in fitting
    ]
    if not matches or matches[0][0] < 0:
        return None, tuple(match for _, match in matches)
    return matches[0][1], tuple(match for _, match in matches[1:])


def _fits(onset: Onset, change: Change, scope: tuple[ScopeClaim, ...]) -> bool:
    early = EARLY_OWN if _kinship(change, scope) == NAMES_IT else EARLY
    return (onset.low - change.day).days <= LONGEST_LAG and (change.day - onset.high).days <= early


def _nearness(onset: Onset, change: Change) -> int:
    """Give the days between a change and the onset's interval, nought inside it."""
    if change.day < onset.low:
        return (onset.low - change.day).days
    return max(0, (change.day - onset.high).days)


def _kinship(change: Change, scope: tuple[ScopeClaim, ...]) -> int:
    """Say how a change stands to a place: 2 names it, 1 or 0 names none, -1 names another."""
    values = [fold(claim.value) for claim in scope[:3]]
    named, product = fold(change.name), fold(change.product)
    if any(value and (value == product or _within(value, named)) for value in values):
        return NAMES_IT
    products = [claim for claim in scope if claim.field == Field.PRODUCT]
    if product and products:
        return -1
    return 0


def _within(value: str, text: str) -> bool:
    return (
        f" {value} "
        in f" {''.join(letter if letter.isalnum() or letter in '.-' else ' ' for letter in text)} "
    )


def _peers(changes: tuple[Change, ...], scope: tuple[ScopeClaim, ...], kinship: int) -> int:
    return sum(_kinship(change, scope) >= kinship for change in changes)


def _chance(onset: Onset, near: int, days: int, peers: int) -> float:
    window = (onset.high - onset.low).days + 1 + near + min(near, EARLY)
    return 1.0 - (1.0 - min(1.0, window / max(1, days))) ** max(1, peers)


def _match(onset: Onset, change: Change, kinship: int, chance: float) -> ChangeMatch:
    return ChangeMatch(change, (onset.day - change.day).days, chance, same_scope=kinship == NAMES_IT)


def _is_newest(version: str, before: pd.Series) -> bool:
    """Say whether a version is above every one that was seen more than once before it."""
    counts = before[before.ne("")].value_counts()
    return all(_numbers(version) > _numbers(str(other)) for other in counts.index[counts > 1])


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", version))


def infer_versions(
    tickets: Tickets, scope: tuple[ScopeClaim, ...], members: npt.NDArray[np.bool_], first_day: date
) -> tuple[Change, ...]:
    """Give the first days of the versions that a cause is special in, as changes of its application.

    Only a version with a claim of its own counts: one that everybody runs by then says nothing.
    One that is there from the log's first days has no known start, and one lower than what was
    run before is no update.
    """
    versions = [claim.value for claim in scope if claim.field == Field.VERSION]
    if not versions or not tickets.has(Field.CREATED_AT):
        return ()
    product = next((claim.value for claim in scope if claim.field == Field.PRODUCT), "")
    column, when = tickets.frame[Field.VERSION.value], tickets.frame[Field.CREATED_AT.value]
    here = members | (tickets.frame[Field.PRODUCT.value].eq(product).to_numpy() if product else True)
    found = []
    for version in versions:
        dates = when[here & column.eq(version).to_numpy()].dropna().sort_values()
        if len(dates) < FEWEST_OF_VERSION:
            continue
        start = pd.Timestamp(dates.iloc[0]).date()
        before = column[here & (when < dates.iloc[0]).to_numpy()]
        if (start - first_day).days > EARLY and _is_newest(version, before):
            found.append(Change(start, f"{product} {version}".strip(), product, source=ChangeSource.VERSION))
    return tuple(found)
