"""A cause and the rise of all traffic that began with it date each other; those of other days do not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from supportlens.causes.time.common_start import date_with_traffic
from supportlens.causes.time.onsets import find_rise
from supportlens.causes.time.traffic import find_traffic_rise

DAYS = 182
MISSED_BY_THE_SHARE = (26, 38, 43, 47, 59)
WEEK = np.resize([1.0, 1.0, 1.0, 1.0, 1.0, 0.15, 0.15], DAYS)


def redesign(seed, *, day=105, others=0.45, tickets=500):
    """Draw a small log whose tickets nearly double on a day, half of the new ones about one matter."""
    draw, since = np.random.default_rng(seed), np.arange(DAYS) >= day
    usual = tickets * WEEK / WEEK.sum()
    members = draw.poisson(usual * (0.03 + 0.45 * since)).astype(float)
    total = members + draw.poisson(usual * (0.97 + others * since))
    return members, total


def dated(seed, **how):
    members, total = redesign(seed, **how)
    alone, traffic = find_rise(members, total, WEEK), find_traffic_rise(total, WEEK)
    assert alone is not None
    assert traffic is not None
    return alone, date_with_traffic(alone, members, total, traffic, WEEK)


@pytest.mark.parametrize("seed", MISSED_BY_THE_SHARE)
def test_a_redesign_that_its_share_dates_too_early_is_dated_to_the_week_by_both(seed):
    alone, both = dated(seed)
    assert abs(alone.day - 105) > 7
    assert abs(both.day - 105) <= 1
    assert both.low <= 105 <= both.high


@pytest.mark.parametrize("seed", range(8))
def test_what_its_share_dates_well_stays_dated_well(seed):
    alone, both = dated(seed)
    assert abs(alone.day - 105) <= 7
    assert abs(both.day - 105) <= 7


def test_a_rise_of_all_traffic_on_another_day_dates_no_cause():
    members, total = redesign(1)
    rise, traffic = find_rise(members, total, WEEK), find_traffic_rise(total, WEEK)
    assert rise is not None
    assert traffic is not None
    later = replace(traffic, day=150, low=145, high=155)
    assert date_with_traffic(rise, members, total, later, WEEK) is rise


@pytest.mark.parametrize("over", ["cause", "traffic"])
def test_what_is_over_is_not_dated_with_what_lasts(over):
    members, total = redesign(1)
    rise, traffic = find_rise(members, total, WEEK), find_traffic_rise(total, WEEK)
    assert rise is not None
    assert traffic is not None
    if over == "cause":
        rise = replace(rise, end=rise.day + 2)
    else:
        traffic = replace(traffic, end=traffic.day + 2)
    assert date_with_traffic(rise, members, total, traffic, WEEK) is rise
