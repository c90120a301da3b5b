"""Ratios of two risks, two odds and two rates, each with its 95 % interval."""

from __future__ import annotations

import math
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from scipy.special import betaincinv, ndtri

from supportlens.statistics.share_intervals import Z_95

if TYPE_CHECKING:
    import numpy.typing as npt

    Numbers: TypeAlias = npt.NDArray[np.float64] | float


class HalfTicket(Enum):
    """When to add half a ticket to all four counts of a table, so that the logarithm is finite."""

    WHERE_ZERO = "where zero"
    """If one of the two hits is 0 (Haldane 1956); all other tables stay unchanged."""
    ALWAYS = "always"
    """Always (Walter 1975): shrinks ratios of few tickets towards 1, which is conservative."""


def risk_ratio(
    hits: Numbers,
    size: Numbers,
    others: Numbers,
    rest: Numbers,
    half: HalfTicket = HalfTicket.WHERE_ZERO,
) -> tuple[Numbers, Numbers, Numbers]:
    """Return the ratio of `hits` / `size` to `others` / `rest` with its 95 % interval, elementwise.

    Katz, D., Baptista, J., Azen, S. P. and Pike, M. C. (1978), Obtaining confidence intervals for the risk
    ratio in cohort studies, Biometrics 34, 469-474, method C: the logarithm of the ratio is normal with the
    variance 1/hits - 1/size + 1/others - 1/rest. `rest` must be positive.
    """
    if half is HalfTicket.ALWAYS:
        added: Numbers = 0.5
    else:
        added = np.where((np.asarray(others) == 0) | (np.asarray(hits) == 0), 0.5, 0.0)
    a, n, b, m = hits + added, size + added, others + added, rest + added
    ratio = (a / n) / (b / m)
    spread = np.sqrt(np.maximum(0.0, 1 / a - 1 / n + 1 / b - 1 / m))
    return ratio, ratio * np.exp(-Z_95 * spread), ratio * np.exp(Z_95 * spread)


def odds_ratio(
    after: tuple[float, float], before: tuple[float, float], dispersion: float = 1.0
) -> tuple[float, float, float]:
    """Return the ratio of two odds, (hits, misses) each, with its 95 % interval.

    Woolf, B. (1955), On estimating the relation between blood group and disease, Ann. Human Genetics 19,
    251-253; half a ticket is added to each count (Haldane 1956, same journal 20, 309-311). The variance is
    multiplied by the `dispersion` of the counts (quasi-likelihood, McCullagh and Nelder 1989, section 4.5).
    """
    a, b, c, d = (count + 0.5 for count in (*after, *before))
    log, error = math.log(a * d / (b * c)), math.sqrt(dispersion * (1 / a + 1 / b + 1 / c + 1 / d))
    wide = float(ndtri(0.975)) * error
    return math.exp(log), math.exp(log - wide), math.exp(log + wide)


def rate_ratio(hits: float, span: float, misses: float, rest: float) -> tuple[float, float, float]:
    """Return the ratio of two Poisson rates with its exact 95 % interval.

    `hits` in `span` days against `misses` in `rest` days; conditional on the sum they are binomial
    (Przyborowski and Wilenski 1940), whose exact interval is Clopper, C. J. and Pearson, E. S. (1934), The
    use of confidence or fiducial limits illustrated in the case of the binomial, Biometrika 26, 404-413. Zero
    misses are replaced by half a ticket, so that the ratio is finite.
    """
    ratio = (hits / span) / (max(misses, 0.5) / rest)
    low = betaincinv(hits, misses + 1, 0.025) if hits else 0.0
    high = betaincinv(hits + 1, misses, 0.975) if misses else 1.0 - 0.5 / (hits + 1)
    return ratio, float(low / (1 - low) * rest / span), float(high / (1 - high) * rest / span)
