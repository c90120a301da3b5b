"""All traffic can rise at once: that is an event with a start; even growth is none."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from supportlens.causes.time.traffic import find_traffic_rise
from supportlens.causes.time.working_days import learn_working_days
from supportlens.domain import Shape

FIRST = date(2026, 1, 5)
WEEK = np.array([1.2, 1.0, 1.0, 1.0, 0.9, 0.15, 0.05])


def traffic(level, days=200, per_day=12.0, seed=1):
    """Draw daily counts at `level(day)` times `per_day`, by weekday."""
    when = np.arange(days)
    expected = per_day * WEEK[when % 7] * np.array([level(day) for day in when])
    return np.random.default_rng(seed).poisson(expected).astype(float)


def found(counts):
    return find_traffic_rise(counts, learn_working_days(FIRST, counts).exposure)


@pytest.mark.parametrize("times", [1.7, 2.5, 4.0])
@pytest.mark.parametrize("day", [40, 100, 160])
def test_a_level_that_begins_on_a_day_is_dated(times, day):
    rise = found(traffic(lambda at: times if at >= day else 1.0))
    assert rise is not None
    assert abs(rise.day - day) <= 7
    assert rise.ratio_low <= times <= rise.ratio_high
    assert rise.excess == pytest.approx((times - 1) * 12 * WEEK.mean() * (200 - day), rel=0.25)


def test_a_climb_of_some_weeks_is_dated_at_its_foot():
    rise = found(traffic(lambda at: 1.0 + 2.5 * min(1.0, max(0.0, (at - 90) / 45))))
    assert rise is not None
    assert abs(rise.day - 90) <= 10


def test_a_day_with_many_times_the_usual_tickets_is_a_spike():
    rise = found(traffic(lambda at: 4.0 if at == 120 else 1.0))
    assert rise is not None
    assert (rise.shape, rise.day, rise.end) == (Shape.SPIKE, 120, 120)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("growth", [0.0, 0.3, 0.8])
def test_even_growth_is_background(growth, seed):
    assert found(traffic(lambda at: 1.0 + growth * at / 200, seed=seed)) is None


def test_a_quiet_christmas_does_not_make_the_new_year_a_rise():
    quiet = {FIRST + timedelta(days=day): 0.3 for day in range(90, 104)}
    assert found(traffic(lambda at: quiet.get(FIRST + timedelta(days=int(at)), 1.0))) is None


def test_a_third_more_is_too_slight():
    assert found(traffic(lambda at: 1.25 if at >= 100 else 1.0)) is None


def test_the_first_days_of_an_export_are_no_baseline():
    assert found(traffic(lambda at: 0.2 if at < 8 else 1.0)) is None
