"""The size of an effect by a controlled interrupted time series.

The model: in week k the cause has Poisson(exp(w_k + a + b D_k + s t_k)) tickets and its control
Poisson(exp(w_k)), where w_k is whatever moves both (season, working days, holidays, growth), D_k
goes from 0 to 1 with the action and s is a trend of the cause alone. Given the tickets of both in a week, the
cause's are binomial and w_k is gone: a logistic model (McCullagh and Nelder 1989, section 6.4).
Interrupted time series: Wagner, Soumerai, Zhang and Ross-Degnan (2002), Journal of Clinical Pharmacy and
Therapeutics 27, 299-309; with a control: Lopez Bernal, Cummins and Gasparrini (2018), The use of controls in
interrupted time series studies of public health interventions, International Journal of Epidemiology 47,
2082-2093. Without a control it is their quasi-Poisson model with the working days as offset.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from supportlens.effect.series import WEEK
from supportlens.statistics import QuasiFit, fit_binomial, fit_poisson

if TYPE_CHECKING:
    import numpy.typing as npt

    from supportlens.effect.series import WeeksAround

    Vector = npt.NDArray[np.float64]

TREND = 0.010
"""Usual trend of a cause alone, in log units a week: the standard deviation of its prior.

Found on the benchmark of effects: without it (0.0001) intervals hold the truth in 77 to 87 % of logs, at 0.05
a fall by half is seen in 74 % instead of 88 to 93 %.
"""
RAMPS = (0, 7, 14, 21, 28)
"""Days that a fall may take: people are taught in turn and learn by doing. The data weigh them."""
LEAST_CONTROL = 10
"""Tickets of a control before and after without which there is none. Judgement: fewer only add noise."""


@dataclass(frozen=True, slots=True)
class LogChange:
    """A change on the log scale with its 95 % interval."""

    value: float
    low: float
    high: float

    @property
    def relative(self) -> tuple[float, float, float]:
        """The relative change and its interval: -0.7 for a fall of 70 %."""
        return tuple(float(np.expm1(min(one, 20.0))) for one in (self.value, self.low, self.high))  # type: ignore[return-value]  # three of three


@dataclass(frozen=True, slots=True)
class Estimate:
    """An estimated step with the ramp that fits best, and what was fitted."""

    change: LogChange
    ramp: int
    deviance: float
    dispersion: float
    share_done: Vector
    """How much of the effect was there in each span (n)."""


def has_control(weeks: WeeksAround) -> bool:
    """Return whether the control has enough tickets on both sides of the start."""
    after = weeks.after
    return bool(min(weeks.control[after].sum(), weeks.control[~after].sum()) >= LEAST_CONTROL)


def fit_steps(weeks: WeeksAround, steps: list[Vector], *, controlled: bool) -> QuasiFit:
    """Fit the series with a constant, a shrunken trend and further columns (n each)."""
    trend = weeks.weeks - weeks.weeks[~weeks.after].mean() if (~weeks.after).any() else weeks.weeks
    design = np.column_stack([np.ones(len(weeks)), trend, *steps])
    precision = np.array([0.0, TREND**-2, *[0.0] * len(steps)])
    if controlled:
        return fit_binomial(design, weeks.own, weeks.own + weeks.control, precision)
    return fit_poisson(design, weeks.own, weeks.exposure, precision)


def ramp_up(weeks: WeeksAround, days: int, begin: int = 0) -> Vector:
    """Return the mean share of an effect in each span (n) that begins on a day and takes some days."""

    def integral(day: Vector) -> Vector:
        since: Vector = np.maximum(day - begin, 0.0)
        if days == 0:
            return since
        grown: Vector = np.where(since < days, since**2 / (2 * days), since - days / 2)
        return grown

    firsts, ends = weeks.firsts.astype(np.float64), weeks.lasts.astype(np.float64) + 1
    share: Vector = (integral(ends) - integral(firsts)) / (ends - firsts)
    return share


def estimate(
    weeks: WeeksAround, *, lasting: int = 0, controlled: bool, further: tuple[Vector, ...] = ()
) -> Estimate:
    """Return the change from the start on, averaged over the ramps by how well they fit.

    `lasting` are the days that the action itself took, `further` other steps to take out.
    """
    most = max(weeks.days_after // 2, 0)
    ramps = [lasting + days for days in RAMPS if lasting + days <= most] or [min(lasting, most)]
    fits = []
    for days in ramps:
        share = ramp_up(weeks, days)
        fits.append((fit_steps(weeks, [share, *further], controlled=controlled), share, days))
    least = min(fit.deviance for fit, _, _ in fits)
    scale = min(fit.dispersion for fit, _, _ in fits)
    weights = np.array([np.exp(-(fit.deviance - least) / (2 * scale)) for fit, _, _ in fits])
    weights /= weights.sum()
    contrast = np.zeros(3 + len(further))
    contrast[2] = 1.0
    found = [fit.interval(contrast) for fit, _, _ in fits]
    middle = float(sum(weight * value for weight, (value, _, _) in zip(weights, found, strict=True)))
    reach = np.sqrt(
        sum(
            weight * (((high - low) / 2) ** 2 + (2 * (value - middle)) ** 2)
            for weight, (value, low, high) in zip(weights, found, strict=True)
        )
    )
    best = int(np.argmax(weights))
    fit, share, days = fits[best]
    return Estimate(
        LogChange(middle, middle - float(reach), middle + float(reach)),
        days,
        fit.deviance,
        fit.dispersion,
        share,
    )


def estimate_alone(weeks: WeeksAround, counts: Vector) -> LogChange:
    """Return the change of counts from the start on per working day, with no control and no trend."""
    design = np.column_stack([np.ones(len(weeks)), weeks.after.astype(float)])
    fit = fit_poisson(design, counts, weeks.exposure)
    return LogChange(*fit.interval(np.array([0.0, 1.0])))


def expected_error(
    before: float, after: float, control_before: float, control_after: float, *, weeks: tuple[float, float]
) -> float:
    """Return the standard error of a change on the log scale for expected counts before and after.

    The variance of a log ratio of ratios is the sum of the reciprocals of its counts; a trend adds its prior
    over the distance between the middles of the two periods.
    """
    counts = [before, after, *([control_before, control_after] if control_before and control_after else ())]
    variance = sum(1.0 / max(count, 0.5) for count in counts)
    span = sum(weeks)
    # What the data leave of the prior: they know the trend of the period before.
    known = before * (weeks[0] ** 2) / 12
    trend = 1.0 / (TREND**-2 + known)
    return float(np.sqrt(variance + trend * (span / 2) ** 2))


def weeks_of(days: int) -> float:
    """Return days as weeks."""
    return days / WEEK
