"""How sure a start is: intervals that hold it, ramps dated at their foot, and swings that are no change."""

import numpy as np
import pytest

from supportlens.causes.time.onsets import find_rise
from supportlens.domain import Shape

DAYS = 240
WEEK = np.array([1.2, 1.2, 1.1, 1.1, 1.0, 0.2, 0.1])[np.arange(DAYS) % 7]


def counts(generator: np.random.Generator, mean: np.ndarray, size: float | None = None) -> np.ndarray:
    """Daily counts, Poisson or (with a size) negative binomial."""
    mean = mean * WEEK
    if size is not None:
        mean = mean * generator.gamma(size, 1.0 / size, DAYS)
    return generator.poisson(mean).astype(float)


def covered(after: float, before: float, size: float | None, logs: int = 60) -> float:
    """The part of the intervals of clear steps that hold the true day."""
    held = found = 0
    for seed in range(logs):
        generator = np.random.default_rng(seed)
        start = int(generator.integers(60, 200))
        mean = np.where(np.arange(DAYS) < start, before, after)
        members, rest = (counts(generator, level, size) for level in (mean, np.full(DAYS, 4.0)))
        rise = find_rise(members, members + rest)
        if rise is not None and rise.p < 0.001:
            found += 1
            held += rise.low <= start <= rise.high
    assert found > 0.5 * logs
    return held / found


def test_the_interval_of_a_clear_step_holds_the_true_day():
    assert covered(after=3.0, before=0.0, size=None) >= 0.9


def test_the_interval_of_a_slight_step_is_as_wide_as_it_must_be():
    assert covered(after=2.4, before=1.0, size=None) >= 0.9


def test_counts_that_swing_by_themselves_widen_the_interval():
    assert covered(after=4.0, before=1.0, size=2.0) >= 0.9


@pytest.mark.parametrize("seed", range(6))
def test_a_roll_out_over_weeks_is_a_slope_that_starts_at_its_foot(seed):
    generator = np.random.default_rng(seed)
    days = np.arange(DAYS)
    climb = 0.4 + 8.0 * np.clip((days - 90) / 80, 0.0, 1.0)
    members = counts(generator, np.where(days < 90, 0.4, climb))
    rise = find_rise(members, members + counts(generator, np.full(DAYS, 5.0)))
    assert rise is not None
    assert rise.shape is Shape.SLOPE
    assert abs(rise.day - 90) <= 14
    assert rise.low <= 90 <= rise.high


def test_a_step_is_not_taken_for_a_short_ramp():
    shapes = []
    for seed in range(20):
        generator = np.random.default_rng(seed)
        members = counts(generator, np.where(np.arange(DAYS) < 120, 0.5, 4.0))
        rise = find_rise(members, members + counts(generator, np.full(DAYS, 5.0)))
        assert rise is not None
        shapes.append(rise.shape)
    assert shapes.count(Shape.STEP) >= 19


def test_two_steps_one_soon_after_the_other_are_no_climb():
    days = np.arange(DAYS)
    level = np.select([days < 226, days < 233], [8.0, 40.0], 90.0)
    right = []
    for seed in range(10):
        generator = np.random.default_rng(seed)
        members = counts(generator, level)
        rise = find_rise(members, members + counts(generator, np.full(DAYS, 120.0)))
        assert rise is not None
        right.append(rise.shape is Shape.STEP and min(abs(rise.day - 226), abs(rise.day - 233)) <= 3)
    assert sum(right) >= 9


@pytest.mark.parametrize("size", [None, 3.0, 1.0])
def test_overdispersed_counts_make_no_changes(size):
    claimed = 0
    for seed in range(80):
        generator = np.random.default_rng(seed)
        members, rest = (counts(generator, np.full(DAYS, level), size) for level in (1.5, 5.0))
        rise = find_rise(members, members + rest)
        claimed += rise is not None and rise.p < 0.0003
    assert claimed == 0


def test_a_start_may_lie_before_the_first_ticket_but_is_never_a_day_without_one():
    members = np.zeros(100)
    members[62::3] = 2.0
    rise = find_rise(members, members + 6.0)
    assert rise is not None
    assert rise.day == 62
    assert rise.low <= 60


def test_a_cause_alone_in_its_log_is_compared_with_the_traffic_to_be_expected():
    generator = np.random.default_rng(2)
    members = counts(generator, np.where(np.arange(DAYS) < 150, 2.0, 6.0))
    assert find_rise(members, members) is None
    rise = find_rise(members, members, WEEK)
    assert rise is not None
    assert abs(rise.day - 150) <= 7


def test_weekends_are_no_fall_of_a_cause_alone_in_its_log():
    members = counts(np.random.default_rng(3), np.full(DAYS, 5.0))
    rise = find_rise(members, members, WEEK)
    assert rise is None or rise.p > 0.01
