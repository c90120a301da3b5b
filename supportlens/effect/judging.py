"""Judges an action: whether it fell, beyond what, since when, and whether it came back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain import EffectVerdict
from supportlens.effect.estimating import (
    Estimate,
    LogChange,
    estimate,
    estimate_alone,
    expected_error,
    fit_steps,
    has_control,
    ramp_up,
    weeks_of,
)
from supportlens.effect.series import WEEK

if TYPE_CHECKING:
    import numpy.typing as npt

    from supportlens.effect.series import WeeksAround

    Vector = npt.NDArray[np.float64]

LEAST_DAYS = 14
"""Days before and after an action that a judgement needs. Judgement: a week may be any week."""
LEAST_TICKETS = 8
"""Tickets before an action that a judgement needs. Judgement: of fewer, even the last may be chance."""
HALF = float(np.log(2))
"""The fall that must be detectable before "did not fall" is said: by half, on the log scale."""
SEEN = 2.8
"""Standard errors at which a fall is seen four times of five (1.96 + 0.84)."""
CLEAR_STEP = 9.0
"""Improvement in deviance over dispersion from which a second step is believed.

A step is looked for in every week, so more than the 3.84 of a single look is asked. Found on the benchmark of
effects: 6 claims a relapse in 2 of 100 steady series, 9 and 12 in none; 12 finds fewer of the true ones.
"""
CLEAR_RIVAL = 3.84
"""The same for an earlier step against one at the action: one day against another, 95 % of chi-squared."""
HELD = 0.5
"""Part of a fall that must be left for it to be fading rather than gone. Judgement: half."""
NEAR_DAYS = 56
"""Days on either side of an action in which a fall of everything is looked for. Judgement: two months."""
GENERAL_FALL = -0.15
"""Fall of everything else that is worth saying. Judgement: less is the usual to and fro."""
LIKELY = 0.65
"""Part of a 95 % interval that is one of 80 % (1.28 of 1.96): what the control alone is asked.

On the benchmark of effects (500 logs) a general fall is told in 95 %; at 1 in 92 %, at 0 in 96 %, but then
3 instead of 2 in 100 falls of the cause alone by half are called general.
"""
LITTLE = -0.1
"""Fall of the cause itself, on the log scale, that must be there to say that it fell as everything did."""
MOST_WEEKS = 104


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is said of an action, and the figures behind it."""

    verdict: EffectVerdict
    change: LogChange
    own: LogChange
    control: LogChange | None
    ramp: int
    avoided: float
    weeks_needed: int = 0
    fell_on: date | None = None
    relapse: date | None = None
    fading: bool = False
    kept: int = 0
    """Days after the start that the change was measured on: all, or those before a relapse."""


def judge_action(weeks: WeeksAround, *, lasting: int = 0, ended: date | None = None) -> Judgement:
    """Return what came of an action that began at the start of `weeks` and took `lasting` days.

    `ended` is the last day of a spike.
    """
    controlled = has_control(weeks)
    after = weeks.after
    if min(weeks.days_before, weeks.days_after) < LEAST_DAYS or weeks.own[~after].sum() < LEAST_TICKETS:
        return _tell_too_few(weeks, controlled=controlled, ended=ended)
    relapse, fading = _find_relapse(weeks, lasting, controlled=controlled)
    kept = weeks if relapse is None else weeks.part(weeks.firsts < relapse)
    earlier = _find_step_before(kept, lasting, controlled=controlled)
    further = () if earlier is None else (ramp_up(kept, 0, earlier.day),)
    found = estimate(kept, lasting=lasting, controlled=controlled, further=further)
    own = estimate_alone(kept, kept.own)
    control = estimate_alone(kept, kept.control) if controlled else None
    judged = Judgement(
        EffectVerdict.DID_NOT_FALL,
        found.change,
        own,
        control,
        found.ramp,
        _count_avoided(kept, found),
        kept=kept.days_after,
    )
    if found.change.high < 0 and not (ended and ended < weeks.start):
        day = None if relapse is None or fading else weeks.start + timedelta(days=relapse)
        return replace(judged, verdict=EffectVerdict.FELL, relapse=day, fading=fading)
    judged = replace(judged, avoided=0.0)
    fell_on = _when_fell(weeks, earlier, ended)
    if fell_on is not None:
        return replace(judged, verdict=EffectVerdict.BEFORE, fell_on=fell_on)
    if controlled and _fell_with_all(kept):
        return replace(judged, verdict=EffectVerdict.GENERAL)
    error = (found.change.high - found.change.low) / (2 * 1.96)
    if error * SEEN > HALF:
        needed = count_weeks_needed(weeks, controlled=controlled, dispersion=max(1.0, _scale(error, weeks)))
        return replace(judged, verdict=EffectVerdict.TOO_FEW, weeks_needed=needed)
    return judged


