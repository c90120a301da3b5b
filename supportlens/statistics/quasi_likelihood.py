"""Generalised linear models of counts by quasi-likelihood, fitted by iteratively reweighted least squares.

Wedderburn, R. W. M. (1974), Quasi-likelihood functions, generalized linear models, and the Gauss-Newton
method, Biometrika 61, 439-447; McCullagh and Nelder (1989), Generalized Linear Models, 2nd ed., chapters 4, 6
and 9. The models here have a handful of columns and some dozens of rows: own code in a page instead of
statsmodels, which is some 50 MB installed and over a second of start-up for one table of a dozen rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import expit, stdtrit, xlogy

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    Vector = npt.NDArray[np.float64]

_STEPS = 60
_EXACT = 1e-10
_FARTHEST = 30.0
"""Largest linear predictor: beyond it, probabilities are 0 or 1 to the last bit."""
_FLOOR = 1e-6
_PRIOR_DEGREES = 6.0
"""Degrees of freedom that a dispersion of 1 counts for beside the data.

Found by simulation: of eight weeks the dispersion alone is known within a factor of two, and intervals would
be too narrow in one case in twelve; more lets overdispersed logs have narrow intervals.
"""


@dataclass(frozen=True, slots=True)
class QuasiFit:
    """Coefficients (p) with their covariance (p x p), scaled by the dispersion."""

    coefficients: Vector
    covariance: Vector
    deviance: float
    dispersion: float
    degrees: float
    """Degrees of freedom of the dispersion."""

    def interval(self, contrast: Vector) -> tuple[float, float, float]:
        """Return a linear combination of the coefficients and its 95 % interval (t quantiles)."""
        value = float(contrast @ self.coefficients)
        variance = float(contrast @ self.covariance @ contrast)
        error = max(variance, 0.0) ** 0.5
        reach = float(stdtrit(self.degrees, 0.975)) * error
        return value, value - reach, value + reach


def fit_binomial(design: Vector, hits: Vector, totals: Vector, precision: Vector | None = None) -> QuasiFit:
    """Fit the share of `hits` (n) among `totals` (n) by a logistic model with `design` (n x p).

    `precision` (p) is that of normal priors around 0: 0 for a coefficient that is free.
    """

    def moments(eta: Vector) -> tuple[Vector, Vector]:
        share = expit(eta)
        return totals * share, totals * share * (1 - share)

    def deviance(mean: Vector) -> float:
        return float(2 * np.sum(_term(hits, mean) + _term(totals - hits, totals - mean)))

    start = float(np.log((hits.sum() + 0.5) / (totals.sum() - hits.sum() + 0.5)))
    return _iterate(design, hits, moments, deviance, start, precision, np.zeros(len(hits)))


def fit_poisson(
    design: Vector, counts: Vector, exposure: Vector, precision: Vector | None = None
) -> QuasiFit:
    """Fit `counts` (n) by a log-linear model with `design` (n x p) and the log of `exposure` as offset."""

    def moments(eta: Vector) -> tuple[Vector, Vector]:
        mean = np.exp(np.minimum(eta, _FARTHEST))
        return mean, mean

    def deviance(mean: Vector) -> float:
        return float(2 * np.sum(_term(counts, mean) - (counts - mean)))

    start = float(np.log((counts.sum() + 0.5) / exposure.sum()))
    return _iterate(design, counts, moments, deviance, start, precision, np.log(exposure))


def _term(observed: Vector, expected: Vector) -> Vector:
    found: Vector = xlogy(observed, np.maximum(observed, 1e-300) / np.maximum(expected, 1e-300))
    return found


def _iterate(
    design: Vector,
    observed: Vector,
    moments: Callable[[Vector], tuple[Vector, Vector]],
    deviance: Callable[[Vector], float],
    start: float,
    precision: Vector | None,
    offset: Vector,
) -> QuasiFit:
    """Fit by reweighted least squares; the first column of `design` is the constant, from `start`."""
    rows, columns = design.shape
    prior = np.zeros(columns) if precision is None else precision
    beta = np.zeros(columns)
    beta[0] = start
    for _ in range(_STEPS):
        eta = np.clip(design @ beta + offset, -_FARTHEST, _FARTHEST)
        mean, weight = moments(eta)
        weight = np.maximum(weight, 1e-9)
        # The floor keeps a group without tickets finite: its interval is then as wide as it should be.
        information = design.T @ (weight[:, None] * design) + np.diag(prior + _FLOOR)
        step = np.linalg.solve(information, design.T @ (observed - mean) - (prior + _FLOOR) * beta)
        beta = beta + np.clip(step, -2.0, 2.0)
        if np.abs(step).max() < _EXACT:
            break
    mean, weight = moments(np.clip(design @ beta + offset, -_FARTHEST, _FARTHEST))
    weight = np.maximum(weight, 1e-9)
    pearson = float(np.sum((observed - mean) ** 2 / weight))
    degrees = max(rows - columns, 0) + _PRIOR_DEGREES
    dispersion = max(1.0, (pearson + _PRIOR_DEGREES) / degrees)
    information = design.T @ (weight[:, None] * design) / dispersion + np.diag(prior + _FLOOR)
    return QuasiFit(beta, np.linalg.inv(information), deviance(mean), dispersion, degrees)
