"""Exact tests of counts as in `scipy.stats`, which takes half a second to load."""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import bdtr, bdtrc, gammaln, xlog1py, xlogy

if TYPE_CHECKING:
    import numpy.typing as npt

_TIES = 1 + 1e-7
"""Chances that differ by less are equal, as in `scipy.stats.binomtest`."""


def binomial_p(hits: int, trials: int, share: float) -> float:
    """Return the chance of a count as unlikely as `hits` of `trials` or more so, each with chance `share`."""

    def is_as_unlikely(count: int) -> bool:
        return bool(_chance(count, trials, share) <= reference)

    reference = _chance(hits, trials, share) * _TIES
    middle = share * trials
    if hits == middle:
        return 1.0
    if hits < middle:
        low, high = ceil(middle), trials + 1  # chances fall above the middle: the first that is as small
        while low < high:
            count = (low + high) // 2
            low, high = (low, count) if is_as_unlikely(count) else (count + 1, high)
        beyond = bdtrc(low - 1, trials, share) if low <= trials else 0.0
        return min(1.0, float(bdtr(hits, trials, share) + beyond))
    low, high = -1, floor(middle)  # chances rise below it: the last that is as small
    while low < high:
        count = (low + high + 1) // 2
        low, high = (count, high) if is_as_unlikely(count) else (low, count - 1)
    below = bdtr(low, trials, share) if low >= 0 else 0.0
    return min(1.0, float(below + bdtrc(hits - 1, trials, share)))


def _chance(hits: int, trials: int, share: float) -> float:
    """Return the chance of exactly so many hits."""
    orders = gammaln(trials + 1) - gammaln(hits + 1) - gammaln(trials - hits + 1)
    return float(np.exp(orders + xlogy(hits, share) + xlog1py(trials - hits, -share)))


def hypergeometric_tail(hits: int, whole: int, marked: int, drawn: int) -> float:
    """Return the chance that of `drawn` out of `whole`, of which some are `marked`, at least `hits` are."""
    counts = np.arange(max(hits, 0, drawn + marked - whole), min(marked, drawn) + 1)
    orders = _choices(marked, counts) + _choices(whole - marked, drawn - counts)
    return min(1.0, float(np.exp(orders - _choices(whole, np.array(drawn))).sum()))


def _choices(of: int, taken: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """Return the logarithm of the number of ways to take some of a set."""
    ways: npt.NDArray[np.float64] = gammaln(of + 1) - gammaln(taken + 1) - gammaln(of - taken + 1)
    return ways
