"""Likelihoods of counts at their own maximum."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import xlogy

if TYPE_CHECKING:
    import numpy.typing as npt

    Counts = npt.NDArray[np.float64]


def max_log_likelihood(hits: Counts | float, total: Counts | float) -> Counts:
    """Return the maximum binomial log-likelihood of `hits` in `total`, without its constant."""
    share = np.divide(
        hits, total, out=np.zeros_like(np.asarray(total, dtype=np.float64)), where=np.asarray(total) > 0
    )
    return np.asarray(xlogy(hits, share) + xlogy(np.asarray(total) - hits, 1.0 - share))
