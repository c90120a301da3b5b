"""Finds onsets: the day from which a set of tickets takes a larger share of the traffic.

Counts are compared with the rest of the traffic of the same day: given the day's total, Poisson counts with a
common daily level are binomial, so growth, weekdays and holidays cancel out. A rise is reported only if both
the share and the count itself have risen, so that neither general growth nor the fall of something else
counts as a cause. If there is no rest to compare with, the days' expected traffic (`working_days`) is used
instead.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtr

from supportlens.causes.time.change_points import (
    compute_start_gains,
    find_spike,
    find_step,
    fit_even_growth,
)
from supportlens.causes.time.dispersion import (
    bin_counts,
    convert_to_normal,
    measure_dispersion_along,
    measure_dispersion_outside,
)
from supportlens.causes.time.rises import Rise, measure_rise
from supportlens.causes.time.start_weights import StartEstimate, fit_start_climbs, weigh_starts
from supportlens.causes.time.thresholds import MAX_P
from supportlens.domain import Shape
from supportlens.statistics import max_log_likelihood

if TYPE_CHECKING:
    import numpy.typing as npt

    from supportlens.causes.time.change_points import Climbs, Split

    Counts = npt.NDArray[np.float64]

KEPT_RISES = 1_000
"""Rises that are kept with their daily counts. Judgement: those of a log; each takes some kilobytes."""
MIN_DAYS = 10
"""Minimum days of a log to compare before and after.

Judgement: a week and a half: with fewer, weekdays pass for changes; larger judges more logs by place alone.
"""
MIN_TICKETS = 8
"""Minimum tickets of a set, and of the rest, to search for a rise.

Judgement: fewer have no clear start; larger misses small faults.
"""
CHI2_95 = 3.84
"""The 95 % point of chi-squared with one degree of freedom; bounds the set of likeliest starts."""
CHANGE_POINT_95 = -2.0 * math.log(1.0 - math.sqrt(0.95))
"""The 95 % bound for a change point, 7.35: starts within it include the true one 95 times in 100.

Hansen (2000), Sample splitting and threshold estimation, theorem 2: the profile near a change point is a
two-sided random walk, not a parabola.
"""
MAX_BINS = 420
"""Days beyond which days are binned, because the search for spikes is quadratic.

Affects run time and, in longer logs, the precision of a start: two or three days.
"""
WINDOWS_PER_DAY = 3.0
"""Independent windows of a spike search per day of the log.

The sum of 1 / 1.5^k over the tested lengths: see `compute_search_p`.
"""
MIN_CLIMB_STATISTIC = 20.0
"""Statistic from which climbs are considered for the start too.

Judgement: below it a climb and a step are indistinguishable and the step dates as well; smaller costs time
and widens the intervals of slight rises.
"""
STAND_IN_TIMES = 20.0
"""Weight of the expected traffic, as a multiple of the tickets, if it replaces the rest.

