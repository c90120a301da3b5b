"""How likely each day is as a start: climbs of weeks with few tickets, and steps that stay steps."""

import numpy as np
import pytest

from supportlens.causes.time.onsets import find_rise
from supportlens.causes.time.start_weights import fit_start_climbs, weigh_starts
from supportlens.domain import Shape

DAYS = 180


def climbing(seed: int, weeks: int) -> tuple[np.ndarray, np.ndarray, int]:
    """Some 80 tickets that climb for weeks from a day on, among routine ones; the counts and the day."""
    generator = np.random.default_rng(seed)
    start = int(generator.integers(50, 120))
    climb = np.clip((np.arange(DAYS) - start) / (7 * weeks), 0.0, 1.0)
    members = generator.poisson(80 * climb / climb.sum() + 0.05).astype(float)
    return members, members + generator.poisson(2.0, DAYS), start


def test_the_interval_of_a_short_climb_holds_its_foot():
    held = found = late = 0
    for seed in range(40):
        members, total, start = climbing(seed, 4)
        rise = find_rise(members, total)
        if rise is None or rise.p > 0.001 or rise.shape is Shape.SPIKE:
            continue
        found += 1
        held += rise.low <= start <= rise.high
        late += rise.day - start
    assert found >= 30
    assert held >= 0.9 * found
    assert late / found < 10  # the best step alone lies 13 days late


def test_a_clear_step_is_dated_to_the_day_though_climbs_are_weighed_too():
    members = np.where(np.arange(DAYS) < 100, 0.0, 6.0)
    whole = members + 10.0
    starts = weigh_starts(members, whole, fit_start_climbs(members, whole, 1), 1.0)
    assert (starts.low, starts.bin, starts.high) == (100, 100, 100)


def test_a_share_that_swings_by_itself_has_a_start_that_is_less_sure():
    members, total, _ = climbing(3, 2)
    calm, swinging = (
        weigh_starts(members, total, fit_start_climbs(members, total, 1), each) for each in (1.0, 3.0)
    )
    assert swinging.high - swinging.low > calm.high - calm.low
    assert calm.low <= calm.early <= calm.bin <= calm.high


def test_a_log_too_short_for_a_climb_is_dated_by_its_step():
    members = np.array([0, 0, 0, 0, 0, 5, 5, 5, 5, 5], dtype=float)
    assert fit_start_climbs(members, members + 3.0, 1) is None
    assert weigh_starts(members, members + 3.0, None, 1.0).bin == 5


@pytest.mark.parametrize(
    ("before", "after", "day", "by_climbs"),
    [(1, 3, 20, True), (2, 4, 25, True), (2, 4, 65, False)],  # statistics of 30.6, 24.3 and 19.2
)
def test_a_step_from_a_statistic_of_twenty_on_may_have_been_a_climb(before, after, day, by_climbs):
    members, total = np.array([before] * day + [after] * (80 - day), dtype=float), np.full(80, 40.0)
    rise = find_rise(members, total)
    with_climbs, by_steps = (
        weigh_starts(members, total, climbs, rise.dispersion)
        for climbs in (fit_start_climbs(members, total, 1), None)
    )
    expected, other = (with_climbs, by_steps) if by_climbs else (by_steps, with_climbs)
    assert (rise.low, rise.early) == (expected.low, expected.early)
    assert rise.low != other.low
