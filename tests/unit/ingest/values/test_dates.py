"""Dates are read as their column as a whole says."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest
from babel.dates import get_month_names

from supportlens.ingest.values.dates import DateOrder, order_of, scan_dates
from supportlens.resources import reading_words
from tests.unit.ingest.logs import TEXTS, delimited, saved, tickets


def column(*texts, spanish=True):
    dates = scan_dates(pd.Series(list(texts), dtype="str"), numbers=True)
    order = order_of((dates,), day_first=spanish)
    if order is None:
        return None, [None] * len(texts)
    return order, [None if pd.isna(moment) else moment.isoformat() for moment in dates.moments(order)]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-03-04", "2026-03-04T00:00:00"),
        ("2026-03-04 09:05", "2026-03-04T09:05:00"),
        ("2026/3/4 9:05:07", "2026-03-04T09:05:07"),
        ("2026-03-04T09:05:07.123Z", "2026-03-04T09:05:07"),
        ("2026-03-04T23:05:07-06:00", "2026-03-04T23:05:07"),
        ("2026-03-04T09:05:07.000+0200", "2026-03-04T09:05:07"),
        ("2026-03-04 09:05:07 UTC", "2026-03-04T09:05:07"),
        ("20260304", "2026-03-04T00:00:00"),
        ("20260304T090507Z", "2026-03-04T09:05:07"),
        ("25/03/2026", "2026-03-25T00:00:00"),
        ("25.03.26 17.45", "2026-03-25T17:45:00"),
        ("25/03/2026 05:07 PM", "2026-03-25T17:07:00"),
        ("25/03/2026 5:07 p. m.", "2026-03-25T17:07:00"),
        ("25/03/2026 12:07\N{NARROW NO-BREAK SPACE}a.\N{NO-BREAK SPACE}m.", "2026-03-25T00:07:00"),
        ("25/03/2026, 17:07:09", "2026-03-25T17:07:09"),
        ("25/03/2026 17:07 hrs", "2026-03-25T17:07:00"),
        ("4 de marzo de 2026", "2026-03-04T00:00:00"),
        ("miércoles, 4 de marzo de 2026 9:05", "2026-03-04T09:05:00"),
        ("04/mar/26 9:05 AM", "2026-03-04T09:05:00"),
        ("04-ago-2026", "2026-08-04T00:00:00"),
        ("4 ene. 2026", "2026-01-04T00:00:00"),
        ("4 setiembre 2026", "2026-09-04T00:00:00"),
        ("Mar 4, 2026 9:05 PM", "2026-03-04T21:05:00"),
        ("March 4th, 2026", "2026-03-04T00:00:00"),
        ("Wed, 04 Mar 2026 09:05:07 +0000", "2026-03-04T09:05:07"),
        ("46085", "2026-03-04T00:00:00"),
        ("46085.5", "2026-03-04T12:00:00"),
        ("46085,75", "2026-03-04T18:00:00"),
        ("1772615107", "2026-03-04T09:05:07"),
        ("1772615107000", "2026-03-04T09:05:07"),
    ],
)
def test_a_date_is_read_however_it_is_written(text, moment):
    assert column(text)[1] == [moment]


@pytest.mark.parametrize("language", reading_words().languages)
@pytest.mark.parametrize("width", ["wide", "abbreviated"])
def test_the_months_of_every_language_are_known_by_name(language, width):
    names = get_month_names(width, locale=language)
    assert column(*(f"4 {name} 2026" for name in names.values()))[1] == [
        f"2026-{month:02d}-04T00:00:00" for month in names
    ]


@pytest.mark.parametrize(
    "text",
    [
        "31/02/2026",
        "2026-13-01",
        "45/45/2026",
        "mañana",
        "",
        "12:30",
        "5.2.1",
        "marzo de 2026",
        "T-1234",
        "1",
        "29 de mucho de 2026",
    ],
)
def test_what_is_no_date_is_none(text):
    assert column("04/03/2026", text)[1][1] is None


def test_one_day_above_twelve_decides_for_the_whole_column():
    assert column("03/04/2026", "05/04/2026", "25/04/2026", spanish=False)[0] is DateOrder.DAY_FIRST
    order, moments = column("03/04/2026", "03/25/2026", spanish=True)
    assert order is DateOrder.MONTH_FIRST
    assert moments[0] == "2026-03-04T00:00:00"


def test_without_such_a_day_the_order_that_runs_evenly_through_time_is_taken():
    days = [f"{day:02d}/05/2026" for day in range(1, 13)]
    assert column(*days, spanish=False)[0] is DateOrder.DAY_FIRST
    months = [f"05/{day:02d}/2026" for day in range(1, 13)]
    assert column(*months, spanish=True)[0] is DateOrder.MONTH_FIRST


def test_without_any_hint_custom_decides():
    assert column("03/04/2026", spanish=True)[0] is DateOrder.DAY_FIRST
    assert column("03/04/2026", spanish=False)[0] is DateOrder.MONTH_FIRST
    assert column("03.04.2026", spanish=False)[0] is DateOrder.DAY_FIRST


def test_dates_that_say_their_order_need_no_decision():
    assert column("2026-03-04", "4 de marzo de 2026")[0] is DateOrder.ISO


def test_a_column_of_dates_decides_for_the_others_of_its_file(tmp_path):
    header = ["id", "Created", "Closed", "Subject"]
    data = [[str(n), "05/06/2026", "23/06/2026", TEXTS[n]] for n in range(4)]
    found = tickets(saved(tmp_path / "log.csv", delimited(header, data)))
    assert found.files[0].date_order == "day-first"
    assert str(found.first_date) == "2026-06-05"


def test_a_ticket_with_a_date_that_is_none_is_kept(tmp_path):
    data = [["1", "25/03/2026", TEXTS[0]], ["2", "pendiente", TEXTS[1]], ["3", "26/03/2026", TEXTS[2]]]
    found = tickets(saved(tmp_path / "log.csv", delimited(["id", "fecha", "asunto"], data)))
    assert len(found) == 3
    assert found.frame["created_at"].isna().tolist() == [False, False, True]
    assert found.frame["created_at"].dtype == "datetime64[ns]"


def test_twenty_thousand_dates_are_read_as_they_were_written():
    written = pd.Series(pd.date_range("2024-01-01", periods=20_000, freq="37min", unit="ns"))
    texts = written.dt.strftime("%d/%m/%Y %H:%M:%S")
    dates = scan_dates(texts, numbers=True)
    read = dates.moments(order_of((dates,), day_first=True))
    assert read.equals(written)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("04/abr/26 9:05 AM", "2026-04-04T09:05:00"),
        ("4. Juli 2026", "2026-07-04T00:00:00"),
        ("4 juin 2026", "2026-06-04T00:00:00"),
        ("4 août 2026 09:05", "2026-08-04T09:05:00"),
        ("04/fev/26 21:05", "2026-02-04T21:05:00"),
        ("05/sty/26 9:10", "2026-01-05T09:10:00"),
        ("4 października 2026", "2026-10-04T00:00:00"),
        ("2026-03-04 09:05 CET", "2026-03-04T09:05:00"),
        ("2026-03-04 09:05 COT", "2026-03-04T09:05:00"),
        ("2026-03-04 09:05 XYZ", "2026-03-04T09:05:00"),
    ],
)
def test_months_and_zones_are_read_in_the_languages_of_help_desks(text, moment):
    assert column(text)[1] == [moment]


HALF_CONVERTED = [
    *(f"2026-{day:02d}-05 00:00:00" for day in range(1, 13)),  # 01/05 to 12/05, months taken for days
    *(f"{day}/05/2026" for day in range(13, 32)),
]


def test_dates_that_a_spreadsheet_turned_around_are_turned_back():
    order, moments = column(*HALF_CONVERTED, spanish=False)
    assert order is DateOrder.DAY_FIRST
    assert moments == [f"2026-05-{day:02d}T00:00:00" for day in range(1, 32)]


def test_real_dates_beside_text_are_left_where_a_day_above_twelve_is_among_them():
    assert column("2026-05-13", *HALF_CONVERTED)[1][1] == "2026-01-05T00:00:00"


@pytest.mark.parametrize(
    ("dates", "reason"),
    [
        (["2026-03-04", "2026-03-05"], "year_first"),
        (["25/03/2026", "03/04/2026"], "above_twelve"),
        (HALF_CONVERTED, "half_converted"),
        ([f"{day:02d}/05/2026" for day in range(1, 13)], "even_run"),
        (["03/04/2026"], "custom"),
    ],
)
def test_a_file_says_why_its_dates_are_read_so(tmp_path, dates, reason):
    data = [[date, f"{TEXTS[n % 4]} {n}"] for n, date in enumerate(dates)]
    found = tickets(saved(tmp_path / "log.csv", delimited(["fecha", "asunto"], data)))
    assert found.files[0].date_reason == reason


def test_dates_far_from_the_others_and_those_that_are_none_are_kept_and_remarked_on(tmp_path):
    dates = ["01/01/1970", *(f"{day}/03/2026" for day in range(13, 29)), "14/03/2062", "pendiente", ""]
    data = [[date, f"{TEXTS[n % 4]} {n}"] for n, date in enumerate(dates)]
    found = tickets(saved(tmp_path / "log.csv", delimited(["fecha", "asunto"], data)))
    assert len(found) == len(dates)
    assert [(remark.row, remark.reason) for remark in found.files[0].remarks] == [
        (2, "date_out_of_range"),
        (19, "date_out_of_range"),
        (20, "date_unread"),
    ]


@pytest.mark.parametrize(
    "form", ["46 091.5", "46,091.5", "46.091,5", "46\u00a0091.5", "46'091.5", "46091.5", "46091,5"]
)
def test_a_count_of_days_shown_as_a_number_is_its_moment(form):
    column = scan_dates(pd.Series([form]), numbers=True)
    assert str(column.moments(DateOrder.ISO).iloc[0]) == "2026-03-10 12:00:00"


def in_two_orders(days):
    return [f"{day:%d/%m/%Y}" if n % 2 else f"{day:%m/%d/%Y}" for n, day in enumerate(days)]


def test_rows_of_two_orders_are_read_by_the_dates_around_them(tmp_path):
    days = [date(2026, 3, 1) + timedelta(days=n // 4) for n in range(300)]
    assert column(*in_two_orders(days))[1] == [f"{day}T00:00:00" for day in days]
    assert column(*in_two_orders(days[::-1]))[1] == [f"{day}T00:00:00" for day in days[::-1]]
    data = [[written, f"{TEXTS[n % 4]} {n}"] for n, written in enumerate(in_two_orders(days))]
    found = tickets(saved(tmp_path / "log.csv", delimited(["fecha", "asunto"], data)))
    assert (found.files[0].date_reason, found.last_date) == ("mixed_orders", days[-1])


def test_where_rows_of_two_orders_are_shuffled_a_date_of_either_is_not_guessed():
    days = [date(2026, 3, 1) + timedelta(days=(37 * n) % 75) for n in range(300)]
    read = dict(zip(in_two_orders(days), column(*in_two_orders(days))[1], strict=True))
    assert (read["25/03/2026"], read["03/03/2026"]) == ("2026-03-25T00:00:00", "2026-03-03T00:00:00")
    assert read["04/03/2026"] is None


def test_a_single_slip_does_not_make_two_orders_of_a_column():
    days = [date(2026, 3, 1) + timedelta(days=n) for n in range(80)]
    written = ["03/25/2026", *(f"{day:%d/%m/%Y}" for day in days)]
    assert column(*written)[1][1:] == [f"{day}T00:00:00" for day in days]