Judgement: the share is then below 5 %, where the binomial is close to Poisson; larger changes little, smaller
makes a small log's rises less significant.
"""


def find_rise(members: Counts, total: Counts, exposure: Counts | None = None) -> Rise | None:
    """Find the clearest rise of `members` within `total` (tickets per day, d days each).

    Fits a step, a spike and climbs by maximum likelihood and selects by BIC; the start is averaged over steps
    and climbs (`weigh_starts`). The statistic is 2 log-likelihood over no change, divided by the dispersion
    of weekly counts (quasi-likelihood, McCullagh and Nelder 1989, section 4.5). `p` accounts for the search
    over all days (Vostrikova 1981; Csorgo and Horvath 1997, theorem 1.3.1). `exposure` (d) is the expected
    traffic of each day, used for comparison if there are hardly any other tickets. Returns None if there are
    too few days or tickets, or nothing has risen.
    """
    if len(total) < MIN_DAYS or members.sum() < MIN_TICKETS:
        return None
    expected = None if exposure is None else np.asarray(exposure, dtype=np.float64).tobytes()
    counts = (np.asarray(each, dtype=np.float64).tobytes() for each in (members, total))
    return _find_rise(*counts, expected)


@lru_cache(KEPT_RISES)
def _find_rise(member_counts: bytes, total_counts: bytes, expected: bytes | None) -> Rise | None:
    """Find a rise as `find_rise` does; kept, because a cause is looked at from several sides."""
    members, total = (np.frombuffer(counts) for counts in (member_counts, total_counts))
    exposure = None if expected is None else np.frombuffer(expected)
    if (total - members).sum() < MIN_TICKETS:
        return (
            None
            if exposure is None
            else _fit_rise(members, add_expected_traffic(members, exposure), grows=False)
        )
    return _fit_rise(members, total, grows=True)


def _fit_rise(members: Counts, total: Counts, *, grows: bool) -> Rise | None:
    """Find the clearest rise as `find_rise` does; without `grows`, only steps and spikes are fitted."""
    width = max(1, math.ceil(len(total) / MAX_BINS))
    inside, whole = bin_counts(members, width), bin_counts(total, width)
    found = _choose_shape(inside, whole, width, grows=grows)
    if found is None:
        return None
    week = max(1, 7 // width)
    if found.shape is Shape.SLOPE:
        dispersion, freedom = measure_dispersion_along(inside, whole, week)
    else:
        dispersion, freedom = measure_dispersion_outside(inside, whole, found.start, found.stop, week)
    when = _date_start(inside, whole, found, dispersion)
    rise = measure_rise(members, total, found.shape, (when.bin * width, found.stop * width))
    if rise is None:
        return None
    statistic = 2.0 * found.gain / dispersion
    height = convert_to_normal(math.sqrt(statistic), freedom) if dispersion > 1.0 else math.sqrt(statistic)
    rise = replace(
        rise,
        low=min(rise.day, when.low * width),
        high=max(rise.day, min((when.high + 1) * width, len(total)) - 1),
        early=min(rise.day, when.early * width),
        statistic=statistic,
        p=compute_search_p(height * height, len(total), spike=found.shape is Shape.SPIKE),
        dispersion=dispersion,
    )
    return rise if width == 1 else _date_to_the_day(members, total, rise, width)


def _date_to_the_day(members: Counts, total: Counts, rise: Rise, width: int) -> Rise:
    """Date a rise that was found in bins of `width` days, by the days around its start.

    Only a start, and an end, of the same shape within a bin of those found is taken.
    """
    begin = max(0, rise.day - MAX_BINS // 2)
    near = slice(begin, begin + MAX_BINS)
    seen = _fit_rise(members[near], total[near], grows=False) if rise.p <= MAX_P else None
    if seen is None or seen.shape is not rise.shape or abs(begin + seen.day - rise.day) > width:
        return rise
    if rise.end is not None and seen.end is not None and abs(begin + seen.end - rise.end) > width:
        return rise
    stop = len(total) if seen.end is None else begin + seen.end + 1
    dated = measure_rise(members, total, rise.shape, (begin + seen.day, stop))
    if dated is None:
        return rise
    return replace(
        dated,
        low=begin + seen.low,
        high=begin + seen.high,
        early=begin + seen.early,
        statistic=rise.statistic,
        p=rise.p,
        dispersion=rise.dispersion,
    )


def add_expected_traffic(members: Counts, exposure: Counts) -> Counts:
    """Add enough expected traffic to d daily counts for their binomial share to be close to Poisson."""
    return np.asarray(members + STAND_IN_TIMES * members.sum() * exposure / exposure.sum())


@dataclass(frozen=True, slots=True)
class _FittedShape:
    """A fitted shape with its gain, its first bin and the first after it, and the climbs for its start."""

    shape: Shape
    gain: float
    start: int
    stop: int
    climbs: Climbs | None = None


def _choose_shape(inside: Counts, whole: Counts, width: int, *, grows: bool) -> _FittedShape | None:
    """Choose by BIC; the free parameters are 1, 3, 4, 2 and 4, a searched day counting as one.

    Likelihoods are divided by the dispersion before the step, or an erratic day would be a spike; that of a
    spike by the dispersion outside it if that is less: a spike within the step is no erratic course. A clear
    step is also tested as a climb: if a share climbs, the best split is in its middle, not at its foot. If
    two steps fit better still, there is no climb, and the clearest step is the start.
    """
    price = math.log(whole.sum())
    step, spike = find_step(inside, whole), find_spike(inside, whole)
    growth = (
        fit_even_growth(inside, whole) - float(max_log_likelihood(inside.sum(), whole.sum()))
        if grows
        else -math.inf
    )
    even, calm = (
        measure_dispersion_outside(inside, whole, split.start, split.stop, max(1, 7 // width))[0]
        for split in (step, spike)
    )
    scores = {
        Shape.NONE: price,
        Shape.STEP: -2.0 * step.gain / even + 3 * price,
        Shape.SPIKE: -2.0 * spike.gain / min(even, calm) + 4 * price,
        Shape.SLOPE: -2.0 * growth / even + 2 * price,
    }
    shape = min(scores, key=lambda candidate: scores[candidate])
    if shape is Shape.NONE or not np.isfinite(step.gain if shape is not Shape.SPIKE else spike.gain):
        return None
    if shape is Shape.SPIKE:
        return _FittedShape(shape, spike.gain, spike.start, spike.stop)
    clear = grows and (shape is Shape.SLOPE or 2.0 * step.gain >= MIN_CLIMB_STATISTIC)
    climbs = fit_start_climbs(inside, whole, width) if clear else None
    gain = max(step.gain, growth)
    if climbs is None:
        return _FittedShape(shape, gain, step.start, len(inside))
    stairs = -2.0 * _measure_stairs_gain(inside, whole, step) / even + 5 * price
    climbing = -2.0 * climbs.best / even + 3 * price + math.log(len(inside))
    if shape is Shape.SLOPE or climbing < min(scores[shape], stairs):
        return _FittedShape(Shape.SLOPE, max(climbs.best, growth), step.start, len(inside), climbs)
    return _FittedShape(shape, gain, step.start, len(inside), climbs)


def _date_start(inside: Counts, whole: Counts, found: _FittedShape, dispersion: float) -> StartEstimate:
    """Return the start of a shape with its interval; a burst's start is its likeliest first bin."""
    if found.shape is not Shape.SPIKE:
        return weigh_starts(inside, whole, found.climbs, dispersion)
    gains = 2.0 * (found.gain - compute_start_gains(inside, whole, found.stop)) / dispersion
    near, likeliest = (np.flatnonzero(gains <= within) for within in (CHANGE_POINT_95, CHI2_95))
    return StartEstimate(
        found.start,
        int(near.min(initial=found.start)),
        int(near.max(initial=found.start)),
        int(likeliest.min(initial=found.start)),
    )