def _fell_with_all(weeks: WeeksAround) -> bool:
    """Return whether a cause and its control both fell about the time of the action.

    Only the weeks near it are compared: over longer times a desk grows, which hides a fall of everything.
    Both must have fallen; whether that is beyond chance is asked of all tickets together, as no difference
    between the two was found, and less strictly of the control alone.
    """
    near = weeks.part((weeks.firsts >= -NEAR_DAYS) & (weeks.lasts < NEAR_DAYS))
    control, own = estimate_alone(near, near.control), estimate_alone(near, near.own)
    together = estimate_alone(near, near.control + near.own)
    likely = control.value + LIKELY * (control.high - control.value) < 0
    return likely and together.high < 0 and control.relative[0] <= GENERAL_FALL and own.value < LITTLE


def _when_fell(weeks: WeeksAround, earlier: _EarlierStep | None, ended: date | None) -> date | None:
    """Return when the cause fell instead, None if it did not."""
    if ended is not None and ended < weeks.start:
        return ended
    if earlier is not None and earlier.falls:
        return weeks.start + timedelta(days=earlier.day)
    return None


@dataclass(frozen=True, slots=True)
class _EarlierStep:
    day: int
    """Counted from the start; negative."""
    falls: bool


def _find_step_before(weeks: WeeksAround, lasting: int, *, controlled: bool) -> _EarlierStep | None:
    """Return a step at least two weeks before the action that the series has beside or instead of its own."""
    share = ramp_up(weeks, lasting)
    at_action = fit_steps(weeks, [share], controlled=controlled)
    without = fit_steps(weeks, [], controlled=controlled)
    days = [int(day) for day in weeks.firsts[1:] if day <= -2 * WEEK and day - weeks.firsts[0] >= WEEK]
    best: tuple[float, int, bool, bool] | None = None
    for day in days:
        step = ramp_up(weeks, 0, day)
        alone = fit_steps(weeks, [step], controlled=controlled)
        both = fit_steps(weeks, [share, step], controlled=controlled)
        gain = (at_action.deviance - both.deviance) / both.dispersion
        rival = (at_action.deviance - alone.deviance) / alone.dispersion
        falls = bool(alone.coefficients[2] < 0 and both.coefficients[3] < 0)
        clear = (without.deviance - alone.deviance) / alone.dispersion > CLEAR_STEP
        instead = (
            clear and rival > CLEAR_RIVAL and falls and both.interval(np.array([0.0, 0.0, 1.0, 0.0]))[2] >= 0
        )
        if (gain > CLEAR_STEP or instead) and (best is None or gain > best[0]):
            best = gain, day, falls, instead
    return _EarlierStep(best[1], best[2]) if best else None


