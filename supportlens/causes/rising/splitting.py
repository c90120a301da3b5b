"""Splits tickets that rose in one place but on different days or with different kinds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from supportlens.causes.time.onsets import find_rise
from supportlens.causes.time.thresholds import (
    MAX_P,
    NEARLY_ALL,
    SAME_START_DAYS,
    compute_min_excess,
    is_reportable,
)
from supportlens.domain import Shape

if TYPE_CHECKING:
    import numpy.typing as npt

    from supportlens.causes.places.field_columns import FieldColumn
    from supportlens.causes.rising.candidates import RisingLog
    from supportlens.causes.time.rises import Rise

    Mask = npt.NDArray[np.bool_]

MIN_TICKETS = 8
"""Tickets of a symptom from which its own start and kind are considered.

The fewest that `find_rise` dates; larger leaves small unrelated symptoms inside.
"""
CLEAR_SHARE = 0.5
"""Share of a symptom's tickets with a kind's signals for the symptom to be of that kind.

Judgement: half; larger splits fewer kinds, smaller splits by chance words.
"""
MAX_INTERVAL_DAYS = 28
"""Days of an interval from which a start is too uncertain to split a symptom off.

Judgement: four weeks; larger splits by starts that are not known.
"""
CLIMB_DAYS = 21
"""Days between two starts within a climb that still belong to the same roll-out.

Judgement: roll-outs come in stages of weeks; smaller splits one roll-out into several causes.
"""
NEGLIGIBLE_SHARE = 0.2
"""Maximum share with the main kind's signals for a symptom to be of another kind.

Judgement: words of any kind occur in a fifth; larger splits mixed symptoms.
"""
LIKELY_SHARE = 0.3
"""Share with a kind's signals from which a symptom follows the clear ones, if twice the main kind's.

Judgement: between `NEGLIGIBLE_SHARE` and `CLEAR_SHARE`; larger leaves the half-clear symptoms with the main
kind.
"""
MIN_HOME_SHARE = 0.2
"""Share of a family that a value must be home to; smaller homes are one matter that occurs everywhere.

