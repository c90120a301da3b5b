"""Finds change points: steps, spikes, ramps and multiple levels of a share over the days of a log.

All functions use the binomial likelihood of `inside` counts among `whole` counts (d days or bins each),
without its constants. Their callers decide what the counts mean and whether a change is significant.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import expit, xlogy

from supportlens.statistics import max_log_likelihood

if TYPE_CHECKING:
    import numpy.typing as npt

    Counts = npt.NDArray[np.float64]

MAX_SPIKE_SHARE = 0.75
"""Maximum share of the days that a spike takes up; longer ones are steps.

Judgement: a longer spike has no baseline before it; larger counts steps near the log's start as spikes.
"""
CALM_DAYS = 7
"""Days (or as many as it lasted) that must follow a spike before it is over.

A week, so that a weekend or the last incomplete days do not end a rise.
"""
FITTING_STEPS = 6
"""Fisher scoring iterations per climb.

Judgement: larger costs time, smaller stops short of the best fit of steep climbs.
"""
CONVERGED = 1e-12
"""Change of a regression's two numbers below which it is fitted: more steps change no digit shown."""
MAX_FEET = 48
"""Approximate number of tested feet of climbs; the gain changes little from one to the next.

Measured over 100 series of each shape: 32 date as well (72.8 against 72.6 % of starts within 7 days) in two
thirds of the time, but no longer distinguish two steps from a climb.
"""


@dataclass(frozen=True, slots=True)
class Split:
    """The best interval of a higher share: from `start` up to `stop`, with its gain in log-likelihood.

    `profile` (d) holds the gain of every other start with the same stop, -inf if the share does not rise.
    """

    start: int
    stop: int
    gain: float
    profile: Counts


def find_step(inside: Counts, whole: Counts) -> Split:
    """Test every day as the first of a higher share that lasts to the end."""
    return _pick_start(compute_start_gains(inside, whole, len(inside)), inside, len(inside))


def compute_start_gains(inside: Counts, whole: Counts, stop: int) -> Counts:
    """Return, for each first day of a higher share up to `stop`, the gain over no change; -inf for falls."""
    hits, total = np.concatenate([[0.0], np.cumsum(inside)]), np.concatenate([[0.0], np.cumsum(whole)])
    first = np.arange(len(inside))
    gain = _compute_gain(hits[stop] - hits[first], total[stop] - total[first], hits[-1], total[-1])
    return np.where((first < stop) & (first > 0), gain, -np.inf)


def _pick_start(profile: Counts, inside: Counts, stop: int) -> Split:
    """Return the best start with a ticket: no rise begins on a day without tickets."""
    called = np.where(inside > 0, profile, -np.inf)
    start = int(np.argmax(called))
    return Split(start, stop, float(called[start]), profile)


def _compute_gain(within: Counts, span: Counts, hits: float, total: float) -> Counts:
    """Return the gain in log-likelihood of a different share in `span`, -inf if it is not higher."""
    outside, rest = hits - within, total - span
    gain = (
        max_log_likelihood(within, span) + max_log_likelihood(outside, rest) - max_log_likelihood(hits, total)
    )
    return np.where((within * rest > outside * span) & (rest > 0) & (span > 0), gain, -np.inf)


