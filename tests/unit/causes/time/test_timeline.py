"""The line of days: stray dates are left out of it, and weeks that the log holds in part are known."""

from datetime import date, datetime, timedelta

import pandas as pd
import pytest

from supportlens.causes.time.timeline import build_timeline
from supportlens.causes.time.traffic import find_traffic_rise
from supportlens.domain import Tickets

MONDAY = datetime(2026, 1, 5, 9)


def tickets(moments: list[datetime | None]) -> Tickets:
    frame = pd.DataFrame({"created_at": pd.to_datetime(pd.Series(moments, dtype="datetime64[ns]"))})
    return Tickets(frame, frame.iloc[:, :0], ())


def office(days: int, per_day: int = 6) -> list[datetime | None]:
    """Tickets of every working day, an hour and a half apart."""
    return [
        MONDAY + timedelta(days=day, minutes=90 * n)
        for day in range(days)
        if (MONDAY + timedelta(days=day)).weekday() < 5
        for n in range(per_day)
    ]


def test_a_few_dates_in_the_far_future_do_not_stretch_the_log():
    line = build_timeline(tickets([*office(90), datetime(2062, 3, 1), datetime(2062, 3, 2)]))
    assert line.first == date(2026, 1, 5)
    assert line.days == 89
    assert line.stray == 2
    assert (line.day < 0).sum() == 2


def test_one_ticket_in_fifty_years_ahead_is_left_out_as_well():
    ahead = [datetime(2031, 3, 15, 10)] * 2
    line = build_timeline(
        tickets([*office(90), *ahead, *(each for each in office(60)), datetime(2031, 3, 16)])
    )
    assert (line.first, line.days, line.stray) == (date(2026, 1, 5), 89, 3)


@pytest.mark.parametrize("unknown", [datetime(1900, 1, 1), datetime(1970, 1, 1), datetime(2099, 1, 1)])
def test_one_ticket_in_ten_of_a_day_that_stands_for_no_date_is_left_out(unknown):
    log = office(90)
    line = build_timeline(tickets([*log, *[unknown] * (len(log) // 9)]))
    assert (line.first, line.days, line.stray) == (date(2026, 1, 5), 89, len(log) // 9)


def test_the_time_before_an_edit_of_dates_lacks_its_tickets_and_before_an_import_it_does_not():
    log, day = office(120), MONDAY + timedelta(days=60)
    early = [each for at, each in enumerate(log) if each and each < day and at % 2 == 0]
    kept = [each for each in log if each not in early]
    imported = [day + timedelta(minutes=at) for at in range(len(early))]

    def rise(made: list[datetime]) -> object:
        frame = tickets([*kept, *made]).frame.assign(uncompared=[False] * len(kept) + [True] * len(made))
        line = build_timeline(Tickets(frame, frame.iloc[:, :0], ()))
        return find_traffic_rise(line.count_daily(line.day >= 0), line.exposure)

    assert rise([day] * len(early)) is None
    assert rise(imported) is not None


def test_half_of_a_log_is_no_stray_however_far_the_other_half():
    earlier = [each.replace(year=2020) for each in office(90) if each]
    assert build_timeline(tickets([*earlier, *office(90)])).stray == 0


def test_a_few_dates_of_long_ago_do_not_stretch_it_either():
    line = build_timeline(tickets([datetime(1999, 1, 1), *office(90)]))
    assert (line.first, line.stray) == (date(2026, 1, 5), 1)


def test_a_quiet_month_within_a_log_is_a_part_of_it():
    line = build_timeline(tickets([*office(60), *(each + timedelta(days=95) for each in office(60) if each)]))
    assert line.stray == 0
    assert line.days == 95 + 60


def test_without_dates_the_line_is_empty():
    line = build_timeline(tickets([None, None]))
    assert (line.first, line.days, line.list_weeks(), line.find_partial_weeks()) == (None, 0, (), ())


def test_whole_weeks_are_not_partial_though_they_end_on_a_friday():
    assert build_timeline(tickets(office(84))).find_partial_weeks() == ()


def test_a_log_that_begins_on_a_wednesday_and_ends_on_a_tuesday_holds_parts_of_two_weeks():
    kept = [each for each in office(85) if each and datetime(2026, 1, 7) <= each < datetime(2026, 3, 25)]
    assert build_timeline(tickets(kept)).find_partial_weeks() == (date(2026, 1, 5), date(2026, 3, 23))


def test_a_log_exported_at_ten_on_a_friday_holds_a_part_of_its_last_week():
    kept = [each for each in office(82, per_day=20) if each and each < datetime(2026, 3, 27, 10)]
    kept = [each.replace(hour=9 + each.hour % 9) for each in kept if each.date() < date(2026, 3, 27)]
    kept += [datetime(2026, 3, 27, 9, minute) for minute in (0, 20, 40)]
    assert build_timeline(tickets(kept)).find_partial_weeks() == (date(2026, 3, 23),)


def test_the_holidays_of_a_country_are_no_working_days_and_an_unknown_one_has_none():
    moments = tickets(office(180))
    mexican, unknown = build_timeline(moments, country="MX"), build_timeline(moments, country="XX")
    assert mexican.work is not None
    assert unknown.work is not None
    everything = slice(0, 180)
    assert mexican.work.count(everything) < unknown.work.count(everything)