Judgement: a fifth; smaller splits one matter by applications that a few tickets name.
"""


def separate_causes(log: RisingLog, family: Mask, remaining: Mask, rise: Rise) -> Mask:
    """Mark the tickets of a family's symptoms that belong to a separate cause.

    A symptom that began clearly earlier or later than the others, or that clearly shows another kind, is
    split off only if all symptoms split off together are reportable on their own.
    """
    symptoms = _list_large_symptoms(log, family, rise)
    parted = np.zeros(len(family), dtype=bool)
    traffic = log.timeline.count_daily(np.ones(len(family), dtype=bool))
    for group in (
        *_group_other_starts(log, family, remaining, rise, symptoms),
        *_group_other_kinds(log, family, rise, symptoms),
    ):
        mask = np.isin(log.labels, group) & family & ~parted
        own = find_rise(
            log.timeline.count_daily(mask), log.count_traffic(remaining, mask), log.timeline.exposure
        )
        if own is not None and is_reportable(own, 1, compute_min_excess(own, traffic)):
            parted |= mask
    return parted


def _list_large_symptoms(log: RisingLog, family: Mask, rise: Rise) -> list[int]:
    inside = log.labels[family & log.timeline.mask_period(rise) & (log.labels >= 0)]
    return [int(symptom) for symptom in np.flatnonzero(np.bincount(inside) >= MIN_TICKETS)]


def _group_other_starts(
    log: RisingLog, family: Mask, remaining: Mask, rise: Rise, symptoms: list[int]
) -> list[list[int]]:
    """Return the symptoms that began together, but not with the majority of the family.

    Starts belong together while their intervals overlap, uncertain ones to the nearest of them. Starts within
    a climb vary naturally, so they must be further apart.
    """
    started = _date_symptoms(log, family, remaining, symptoms)
    apart = CLIMB_DAYS if rise.shape is Shape.SLOPE else SAME_START_DAYS
    groups: list[_SymptomStart] = []
    for start in (one for one in started if one.high - one.low <= MAX_INTERVAL_DAYS):
        if groups and start.low <= groups[-1].high + apart:
            groups[-1] = groups[-1].merge(start)
        else:
            groups.append(start)
    for vague in (one for one in started if one.high - one.low > MAX_INTERVAL_DAYS and groups):
        nearest = min(range(len(groups)), key=lambda at: (groups[at].count_days_to(vague.day), at))
        groups[nearest] = groups[nearest].merge(vague, widening=False)
    groups.sort(key=lambda group: -group.tickets)
    return [list(group.symptoms) for group in groups[1:]]


def _date_symptoms(log: RisingLog, family: Mask, remaining: Mask, symptoms: list[int]) -> list[_SymptomStart]:
    """Date the symptoms one by one, the earliest first; symptoms without a start are left out."""
    found = []
    for symptom in symptoms:
        mask = (log.labels == symptom) & family
        counts = log.timeline.count_daily(mask)
        own = find_rise(counts, log.count_traffic(remaining, mask), log.timeline.exposure)
        if own is not None and own.p <= MAX_P and own.shape is not Shape.SLOPE:
            found.append(_SymptomStart((symptom,), own.low, own.high, own.day, float(counts.sum())))
    return sorted(found, key=lambda start: (start.low, start.symptoms))


@dataclass(frozen=True, slots=True)
class _SymptomStart:
    """Symptoms that began together, within an interval of days."""

    symptoms: tuple[int, ...]
    low: int
    high: int
    day: int
    tickets: float

    def merge(self, other: _SymptomStart, *, widening: bool = True) -> _SymptomStart:
        """Add the symptoms of another start, and its days if `widening`."""
        return _SymptomStart(
            (*self.symptoms, *other.symptoms),
            self.low,
            max(self.high, other.high) if widening else self.high,
            self.day,
            self.tickets + other.tickets,
        )

    def count_days_to(self, day: int) -> int:
        """Return the distance of a day from the interval, 0 inside it."""
        return max(self.low - day, day - self.high, 0)


def _group_other_kinds(log: RisingLog, family: Mask, rise: Rise, symptoms: list[int]) -> list[list[int]]:
    """Return, per kind, the symptoms that clearly show it and hardly the main kind."""
    if not log.kind_masks or not symptoms:
        return []
    inside = family & log.timeline.mask_period(rise)
    shares = {symptom: _measure_kinds(log, inside & (log.labels == symptom)) for symptom in symptoms}
    sizes = {symptom: int((inside & (log.labels == symptom)).sum()) for symptom in symptoms}
    clear = {
        symptom: int(np.argmax(share)) for symptom, share in shares.items() if share.max() >= CLEAR_SHARE
    }
    if not clear:
        return []
    weights = np.zeros(len(log.kind_masks))
    for symptom, kind in clear.items():
        weights[kind] += sizes[symptom]
    main = int(np.argmax(weights))
    others = [int(kind) for kind in np.flatnonzero(weights) if kind != main]
    groups = {kind: [one for one, own in clear.items() if own == kind] for kind in others}
    return [
        [one for one in symptoms if _is_other_kind(shares[one], kind, main, clearly=one in group)]
        for kind, group in groups.items()
        if any(shares[one][main] <= NEGLIGIBLE_SHARE for one in group)
    ]


def _is_other_kind(share: npt.NDArray[np.float64], kind: int, main: int, *, clearly: bool) -> bool:
    """Return whether a symptom is of another clearly present kind rather than of the main one."""
    if clearly:
        return bool(share[main] <= NEGLIGIBLE_SHARE)
    return bool(np.argmax(share) == kind and share[kind] >= LIKELY_SHARE and 2.0 * share[main] <= share[kind])


def _measure_kinds(log: RisingLog, mask: Mask) -> npt.NDArray[np.float64]:
    """Return the share of the tickets that shows each kind."""
    return np.array([float(kind[mask].mean()) for kind in log.kind_masks])


def find_main_home(log: RisingLog, column: FieldColumn | None, family: Mask, rise: Rise) -> Mask | None:
    """Return the value of `column` that is home to most of a family spread over several values.

    None if the symptoms are not each at home in one value, or all in the same one: then the values do not
    distinguish causes. A burst that affects many places at once is one cause.
    """
    if column is None or rise.shape is Shape.SPIKE:
        return None
    inside = family & log.timeline.mask_period(rise) & (column.codes >= 0)
    held: dict[int, int] = {}
    total = 0
    for symptom in np.unique(log.labels[inside & (log.labels >= 0)]):
        counts = np.bincount(column.codes[inside & (log.labels == symptom)])
        total += int(counts.sum())
        value = int(np.argmax(counts))
        if counts[value] >= NEARLY_ALL * counts.sum():
            held[value] = held.get(value, 0) + int(counts.sum())
    large = {value: count for value, count in held.items() if count >= MIN_HOME_SHARE * total}
    if len(large) < 2 or sum(large.values()) < NEARLY_ALL * total:
        return None
    return column.mask(min(large, key=lambda value: (-large[value], value)))
