"""Dates in parts: an hour beside its day, a year that stands elsewhere, and dates relative to today."""

from __future__ import annotations

import pytest

from supportlens.causes.verdict.log_gaps import find_time_gaps
from supportlens.domain import Gap
from supportlens.i18n.reading.undated_files import undated_fact, undated_lines
from supportlens.i18n.words import Words
from tests.unit.ingest.logs import TEXTS, delimited, saved, tickets

_HOURS = ("8:05", "13:22", "23:56", "00:21")


def log(tmp_path, header, rows, name="log.csv"):
    data = [[*row, f"{TEXTS[n % 4]} {n}"] for n, row in enumerate(rows)]
    return tickets(saved(tmp_path / name, delimited([*header, "Comentario"], data)))


def moments(found, field="created_at"):
    ordered = found.frame.sort_values("source_row")
    return [str(moment)[:16] for moment in ordered[field]]


@pytest.mark.parametrize(
    ("header", "day", "hours", "expected"),
    [
        (("Fecha", "Hora"), "16/06/2026", ["8:05 a. m.", "1:22 p. m."], ["08:05", "13:22"]),
        (("Date", "Time"), "2026-06-16", ["08:05", "13:22:09"], ["08:05", "13:22"]),
        (("Hora de la llamada", "Fecha de la llamada"), "16-06-2026", ["8.05", "23.56"], ["08:05", "23:56"]),
        (("Fecha", "Hora de la llamada"), "16/06/2026", ["8:05", "13:22"], ["08:05", "13:22"]),
        (("Opened date", "Opened time"), "16 Jun 2026", ["8:05 AM", "12:10 AM"], ["08:05", "00:10"]),
        (("Fecha de apertura", "Hora de apertura"), "16/06/26", ["8:05 hrs", "13:22 h"], ["08:05", "13:22"]),
        (("Fecha", "Hora"), "16/06/2026", ["0.336806", "0,556944"], ["08:05", "13:22"]),
        (("Fecha", "Hora"), "16/06/2026", ["1899-12-31 08:05:00", "1899-12-31 13:22:00"], ["08:05", "13:22"]),
    ],
)  # fmt: skip
def test_an_hour_beside_its_day_is_part_of_the_moment(tmp_path, header, day, hours, expected):
    first = "ora" not in header[0].casefold()
    rows = [[day, hours[n % 2]] if first else [hours[n % 2], day] for n in range(6)]
    found = log(tmp_path, header, rows)
    assert moments(found) == [f"2026-06-16 {expected[n % 2]}" for n in range(6)]
    assert found.files[0].columns["created_at"] == header[0 if first else 1]


def test_each_day_has_the_hour_that_its_header_names(tmp_path):
    header = ("Opened date", "Opened time", "Closed date", "Closed time")
    found = log(tmp_path, header, [["2026-06-16", "08:05", "2026-06-17", "17:30"]] * 5)
    assert moments(found)[0] == "2026-06-16 08:05"
    assert moments(found, "resolved_at")[0] == "2026-06-17 17:30"


def test_the_half_of_the_day_may_have_a_column_of_its_own(tmp_path):
    found = log(
        tmp_path, ("Date", "Time", "AM/PM"), [["06/16/2026", "1:22", "PM"], ["06/16/2026", "8:05", "AM"]]
    )
    assert moments(found) == ["2026-06-16 13:22", "2026-06-16 08:05"]


@pytest.mark.parametrize(
    ("header", "hour"),
    [
        (("Call date", "End time", "Start time"), "08:05"),
        (("Fecha de llamada", "Hora de inicio", "Hora de fin"), "23:56"),
        (("Closed date", "End time", "Start time"), "00:00"),
    ],
)
def test_a_day_of_a_contact_has_the_hour_of_its_beginning(tmp_path, header, hour):
    found = log(tmp_path, header, [["16/06/2026", "23:56", "08:05"]] * 5)
    assert moments(found, "resolved_at" if "Closed" in header[0] else "created_at")[0] == f"2026-06-16 {hour}"


