"""Since when: rises are dated, and what merely grows with everything else is none."""

import numpy as np
import pytest

from supportlens.causes.time.onsets import compute_search_p, find_rise
from supportlens.domain import Shape
from supportlens.statistics import rate_ratio


def traffic(days: int, rate: float, seed: int) -> np.ndarray:
    """Daily counts with quiet weekends."""
    week = np.array([1.2, 1.2, 1.1, 1.1, 1.0, 0.2, 0.1])
    return np.random.default_rng(seed).poisson(rate * week[np.arange(days) % 7]).astype(float)


@pytest.mark.parametrize("seed", range(8))
def test_a_step_is_dated_within_its_interval_and_a_week(seed):
    rest = traffic(240, 3.0, seed)
    members = traffic(240, 4.0, seed + 100)
    members[:150] = 0
    rise = find_rise(members, rest + members)
    assert rise is not None
    assert rise.shape is Shape.STEP
    assert abs(rise.day - 150) <= 7
    assert rise.low <= rise.day <= rise.high
    assert rise.end is None
    assert rise.p < 1e-6


@pytest.mark.parametrize("seed", range(8))
def test_a_burst_of_three_days_is_a_spike_with_its_last_day(seed):
    rest = traffic(120, 12.0, seed)
    members = traffic(120, 1.0, seed + 100)
    members[70:73] += 40
    rise = find_rise(members, rest + members)
    assert rise is not None
    assert rise.shape is Shape.SPIKE
    assert (rise.day, rise.end) == (70, 72)


@pytest.mark.parametrize("first", [12, 20, 29])
def test_a_spike_early_in_the_log_is_found_though_the_step_from_it_covers_nearly_all_days(first):
    rest = traffic(134, 12.0, 3)
    members = np.zeros(134)
    members[[8, 60, 80, 100, 101]] = 1
    members[[first, first + 1]] = 83, 20
    rise = find_rise(members, rest + members)
    assert rise is not None
    assert (rise.shape, rise.day, rise.end) == (Shape.SPIKE, first, first + 1)


def test_a_share_that_creeps_up_is_a_slope():
    days = np.arange(300)
    generator = np.random.default_rng(5)
    members = generator.poisson(0.3 + 6.0 * days / 300).astype(float)
    rise = find_rise(members, members + generator.poisson(8.0, 300))
    assert rise is not None
    assert rise.shape is Shape.SLOPE


@pytest.mark.parametrize("seed", range(30))
def test_steady_traffic_shows_no_significant_rise(seed):
    rest, members = traffic(240, 5.0, seed), traffic(240, 1.0, seed + 1000)
    rise = find_rise(members, rest + members)
    assert rise is None or rise.p * 60 > 0.01


def test_growth_of_everything_is_no_rise():
    growth = 1.0 + 2.0 * np.arange(240) / 240
    generator = np.random.default_rng(3)
    members, rest = generator.poisson(1.5 * growth).astype(float), generator.poisson(6.0 * growth)
    rise = find_rise(members, members + rest)
    assert rise is None or rise.p > 0.01


def test_a_larger_share_of_falling_traffic_is_no_rise():
    generator = np.random.default_rng(4)
    members = generator.poisson(2.0, 240).astype(float)
    rest = generator.poisson(np.where(np.arange(240) < 120, 10.0, 2.0))
    assert find_rise(members, members + rest) is None


def test_too_few_days_or_tickets_give_no_answer():
    assert find_rise(np.full(6, 5.0), np.full(6, 9.0)) is None
    few = np.zeros(100)
    few[90:94] = 1
    assert find_rise(few, few + 5) is None


def test_the_exact_interval_of_a_rate_ratio_agrees_with_the_textbook():
    # Clopper-Pearson for 30 of 40: 0.588 to 0.873, hence odds 1.43 to 6.88 for equal spans.
    ratio, low, high = rate_ratio(30, 10, 10, 10)
    assert ratio == pytest.approx(3.0)
    assert low == pytest.approx(1.43, abs=0.01)
    assert high == pytest.approx(6.88, abs=0.05)


def test_the_search_over_days_is_paid_for():
    assert compute_search_p(9.0, 240) > 0.05  # a single split at 9.0 would have p = 0.0013
    assert compute_search_p(40.0, 240) < 1e-6
    assert compute_search_p(20.0, 400) > compute_search_p(20.0, 50)


def test_series_with_empty_edges_and_hardly_a_ticket_are_judged_without_a_warning():
    draw = np.random.default_rng(5)
    for _ in range(200):
        days = int(draw.integers(10, 60))
        members = draw.poisson(0.5, days).astype(float)
        rest = draw.poisson(draw.choice([0.0, 0.2, 3.0]), days).astype(float)
        members[: int(draw.integers(0, days))] = 0
        rest[int(draw.integers(0, days)) :] = 0
        rise = find_rise(members, members + rest, np.ones(days))
        assert rise is None or 0 <= rise.low <= rise.day <= rise.high < days


def test_what_a_log_has_from_its_first_days_until_it_ends_has_not_risen():
    rest, members = traffic(900, 12.0, 1), traffic(900, 4.0, 2)
    members[600:] = 0
    assert find_rise(members, rest + members) is None
    members[:80] = 0
    rise = find_rise(members, rest + members)
    assert rise is not None
    assert rise.shape is Shape.SPIKE
    assert abs(rise.day - 80) <= 7


@pytest.mark.parametrize("day", [40, 777, 1_500])
def test_a_spike_of_two_days_in_a_log_of_years_is_dated_to_the_day(day):
    rest, members = traffic(1_800, 12.0, 3), traffic(1_800, 1.0, 4)
    members[[day, day + 1]] += 60
    rise = find_rise(members, rest + members)
    assert rise is not None
    assert (rise.shape, rise.day, rise.end) == (Shape.SPIKE, day, day + 1)


def test_a_step_in_a_log_of_years_is_dated_within_its_interval():
    rest, members = traffic(1_800, 12.0, 5), traffic(1_800, 4.0, 6)
    members[:1_003] = 0
    rise = find_rise(members, rest + members)
    assert rise is not None
    assert rise.shape is Shape.STEP
    assert 1_003 <= rise.day <= 1_005
    assert rise.low <= rise.day <= rise.high <= rise.low + 3
