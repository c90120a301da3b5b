"""Compares the groups and channels that handled the same cause; never named people."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scipy.special import ndtri

from supportlens.domain import Field, Handling, HandlingFigure, HandlingGroup, HandlingMeasure

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

    from supportlens.domain import Tickets

    Mask = npt.NDArray[np.bool_]
    Numbers = npt.NDArray[np.float64]

FIELDS = (Field.TEAM, Field.CHANNEL)
"""What is compared: those who answer as a group, and the way on which they do. Agents are people."""
MIN_GROUP = 15
"""Tickets that a group must have by a measure. Judgement: below, a mean is that of a few cases."""
MOST_GROUPS = 8
"""Groups that are compared, those with most tickets. Judgement: a field with more is no organisation."""
SURE = 0.05
"""Probability of one false claim among all groups of a field and measure (Bonferroni)."""
SHORTEST_HOURS = 1 / 60
"""Hours that an immediate answer counts for, so that its logarithm is finite."""


@dataclass(frozen=True, slots=True, eq=False)
class HandlingBasis:
    """What handling is compared by: each measure of the log and each field, a value per ticket (n)."""

    measures: dict[HandlingMeasure, pd.Series[Any]]
    fields: dict[str, pd.Series[str]]


def measure_handling(tickets: Tickets) -> HandlingBasis:
    """Return what every comparison of a log needs; the time as a logarithm of hours."""
    frame = tickets.frame
    found: dict[HandlingMeasure, pd.Series[Any]] = {}
    if tickets.has(Field.SATISFACTION):
        found[HandlingMeasure.SATISFACTION] = frame[Field.SATISFACTION.value].astype(float)
    if tickets.has(Field.REOPENED):
        reopened = frame[Field.REOPENED.value].astype(float)
        found[HandlingMeasure.REOPENED] = reopened.gt(0).astype(float).where(reopened.notna())
    if tickets.has(Field.RESOLVED_AT) and tickets.has(Field.CREATED_AT):
        took = frame[Field.RESOLVED_AT.value] - frame[Field.CREATED_AT.value]
        hours = took.dt.total_seconds() / 3600
        known = hours.where(hours.ge(0)).clip(lower=SHORTEST_HOURS)
        found[HandlingMeasure.TIME] = known.map(math.log, na_action="ignore")
    fields = {field.value: tickets.values(field.value) for field in FIELDS if tickets.has(field)}
    return HandlingBasis(found, fields if found else {})


def compare_handling(basis: HandlingBasis, inside: Mask) -> tuple[Handling, ...]:
    """Return for each field how its groups handled the tickets (n) that are `inside`.

    Each group is compared with all others together: the difference of means by Welch (1947), Biometrika 34,
    28-35, with the normal quantile that holds for all groups at once. Fields with fewer than two groups of
    enough tickets are left out.
    """
    if int(inside.sum()) < 2 * MIN_GROUP:
        return ()
    measures = {measure: marks[inside] for measure, marks in basis.measures.items()}
    found = []
    for field, everywhere in basis.fields.items():
        values = everywhere[inside]
        counts = values[values.ne("")].value_counts()
        names = sorted(str(name) for name in counts.index[:MOST_GROUPS] if counts[name] >= MIN_GROUP)
        groups = [_measure_group(name, values, measures, len(names)) for name in names]
        if len(groups) > 1 and any(group.figures for group in groups):
            groups.sort(key=lambda group: (-len(group.better_by), -group.tickets, group.value))
            found.append(Handling(field, tuple(groups)))
    return tuple(found)


def _measure_group(
    name: str, values: pd.Series[str], measures: dict[HandlingMeasure, pd.Series[Any]], groups: int
) -> HandlingGroup:
    own, others = values.eq(name), values.ne("") & values.ne(name)
    figures = []
    for measure, marks in measures.items():
        mine, theirs = (marks[mask].dropna().to_numpy(dtype=float) for mask in (own, others))
        if len(mine) >= MIN_GROUP and len(theirs) >= MIN_GROUP:
            figures.append(_compare(measure, mine, theirs, groups))
    return HandlingGroup(name, int(own.sum()), tuple(figures))


def _compare(measure: HandlingMeasure, mine: Numbers, theirs: Numbers, groups: int) -> HandlingFigure:
    """Return the difference of two means with the interval that holds for all groups at once."""
    centre = float(mine.mean() - theirs.mean())
    spread = float(mine.var(ddof=1) / len(mine) + theirs.var(ddof=1) / len(theirs)) ** 0.5
    reach = float(ndtri(1 - SURE / (2 * max(1, groups)))) * spread
    low, high, value, other = centre - reach, centre + reach, float(mine.mean()), float(theirs.mean())
    if measure is HandlingMeasure.TIME:
        low, centre, high = (math.expm1(each) for each in (low, centre, high))
        value, other = math.exp(value), math.exp(other)
    return HandlingFigure(measure, value, other, centre, low, high, len(mine))
