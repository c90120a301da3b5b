"""Weighs each day as the start of a rise, whether it is a step or a climb of weeks.

A step model alone dates a climb in its middle, and a climb model alone dates a step too early. With few
tickets the two are rarely distinguishable, so every day is weighted by both, and by climbs of all lengths
(model averaging, Hoeting et al. 1999).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import logsumexp

from supportlens.causes.time.change_points import compute_start_gains, fit_climbs
from supportlens.causes.time.dispersion import bin_counts

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from supportlens.causes.time.change_points import Climbs

    Counts = npt.NDArray[np.float64]

MIN_CLIMB_DAYS = 7
"""Minimum days of a climb; shorter ones are dated as steps.

Judgement: a climb of a few days is a step that people notice late; smaller blurs the starts of steps.
"""
MAX_CLIMB_BINS = 130
"""Maximum bins for fitting climbs.

Affects run time: bins of two or three days move the foot of a climb by a day.
"""
STEP_PRIOR = 0.6
"""Prior probability of a step; climbs of all lengths share the rest.

Judgement, near even; measured over 150 series of each shape with model averaging: starts within 7 days rose
from 66 to 71 %. Larger favours late starts in climbs.
"""
INTERVAL_WEIGHT = 0.95
"""The weight of a start's interval, as of every displayed interval."""
LIKELIEST_WEIGHT = 0.147
"""Relative weight, against the likeliest day, of the likeliest starts: exp(-3.84 / 2)."""


@dataclass(frozen=True, slots=True)
class StartEstimate:
    """The first bin of a rise: the weighted median, and the bounds of its 95 % interval.

    `early` is the first of the likeliest.
    """

    bin: int
    low: int
    high: int
    early: int


def fit_start_climbs(inside: Counts, whole: Counts, width: int) -> Climbs | None:
    """Fit climbs of a week and more, in bins of `width` days; None if the log is too short.

    In a long log two or three days share a bin, which hardly affects climbs of weeks.
    """
    coarse = max(1, math.ceil(len(inside) / MAX_CLIMB_BINS))
    shortest = max(2, round(MIN_CLIMB_DAYS / (width * coarse)))
    climbs = fit_climbs(bin_counts(inside, coarse), bin_counts(whole, coarse), shortest=shortest)
    return (
        None
        if climbs is None
        else replace(
            climbs, feet=climbs.feet * coarse, lengths=tuple(length * coarse for length in climbs.lengths)
        )
    )


def weigh_starts(inside: Counts, whole: Counts, climbs: Climbs | None, dispersion: float) -> StartEstimate:
    """Weigh every bin as the start of a rise that lasts to the end of b bins.

    The log-likelihoods are divided by the dispersion. The start is moved to the next bin with a ticket,
    because no rise begins without one; `low` may be before it.
    """
    steps = compute_start_gains(inside, whole, len(inside)) / dispersion
    if climbs is not None:
        climbs = replace(climbs, gains=climbs.gains / dispersion)
    return _summarise_weights(inside, _mix_shapes(steps, climbs))


def weigh_common_start(
    inside: Counts, witnesses: Sequence[tuple[Counts, Counts, float]]
) -> StartEstimate | None:
    """Weigh every bin as the start of an event by several witnesses at once, of b bins each.

    A witness is what rose, among what it is counted, and the dispersion of it; their log-likelihoods are
    added. `inside` are the tickets with one of which the event begins. None if they agree on no bin.
    """
    steps = np.sum([compute_start_gains(own, whole, len(own)) / swing for own, whole, swing in witnesses], 0)
    if not np.isfinite(steps.max(initial=-np.inf)):
        return None
    fitted = [fit_start_climbs(own, whole, 1) for own, whole, _ in witnesses]
    known = [(one, swing) for one, (_, _, swing) in zip(fitted, witnesses, strict=True) if one is not None]
    climbs = None
    if len(known) == len(witnesses):
        climbs = replace(known[0][0], gains=np.sum([one.gains / swing for one, swing in known], axis=0))
    return _summarise_weights(inside, _mix_shapes(steps, climbs))


def _mix_shapes(steps: Counts, climbs: Climbs | None) -> Counts:
    """Return the weight of each bin as a start by the gains of steps (b) and, if known, of climbs."""
    weights = steps
    if climbs is not None:
        every = np.arange(len(steps))
        known = every <= climbs.feet[-1]
        length = [np.interp(every, climbs.feet, gains) for gains in climbs.gains.T]
        feet = np.where(known, logsumexp(length, axis=0) - math.log(len(length)), -np.inf)
        feet[0] = -np.inf  # a climb from the first day on has no baseline
        weights = np.logaddexp(math.log(STEP_PRIOR) + steps, math.log(1.0 - STEP_PRIOR) + feet)
    return np.asarray(np.exp(weights - logsumexp(weights)))


def _summarise_weights(inside: Counts, likely: Counts) -> StartEstimate:
    called = np.flatnonzero(inside > 0)
    middle = int(np.searchsorted(np.cumsum(likely), 0.5))
    start = int(called[min(int(np.searchsorted(called, middle)), len(called) - 1)])
    order = np.argsort(-likely, kind="stable")
    held = order[: 1 + int(np.searchsorted(np.cumsum(likely[order]), INTERVAL_WEIGHT))]
    likeliest = np.flatnonzero(likely >= LIKELIEST_WEIGHT * likely.max())
    return StartEstimate(
        start, min(start, int(held.min())), max(start, int(held.max())), min(start, int(likeliest.min()))
    )