def _measure_stairs_gain(inside: Counts, whole: Counts, step: Split) -> float:
    """Return the gain of a clear step and of the best further one before or after it."""
    parts = (slice(0, step.start), slice(step.start, None))
    further = (find_step(inside[part], whole[part]).gain for part in parts if len(inside[part]) > 1)
    return step.gain + max((0.0, *further))


def compute_search_p(statistic: float, days: int, *, spike: bool = False) -> float:
    """Return the chance of a maximum of `statistic` over the whole search if nothing changes.

    For one change, the one-sided half of Vostrikova's (1981) approximation for the maximum of the
    standardised bridge between the fractions h = 1/days and 1 - h. A spike is searched over starts and
    lengths: its single-window tail is multiplied by WINDOWS_PER_DAY x days (Bonferroni over windows that do
    not overlap, of lengths growing by half: the sum of days / 1.5^k).
    """
    if statistic <= 4.0:
        return 1.0
    height = math.sqrt(statistic)
    if spike:
        return min(1.0, WINDOWS_PER_DAY * days * float(ndtr(-height)))
    edge = 1.0 / days
    span = 2.0 * math.log((1.0 - edge) / edge)
    tail = height * math.exp(-statistic / 2.0) / math.sqrt(2.0 * math.pi)
    return min(1.0, 0.5 * tail * (span - span / statistic + 4.0 / statistic))
