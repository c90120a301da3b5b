"""Dispersion: how much more a share swings by itself than chance would have it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import chdtrc, ndtri, stdtr

if TYPE_CHECKING:
    import numpy.typing as npt

    Counts = npt.NDArray[np.float64]

MIN_BINS = 8
"""Days or weeks from which a dispersion can be told: with fewer, one odd week would hide any change.

Judgement: larger leaves short logs without a dispersion, so that what swings passes for a rise.
"""
PRIOR_FREEDOM = 10.0
"""Degrees of freedom that the dispersion of other logs is worth (moderated statistics, Smyth 2004).

Judgement: as much as ten weeks of another log; larger trusts the estimate more (nearer the normal), smaller
less.
"""
FADING_DAYS = 7
"""Days after a burst that are still of it.

Judgement: a week of late calls; smaller counts them as swings against the burst.
"""
ORDINARY_P = 0.2
"""Chance of a dispersion from which it is taken for none.

Judgement: one calm log in five would otherwise be called restless; larger divides more statistics by chance.
"""
MIN_OUTSIDE_SHARE = 0.25
"""Share of the days that must lie outside a rise to learn the dispersion from them alone.

Judgement: a quarter; larger counts the rise's own swings more often.
"""
MIN_VARIANCE = 0.5
"""Days or weeks with less variance than this say nothing of dispersion.

Judgement: below half an expected ticket Pearson's chi-squared is not chi-squared; larger ignores quiet
symptoms.
"""


def bin_counts(counts: Counts, width: int) -> Counts:
    """Add up d daily counts in bins of `width` days, the last of them perhaps shorter."""
    if width == 1:
        return counts.astype(np.float64)
    return np.add.reduceat(counts.astype(np.float64), np.arange(0, len(counts), width))


def measure_dispersion_outside(
    inside: Counts, whole: Counts, start: int, stop: int, width: int
) -> tuple[float, float]:
    """Return the dispersion of a share outside a rise, at least 1, and its degrees of freedom.

    Where the share swings by itself, from day to day or from week to week, one more swing is no
    evidence. How it runs *within* the rise does not count against it, for a burst dies away unevenly;
    only where the rise takes up nearly all of the log there is nothing else to learn it from.
    """
    outside = np.ones(len(inside), dtype=bool)
    outside[start : stop + (FADING_DAYS if len(inside) - stop > 2 * FADING_DAYS else 0)] = False
    sides = [outside] if outside.mean() >= MIN_OUTSIDE_SHARE else [outside, ~outside]
    found = [_measure_pearson(inside[side], whole[side], each) for side in sides for each in (1, width)]
    return max(found, key=lambda each: each[0])


def measure_dispersion_along(inside: Counts, whole: Counts, width: int) -> tuple[float, float]:
    """Return the dispersion of a share that climbs, at least 1, and its degrees of freedom.

    It is that of the differences between neighbouring days or weeks (von Neumann 1941), which a slow
    climb hardly adds to; overlapping differences are worth two thirds of as many free ones.
    """
    return max((_measure_successive(inside, whole, each) for each in (1, width)), key=lambda each: each[0])


def _measure_successive(hits: Counts, total: Counts, width: int) -> tuple[float, float]:
    hits, total = bin_counts(hits, width), bin_counts(total, width)
    known = total > 0
    hits, total = hits[known], total[known]
    pooled = (hits[1:] + hits[:-1]) / (total[1:] + total[:-1])
    spread = pooled * (1.0 - pooled) * (1.0 / total[1:] + 1.0 / total[:-1])
    told = pooled * (1.0 - pooled) * np.minimum(total[1:], total[:-1]) > MIN_VARIANCE
    squares = (np.diff(hits / total) ** 2)[told] / spread[told]
    return _estimate_dispersion(float(squares.sum()) * 2.0 / 3.0, 2.0 / 3.0 * len(squares))


def _measure_pearson(hits: Counts, total: Counts, width: int) -> tuple[float, float]:
    """Return Pearson's chi-squared of binned counts over its degrees of freedom, and these."""
    hits, total = bin_counts(hits, width), bin_counts(total, width)
    if not len(total) or hits.sum() == 0:
        return 1.0, math.inf
    share = hits.sum() / total.sum()
    spread = total * share * (1.0 - share)
    known = spread > MIN_VARIANCE
    freedom = float(known.sum() - 1)
    return _estimate_dispersion(float((((hits - total * share) ** 2)[known] / spread[known]).sum()), freedom)


def _estimate_dispersion(squares: float, freedom: float) -> tuple[float, float]:
    """Return chi-squared over its degrees of freedom, 1 where chance alone would often bring as much."""
    if freedom < MIN_BINS - 1 or chdtrc(freedom, squares) > ORDINARY_P:
        return 1.0, math.inf
    return squares / freedom, freedom


def convert_to_normal(height: float, freedom: float) -> float:
    """Turn a statistic with an estimated dispersion into the normal one that is as rare.

    An estimated dispersion makes it Student's (the F test of quasi-likelihood, McCullagh and Nelder).
    """
    if not math.isfinite(freedom):
        return height
    return float(-ndtri(max(float(stdtr(freedom + PRIOR_FREEDOM, -height)), 1e-300)))
