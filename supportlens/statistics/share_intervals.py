"""Shares: the interval of one share and the test of two."""

from __future__ import annotations

import math

from scipy.special import betaincinv, ndtr

Z_95 = 1.96
"""Standard errors on either side of a 95 % interval, rounded as in tables; exact would be 1.959964.

Existing reports used this value: the exact one changes the fifth digit of an interval and nothing that is
displayed.
"""


def wilson_interval(hits: int, total: int) -> tuple[float, float]:
    """Return the 95 % interval of the share `hits` / `total`, (0, 1) if `total` is 0.

    Wilson, E. B. (1927), Probable inference, the law of succession, and statistical inference, Journal of the
    American Statistical Association 22, 209-212: the score interval, which stays within 0 and 1.
    """
    if total == 0:
        return 0.0, 1.0
    share = hits / total
    middle = share + Z_95 * Z_95 / (2 * total)
    spread = Z_95 * math.sqrt(share * (1 - share) / total + Z_95 * Z_95 / (4 * total * total))
    scale = 1 + Z_95 * Z_95 / total
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


def two_share_p(share: float, size: int, other_share: float, other_size: int) -> float:
    """Return the one-sided p of `share` of `size` being above `other_share` of `other_size`.

    The z test of two proportions with pooled variance: Fleiss, Levin and Paik (2003), Statistical Methods
    for Rates and Proportions, 3rd ed., section 3.1, without the continuity correction.
    """
    pooled = (share * size + other_share * other_size) / (size + other_size)
    error = max(1e-9, (pooled * (1.0 - pooled) * (1.0 / size + 1.0 / other_size)) ** 0.5)
    return float(ndtr(-(share - other_share) / error))


def exact_interval(hits: int, total: int) -> tuple[float, float]:
    """Return the exact 95 % interval of the share `hits` / `total`, (0, 1) if `total` is 0.

    Clopper, C. J. and Pearson, E. S. (1934), The use of confidence or fiducial limits illustrated in the case
    of the binomial, Biometrika 26, 404-413: quantiles of beta distributions. For a handful of calls, where it
    is never too narrow.
    """
    low = float(betaincinv(hits, total - hits + 1, 0.025)) if hits else 0.0
    high = float(betaincinv(hits + 1, total - hits, 0.975)) if hits < total else 1.0
    return low, high
