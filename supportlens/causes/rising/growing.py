"""Grows a seed into a root cause: its symptoms, its place and its start."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from supportlens.causes.places.field_columns import find_column
from supportlens.causes.places.scopes import compare_values, select_claims
from supportlens.causes.rising.candidate_sets import EVIDENCE_FIELDS
from supportlens.causes.rising.candidates import CauseCandidate, RisingLog, Seed
from supportlens.causes.rising.detection import find_detection_day
from supportlens.causes.rising.splitting import find_main_home, separate_causes
from supportlens.causes.time.onsets import find_rise
from supportlens.causes.time.rises import Rise
from supportlens.causes.time.thresholds import (
    MIN_JOINING_RATIO,
    NEARLY_ALL,
    SAME_START_DAYS,
    compute_min_excess,
)
from supportlens.domain import UNASSIGNED, Field
from supportlens.statistics import rate_ratio

if TYPE_CHECKING:
    import numpy.typing as npt

    from supportlens.causes.places.field_columns import FieldColumn
    from supportlens.causes.time.timeline import LogTimeline

    Mask = npt.NDArray[np.bool_]

MIN_ALIKE = 0.4
"""Share of a rising symptom's tickets with a kind's signals for it to join the kind's seed.

Judgement: few tickets name the kind explicitly; larger misses plainly worded symptoms, smaller joins other
kinds.
"""
MIN_AT_HOME = 0.5
"""Minimum relative frequency of a symptom in a place, compared with elsewhere, to be at home there.

Judgement: half; larger drops a cause's routine neighbours together with its own symptoms, smaller includes
lost passwords.
"""
MIN_SPILL_OVER = 0.25
"""Tickets outside a place, as a share of those inside, from which the place is no boundary.

Judgement: agents misfile a quarter; larger keeps one matter under two causes, smaller ignores real
boundaries.
"""
MIN_OWN_SHARE = 0.5
"""Share of a symptom's tickets of the time that a cause must hold to own the symptom.

Judgement: the majority; smaller lists routine symptoms under a cause.
"""
MIN_DATING_SHARE = 0.5
"""Share of a cause that a kind's seed must hold to date it.

Judgement: the majority; smaller dates a cause by a few tickets that name its kind.
"""
MIN_OWN_TICKETS = 3
"""Tickets of a symptom that a cause must hold to own the symptom.

