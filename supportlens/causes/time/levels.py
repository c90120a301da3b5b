"""Levels: further changes of a cause after its start, such as a second step or the fall after a fix."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from supportlens.causes.time.change_points import partition_levels
from supportlens.causes.time.dispersion import bin_counts, measure_dispersion_along, moderate
from supportlens.causes.time.onsets import CHANGE_POINT_95, MAX_BINS, compute_search_p
from supportlens.causes.time.thresholds import MAX_P
from supportlens.domain import Shape
from supportlens.statistics import max_log_likelihood, odds_ratio

if TYPE_CHECKING:
    import numpy.typing as npt

    from supportlens.causes.time.rises import Rise

    Counts = npt.NDArray[np.float64]

MIN_LEVEL_DAYS = 5
"""Minimum days of a level; shorter ones, also at the end of a log, are ignored.

Judgement: a working week; smaller counts a bad day as a level.
"""
MIN_LEVEL_RATIO = 1.25
"""Bound of the ratio's interval, up or down, below which a change is too slight to report.

Judgement: slightly below that of a rise (`MIN_RATIO`), because it is only mentioned; smaller mentions slight
changes.
"""
LASTING_SPIKE_DAYS = 14
"""Days of a spike from which its end counts as a separate fall.

Judgement: two weeks; smaller lists the end of every burst as a separate change.
"""


@dataclass(frozen=True, slots=True)
class Level:
    """A change of level on `day` (days from the first of the log), with the levels before and after.

    `ratio` is that of the odds against the rest of the traffic, with its 95 % interval.
    """

    day: int
    low: int
    high: int
    before_per_day: float
    after_per_day: float
    ratio: float
    ratio_low: float
    ratio_high: float


def find_levels(members: Counts, total: Counts, rise: Rise) -> tuple[Rise, tuple[Level, ...]]:
    """Return a rise, and the other changes of level of `members` within `total` (d days each).

    The partition is exact (`partition_levels`) with the BIC penalty per level, scaled by the dispersion along
    the whole log but for the start itself; each change must also be beyond chance between its neighbouring
    levels. A climb is one change; but if two or more steps fit better by the same criterion, the rise is the
    first of them. The end of a short spike is not a separate change.
    """
    width = max(1, math.ceil(len(total) / MAX_BINS))
    inside, whole = bin_counts(members, width), bin_counts(total, width)
    step = 0 if rise.shape is Shape.SLOPE else rise.day // width
    along = measure_dispersion_along(inside, whole, max(1, 7 // width), step)
    swing = max(rise.dispersion, moderate(*along))
    price = swing * compute_level_price(len(inside))
    cuts = partition_levels(inside, whole, price, shortest=max(1, MIN_LEVEL_DAYS // width))
    edges = [0, *cuts, len(inside)]
    spans = [(edges[at - 1], edges[at], edges[at + 1]) for at in range(1, len(edges) - 1)]
    found = tuple(
        level for span in spans if (level := _describe_level(inside, whole, span, swing, width)) is not None
    )
    if rise.shape is Shape.SLOPE and _is_stairs(inside, whole, cuts, rise):
        rise = _date_first_step(rise, found)
    start = min(
        (level for level in found if level.ratio > 1.0),
        key=lambda change: abs(change.day - rise.day),
        default=None,
    )
    return rise, tuple(level for level in found if level is not start and _is_other(level, rise))


def _is_stairs(inside: Counts, whole: Counts, cuts: tuple[int, ...], rise: Rise) -> bool:
    """Return whether levels fit better than the climb: two parameters each against level, foot and top."""
    if len(cuts) < 2:
        return False
    edges = np.array([0, *cuts, len(inside)])
    hits, total = (np.add.reduceat(counts, edges[:-1]) for counts in (inside, whole))
    gain = float(max_log_likelihood(hits, total).sum() - max_log_likelihood(inside.sum(), whole.sum()))
    price = math.log(whole.sum())
    return 2.0 * gain / rise.dispersion - 2 * len(cuts) * price > rise.statistic - 3 * price


def _date_first_step(rise: Rise, levels: tuple[Level, ...]) -> Rise:
    """Date a rise by the first of its steps."""
    first = next((level for level in levels if level.ratio > 1.0), None)
    if first is None:
        return rise
    return replace(rise, day=first.day, low=first.low, high=first.high, shape=Shape.STEP)


def compute_level_price(bins: int) -> float:
    """Return the gain in log-likelihood that one more level needs: a level and a day, by BIC."""
    return 1.5 * math.log(bins)


def _is_other(level: Level, rise: Rise) -> bool:
    """Return whether a change is neither the start of a rise nor part of its climb or its short end.

    Where the share fell though more tickets came, or rose though fewer did, the rest of the traffic changed.
    """
    more = level.after_per_day > level.before_per_day
    if rise.low <= level.day <= rise.high or more != (level.ratio > 1.0):
        return False
    if rise.shape is Shape.SLOPE:
        return level.ratio < 1.0
    if rise.end is not None and rise.end - rise.day < LASTING_SPIKE_DAYS:
        return not rise.day <= level.day <= rise.end + LASTING_SPIKE_DAYS
    return True


def _describe_level(
    inside: Counts, whole: Counts, span: tuple[int, int, int], dispersion: float, width: int
) -> Level | None:
    """Describe the change between two neighbouring levels, None if chance explains it."""
    begin, cut, end = span
    hits, rest = np.cumsum(inside[begin:end]), np.cumsum((whole - inside)[begin:end])
    gains = _compute_gains(hits, rest)
    best = gains[cut - begin - 1]
    if compute_search_p(2.0 * best / dispersion, end - begin) > MAX_P:
        return None
    near = begin + 1 + np.flatnonzero(2.0 * (best - gains) <= CHANGE_POINT_95 * dispersion)
    before = (hits[cut - begin - 1], rest[cut - begin - 1])
    after = (hits[-1] - before[0], rest[-1] - before[1])
    ratio, low, high = odds_ratio(after, before, dispersion)
    if low < MIN_LEVEL_RATIO and high > 1.0 / MIN_LEVEL_RATIO:
        return None
    return Level(
        day=cut * width,
        low=int(near.min(initial=cut)) * width,
        high=int(near.max(initial=cut)) * width,
        before_per_day=float(before[0] / ((cut - begin) * width)),
        after_per_day=float(after[0] / ((end - cut) * width)),
        ratio=ratio,
        ratio_low=low,
        ratio_high=high,
    )


def _compute_gains(hits: Counts, rest: Counts) -> Counts:
    """Return, for each cut after the first bin of two neighbouring levels, the gain over one level."""
    total = hits + rest
    return np.asarray(
        max_log_likelihood(hits[:-1], total[:-1])
        + max_log_likelihood(hits[-1] - hits[:-1], total[-1] - total[:-1])
        - max_log_likelihood(hits[-1], total[-1])
    )
