"""Sets of candidates for a rise: symptoms, places, kinds, and kinds within a place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from supportlens.causes.places.scopes import OWN_COLUMN_WEIGHT, PLACE_WEIGHT
from supportlens.causes.rising.placed_tickets import PlacedTickets
from supportlens.causes.time.thresholds import MIN_EXCESS_TICKETS
from supportlens.domain import Field

if TYPE_CHECKING:
    import numpy.typing as npt

    from supportlens.causes.places.field_columns import FieldColumn
    from supportlens.causes.time.rises import Rise
    from supportlens.causes.time.timeline import LogTimeline

    Mask = npt.NDArray[np.bool_]
    Counts = npt.NDArray[np.float64]

EVIDENCE_FIELDS = {Field.VERSION, Field.LANGUAGE, Field.PRIORITY}
"""Fields whose values rise naturally or reflect a judgement: evidence inside a cause, never its seed."""
NARROWING_FIELDS = {Field.PRODUCT, Field.SITE, Field.CHANNEL}
"""Fields within whose values each kind is tested separately."""
MAX_PLACE_SHARE = 0.97
"""Maximum share of the log for a value to be a place.

Judgement: a value with all but one in thirty tickets leaves no rest to compare with; smaller hides a desk's
main application.
"""
REPLACED_SHARE = 0.5
"""Tickets that other values lost, as a share of a value's excess, from which it merely replaced them.

Judgement: half; larger makes every migration a cause, smaller explains a rise by a neighbour's small fall.
"""
BUSIEST_SHARE = 0.1
"""Share of the days outside a rise, the busiest, that say nothing of its siblings' usual levels.

Judgement: an outage of some days is no level that was lost afterwards; larger makes all usual levels low.
"""
LEAST_DAYS_BEFORE = 14
"""Days before a value's rise, at least, whose levels are what its siblings had.

Judgement: two weeks even out the weekdays; larger looks for a version's predecessor before that one began.
"""
LOST_ERRORS = 3.0
"""Standard errors that another value must have lost before it counts as replaced.

Judgement: the usual three sigma; smaller takes chance for a shift, larger misses shifts from small values.
"""


@dataclass(frozen=True, slots=True, eq=False)
class CandidateSet:
    """Disjoint candidates: `codes` (n tickets) are their numbers, negative for no candidate.

    `among` restricts the set to some of the tickets. `eligible` marks the codes large enough to test.
    """

    codes: npt.NDArray[np.int64]
    eligible: Mask
    among: Mask | None = None
    weight: float = 0.0
    symptom: bool = False
    kind: bool = False

    def mask(self, value: int) -> Mask:
        """Mark the tickets of one candidate."""
        found = self.codes == value
        return np.asarray(found if self.among is None else found & self.among)

    def place(self, timeline: LogTimeline, remaining: Mask) -> PlacedTickets:
        """Return the dated tickets of the candidates among those that are `remaining`."""
        inside = remaining & (self.codes >= 0) & (timeline.day >= 0)
        if self.among is not None:
            inside &= self.among
        return PlacedTickets(
            self.codes[inside].astype(np.int64), timeline.day[inside], len(self.eligible), timeline.days
        )


def build_candidate_sets(
    labels: npt.NDArray[np.int64], columns: tuple[FieldColumn, ...], kind_masks: tuple[Mask, ...]
) -> tuple[CandidateSet, ...]:
    """Return the symptoms, the places, every kind, and every kind within each place."""
    symptoms = CandidateSet(np.maximum(labels, -1), _mark_large(labels, None), symptom=True)
    places = [column for column in columns if column.name not in EVIDENCE_FIELDS]
    whole = np.zeros(len(labels), dtype=np.int64)
    found = [symptoms]
    for column in places:
        eligible = _mark_large(column.codes, None, len(labels))
        found.append(
            CandidateSet(column.codes, eligible, None, PLACE_WEIGHT.get(column.name, OWN_COLUMN_WEIGHT))
        )
    found += [CandidateSet(whole, _mark_large(whole, mask), mask, kind=True) for mask in kind_masks]
    narrow = [column.codes for column in places if column.name in NARROWING_FIELDS]
    found += [
        CandidateSet(codes, _mark_large(codes, mask), mask, kind=True)
        for mask in kind_masks
        for codes in narrow
    ]
    return tuple(found)


def _mark_large(codes: npt.NDArray[np.int64], among: Mask | None, total: int | None = None) -> Mask:
    """Mark the codes with enough tickets and, if `total` is given, without nearly all of them."""
    inside = codes >= 0 if among is None else (codes >= 0) & among
    sizes = np.bincount(codes[inside], minlength=int(codes.max(initial=-1)) + 1)
    eligible = sizes >= MIN_EXCESS_TICKETS
    return np.asarray(eligible if total is None else eligible & (sizes <= MAX_PLACE_SHARE * total))


def is_replacement(rise: Rise, value: int, tickets: PlacedTickets) -> bool:
    """Return whether a value rose because others of its field fell: a version, a move, a new name.

    `tickets` are those of all values of the field. The loss of a sibling counts if it
    exceeds three standard errors of its former level: that of all other days or, as each version of many has
    its few weeks, that of as many days before.
    """
    days = tickets.days
    stop = days if rise.end is None else rise.end + 1
    within = np.zeros(days, dtype=bool)
    within[rise.day : stop] = True
    before = np.zeros(days, dtype=bool)
    before[max(0, rise.day - max(stop - rise.day, LEAST_DAYS_BEFORE)) : rise.day] = True
    traffic = tickets.traffic
    usual = (_leave_out_busiest(then, traffic) for then in (~within, before) if then.any())
    return any(_has_replaced(rise, value, tickets, within, then) for then in usual)


def _leave_out_busiest(days: Mask, traffic: Counts) -> Mask:
    """Return the days without the busiest BUSIEST_SHARE of them."""
    return np.asarray(days & (traffic <= np.quantile(traffic[days], 1.0 - BUSIEST_SHARE)))


def _has_replaced(rise: Rise, value: int, tickets: PlacedTickets, within: Mask, before: Mask) -> bool:
    """Return whether other values have lost what a value brought, compared with the days `before`."""
    span, rest = float(within.sum()), float(before.sum())
    now, then = tickets.count_within(within), tickets.count_within(before)
    expected = then * span / rest
    # Both counts vary: add the Poisson variances of the one and of the scaled other.
    lost = np.where(
        expected - now > LOST_ERRORS * np.sqrt(now + expected * span / rest + 1.0), expected - now, 0.0
    )
    lost[value] = 0.0
    return bool(lost.sum() >= REPLACED_SHARE * rise.excess)