Judgement: one or two come by chance.
"""


def grow_cause(
    log: RisingLog, columns: tuple[FieldColumn, ...], remaining: Mask, seed: Seed, rise: Rise, tests: int
) -> CauseCandidate | None:
    """Grow a seed into a cause: the symptoms that rise with it, in their common place.

    Returns None if the whole does not rise clearly enough, however clear its seed. The start is dated by the
    certain symptoms; other tickets of the place are added only afterwards. The seed was the clearest of
    `tests` candidates.
    """
    timeline, labels = log.timeline, log.labels
    place: Mask | None = seed.mask if seed.symptom is None and not seed.kind else None
    family = np.zeros(len(labels), dtype=bool)
    if place is None:
        joined = _find_rising_with(log, labels, remaining, rise, strict=True)
        joined |= _find_alike(log, seed, remaining, rise) if seed.kind else {seed.symptom or 0}
        family = np.isin(labels, sorted(joined)) & remaining
        if not family.any():
            return None
        place = _find_main_place(timeline, columns, family, rise)
        if place is None:
            place = find_main_home(log, _find_column(columns, Field.PRODUCT), family, rise)
    if place is not None:
        family = (family & place) | _mark_risen_in(log, place & remaining, rise)
    family = _add_spill_over(log, family, remaining, rise)
    family, remaining, settled = _split_off(log, family, remaining)
    if settled is None:
        return None
    own, traffic = timeline.count_daily(family), log.count_traffic(remaining, family)
    least = compute_min_excess(settled, timeline.count_daily(np.ones(len(labels), dtype=bool)))
    if not log.is_reportable(settled, own, traffic, 1, least):
        return None
    if seed.kind and (seed.mask & family).sum() >= MIN_DATING_SHARE * family.sum():
        settled = date_by_seed(settled, rise)
    known = find_detection_day(own, traffic, settled, tests, timeline.exposure)
    if place is not None:
        family = family | _mark_unexpected_in(log, place & remaining, family, remaining, settled)
    members = family & timeline.mask_period(settled)
    level = set_level(settled, timeline, members)
    return CauseCandidate(members, family, level, find_own_symptoms(log, members, settled), known)


def date_by_seed(whole: Rise, seed: Rise) -> Rise:
    """Return the rise of a cause with its seed's start, where that is known to the week and its own is not.

    Beside the words of its kind a cause holds tickets that look alike; where their place grew before, they
    make a climb of it that begins too early.
    """
    if whole.end is not None or seed.end is not None or seed.day - whole.day <= SAME_START_DAYS:
        return whole
    if seed.high - seed.low > SAME_START_DAYS or whole.high - whole.low <= 2 * SAME_START_DAYS:
        return whole
    return replace(whole, day=seed.day, low=seed.low, high=seed.high, early=seed.early, shape=seed.shape)


def _split_off(log: RisingLog, family: Mask, remaining: Mask) -> tuple[Mask, Mask, Rise | None]:
    """Date a family, and again without the symptoms that it does not own because they rose on their own."""
    timeline = log.timeline
    whole = find_rise(timeline.count_daily(family), log.count_traffic(remaining, family), timeline.exposure)
    if whole is None:
        return family, remaining, None
    apart = separate_causes(log, family, remaining, whole)
    if not apart.any():
        return family, remaining, whole
    family, remaining = family & ~apart, remaining & ~apart
    return (
        family,
        remaining,
        find_rise(timeline.count_daily(family), log.count_traffic(remaining, family), timeline.exposure),
    )


def find_own_symptoms(log: RisingLog, members: Mask, rise: Rise) -> tuple[int, ...]:
    """Return the symptoms that rose with a cause and that it holds most of, largest first.

    A few tickets of a routine symptom do not make it one of the cause. If no symptom qualifies, return the
    largest.
    """
    timeline, labels = log.timeline, log.labels
    period, dated = timeline.mask_period(rise), timeline.day >= 0
    span, rest = log.measure_spans(rise, rise.low)
    held = sort_by_size(labels, members)
    own = []
    for symptom in held:
        mask = (labels == symptom) & dated
        inside, during = int((mask & members).sum()), int((mask & period).sum())
        ratio, low, _ = rate_ratio(float(during), span, float(mask.sum() - during), rest)
        if (
            inside >= max(MIN_OWN_TICKETS, MIN_OWN_SHARE * during)
            and ratio >= MIN_JOINING_RATIO
            and low > 1.0
        ):
            own.append(symptom)
    return tuple(own) or held[:1]


def set_level(rise: Rise, timeline: LogTimeline, members: Mask) -> Rise:
    """Set the level of a rise to that of all its tickets, including those added after dating."""
    last = timeline.days - 1 if rise.end is None else rise.end
    return replace(rise, after_per_day=float(members.sum()) / (last - rise.day + 1))


def _find_alike(log: RisingLog, seed: Seed, remaining: Mask, rise: Rise) -> set[int]:
    """Find the rising symptoms whose tickets mostly show the seed's kind."""
    rising = _find_rising_with(log, log.labels, remaining, rise, strict=False)
    return {symptom for symptom in rising if seed.mask[log.labels == symptom].mean() >= MIN_ALIKE}


def _mark_risen_in(log: RisingLog, place: Mask, rise: Rise) -> Mask:
    """Mark the tickets of symptoms that rise in a place and are at home there, and its unassigned tickets."""
    timeline, labels = log.timeline, log.labels
    symptoms = _find_rising_with(log, np.where(place, labels, -3), place, rise, strict=False)
    own = {
        symptom for symptom in symptoms if _is_at_home(labels == symptom, place & timeline.mask_period(rise))
    }
    return np.asarray(place & np.isin(labels, [*sorted(own), UNASSIGNED]))


def _mark_unexpected_in(log: RisingLog, place: Mask, family: Mask, remaining: Mask, rise: Rise) -> Mask:
    """Mark the tickets of a place that its routine traffic does not explain.

    The amount of routine traffic follows from the time before, scaled by the growth of the traffic outside
    the place; which tickets are routine follows only from their symptoms and words. So at most the expected
    number of routine tickets is excluded, the most certain first; tickets of the same kind as the others only
    up to the lower bound of the expectation.
    """
    period = log.timeline.mask_period(rise)
    alike = max(log.kind_masks, key=lambda mask: int((mask & family & period).sum()), default=family)
    beyond = remaining & ~place & (log.timeline.day >= 0)
    growth = (beyond & period).sum() / max(1, (beyond & ~period).sum())
    expected = float((place & ~period).sum() * growth)
    open_ = place & period & ~family
    other = _mark_surest(log, open_ & ~alike, math.ceil(expected))
    fewest = math.ceil(expected - 2.0 * math.sqrt(expected)) - int(other.sum())
    return np.asarray(open_ & ~other & ~_mark_surest(log, open_ & alike, max(0, fewest)))


