"""What dates and calendars do not allow to be judged is said."""

from datetime import date, datetime, timedelta

import pandas as pd
import pytest

from supportlens.causes.verdict.log_gaps import find_calendar_gaps, find_time_gaps
from supportlens.domain import Change, Gap, SourceFile, Tickets
from supportlens.i18n import gap_line, words_for

MONDAY = datetime(2026, 1, 5, 9)
STEADY = [MONDAY + timedelta(days=day, hours=hour) for day in range(100) for hour in (0, 3)]


def tickets(moments: list[datetime | None], written: list[str] | None = None) -> Tickets:
    frame = pd.DataFrame({"created_at": pd.to_datetime(pd.Series(moments, dtype="datetime64[ns]"))})
    original = pd.DataFrame({"Fecha": written or ["" for _ in moments]})
    source = SourceFile("log.csv", "csv", "utf-8", ",", len(moments), columns={"created_at": "Fecha"})
    return Tickets(frame, original, (source,))


def test_a_log_with_dates_over_months_lacks_nothing():
    assert find_time_gaps(tickets(STEADY)) == ()


@pytest.mark.parametrize(
    ("moments", "gap"),
    [
        ([None] * 40, Gap.NO_DATES),
        ([MONDAY] * 40, Gap.ONE_DAY),
        ([MONDAY + timedelta(days=n % 6) for n in range(40)], Gap.FEW_DAYS),
        (STEADY + [None] * 30, Gap.SOME_UNDATED),
        ([*STEADY, datetime(2099, 1, 1)], Gap.STRAY_DATES),
        ([MONDAY, None, None], Gap.ONE_DAY),
    ],
)
def test_dates_that_do_not_suffice_are_said(moments, gap):
    assert gap in find_time_gaps(tickets(moments))


def test_dates_of_different_zones_are_said():
    zoned = [f"{each:%Y-%m-%dT%H:%M:%S}{'Z' if n % 3 else '-06:00'}" for n, each in enumerate(STEADY)]
    assert find_time_gaps(tickets(STEADY, zoned)) == (Gap.MIXED_ZONES,)
    half = [f"{each:%Y-%m-%d %H:%M}{' UTC' if n % 2 else ''}" for n, each in enumerate(STEADY)]
    assert find_time_gaps(tickets(STEADY, half)) == (Gap.MIXED_ZONES,)


@pytest.mark.parametrize("zone", ["", "Z", "+02:00", " UTC", " p. m."])
def test_one_zone_or_none_at_all_is_no_gap(zone):
    assert find_time_gaps(tickets(STEADY, [f"{each:%d/%m/%Y %H:%M}{zone}" for each in STEADY])) == ()


def test_days_without_a_time_have_no_zone_to_mix():
    written = [f"{each:%Y-%m-%d}" if n % 2 else f"{each:%Y-%m-%dT%H:%MZ}" for n, each in enumerate(STEADY)]
    assert find_time_gaps(tickets(STEADY, written)) == ()


def test_a_country_without_a_calendar_of_holidays_is_said():
    assert find_time_gaps(tickets(STEADY), "XX") == (Gap.UNKNOWN_COUNTRY,)
    assert find_time_gaps(tickets(STEADY), "mx") == ()


def test_a_log_that_goes_on_beyond_next_year_is_said_to_lie_in_the_future():
    last = STEADY[-1].date()
    assert find_time_gaps(tickets(STEADY), today=last - timedelta(days=400)) == (Gap.FUTURE_DATES,)
    assert find_time_gaps(tickets(STEADY), today=last - timedelta(days=30)) == ()


def test_a_calendar_of_another_year_is_said():
    log = tickets(STEADY)
    assert find_calendar_gaps(log, ()) == (Gap.NO_CALENDAR,)
    assert find_calendar_gaps(log, (Change(date(2025, 2, 1), "a"),)) == (Gap.CALENDAR_ELSEWHERE,)
    assert find_calendar_gaps(log, (Change(date(2025, 2, 1), "a"), Change(date(2026, 2, 1), "b"))) == ()
    assert find_calendar_gaps(log, (Change(date(2025, 12, 20), "just before"),)) == ()


@pytest.mark.parametrize("gap", list(Gap))
@pytest.mark.parametrize("language", ["es", "en"])
def test_every_gap_has_its_sentence(gap, language):
    assert gap_line(gap, words_for(language)).strip()