@pytest.mark.parametrize("header", ["Duración", "Handle time", "Tiempo de atención", "Response time"])
def test_a_duration_is_no_hour_of_the_day(tmp_path, header):
    found = log(tmp_path, ("Fecha", header), [["16/06/2026", f"00:0{n}:10"] for n in range(6)])
    assert set(moments(found)) == {"2026-06-16 00:00"}


def test_a_date_with_its_own_hour_keeps_it(tmp_path):
    found = log(tmp_path, ("Fecha", "Hora"), [[f"16/06/2026 1{n}:00", "08:05"] for n in range(6)])
    assert moments(found)[3] == "2026-06-16 13:00"


@pytest.mark.parametrize(
    ("name", "day", "expected"),
    [
        ("llamadas_2026.csv", "16/06 13:22", "2026-06-16 13:22"),
        ("export-20260715.csv", "16 jun", "2026-06-16 00:00"),
        ("export-2026-03-01.csv", "16 jun 08:05", "2025-06-16 08:05"),
        ("tickets 2025.csv", "Jun 16, 1:22 PM", "2025-06-16 13:22"),
        ("reporte_2026.csv", "mar 16 jun 13:22", "2026-06-16 13:22"),
    ],
)
def test_a_day_without_a_year_has_the_year_of_the_file_name(tmp_path, name, day, expected):
    assert set(moments(log(tmp_path, ["Fecha"], [[day]] * 6, name))) == {expected}


def test_a_day_without_a_year_has_the_year_of_the_dates_beside_it(tmp_path):
    rows = [["30/12 10:00", "02/01/2026"], ["29/12 10:00", "30/12/2025"], ["15/01 09:00", "16/01/2026"]] * 2
    found = log(tmp_path, ("Fecha de apertura", "Fecha de cierre"), rows)
    assert moments(found)[:3] == ["2025-12-30 10:00", "2025-12-29 10:00", "2026-01-15 09:00"]


@pytest.mark.parametrize(
    ("column", "values", "reason"),
    [
        ("published_at", ["hace 2 semanas", "hace un mes", "Editado hace 2 años"], "relative"),
        ("Fecha", ["2 hours ago", "yesterday at 5 pm", "3 days ago"], "relative"),
        ("Created", ["ayer", "hace 3 días", "hoy a las 13:22"], "relative"),
        ("date", ["il y a 2 jours", "hier", "il y a 3 mois"], "relative"),
        ("Recibido el", ["vor 3 Tagen", "gestern", "vor einer Woche"], "relative"),
        ("Fecha", ["16/06 13:22", "17/06 08:05", "18/06 23:56"], "no_year"),
        ("Opened", ["16 jun", "17 jun", "18 jun"], "no_year"),
    ],
)
def test_dates_that_cannot_be_placed_are_said_and_not_invented(tmp_path, column, values, reason):
    found = log(tmp_path, [column], [[values[n % 3]] for n in range(24)])
    file = found.files[0]
    assert found.first_date is None
    assert (file.undated_column, file.date_reason) == (column, reason)
    assert column not in found.custom
    for language in ("en", "es"):
        assert column in undated_fact(file, Words(language))
        assert column in "".join(undated_lines(found, Words(language)))
    assert not file.remarks


def test_a_log_from_december_to_january_has_no_certain_year(tmp_path):
    found = log(tmp_path, ["Fecha"], [[f"{29 + n}/12"] for n in range(3)] + [["02/01"]] * 3, "log 2026.csv")
    assert found.first_date is None


def test_the_verdict_says_why_it_has_no_beginning(tmp_path):
    relative = log(tmp_path, ["Fecha"], [["hace 3 días"]] * 24)
    yearless = log(tmp_path, ["Fecha"], [["16/06 13:22"]] * 24)
    assert find_time_gaps(relative) == (Gap.RELATIVE_DATES,)
    assert find_time_gaps(yearless) == (Gap.DATES_WITHOUT_YEAR,)
