"""What earlier trainings achieved is what the next one promises, where the log itself does not tell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from supportlens.domain import (
    EffectControl,
    EffectVerdict,
    MeasuredAction,
    MeasuredEffect,
    Period,
    PlanRules,
    PromiseBasis,
    TakenAction,
    TakenKind,
)
from supportlens.training.achieved import Achieved, find_achieved
from supportlens.training.promises import expect
from tests.builders import a_cause

if TYPE_CHECKING:
    from supportlens.domain import Cause

DAY = date(2026, 7, 20)


def taught(
    change: float,
    low: float,
    high: float,
    *,
    kind: TakenKind = TakenKind.TRAINING,
    verdict: EffectVerdict = EffectVerdict.FELL,
    relapse: date | None = None,
) -> Cause:
    """Return a cause about which an action was taken with such an effect."""
    period = Period(DAY, DAY)
    effect = MeasuredEffect(
        verdict, change, low, high, EffectControl.OTHER_CAUSES, 90, 30, period, period, 90, 90,
        change, low, high, 60.0, None, 20.0, 6.0, 20.0, relapse=relapse,
    )  # fmt: skip
    action = TakenAction(kind, "Atlas", DAY)
    return replace(a_cause(), taken=MeasuredAction(f"T{change}", action, "C1", effect))


def test_one_training_promises_its_interval_and_several_the_range_of_what_they_achieved() -> None:
    one, other = taught(-0.7, -0.8, -0.6), taught(-0.3, -0.5, 0.1)
    assert find_achieved([one]) == Achieved(1, 0.7, 0.6, 0.8)
    assert find_achieved([one, other]) == Achieved(2, pytest.approx(0.5), 0.3, 0.7)
    assert find_achieved([one, one]) == find_achieved([one]), "what is left of a cause had the same training"


def test_what_came_back_counts_as_nothing() -> None:
    back = taught(-0.7, -0.8, -0.6, relapse=DAY)
    assert find_achieved([back]) == Achieved(1, 0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    "cause",
    [
        a_cause(),
        taught(-0.7, -0.8, -0.6, kind=TakenKind.FIX),
        taught(-0.7, -0.9, 0.4, verdict=EffectVerdict.TOO_FEW),
        taught(-0.7, -0.8, -0.6, verdict=EffectVerdict.BEFORE),
    ],
)
def test_a_fix_and_what_cannot_be_measured_say_nothing_of_a_training(cause: Cause) -> None:
    assert find_achieved([cause]) is None


def test_earlier_trainings_stand_before_the_assumption_and_behind_the_answers_of_the_log() -> None:
    achieved = Achieved(3, 0.5, 0.2, 0.9)
    onset = replace(a_cause().onset, after_per_week=10.0, before_per_week=2.0)
    cause = a_cause(onset=onset)
    found = expect(cause, 10.0, None, PlanRules(), achieved)
    assert found is not None
    assert (found.basis, found.trainings) == (PromiseBasis.EARLIER, 3)
    assert (found.target, found.saved_low, found.saved_high) == pytest.approx((6.0, 1.6, 7.2))
    from_answers = expect(cause, 10.0, (0.6, 0.9), PlanRules(), achieved)
    assumed = expect(cause, 10.0, None, PlanRules())
    assert from_answers is not None
    assert assumed is not None
    assert (from_answers.basis, assumed.basis) == (PromiseBasis.EXCESS, PromiseBasis.ASSUMED)
