"""Dispersion: how much more a share varies by itself than chance predicts."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import chdtrc, ndtri, stdtr

if TYPE_CHECKING:
    import numpy.typing as npt

    Counts = npt.NDArray[np.float64]

MIN_BINS = 8
"""Days or weeks from which a dispersion is estimated: with fewer, one odd week would hide any change.

Judgement: larger leaves short logs without a dispersion, so that ordinary variation passes for a rise.
"""
PRIOR_FREEDOM = 10.0
"""Degrees of freedom of the prior dispersion from other logs (moderated statistics, Smyth 2004).

Judgement: as much as ten weeks of another log; larger trusts the estimate more (closer to normal), smaller
less.
"""
FADING_DAYS = 7
"""Days after a burst that still belong to it.

Judgement: a week of late calls; smaller counts them as variation and weakens the burst.
"""
ORDINARY_P = 0.2
"""Chance of a dispersion from which it is ignored.

Judgement: one calm log in five would otherwise count as overdispersed; larger divides more statistics by
chance.
"""
MIN_OUTSIDE_SHARE = 0.25
"""Minimum share of the days outside a rise to estimate the dispersion from them alone.

Judgement: a quarter; larger includes the rise's own variation more often.
"""
MIN_VARIANCE = 0.5
"""Minimum variance of a day or week to count for the dispersion.

Judgement: below half an expected ticket Pearson's chi-squared is not chi-squared; larger ignores quiet
symptoms.
"""


def bin_counts(counts: Counts, width: int) -> Counts:
    """Add up d daily counts in bins of `width` days; the last bin may be shorter."""
    if width == 1:
        return counts.astype(np.float64)
    return np.add.reduceat(counts.astype(np.float64), np.arange(0, len(counts), width))


def measure_dispersion_outside(
    inside: Counts, whole: Counts, start: int, stop: int, width: int
) -> tuple[float, float]:
    """Return the dispersion of a share outside a rise, at least 1, and its degrees of freedom.

    If the share varies by itself, from day to day or from week to week, one more variation is no evidence.
    The course within the rise is ignored, because a burst dies away unevenly, unless the rise takes up nearly
    all of the log.
    """
    outside = np.ones(len(inside), dtype=bool)
    outside[start : stop + (FADING_DAYS if len(inside) - stop > 2 * FADING_DAYS else 0)] = False
    sides = [outside] if outside.mean() >= MIN_OUTSIDE_SHARE else [outside, ~outside]
    found = [
        _measure_pearson(inside[side], whole[side], bin_width) for side in sides for bin_width in (1, width)
    ]
    return max(found, key=lambda bin_width: bin_width[0])


def measure_dispersion_along(inside: Counts, whole: Counts, width: int, step: int = 0) -> tuple[float, float]:
    """Return the dispersion of a climbing share, at least 1, and its degrees of freedom.

    It is that of the differences between neighbouring days or weeks (von Neumann 1941), which a slow climb
    hardly affects; overlapping differences count as two thirds of as many independent ones. The difference
    across a known `step` (a position in `inside`) is no variation.
    """
    sides = [side for side in (slice(0, step), slice(step, None)) if len(inside[side])]
    return max(
        (
            _estimate_dispersion(
                *np.sum([_sum_differences(inside[side], whole[side], bin_width) for side in sides], axis=0)
            )
            for bin_width in (1, width)
        ),
        key=lambda found: found[0],
    )


def moderate(dispersion: float, freedom: float) -> float:
    """Return an estimated dispersion moderated by the prior: few days or weeks prove little (Smyth 2004)."""
    if not math.isfinite(freedom):
        return dispersion
    return (freedom * dispersion + PRIOR_FREEDOM) / (freedom + PRIOR_FREEDOM)


def _sum_differences(hits: Counts, total: Counts, width: int) -> tuple[float, float]:
    """Return the sum of squared differences of neighbours, in variances, and its degrees of freedom."""
    hits, total = bin_counts(hits, width), bin_counts(total, width)
    known = total > 0
    hits, total = hits[known], total[known]
    pooled = (hits[1:] + hits[:-1]) / (total[1:] + total[:-1])
    spread = pooled * (1.0 - pooled) * (1.0 / total[1:] + 1.0 / total[:-1])
    sufficient = pooled * (1.0 - pooled) * np.minimum(total[1:], total[:-1]) > MIN_VARIANCE
    squares = (np.diff(hits / total) ** 2)[sufficient] / spread[sufficient]
    return float(squares.sum()) * 2.0 / 3.0, 2.0 / 3.0 * len(squares)


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
    """Return chi-squared over its degrees of freedom, 1 if chance alone would often produce as much."""
    if freedom < MIN_BINS - 1 or chdtrc(freedom, squares) > ORDINARY_P:
        return 1.0, math.inf
    return squares / freedom, freedom


def convert_to_normal(height: float, freedom: float) -> float:
    """Convert a statistic with an estimated dispersion to the equally rare normal one.

    With an estimated dispersion it follows Student's t (the F test of quasi-likelihood, McCullagh and
    Nelder).
    """
    if not math.isfinite(freedom):
        return height
    return float(-ndtri(max(float(stdtr(freedom + PRIOR_FREEDOM, -height)), 1e-300)))
