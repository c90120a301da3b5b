"""Locates causes: chooses the comparison tickets and the values and combinations that qualify."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from supportlens.causes.places.combinations import find_combinations
from supportlens.causes.places.scopes import ValueSpread, count_spread, select_claims, try_values
from supportlens.domain import Field

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from supportlens.causes.places.field_columns import FieldColumn
    from supportlens.causes.rising.candidates import CauseCandidate
    from supportlens.causes.time.timeline import LogTimeline
    from supportlens.domain import ScopeClaim

    Mask = npt.NDArray[np.bool_]

MIN_BESIDE = 40
"""Minimum number of other tickets of the same time to compare a cause with.

Judgement: with fewer, the risk ratios of a one-day burst are too uncertain for a claim; larger compares more
bursts with other times, when routine traffic differs.
"""


PASSING_FIELDS = frozenset({Field.VERSION.value})
"""Fields whose values come and go on their own."""


@dataclass(frozen=True, slots=True)
class ComparedSides:
    """A cause's tickets, the tickets to compare them with, and the fields that allow a fair comparison."""

    columns: tuple[FieldColumn, ...]
    inside: Mask
    outside: Mask
    apart: LogTimeline | None = None
    """The timeline if the two sides differ in time, None if they share the same period."""


@dataclass(frozen=True, slots=True)
class Location:
    """The location of one cause: single values and combinations, each strongest first."""

    sides: ComparedSides
    scope: tuple[ScopeClaim, ...]
    combinations: tuple[ScopeClaim, ...]
    spreads: tuple[tuple[FieldColumn, ValueSpread], ...]
    """The distribution of each comparable field inside and outside."""


def choose_sides(
    group: CauseCandidate, columns: tuple[FieldColumn, ...], timeline: LogTimeline, informative: Mask
) -> ComparedSides:
    """Compare a cause with the other tickets of its time; a short burst, with those of all times.

    A version's share changes over time anyway, so versions are left out of comparisons with other times.
    Comparisons for causes that did not rise are standardised by week (direct standardisation). `informative`
    marks the tickets (n) with any text.
    """
    others = informative & ~group.family
    if group.rise is None:
        return ComparedSides(columns, group.members, others, timeline if timeline.days else None)
    beside = others & timeline.mask_period(group.rise)
    if beside.sum() >= MIN_BESIDE:
        return ComparedSides(columns, group.members, beside)
    lasting = tuple(column for column in columns if column.name not in PASSING_FIELDS)
    return ComparedSides(lasting, group.members, others)


def _weigh_weeks(inside: Mask, outside: Mask, timeline: LogTimeline) -> npt.NDArray[np.float64] | None:
    """Weigh the outside tickets so that each week has the same share as in the cause."""
    week = timeline.day // 7
    if not (inside & (week >= 0)).any():
        return None
    weeks = int(week.max()) + 1
    mine, theirs = (
        np.bincount(week[mask & (week >= 0)], minlength=weeks).astype(np.float64)
        for mask in (inside, outside)
    )
    share = np.divide(mine, theirs, out=np.zeros(weeks), where=theirs > 0)
    weights = np.where(week[outside] >= 0, share[week[outside]], 0.0)
    total = weights.sum()
    return np.asarray(weights * len(weights) / total) if total else None


def locate_causes(sides: Sequence[ComparedSides]) -> list[Location]:
    """Test every value and combination for every cause, and keep those that qualify.

    One Benjamini-Hochberg adjustment covers all tests of all causes.
    """
    trials = []
    spreads = []
    for owner, side in enumerate(sides):
        within, beyond = np.flatnonzero(side.inside), np.flatnonzero(side.outside)
        weights = None if side.apart is None else _weigh_weeks(side.inside, side.outside, side.apart)
        spread = tuple(
            (column, count_spread(column, within, beyond, weights if column.name in PASSING_FIELDS else None))
            for column in side.columns
        )
        for column, counts in spread:
            trials += try_values(owner, column, counts)
        lasting = tuple(
            column for column in side.columns if weights is None or column.name not in PASSING_FIELDS
        )
        trials += find_combinations(owner, lasting, side.inside, side.outside)
        spreads.append(tuple((column, counts) for column, counts in spread if counts.is_comparable))
    return [
        Location(
            side,
            tuple(claim for claim in found if not claim.further),
            tuple(claim for claim in found if claim.further),
            spread,
        )
        for side, found, spread in zip(sides, select_claims(trials, len(sides)), spreads, strict=True)
    ]
