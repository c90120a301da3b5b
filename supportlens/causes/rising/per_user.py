"""Active users over time: a rise that twice the users explain is no rise.

A ticket of a day on which twice as many people use its application counts half. With such weights the
days have one rate per user, and are searched like any others.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from supportlens.causes.rising.candidates import Gathered
from supportlens.causes.time.dating import users_daily
from supportlens.causes.time.onsets import find_rise, rate_ratio
from supportlens.causes.time.thresholds import least_excess, matters
from supportlens.domain import Field

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    from supportlens.causes.places.field_columns import Column
    from supportlens.causes.time.onsets import Rise
    from supportlens.causes.time.timeline import Timeline
    from supportlens.domain import ActiveUsers, Onset

    Mask = npt.NDArray[np.bool_]
    Counts = npt.NDArray[np.float64]

STEADY = 1.05
"""Times that users may become more without being allowed for."""


def told_per_user(timeline: Timeline, onset: Onset, rise: Rise, family: Mask, daily: Counts | None) -> Onset:
    """Tell an onset how the d daily users of its place moved, and its rate ratio for as many users.

    The ratio is that of Poisson rates with exposures of working days times users, its interval exact.
    """
    if daily is None:
        return onset
    within, counts = _within(rise, timeline.days), timeline.counts(family)
    weights = np.ones(timeline.days) if timeline.exposure is None else timeline.exposure
    spans = [float((weights * daily)[days].sum()) for days in (within, ~within)]
    if not min(spans) > 0:
        return onset
    ratio, low, high = rate_ratio(counts[within].sum(), spans[0], counts[~within].sum(), spans[1])
    return replace(
        onset,
        users_before=float(np.average(daily[~within], weights=weights[~within])),
        users_after=float(np.average(daily[within], weights=weights[within])),
        rate_ratio_per_user=float(ratio),
        rate_per_user_low=low,
        rate_per_user_high=high,
    )


def _within(rise: Rise, days: int) -> Mask:
    within = np.zeros(days, dtype=bool)
    within[rise.day : None if rise.end is None else rise.end + 1] = True
    return within


def gathered_per_user(
    gather: Callable[[Timeline], list[Gathered]],
    timeline: Timeline,
    columns: Sequence[Column],
    users: Sequence[ActiveUsers],
    traffic: Mask,
) -> list[Gathered]:
    """Gather the causes of n tickets, allowing for users: what more of them explain rose no more.

    `gather` finds the causes on a line of days, `traffic` (n) are the tickets that say something. Where
    the users moved, it sees so many tickets of each day as there would have been with the fewest of them,
    so that what is explained neither rises nor hides anything; then each cause takes all its tickets,
    and its rise is held against the users once more, the tickets weighted by them.
    """
    weights = _weights(timeline, columns, users)
    if weights is None or weights.min() * STEADY > 1.0:
        return gather(timeline)
    found = gather(replace(timeline, day=np.where(_thinned(timeline, weights), timeline.day, -1)))
    return _apart(_all_held([_whole(group, timeline) for group in found], timeline, weights, traffic))


def _all_held(
    gathered: Sequence[Gathered], timeline: Timeline, weights: Counts, traffic: Mask
) -> list[Gathered]:
    risen = [group.members for group in gathered if group.rise is not None]
    rest = traffic & ~np.any(risen, axis=0) if risen else traffic
    return [_held_against(group, timeline, weights, rest) for group in gathered]


def _whole(group: Gathered, timeline: Timeline) -> Gathered:
    """Return a cause the tickets of its time that were left out when it was found."""
    return group if group.rise is None else replace(group, members=group.family & timeline.period(group.rise))


def _apart(gathered: Sequence[Gathered]) -> list[Gathered]:
    """Return every ticket to one cause alone, to one that rose before any other."""
    order = sorted(gathered, key=lambda group: group.rise is None)
    free = np.ones(len(gathered[0].members), dtype=bool) if gathered else np.zeros(0, dtype=bool)
    found = []
    for group in order:
        own = group.members & free
        free &= ~own
        if own.any():
            found.append(replace(group, members=own))
    return found


def _weights(timeline: Timeline, columns: Sequence[Column], users: Sequence[ActiveUsers]) -> Counts | None:
    """Return each of n tickets its weight by users, None where no day is told of any application's.

    It is the fewest users of its application over those of its day; 1 where nobody counted them.
    """
    products = next((column for column in columns if column.name == Field.PRODUCT), None)
    weights, dated = np.ones(len(timeline.day)), timeline.day >= 0
    found = False
    for code, name in enumerate(products.labels if products else ("",)):
        daily = users_daily(users, [name] if name else [], timeline)
        if daily is None:
            continue
        mask = dated & products.mask(code) if products else dated
        if not mask.any():
            continue
        weights[mask], found = daily.min() / daily[timeline.day[mask]], True
    return weights if found else None


def _thinned(timeline: Timeline, weights: Counts) -> Mask:
    """Mark so many tickets, day after day, as their weights add up to."""
    order = np.lexsort((np.arange(len(weights)), weights, timeline.day))
    sums = np.floor(np.cumsum(weights[order]) + 1e-9)
    kept = np.zeros(len(weights), dtype=bool)
    kept[order] = np.diff(sums, prepend=0.0) > 0
    return kept | (weights >= 1.0)


def _held_against(group: Gathered, timeline: Timeline, weights: Counts, rest: Mask) -> Gathered:
    rise, family = group.rise, group.family
    if rise is None:
        return group
    members, counts = _weighted(timeline, weights, family), timeline.counts(family)
    if 1.0 / STEADY < _moved(timeline, weights, family, rise) < STEADY:
        return replace(group, rise=_with_levels(rise, counts, members))
    seen = find_rise(members, _weighted(timeline, weights, rest | family), timeline.exposure)
    if seen is None or not matters(seen, 1, least_excess(seen, timeline.counts(timeline.day >= 0))):
        return Gathered(family, family, None, group.symptoms)
    seen = _with_levels(seen, counts, members)
    return replace(group, members=family & timeline.period(seen), rise=seen)


def _with_levels(rise: Rise, counts: Counts, weighted: Counts) -> Rise:
    """Return a rise that was found by weighted counts the levels and the excess of all its tickets."""
    within = _within(rise, len(counts))
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


def _moved(timeline: Timeline, weights: Counts, family: Mask, rise: Rise) -> float:
    """Return how many times as many users a ticket within a rise has as one outside."""
    period = timeline.period(rise)
    within, outside = weights[family & period], weights[family & ~period & (timeline.day >= 0)]
    if not len(within) or not len(outside):
        return 1.0
    return float(outside.mean() / within.mean())


def _weighted(timeline: Timeline, weights: Counts, mask: Mask) -> Counts:
    known = mask & (timeline.day >= 0)
    return np.bincount(timeline.day[known], weights[known], minlength=timeline.days).astype(np.float64)