def _find_relapse(weeks: WeeksAround, lasting: int, *, controlled: bool) -> tuple[int | None, bool]:
    """Return the day after the action from which the cause rose again, and whether it rose only in part."""
    share = ramp_up(weeks, lasting)
    one_step = fit_steps(weeks, [share], controlled=controlled)
    end = int(weeks.lasts[-1])
    best: tuple[float, int, bool] | None = None
    for day in (int(day) for day in weeks.firsts if day >= 2 * WEEK and end - day + 1 >= LEAST_DAYS):
        step = ramp_up(weeks, 0, day)
        both = fit_steps(weeks, [share, step], controlled=controlled)
        gain = (one_step.deviance - both.deviance) / both.dispersion
        rises = both.interval(np.array([0.0, 0.0, 0.0, 1.0]))[1] > 0
        fell = both.interval(np.array([0.0, 0.0, 1.0, 0.0]))[2] < 0
        if gain > CLEAR_STEP and rises and fell and (best is None or gain > best[0]):
            left, _, high = both.interval(np.array([0.0, 0.0, 1.0, 1.0]))
            fallen = -np.expm1(both.coefficients[2])
            partly = high < 0 and -np.expm1(left) >= HELD * fallen
            best = gain, day, bool(partly)
    return (best[1], best[2]) if best else (None, False)


def _tell_too_few(weeks: WeeksAround, *, controlled: bool, ended: date | None) -> Judgement:
    nothing = LogChange(0.0, -np.inf, np.inf)
    own = nothing
    if len(weeks) and weeks.after.any() and not weeks.after.all():
        own = estimate_alone(weeks, weeks.own)
    if ended is not None and ended < weeks.start:
        return Judgement(EffectVerdict.BEFORE, own, own, None, 0, 0.0, fell_on=ended, kept=weeks.days_after)
    needed = count_weeks_needed(weeks, controlled=controlled) if len(weeks) else 0
    return Judgement(
        EffectVerdict.TOO_FEW, own, own, None, 0, 0.0, weeks_needed=needed, kept=weeks.days_after
    )


def _count_avoided(weeks: WeeksAround, found: Estimate) -> float:
    """Count the tickets that would have come without the change, less those that came."""
    share = found.share_done[weeks.after]
    return float(np.sum(weeks.own[weeks.after] * np.expm1(np.minimum(-found.change.value * share, 10.0))))


def _scale(error: float, weeks: WeeksAround) -> float:
    """Return by how much an error is larger than expected from the counts, squared."""
    after = weeks.after
    usual = expected_error(
        float(weeks.own[~after].sum()),
        float(weeks.own[after].sum()),
        float(weeks.control[~after].sum()),
        float(weeks.control[after].sum()),
        weeks=(weeks_of(weeks.days_before), weeks_of(weeks.days_after)),
    )
    return (error / usual) ** 2


def count_weeks_needed(weeks: WeeksAround, *, controlled: bool, dispersion: float = 1.0) -> int:
    """Return in how many more weeks a fall by half would be seen, 0 if waiting does not help."""
    before = ~weeks.after
    span = weeks_of(weeks.days_before)
    if span <= 0 or weeks.own[before].sum() < LEAST_TICKETS:
        return 0
    own, control = weeks.own[before].sum(), weeks.control[before].sum() if controlled else 0.0
    passed = weeks_of(weeks.days_after)
    for more in range(1, MOST_WEEKS):
        later = passed + more
        error = expected_error(
            own, 0.5 * own / span * later, control, control / span * later, weeks=(span, later)
        )
        if later >= LEAST_DAYS / WEEK and error * np.sqrt(dispersion) * SEEN <= HALF:
            return more
    return 0


def find_detectable(own: float, control: float, span: float, later: float) -> float | None:
    """Return the smallest fall that would be seen in `later` weeks after `span` weeks with so many tickets.

    None if not even a fall of 95 % would.
    """
    for percent in range(10, 96, 5):
        left = 1 - percent / 100
        error = expected_error(
            own, left * own / span * later, control, control / span * later, weeks=(span, later)
        )
        if error * SEEN <= -np.log(left):
            return percent / 100
    return None