@lru_cache(16)
def _list_spikes(days: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the first days of the intervals to test, shortest first, and the days after their last."""
    first, last = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    length = 1
    while length <= max(1, int(days * MAX_SPIKE_SHARE)):
        first.append(np.arange(1, days - length - min(length, CALM_DAYS) + 1))
        last.append(first[-1] + length)
        length = max(length + 1, int(length * 1.5))
    return np.concatenate(first), np.concatenate(last)


def find_spike(inside: Counts, whole: Counts) -> Split:
    """Test intervals of growing length that end before the log does, then refine the best one.

    Lengths grow by half, so that an interval at most a fifth too long or short is tested; then every end and
    every start near it are tested.
    """
    days = len(inside)
    longest = max(1, int(days * MAX_SPIKE_SHARE))
    hits, total = np.concatenate([[0.0], np.cumsum(inside)]), np.concatenate([[0.0], np.cumsum(whole)])
    first, last = _list_spikes(days)
    gain = _compute_gain(hits[last] - hits[first], total[last] - total[first], hits[-1], total[-1])
    if not np.isfinite(gain.max(initial=-np.inf)):
        return Split(1, days, -np.inf, np.zeros(0))
    start = int(first[np.argmax(gain)])
    stops = np.arange(start + 1, min(start + longest, days - 1) + 1)
    stops = stops[days - stops >= np.minimum(stops - start, CALM_DAYS)]
    gain = _compute_gain(hits[stops] - hits[start], total[stops] - total[start], hits[-1], total[-1])
    stop = int(stops[np.argmax(gain)])
    profile = compute_start_gains(inside, whole, stop)
    profile[: max(0, stop - longest)] = -np.inf
    return _pick_start(profile, inside, stop)


def fit_even_growth(inside: Counts, whole: Counts) -> float:
    """Return the maximum log-likelihood of a share with linear log-odds (logistic regression, Newton)."""
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
        steps = (c * first - b * second) / determinant, (a * second - b * first) / determinant
        level, growth = level + steps[0], growth + steps[1]
        if abs(steps[0]) + abs(steps[1]) < CONVERGED:
            break
    if growth <= 0:
        return -math.inf
    fitted = expit(level + growth * when)
    return float((xlogy(inside, fitted) + xlogy(whole - inside, 1.0 - fitted)).sum())


@dataclass(frozen=True, slots=True)
class Climbs:
    """Shares whose odds climb linearly from a foot to a top and stay there, for many feet and lengths.

    `feet` (f) are their first bins; `gains` (f, l) the gains over no change for l lengths, the last of which
    reaches the end.
    """

    feet: npt.NDArray[np.int64]
    gains: Counts
    lengths: tuple[int, ...] = ()
    """The lengths in bins, but for the last, which reaches the end."""

    @property
    def best(self) -> float:
        """The gain of the best climb."""
        return float(self.gains.max())


def fit_climbs(inside: Counts, whole: Counts, *, shortest: int) -> Climbs | None:
    """Fit climbs of at least `shortest` bins, from about MAX_FEET feet, by lengths that grow by half.

    Returns None if there are too few bins. The odds are level + height x clip((t + 1 - foot) / (top + 1 -
    foot), 0, 1), fitted by Fisher scoring for all pairs at once. A top beyond the end is a climb that has not
    ended; it is equivalent to one that ends with the log.
    """
    days = len(inside)
    if days < 2 * shortest:
        return None
    feet = np.arange(0, days - shortest, max(1, days // MAX_FEET))
    lengths = [shortest]
    while lengths[-1] * 1.5 < days:
        lengths.append(int(lengths[-1] * 1.5))
    tops = np.minimum(feet[:, None] + np.array([*lengths, days])[None, :], days - 1)
    since = np.arange(days)[None, None, :] + 1 - feet[:, None, None]
    climb = np.clip(since / (tops + 1 - feet[:, None])[:, :, None], 0.0, 1.0)
    gains = _fit_climb_odds(inside, whole, climb) - float(max_log_likelihood(inside.sum(), whole.sum()))
    return Climbs(feet, gains, tuple(lengths))


def _fit_climb_odds(inside: Counts, whole: Counts, climb: Counts) -> Counts:
    """Return the maximum log-likelihood of odds level + height x climb, for every climb (..., d)."""
    rest = whole - inside
    odds = inside.sum() / max(1.0, rest.sum())
    least = 0.1 / max(1.0, whole.sum())
    level, height = np.full(climb.shape[:-1], 0.5 * odds), np.full(climb.shape[:-1], odds)
    squares = climb * climb
    fitted, error, weight = np.empty_like(climb), np.empty_like(climb), np.empty_like(climb)

    def fit() -> None:
        np.multiply(height[..., None], climb, out=fitted)
        np.add(fitted, level[..., None], out=fitted)

    for _ in range(FITTING_STEPS):
        fit()
        # error = inside / fitted - whole / (1 + fitted) and weight = whole / (fitted x (1 + fitted)^2),
        # with one division for both, in arrays that are there: 0.72 of the time (60 series of up to 130 bins)
        inverse = np.multiply(fitted, fitted, out=weight)
        inverse += fitted
        np.divide(1.0, inverse, out=inverse)
        np.multiply(rest, fitted, out=error)
        np.subtract(inside, error, out=error)
        error *= inverse
        inverse *= inverse
        inverse *= fitted
        weight *= whole
        a, b, c = weight.sum(-1), _sum_products(weight, climb), _sum_products(weight, squares)
        first, second = error.sum(-1), _sum_products(error, climb)
        determinant = np.maximum(a * c - b * b, 1e-12)
        level = np.maximum(np.maximum(level / 5.0, least), level + (c * first - b * second) / determinant)
        height = np.maximum(np.maximum(height / 5.0, least), height + (a * second - b * first) / determinant)
    fit()
    return np.asarray((xlogy(inside, fitted) - whole * np.log1p(fitted)).sum(-1))


def _sum_products(one: Counts, other: Counts) -> Counts:
    """Return the sums over the last axis of the products of two arrays."""
    return np.asarray(np.einsum("...d,...d->...", one, other))


def partition_levels(inside: Counts, whole: Counts, price: float, *, shortest: int = 1) -> tuple[int, ...]:
    """Return the first days of all levels but the first, by exact optimal partitioning (Jackson 2005).

    `price` is the gain in log-likelihood that each further level needs; a level lasts at least `shortest`
    days. Every partition is considered: O(d squared), some milliseconds at 420 days.
    """
    days = len(inside)
    hits, total = np.concatenate([[0.0], np.cumsum(inside)]), np.concatenate([[0.0], np.cumsum(whole)])
    best = np.full(days + 1, -np.inf)
    best[0] = price
    last = np.zeros(days + 1, dtype=np.int64)
    for end in range(shortest, days + 1):
        first = np.arange(end - shortest + 1)
        value = best[first] + max_log_likelihood(hits[end] - hits[first], total[end] - total[first]) - price
        last[end] = int(np.argmax(value))
        best[end] = float(value[last[end]])
    found = []
    end = int(last[days])
    while end > 0:
        found.append(end)
        end = int(last[end])
    return tuple(reversed(found))
