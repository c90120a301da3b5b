"""An action is judged by its cause against everything else: fell, general, before, too few, relapse."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from supportlens.domain import EffectVerdict
from supportlens.effect.judging import find_detectable, judge_action
from supportlens.effect.series import count_weeks
from tests.benchmarks.effects import judge, measure, plant

START = date(2026, 7, 20)
BEFORE, AFTER = 70, 56


def judged(own, others=40, *, general=1.0, ended=None, before=BEFORE, after=AFTER):
    """Judge an action at START; `own` are the tickets a week from each week on, counted from the start."""
    dice = np.random.default_rng(3)

    def days(rate) -> np.ndarray:
        counts = dice.poisson([rate(day) / 7 for day in range(-before, after)])
        return np.repeat(np.arange(-before, after), counts) + START.toordinal()

    def rate(day: int) -> float:
        weekly = own[max(week for week in own if 7 * week <= day)]
        return weekly * (general if day >= 0 else 1.0)

    weeks = count_weeks(
        START, START - timedelta(days=before), START + timedelta(days=after - 1),
        days(rate), days(lambda day: others * (general if day >= 0 else 1.0)),
    )  # fmt: skip
    return judge_action(weeks, ended=ended)


def test_a_fall_beyond_the_other_causes_is_told_with_its_size_and_what_it_avoided():
    found = judged({-10: 30, 0: 9})

    assert found.verdict is EffectVerdict.FELL
    change, low, high = found.change.relative
    assert low <= -0.7 <= high < -0.5
    assert change == pytest.approx(-0.7, abs=0.1)
    assert found.avoided == pytest.approx(21 * AFTER / 7, rel=0.35)
    assert (found.relapse, found.fading, found.fell_on) == (None, False, None)


@pytest.mark.parametrize(
    ("case", "verdict"),
    [
        ({"own": {-10: 30}}, EffectVerdict.DID_NOT_FALL),
        ({"own": {-10: 30}, "general": 0.3}, EffectVerdict.GENERAL),
        # A small desk: its other tickets alone are too few to tell, all together are not.
        ({"own": {-10: 25}, "others": 12, "general": 0.65}, EffectVerdict.GENERAL),
        ({"own": {-10: 25}, "others": 12}, EffectVerdict.DID_NOT_FALL),
        ({"own": {-10: 30, -4: 8}}, EffectVerdict.BEFORE),
        ({"own": {-10: 2}}, EffectVerdict.TOO_FEW),
        ({"own": {-10: 30, 0: 9}, "after": 10}, EffectVerdict.TOO_FEW),
        ({"own": {-10: 30, 0: 0}, "ended": START - timedelta(days=9)}, EffectVerdict.BEFORE),
        ({"own": {-10: 30, 0: 9}, "others": 0}, EffectVerdict.FELL),
        ({"own": {-10: 0, -4: 40, 0: 8}}, EffectVerdict.FELL),
    ],
)
def test_what_is_no_effect_is_called_by_its_name(case, verdict):
    assert judged(**case).verdict is verdict


def test_what_comes_back_is_told_with_its_day_and_what_comes_back_in_part_is_fading():
    back = judged({-10: 40, 0: 8, 4: 42}, after=63)
    part = judged({-10: 40, 0: 4, 4: 15}, after=63)

    assert back.relapse is not None
    assert abs((back.relapse - START).days - 28) <= 7
    assert (part.verdict, part.relapse, part.fading) == (EffectVerdict.FELL, None, True)


def test_too_few_tickets_name_the_weeks_until_a_fall_by_half_is_seen():
    assert judged({-10: 30, 0: 15}, after=10).weeks_needed >= 1
    assert find_detectable(300, 800, 10, 8) < find_detectable(30, 800, 10, 8)
    assert find_detectable(3, 5, 10, 1) is None


def test_planted_effects_are_told_as_the_benchmark_says():
    figures = measure(runs=14, seed=5)

    assert figures["interval holds -70%"] >= 0.84
    assert figures["fell said at -70%, 30 a month or more"] >= 0.9
    assert figures["no action: no effect claimed"] >= 0.88
    assert figures["general fall: no effect claimed"] >= 0.88
    assert judge(plant(np.random.default_rng(1), fall=0.9)).verdict is EffectVerdict.FELL
