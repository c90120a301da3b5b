"""Intervals of a rate: so many events in a span of time."""

from __future__ import annotations

from scipy.special import gammaincinv


def poisson_interval(events: int) -> tuple[float, float]:
    """Return the exact 95 % interval of the expected number of events, of which `events` happened.

    Garwood, F. (1936), Fiducial limits for the Poisson distribution, Biometrika 28, 437-442; the quantiles of
    the gamma distribution are those of the chi-squared distribution there.
    """
    low = float(gammaincinv(events, 0.025)) if events else 0.0
    return low, float(gammaincinv(events + 1, 0.975))