def _mark_surest(log: RisingLog, among: Mask, count: int) -> Mask:
    """Mark the `count` tickets with the most certain symptom, ties by row."""
    rows = np.flatnonzero(among)
    chosen = np.zeros(len(among), dtype=bool)
    chosen[rows[np.lexsort((rows, -log.confidence[rows]))][:count]] = True
    return chosen


def _add_spill_over(log: RisingLog, family: Mask, remaining: Mask, rise: Rise) -> Mask:
    """Add the cause's own symptoms from outside its place if they rise there as well.

    Agents file one matter under several categories; then the category is no boundary.
    """
    timeline, labels = log.timeline, log.labels
    period = timeline.mask_period(rise)
    own = [
        symptom
        for symptom in np.unique(labels[family & period & (labels >= 0)])
        if _is_commoner_inside(labels == symptom, family, remaining & period)
    ]
    beyond = np.isin(labels, own) & remaining & ~family
    rising = _find_rising_with(log, np.where(beyond, labels, -3), beyond, rise, strict=False)
    outside = np.isin(labels, sorted(rising)) & beyond
    if (outside & period).sum() < MIN_SPILL_OVER * (family & period).sum():
        return family
    return np.asarray(family | outside)


def _is_commoner_inside(symptom: Mask, family: Mask, among: Mask) -> bool:
    """Return whether a symptom is commoner inside a cause than among the other tickets of its time."""
    inside, outside = among & family, among & ~family
    return bool(not outside.any() or symptom[inside].mean() > symptom[outside].mean())


def _is_at_home(symptom: Mask, inside: Mask) -> bool:
    """Return whether a symptom is at least half as common inside as elsewhere; lost passwords are not."""
    here, there = symptom[inside].mean(), symptom[~inside].mean() if (~inside).any() else 0.0
    return bool(here >= MIN_AT_HOME * there)


def _find_rising_with(
    log: RisingLog, labels: npt.NDArray[np.int64], among: Mask, rise: Rise, *, strict: bool
) -> set[int]:
    """Find the symptoms whose rate during a rise is clearly above that outside it.

    `strict` requires the lower bound of the rate ratio to reach MIN_JOINING_RATIO and the symptom to rise at
    the same time. Otherwise a doubled rate is enough; during a spike it must also be beyond chance, because
    two tickets instead of one are common there.
    """
    timeline = log.timeline
    period, dated = timeline.mask_period(rise), timeline.day >= 0
    span, rest = log.measure_spans(rise, rise.low)
    joined: set[int] = set()
    for symptom in np.unique(labels[among & (labels >= 0)]):
        mask = (labels == symptom) & among & dated
        hits, misses = float((mask & period).sum()), float((mask & ~period).sum())
        if not hits:
            continue
        ratio, low, _ = rate_ratio(hits, span, misses, rest)
        if strict:
            if low >= MIN_JOINING_RATIO and _is_same_time(log, mask, among, rise):
                joined.add(int(symptom))
        elif ratio >= MIN_JOINING_RATIO and (rise.end is None or low > 1.0):
            joined.add(int(symptom))
    return joined


def _is_same_time(log: RisingLog, mask: Mask, among: Mask, rise: Rise) -> bool:
    timeline = log.timeline
    own = find_rise(timeline.count_daily(mask), log.count_traffic(among, mask), timeline.exposure)
    return own is not None and rise.low - SAME_START_DAYS <= own.day <= rise.high + SAME_START_DAYS


def _find_column(columns: tuple[FieldColumn, ...], name: str) -> FieldColumn | None:
    return next((column for column in columns if column.name == name), None)


def _find_main_place(
    timeline: LogTimeline, columns: tuple[FieldColumn, ...], whole: Mask, rise: Rise
) -> Mask | None:
    """Return the tickets of the value with nearly all of a rise, None if there is none."""
    period = timeline.mask_period(rise)
    eligible = tuple(column for column in columns if column.name not in EVIDENCE_FIELDS)
    found = select_claims(compare_values(0, eligible, whole & period, ~whole & period), 1)[0]
    for claim in found:
        if claim.share_inside >= NEARLY_ALL:
            column = find_column(eligible, claim)
            return column.mask(column.labels.index(claim.value))
    return None


def sort_by_size(labels: npt.NDArray[np.int64], members: Mask) -> tuple[int, ...]:
    """Return the symptoms of a mask, largest first."""
    inside = labels[members & (labels >= 0)]
    counts = np.bincount(inside) if len(inside) else np.zeros(0, dtype=np.int64)
    return tuple(
        int(symptom)
        for symptom in sorted(np.flatnonzero(counts), key=lambda symptom: (-counts[symptom], symptom))
    )
