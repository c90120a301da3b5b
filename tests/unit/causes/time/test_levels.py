"""Several changes of one cause: a second step, the fall after a fix, and no fall where the log is cut."""

import numpy as np
import pytest

from supportlens.causes.time.levels import find_levels
from supportlens.causes.time.onsets import find_rise
from supportlens.domain import Shape

DAYS = 240
WEEK = np.array([1.2, 1.2, 1.1, 1.1, 1.0, 0.2, 0.1])[np.arange(DAYS) % 7]


def counts(generator: np.random.Generator, *levels: tuple[int, float]) -> np.ndarray:
    """Daily counts whose mean is changed on some days."""
    mean = np.zeros(DAYS)
    for day, level in levels:
        mean[day:] = level
    return generator.poisson(mean * WEEK).astype(float)


def found(seed: int, *levels: tuple[int, float]):
    generator = np.random.default_rng(seed)
    members = counts(generator, *levels)
    total = members + counts(generator, (0, 6.0))
    rise = find_rise(members, total)
    assert rise is not None
    return find_levels(members, total, rise)


@pytest.mark.parametrize("seed", range(6))
def test_a_cause_that_ends_at_a_fix_has_a_fall_on_that_day(seed):
    rise, levels = found(seed, (0, 0.5), (80, 4.0), (170, 0.5))
    assert abs(rise.day - 80) <= 5
    (fall,) = levels
    assert abs(fall.day - 170) <= 5
    assert fall.low <= 170 <= fall.high
    assert fall.ratio_high < 1.0
    assert fall.after_per_day < fall.before_per_day


@pytest.mark.parametrize("seed", range(6))
def test_a_fall_late_in_the_log_is_found_beside_the_step(seed):
    rise, levels = found(seed, (0, 0.4), (60, 5.0), (215, 0.4))
    assert abs(rise.day - 60) <= 5
    assert [abs(level.day - 215) <= 5 for level in levels] == [True]


def test_a_fall_to_a_third_is_found_though_the_weeks_after_the_start_are_few():
    fallen = [[level.day for level in found(seed, (150, 4.0), (199, 1.2))[1]] for seed in range(20)]
    assert sum(any(abs(day - 199) <= 14 for day in days) for days in fallen) >= 18


def test_a_step_that_varies_from_week_to_week_has_no_other_change():
    others = 0
    for seed in range(20):
        generator = np.random.default_rng(seed)
        weeks = np.repeat(generator.gamma(10, 0.1, DAYS // 7 + 1), 7)[:DAYS]
        members = np.where(np.arange(DAYS) < 150, 0, generator.poisson(4.0 * WEEK * weeks)).astype(float)
        total = members + generator.poisson(3.0 * WEEK)
        others += len(find_levels(members, total, find_rise(members, total))[1])
    assert others <= 1


def test_two_steps_are_two_changes_and_no_slope():
    right = 0
    for seed in range(10):
        rise, levels = found(seed, (0, 0.5), (70, 3.0), (160, 8.0))
        right += (
            rise.shape is Shape.STEP
            and len(levels) == 1
            and sorted(abs(day - true) <= 9 for day, true in ((rise.day, 70), (levels[0].day, 160)))
            == [True, True]
        )
    assert right >= 8


@pytest.mark.parametrize("seed", range(8))
def test_one_step_has_no_other_change(seed):
    _, levels = found(seed, (0, 0.5), (120, 4.0))
    assert levels == ()


@pytest.mark.parametrize("seed", range(8))
def test_a_quiet_last_weekend_is_no_fall(seed):
    _, levels = found(seed, (0, 0.5), (120, 4.0), (237, 0.0))
    assert levels == ()


def test_a_log_that_is_cut_in_the_middle_of_a_day_shows_no_fall():
    generator = np.random.default_rng(5)
    members, rest = counts(generator, (0, 0.5), (120, 5.0)), counts(generator, (0, 8.0))
    members[-1], rest[-1] = 1.0, 1.0
    rise = find_rise(members, members + rest)
    assert rise is not None
    assert rise.end is None
    assert find_levels(members, members + rest, rise)[1] == ()


def test_a_climb_is_one_change_however_many_steps_would_fill_it():
    generator = np.random.default_rng(1)
    mean = 0.3 + 9.0 * np.clip((np.arange(DAYS) - 60) / 150, 0.0, 1.0)
    members = generator.poisson(mean * WEEK).astype(float)
    total = members + counts(generator, (0, 6.0))
    rise = find_rise(members, total)
    assert rise is not None
    settled, levels = find_levels(members, total, rise)
    assert settled.shape is Shape.SLOPE
    assert levels == ()


@pytest.mark.parametrize("seed", range(4))
def test_a_season_of_the_others_is_no_fall_of_a_cause_that_goes_on_growing(seed):
    generator = np.random.default_rng(seed)
    members = counts(generator, (0, 0.5), (80, 4.0), (180, 5.0))
    total = members + counts(generator, (0, 6.0), (180, 24.0))
    _, levels = find_levels(members, total, find_rise(members, total))
    assert [
        level for level in levels if level.ratio < 1.0 and level.after_per_day >= level.before_per_day
    ] == []


@pytest.mark.parametrize("seed", range(4))
def test_a_fall_in_a_season_of_the_others_is_still_a_fall(seed):
    generator = np.random.default_rng(seed)
    members = counts(generator, (0, 0.5), (80, 5.0), (180, 1.0))
    total = members + counts(generator, (0, 6.0), (180, 12.0))
    _, levels = find_levels(members, total, find_rise(members, total))
    assert [abs(level.day - 180) <= 7 for level in levels] == [True]
