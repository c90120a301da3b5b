"""Durations, satisfaction and reopenings become numbers of one unit."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from supportlens.ingest.tables.headers import duration_unit, parse_header
from supportlens.ingest.values.durations import read_minutes
from supportlens.ingest.values.numbers import is_amount, read_amounts, read_reopened
from supportlens.ingest.values.satisfaction import read_satisfaction


def series(*texts):
    return pd.Series(list(texts), dtype="str")


def same(found, expected):
    return all(
        (math.isnan(a) and b is None) or a == pytest.approx(b) for a, b in zip(found, expected, strict=True)
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("00:12", 12),
        ("01:05", 65),
        ("00:12:30", 12.5),
        ("25:00:00", 1500),
        ("1 day 02:00:00", 1560),
        ("12 min", 12),
        ("12 minutos", 12),
        ("1h 05m", 65),
        ("1 h, 5 min", 65),
        ("2 horas y 30 minutos", 150),
        ("90s", 1.5),
        ("1d 2h", 1560),
        ("1,5 horas", 90),
        ("7", 7),
        ("7,5", 7.5),
        ("", None),
        ("mucho", None),
        ("12 perros", None),
    ],
)
def test_a_duration_is_read_however_it_is_written(text, expected):
    assert same(read_minutes(series(text)), [expected])


@pytest.mark.parametrize(
    ("header", "values", "expected"),
    [
        ("Minutos de atención", ["30", "90"], [30, 90]),
        ("Time spent (in hrs)", ["0.5", "2"], [30, 120]),
        ("Tiempo dedicado", ["0,5", "2"], [30, 120]),
        ("Duration in seconds", ["30", "90"], [0.5, 1.5]),
        ("Time Spent", ["1800", "3600"], [30, 60]),
        ("Time Spent", ["18", "36"], [18, 36]),
    ],
)
def test_a_header_says_the_unit_of_bare_numbers(header, values, expected):
    assert same(read_minutes(series(*values), duration_unit(parse_header(header))), expected)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["1", "3", "5", ""], [1, 3, 5, None]),
        (["0", "5", "10"], [1, 3, 5]),
        (["1", "10"], [1, 5]),
        (["0", "50", "100"], [1, 3, 5]),
        (["0", "1"], [1, 5]),
        (["Bueno", "Malo", "Regular", "sin respuesta"], [5, 1, 3, None]),
        (["good", "bad", "Offered", "Good with comment"], [5, 1, None, 5]),
        (["Muy satisfecho", "Insatisfecho", "No satisfecho"], [5, 1, 1]),
        (["★★★★", "⭐"], [4, 1]),
        (["4/5", "8 de 10", "2 out of 5"], [4, 4, 2]),
        (["4 - Satisfecho", "3 estrellas"], [4, 3]),
    ],
)
def test_satisfaction_of_any_scale_runs_from_one_to_five(values, expected):
    assert same(read_satisfaction(series(*values)), expected)


def test_reopenings_are_counted_or_said():
    assert same(
        read_reopened(series("Sí", "no", "3", "", "VERDADERO", "false", "tal vez")),
        [1, 0, 3, None, 1, 0, None],
    )


@pytest.mark.parametrize(
    ("answers", "read_as"),
    [
        (["Good with comment", "Bad", "Good, no comment", "Offered"], [5, 1, 5, None]),
        (["good_with_comment", "bad_with_comment"], [5, 1]),
        (["Muy satisfecho", "Satisfecho", "Neutral", "Insatisfecho", "Muy insatisfecho"], [5, 4, 3, 2, 1]),
        (["Excelente", "Bueno", "Regular", "Malo", "Pésimo"], [5, 4, 3, 2, 1]),
        (["100%", "50 %", "0%"], [5, 3, 1]),
        (["😀", "😐", "👎"], [5, 3, 1]),
        (["⭐⭐⭐", "★★★★☆"], [3, 4]),
        (["Happy", "Sad"], [5, 1]),
    ],
)
def test_satisfaction_is_read_on_every_scale_that_help_desks_have(answers, read_as):
    found = read_satisfaction(pd.Series(answers, dtype="str"))
    assert [None if pd.isna(value) else value for value in found] == read_as


def test_a_header_that_says_zero_to_ten_is_believed():
    asked = parse_header("En una escala de 0 a 10, ¿qué tan probable es que nos recomiende?")
    assert read_satisfaction(pd.Series(["5", "0"]), asked.forms[0]).tolist() == [3.0, 1.0]


@pytest.mark.parametrize(
    ("text", "read_as"),
    [("1h 05m", 65), ("00:12:30", 12.5), ("2 d 3 h", 3060), ("PT1H30M", 90), ("1,5", 1.5), ("90 s", 1.5)],
)
def test_durations_are_minutes_however_they_are_written(text, read_as):
    assert read_minutes(pd.Series([text])).tolist() == [read_as]


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("2 días y 3 horas", 3060),
        ("2 DÍAS", 2880),
        ("1 hr. 5 mins", 65),
        ("2 hours 30 minutes", 150),
        ("1 h 5 min 30 seg", 65.5),
        ("2 Stunden", 120),
        ("1 jour, 2 heures", 1560),
    ],
)
def test_units_of_durations_are_words_of_the_languages(text, read_as):
    assert read_minutes(pd.Series([text])).tolist() == [read_as]


@pytest.mark.parametrize(
    "text",
    ["2 meses", "2 months", "1 month 2 days", "3 semanas", "2 servers", "12 monedas", "5 hombres", "3 dolls"],
)
def test_months_and_words_that_are_no_unit_are_no_duration(text):
    assert read_minutes(pd.Series([text])).isna().all()


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        (["1.234,50", "980"], [1234.5, 980]),
        (["1,234.50", "$ 980"], [1234.5, 980]),
        (["12,5", "3"], [12.5, 3]),
        (["R$ 1.250,50", "(300,00)", "300,00-"], [1250.5, -300, -300]),
        (["Rs. 1,200", "\u2212$40.25", "MXN 7"], [1200, -40.25, 7]),
    ],
)
def test_the_column_says_what_marks_its_decimals(written, read_as):
    assert read_amounts(pd.Series(written, dtype="str")).tolist() == read_as
    assert all(map(is_amount, written))


@pytest.mark.parametrize("text", ["12/03/2026", "2026-03-12", "Ana Ruiz", "+52 555 123 ext. 8", "10:30", ""])
def test_days_names_and_telephones_are_no_amounts(text):
    assert not is_amount(text)
