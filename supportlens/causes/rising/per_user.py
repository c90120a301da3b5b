"""Rates per active user: a rise that user growth explains is not reported.

A ticket on a day with twice as many users of its application counts half. With these weights all days have
the same rate per user, and the usual search applies.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from supportlens.causes.rising.candidates import CauseCandidate
from supportlens.causes.time.onsets import find_rise
from supportlens.causes.time.thresholds import compute_min_excess, is_reportable
from supportlens.domain import UserRates
from supportlens.statistics import rate_ratio

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    from supportlens.causes.time.active_users import CountedUsers
    from supportlens.causes.time.rises import Rise
    from supportlens.causes.time.timeline import LogTimeline
    from supportlens.domain import Onset

    Mask = npt.NDArray[np.bool_]
    Counts = npt.NDArray[np.float64]

MIN_USER_GROWTH = 1.05
"""Growth of users up to which no correction is made.

Judgement: head counts are rounded; larger reports rises that come from a twentieth more users.
"""
PER_USERS, DAYS_PER_WEEK = 100.0, 7.0


def add_rate_per_user(
    timeline: LogTimeline, onset: Onset, rise: Rise, family: Mask, users: CountedUsers | None
) -> Onset:
    """Add to an onset the tickets per user of its applications, on the days when these were counted.

    The ratio is that of Poisson rates with exposures of working days times users, with an exact interval.
    """
    if users is None or timeline.first is None:
        return onset
    within, counts = _mark_rise(rise, timeline.days), timeline.count_daily(family & users.tickets)
    sides = (users.counted & ~within, users.counted & within)
    weights = np.ones(timeline.days) if timeline.exposure is None else timeline.exposure
    spans = [float((weights * users.daily)[days].sum()) for days in sides]
    if not min(spans) > 0:
        return onset
    before, after = (
        PER_USERS * DAYS_PER_WEEK * counts[days].sum() / users.daily[days].sum() for days in sides
    )
    means = [float(np.average(users.daily[days], weights=weights[days])) for days in sides]
    rates = UserRates(users.applications, means[0], means[1], float(before), float(after))
    if users.varies:
        ratio, low, high = rate_ratio(counts[sides[1]].sum(), spans[1], counts[sides[0]].sum(), spans[0])
        rates = replace(rates, ratio=float(ratio), low=low, high=high)
    if months := users.find_months(timeline.first):
        rates = replace(rates, first=months[0], last=months[1])
    return replace(onset, per_user=rates)


def _mark_rise(rise: Rise, days: int) -> Mask:
    within = np.zeros(days, dtype=bool)
    within[rise.day : None if rise.end is None else rise.end + 1] = True
    return within


def find_causes_per_user(
    find: Callable[[LogTimeline], list[CauseCandidate]],
    timeline: LogTimeline,
    users: Sequence[CountedUsers],
    traffic: Mask,
) -> list[CauseCandidate]:
    """Find the causes of n tickets, corrected for users: growth that more users explain is no rise.

    `find` finds the causes on a timeline, `traffic` (n) marks the tickets with text. If the number of users
    changed, `find` receives as many tickets of each day as the fewest users would have written, so that
    explained growth neither rises nor hides a cause. Then each cause gets all its tickets back, and its rise
    is tested again with tickets weighted by users.
    """
    weights = _weigh_by_users(timeline, users)
    if weights is None or weights.min() * MIN_USER_GROWTH > 1.0:
        return find(timeline)
    found = find(replace(timeline, day=np.where(_thin_tickets(timeline, weights), timeline.day, -1)))
    return _make_disjoint(
        _compare_all_with_users(
            [_restore_tickets(group, timeline) for group in found], timeline, weights, traffic
        )
    )


def _compare_all_with_users(
    candidates: Sequence[CauseCandidate], timeline: LogTimeline, weights: Counts, traffic: Mask
) -> list[CauseCandidate]:
    risen = [group.members for group in candidates if group.rise is not None]
    rest = traffic & ~np.any(risen, axis=0) if risen else traffic
    return [_compare_with_users(group, timeline, weights, rest) for group in candidates]


def _restore_tickets(group: CauseCandidate, timeline: LogTimeline) -> CauseCandidate:
    """Add to a cause the tickets of its time that were left out when it was found."""
    return (
        group
        if group.rise is None
        else replace(group, members=group.family & timeline.mask_period(group.rise))
    )


def _make_disjoint(candidates: Sequence[CauseCandidate]) -> list[CauseCandidate]:
    """Assign every ticket to a single cause, the earliest that rose."""
    order = sorted(candidates, key=lambda group: group.rise is None)
    free = np.ones(len(candidates[0].members), dtype=bool) if candidates else np.zeros(0, dtype=bool)
    found = []
    for group in order:
        own = group.members & free
        free &= ~own
        if own.any():
            found.append(replace(group, members=own))
    return found


def _weigh_by_users(timeline: LogTimeline, users: Sequence[CountedUsers]) -> Counts | None:
    """Return the user weight of each of n tickets, None if no number of users varies.

    The weight is the fewest users of its application over those of its day; 1 without counts.
    """
    weights, dated, found = np.ones(len(timeline.day)), timeline.day >= 0, False
    for counted in users:
        mask = dated & counted.tickets
        if counted.varies and mask.any():
            weights[mask], found = counted.daily.min() / counted.daily[timeline.day[mask]], True
    return weights if found else None


def _thin_tickets(timeline: LogTimeline, weights: Counts) -> Mask:
    """Mark, per day, as many tickets as their weights add up to."""
    order = np.lexsort((np.arange(len(weights)), weights, timeline.day))
    sums = np.floor(np.cumsum(weights[order]) + 1e-9)
    kept = np.zeros(len(weights), dtype=bool)
    kept[order] = np.diff(sums, prepend=0.0) > 0
    return kept | (weights >= 1.0)


def _compare_with_users(
    group: CauseCandidate, timeline: LogTimeline, weights: Counts, rest: Mask
) -> CauseCandidate:
    rise, family = group.rise, group.family
    if rise is None:
        return group
    members, counts = _count_weighted(timeline, weights, family), timeline.count_daily(family)
    if 1.0 / MIN_USER_GROWTH < _compare_weights(timeline, weights, family, rise) < MIN_USER_GROWTH:
        return replace(group, rise=_set_levels(rise, counts, members))
    seen = find_rise(members, _count_weighted(timeline, weights, rest | family), timeline.exposure)
    if seen is None or not is_reportable(
        seen, 1, compute_min_excess(seen, timeline.count_daily(timeline.day >= 0))
    ):
        return CauseCandidate(family, family, None, group.symptoms)
    seen = _set_levels(seen, counts, members)
    return replace(group, members=family & timeline.mask_period(seen), rise=seen)


def _set_levels(rise: Rise, counts: Counts, weighted: Counts) -> Rise:
    """Set the levels and the excess of a rise found by weighted counts to those of all its tickets."""
    within = _mark_rise(rise, len(counts))
    hits, misses = float(counts[within].sum()), float(counts[~within].sum())
    span, rest = float(within.sum()), float((~within).sum())
    ratio, low, high = rate_ratio(hits, span, misses, rest)
    return replace(
        rise,
        before_per_day=misses / rest,
        after_per_day=hits / span,
        ratio=float(ratio),
        ratio_low=low,
        ratio_high=high,
        excess=rise.excess * hits / max(1e-9, float(weighted[within].sum())),
    )


def _compare_weights(timeline: LogTimeline, weights: Counts, family: Mask, rise: Rise) -> float:
    """Return the ratio of users per ticket within a rise to those outside."""
    period = timeline.mask_period(rise)
    within, outside = weights[family & period], weights[family & ~period & (timeline.day >= 0)]
    if not len(within) or not len(outside):
        return 1.0
    return float(outside.mean() / within.mean())


def _count_weighted(timeline: LogTimeline, weights: Counts, mask: Mask) -> Counts:
    known = mask & (timeline.day >= 0)
    return np.bincount(timeline.day[known], weights[known], minlength=timeline.days).astype(np.float64)
