"""Working days: the week is learnt from the log, holidays come from the country, edges count in part."""

from datetime import date

import numpy as np
import pytest

from supportlens.causes.time.working_days import (
    find_public_holidays,
    learn_working_days,
    measure_edge_coverage,
)

MONDAY = date(2026, 1, 5)
WEEK = np.array([10.0, 10.0, 9.0, 10.0, 9.0, 1.0, 0.0])


def counts(days: int) -> np.ndarray:
    return np.tile(WEEK, days // 7 + 1)[:days]


def test_quiet_weekends_are_learnt_from_the_log():
    found = learn_working_days(MONDAY, counts(70))
    assert found.working[:7].tolist() == [True] * 5 + [False] * 2
    assert found.exposure[5] < 0.15
    assert found.count(slice(0, 70)) == pytest.approx(50)


def test_a_desk_that_answers_on_every_day_has_seven_working_days_a_week():
    assert learn_working_days(MONDAY, np.full(70, 6.0)).count(slice(0, 70)) == pytest.approx(70)


def test_a_burst_on_one_sunday_does_not_make_a_working_day_of_sundays():
    burst = counts(70)
    burst[13] = 300.0
    assert not learn_working_days(MONDAY, burst).working[6]


def test_the_holidays_of_a_country_are_no_working_days():
    mexican = find_public_holidays(date(2026, 1, 1), 365, "MX")
    assert mexican[0]
    assert mexican[(date(2026, 9, 16) - date(2026, 1, 1)).days]
    spanish = find_public_holidays(date(2026, 1, 1), 365, "es")
    assert spanish[(date(2026, 10, 12) - date(2026, 1, 1)).days]
    assert not find_public_holidays(date(2026, 1, 1), 365, None).any()
    found = learn_working_days(date(2026, 9, 7), counts(28), country="MX")
    assert not found.working[9]
    assert found.count(slice(0, 28)) == pytest.approx(19)


def test_a_quiet_holiday_is_expected_to_be_quiet():
    year = counts(365)
    first = date(2026, 1, 5)
    for holiday in np.flatnonzero(find_public_holidays(first, 365, "CO")):
        year[holiday] = 0.0
    found = learn_working_days(first, year, country="CO")
    assert found.exposure[found.holiday].max() < 0.1


def test_a_country_without_a_calendar_is_refused_by_its_code():
    with pytest.raises(ValueError, match="XX"):
        find_public_holidays(MONDAY, 30, "XX")


def test_a_log_exported_at_ten_in_the_morning_holds_a_part_of_its_last_day():
    generator = np.random.default_rng(1)
    day = np.repeat(np.arange(30), 20)
    times = generator.uniform(8 / 24, 18 / 24, len(day))
    kept = (day < 29) | (times < 10 / 24)
    first, last = measure_edge_coverage(times[kept], day[kept], 30)
    assert first == 1.0
    assert last == pytest.approx(0.2, abs=0.08)
    found = learn_working_days(MONDAY, np.bincount(day[kept]).astype(float), held=(first, last))
    assert found.count(slice(28, 30)) == pytest.approx(1.0 + last, abs=0.01)


def test_a_log_without_hours_holds_all_its_days():
    assert measure_edge_coverage(np.zeros(300), np.repeat(np.arange(30), 10), 30) == (1.0, 1.0)


def test_a_log_of_few_tickets_a_day_is_not_cut_because_nobody_called_late():
    generator = np.random.default_rng(4)
    day = np.repeat(np.arange(40), 3)
    times = generator.uniform(8 / 24, 18 / 24, len(day))
    times[day == 39] = [9 / 24, 11 / 24, 15 / 24]
    assert measure_edge_coverage(times, day, 40) == (1.0, 1.0)


def test_ten_days_are_too_few_to_tell_quiet_weekdays():
    assert learn_working_days(MONDAY, counts(10)).working.all()
