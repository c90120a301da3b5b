"""Chance and grounds: the share of random calendars that fit as well, and why one change comes first."""

from datetime import date, timedelta

import numpy as np
import pytest

from supportlens.causes.changes.calendar_matching import add_rates, match_calendar
from supportlens.causes.time.timeline import LogTimeline
from supportlens.causes.time.working_days import learn_working_days
from supportlens.domain import Change, Ground, Onset, ScopeClaim, Shape

FIRST = date(2026, 1, 5)
ATLAS = (ScopeClaim("product", "Atlas", 1.0, 0.0, 9.0, 5.0, 12.0, 0.001, 400),)


def line(days: int = 210, *, weekends: bool = False) -> LogTimeline:
    week = [5.0] * 5 + ([5.0] * 2 if weekends else [0.0] * 2)
    counts = np.array([week[day % 7] for day in range(days)])
    return LogTimeline(FIRST, np.zeros(0, dtype=np.int64), days, learn_working_days(FIRST, counts))


def onset(day: int, low: int = 0, high: int = 0) -> Onset:
    start = FIRST + timedelta(day)
    return Onset(start, start + timedelta(low), start + timedelta(high), Shape.STEP, 5.0, 3.0, 8.0, 1.0, 5.0)


def change(day: int, name: str = "Cambio", product: str = "") -> Change:
    return Change(FIRST + timedelta(day), name, product)


@pytest.mark.parametrize(("lag", "others"), [(0, 0), (4, 3), (15, 6)])
def test_chance_is_the_share_of_random_calendars_that_fit_at_least_as_well(lag, others):
    timeline = line(weekends=True)
    start = onset(100, -1, 1)
    calendar = (change(99 - lag), *(change(day) for day in range(10, 10 + 12 * others, 12) if day < 60))
    match, _ = match_calendar(start, (), calendar, timeline.days, timeline=timeline)
    assert match is not None
    generator = np.random.default_rng(7)
    fits = 0
    for _ in range(4000):
        days = generator.integers(0, timeline.days, len(calendar))
        away = np.where(days < 99, 99 - days, np.maximum(0, days - 101))
        fits += bool(((away <= lag) & ((days <= 101) | (away <= 3))).any())
    assert match.chance == pytest.approx(fits / 4000, abs=0.025)


def test_changes_of_another_year_make_no_match_likelier():
    timeline, start = line(), onset(101)
    alone, _ = match_calendar(start, (), (change(100),), timeline.days, timeline=timeline)
    old = tuple(change(-500 - day) for day in range(40))
    among, _ = match_calendar(start, (), (change(100), *old), timeline.days, timeline=timeline)
    assert alone is not None
    assert among is not None
    assert among.chance == alone.chance


def test_within_a_wide_interval_the_change_with_the_shorter_lag_comes_first():
    calendar = (change(88, "Early"), change(99, "Near"), change(108, "Late"))
    match, rivals = match_calendar(onset(100, -14, 10), (), calendar, 210)
    assert match is not None
    assert match.change.name == "Near"
    assert [rival.change.name for rival in rivals] == ["Late", "Early"]


def test_the_first_change_says_why_it_comes_before_its_rivals():
    calendar = (change(99, "Release 5.2", "Atlas"), change(94, "Office move"))
    match, rivals = match_calendar(onset(100), ATLAS, calendar, 210)
    assert match is not None
    assert match.grounds == (Ground.NAMES_PLACE, Ground.SHORTER_LAG)
    assert rivals[0].grounds == ()
    alone, _ = match_calendar(onset(100), ATLAS, calendar[:1], 210)
    assert alone is not None
    assert Ground.ONLY_ONE in alone.grounds


def test_the_rates_before_and_after_a_change_are_per_working_day():
    timeline = line()
    counts = np.array([(2.0 if day < 98 else 6.0) if day % 7 < 5 else 0.0 for day in range(210)])
    match, _ = match_calendar(onset(98), (), (change(98),), 210, timeline=timeline)
    assert match is not None
    with_rates = add_rates(match, counts, timeline, None)
    assert with_rates.rate_ratio == pytest.approx(3.0)
    assert with_rates.rate_low is not None
    assert with_rates.rate_high is not None
    assert with_rates.rate_low < 3.0 < with_rates.rate_high


def test_a_change_before_the_log_has_no_rate_before_it():
    timeline = line()
    match, _ = match_calendar(onset(5), (), (change(-2),), 210, timeline=timeline)
    assert match is not None
    assert add_rates(match, np.ones(210), timeline, None).rate_ratio is None
