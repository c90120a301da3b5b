"""Since when: finds the day from which a set of tickets takes a larger part of the traffic.

Counts are compared with the rest of the traffic of the same day: given the day's total, Poisson
counts with a common daily level are binomial, so growth, weekdays and holidays cancel out. A
rise is claimed only when the share *and* the count itself have risen, so that neither general
growth nor the fall of something else passes for a cause.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import expit, xlogy
from scipy.stats import beta, norm

from supportlens.domain import Shape

if TYPE_CHECKING:
    import numpy.typing as npt

    Counts = npt.NDArray[np.float64]

FEWEST_DAYS = 10
FEWEST_TICKETS = 8
CHI2_95 = 3.84
"""The 95 % point of chi-squared with one degree of freedom: splits within it form the interval."""
LONGEST_SPAN = 420
"""Days beyond which days are counted in larger bins: the search of spikes is quadratic."""
WINDOWS = 3.0
FEWEST_WEEKS = 4
MOST_RECENT_SHARE = 0.5
"""A spike takes up at most this share of the days; what lasts longer is a step."""


@dataclass(frozen=True, slots=True)
class Rise:
    """A rise, in days counted from the first day of the log; `end` is the last day of a spike."""

    day: int
    low: int
    high: int
    end: int | None
    shape: Shape
    statistic: float
    p: float
    before_per_day: float
    after_per_day: float
    ratio: float
    ratio_low: float
    ratio_high: float
    excess: float
    """Tickets beyond what the level outside the rise would have brought, traffic allowed for."""


def find_rise(members: Counts, total: Counts) -> Rise | None:
    """Find the clearest rise of `members` within `total` (tickets per day, d days each).

    Fits a step, a spike and a slope by maximum likelihood and takes the one of lowest BIC; the
    statistic is 2 log-likelihood over no change, divided by the dispersion of weekly counts. `p`
    allows for the search over all days (Vostrikova 1981; Csorgo and Horvath 1997, theorem
    1.3.1). None where there are too few days or tickets, or nothing has risen.
    """
    width = max(1, math.ceil(len(total) / LONGEST_SPAN))
    inside, whole = _binned(members, width), _binned(total, width)
    if len(total) < FEWEST_DAYS or members.sum() < FEWEST_TICKETS or (total - members).sum() < FEWEST_TICKETS:
        return None
    flat = _fit(inside.sum(), whole.sum())
    step = _step(inside, whole)
    spike = _spike(inside, whole)
    slope = _slope(inside, whole)
    shape = _best_shape(flat, step, spike, slope, whole.sum())
    if shape is Shape.NONE or (shape is not Shape.SPIKE and not np.isfinite(step.gain)):
        return None
    start, stop = (step.start, len(inside)) if shape is not Shape.SPIKE else (spike.start, spike.stop)
    gains = {
        Shape.STEP: step.gain,
        Shape.SPIKE: spike.gain,
        Shape.SLOPE: max(slope - float(flat), step.gain),
    }
    dispersion = _dispersion(inside, whole, start, stop, max(1, 7 // width))
    profile = step.profile if shape is not Shape.SPIKE else _starts(inside, whole, stop)
    low, high = _interval(profile, start, dispersion)
    return _described(
        members,
        total,
        shape,
        2.0 * gains[shape] / dispersion,
        (low * width, start * width, high * width, stop * width),
    )


@dataclass(frozen=True, slots=True)
class _Split:
    start: int
    stop: int
    gain: float
    profile: Counts


def _binned(counts: Counts, width: int) -> Counts:
    if width == 1:
        return counts.astype(np.float64)
    return np.add.reduceat(counts.astype(np.float64), np.arange(0, len(counts), width))


def _fit(hits: Counts | float, total: Counts | float) -> Counts:
    """Give the greatest binomial log-likelihood of `hits` in `total`, its constant left out."""
    share = np.divide(
        hits, total, out=np.zeros_like(np.asarray(total, dtype=np.float64)), where=np.asarray(total) > 0
    )
    return np.asarray(xlogy(hits, share) + xlogy(np.asarray(total) - hits, 1.0 - share))


def _step(inside: Counts, whole: Counts) -> _Split:
    """Try every day as the first of a higher share that lasts to the end."""
    profile = _starts(inside, whole, len(inside))
    start = int(np.argmax(profile))
    return _Split(start, len(inside), float(profile[start]), profile)


def _starts(inside: Counts, whole: Counts, stop: int) -> Counts:
    """Give, for each first day of a higher share up to `stop`, the gain over no change; -inf for falls."""
    hits, total = np.concatenate([[0.0], np.cumsum(inside)]), np.concatenate([[0.0], np.cumsum(whole)])
    starts = np.arange(len(inside))
    gain = _gain(hits[stop] - hits[starts], total[stop] - total[starts], hits[-1], total[-1])
    possible = (starts < stop) & (starts > 0) & (inside > 0)
    return np.where(possible, gain, -np.inf)


def _gain(within: Counts, span: Counts, hits: float, total: float) -> Counts:
    """Give the gain in log-likelihood of another share in `span`, -inf where it is no higher."""
    outside, rest = hits - within, total - span
    gain = _fit(within, span) + _fit(outside, rest) - _fit(hits, total)
    return np.where((within * rest > outside * span) & (rest > 0) & (span > 0), gain, -np.inf)


def _spike(inside: Counts, whole: Counts) -> _Split:
    """Try stretches of growing length that end before the log does, then refine the best one.

    Lengths grow by half, so that a stretch at most a fifth too long or short is met; every end and
    then every start near it is tried afterwards.
    """
    days = len(inside)
    longest = max(1, int(days * MOST_RECENT_SHARE))
    hits, total = np.concatenate([[0.0], np.cumsum(inside)]), np.concatenate([[0.0], np.cumsum(whole)])
    best, start, stop = -np.inf, 1, days
    length = 1
    while length <= longest:
        starts = np.arange(1, days - length)
        gain = _gain(
            hits[starts + length] - hits[starts], total[starts + length] - total[starts], hits[-1], total[-1]
        )
        if len(gain) and gain.max() > best:
            best, start = float(gain.max()), int(starts[np.argmax(gain)])
            stop = start + length
        length = max(length + 1, int(length * 1.5))
    if not np.isfinite(best):
        return _Split(1, days, -np.inf, np.zeros(0))
    stops = np.arange(start + 1, min(start + longest, days - 1) + 1)
    gain = _gain(hits[stops] - hits[start], total[stops] - total[start], hits[-1], total[-1])
    stop = int(stops[np.argmax(gain)])
    profile = _starts(inside, whole, stop)
    profile[: max(0, stop - longest)] = -np.inf
    start = int(np.argmax(profile))
    return _Split(start, stop, float(profile[start]), profile)


def _slope(inside: Counts, whole: Counts) -> float:
    """Give the greatest log-likelihood of a share whose odds grow evenly (logistic regression, Newton)."""
    when = np.linspace(-1.0, 1.0, len(inside))
    share = inside.sum() / whole.sum()
    level, growth = math.log(share / (1.0 - share)), 0.0
    for _ in range(25):
        fitted = expit(level + growth * when)
        weight = whole * fitted * (1.0 - fitted)
        error = inside - whole * fitted
        a, b, c = weight.sum(), (weight * when).sum(), (weight * when * when).sum()
        determinant = a * c - b * b
        if determinant <= 1e-12:
            break
        first, second = error.sum(), (error * when).sum()
        level += (c * first - b * second) / determinant
        growth += (a * second - b * first) / determinant
    if growth <= 0:
        return -math.inf
    fitted = expit(level + growth * when)
    return float((xlogy(inside, fitted) + xlogy(whole - inside, 1.0 - fitted)).sum())


def _best_shape(flat: Counts, step: _Split, spike: _Split, slope: float, tickets: float) -> Shape:
    """Choose by BIC; the free parameters are 1, 3, 4 and 2, a day searched for counting as one."""
    price = math.log(tickets)
    scores = {
        Shape.NONE: price,
        Shape.STEP: -2.0 * step.gain + 3 * price,
        Shape.SPIKE: -2.0 * spike.gain + 4 * price,
        Shape.SLOPE: -2.0 * (slope - float(flat)) + 2 * price,
    }
    return min(scores, key=lambda shape: scores[shape])


def _dispersion(inside: Counts, whole: Counts, start: int, stop: int, width: int) -> float:
    """Give Pearson's chi-squared of the weeks outside a rise over its degrees of freedom, at least 1.

    Where the share swings by itself, one more swing is no evidence. How it runs *within* the rise
    does not count against it: a burst dies away unevenly.
    """
    outside = np.ones(len(inside), dtype=bool)
    outside[start:stop] = False
    hits, total = _binned(inside[outside], width), _binned(whole[outside], width)
    if not len(total) or hits.sum() == 0:
        return 1.0
    share = hits.sum() / total.sum()
    spread = total * share * (1.0 - share)
    known = spread > 0.5
    if known.sum() < FEWEST_WEEKS:
        return 1.0
    return max(
        1.0, float((((hits - total * share) ** 2)[known] / spread[known]).sum()) / float(known.sum() - 1)
    )


def _interval(profile: Counts, start: int, dispersion: float) -> tuple[int, int]:
    """Give the first and last start whose likelihood is within the 95 % of the best."""
    near = np.flatnonzero(2.0 * (profile[start] - profile) / dispersion <= CHI2_95)
    return (int(near.min()), int(near.max())) if len(near) else (start, start)


def _described(
    members: Counts, total: Counts, shape: Shape, statistic: float, days: tuple[int, int, int, int]
) -> Rise | None:
    low, start, high, stop = days
    stop = min(stop, len(total))
    within = np.zeros(len(total), dtype=bool)
    within[start:stop] = True
    hits, misses = members[within].sum(), members[~within].sum()
    length, rest = within.sum(), (~within).sum()
    ratio, ratio_low, ratio_high = rate_ratio(hits, length, misses, rest)
    expected = (total - members)[within].sum() * misses / max(1.0, (total - members)[~within].sum())
    if hits / length <= misses / rest or ratio_low <= 1.0:
        return None
    return Rise(
        day=start,
        low=low,
        high=min(high, len(total) - 1),
        end=stop - 1 if shape is Shape.SPIKE else None,
        shape=shape,
        statistic=statistic,
        p=search_p(statistic, len(total), spike=shape is Shape.SPIKE),
        before_per_day=float(misses / rest),
        after_per_day=float(hits / length),
        ratio=ratio,
        ratio_low=ratio_low,
        ratio_high=ratio_high,
        excess=float(max(0.0, hits - expected)),
    )


def rate_ratio(hits: float, span: float, misses: float, rest: float) -> tuple[float, float, float]:
    """Give the ratio of two Poisson rates with its exact 95 % interval.

    `hits` in `span` days against `misses` in `rest` days; conditional on the sum they are
    binomial (Clopper and Pearson 1934). Half a ticket stands in for none, so that the ratio is finite.
    """
    ratio = (hits / span) / (max(misses, 0.5) / rest)
    low = beta.ppf(0.025, hits, misses + 1) if hits else 0.0
    high = beta.ppf(0.975, hits + 1, misses) if misses else 1.0 - 0.5 / (hits + 1)
    return ratio, float(low / (1 - low) * rest / span), float(high / (1 - high) * rest / span)


def search_p(statistic: float, days: int, *, spike: bool = False) -> float:
    """Give the chance of a maximum of `statistic` over all that was searched when nothing changes.

    For one change, the one-sided half of Vostrikova's (1981) approximation for the greatest
    standardised bridge between the fractions h = 1/days and 1 - h. A spike is searched over
    starts and lengths: its single-window tail is multiplied by WINDOWS x days (Bonferroni over
    windows that do not overlap, of lengths growing by half: the sum of days / 1.5^k).
    """
    if statistic <= 4.0:
        return 1.0
    height = math.sqrt(statistic)
    if spike:
        return min(1.0, WINDOWS * days * float(norm.sf(height)))
    edge = 1.0 / days
    span = 2.0 * math.log((1.0 - edge) / edge)
    tail = height * math.exp(-statistic / 2.0) / math.sqrt(2.0 * math.pi)
    return min(1.0, 0.5 * tail * (span - span / statistic + 4.0 / statistic))
