"""Dates are read whatever words stand around them."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_datetime

from supportlens.ingest.values.date_wording import add_year, is_relative
from supportlens.ingest.values.written_dates import read_date

_LOCALES = ("en", "en_GB", "es", "es_MX", "es_AR", "pt", "pt_BR", "fr", "de", "it", "nl", "pl")
_ZONES = ("America/Mexico_City", "Europe/Madrid", "America/Bogota", "UTC")


@pytest.mark.parametrize("locale", _LOCALES)
@pytest.mark.parametrize("form", ["full", "long", "medium", "short"])
@pytest.mark.parametrize("zone", _ZONES)
def test_the_forms_of_every_language_are_read_as_written(locale, form, zone):
    moment = datetime(2026, 6, 16, 13, 22, 5, tzinfo=ZoneInfo(zone))
    text = format_datetime(moment, form, tzinfo=ZoneInfo(zone), locale=locale)
    read = read_date(text)
    assert read is not None, text
    assert {*read[1][:3]} == {2026, 6, 16}
    assert read[1][3:5] == (13, 22)


@pytest.mark.parametrize(
    "text",
    [
        "martes, 16 de junio de 2026, 13:22:05 (hora estándar central)",
        "martes, 16 de junio de 2026, 1:22:05 p.m. hora estándar central",
        "Tue Jun 16 2026 13:22:05 GMT-0600 (Central Standard Time)",
        "Tue Jun 16 13:22:05 CST 2026",
        "Jun 16, 2026 1:22:05 PM CST",
        "Tuesday 16th of June 2026 at 13:22:05",
        "13:22:05 16 Jun 2026",
        "1:22:05 PM June 16, 2026",
        "2026-Jun-16 13:22:05",
        "16-JUN-26 01.22.05.000000 PM",
        "2026-06-16 13:22:05 America/Mexico_City",
        "16 jun 2026 13:22:05 (UTC-06:00) Guadalajara, Ciudad de México",
        "2026-06-16T13:22:05-06:00",
        "2026-06-16T13:22:05.000+0530",
        "terça-feira, 16 de junho de 2026 às 13:22:05",
        "Dienstag, 16. Juni 2026 um 13:22:05 MESZ",
    ],
)
def test_the_zone_and_the_weekday_are_read_over(text):
    read = read_date(text)
    assert read is not None
    assert {*read[1][:3]} == {2026, 6, 16}
    assert read[1][3:] == (13, 22, 5)


@pytest.mark.parametrize(
    "text",
    [
        "16/06/2026 13:22 we had a bad time",
        "desde el 16/06/2026 no abre a ninguna hora",
        "Versión 16.06.2026 instalada",
        "hora 12",
        "Room 12, time 13:22",
    ],
)
def test_a_sentence_with_a_date_is_no_date(text):
    assert read_date(text) is None


@pytest.mark.parametrize(
    "text",
    ["hace 2 semanas", "Hace un mes", "Editado hace 2 años", "2 hours ago", "a year ago",
     "Yesterday at 5:30 PM", "ayer a las 13:22", "il y a 2 jours", "vor 3 Tagen", "2 giorni fa", "há 2 dias"],
)  # fmt: skip
def test_moments_told_from_today_are_relative(text):
    assert is_relative(text)


@pytest.mark.parametrize("text", ["16/06/2026", "today is bad", "no abre desde ayer", "hace calor", "2 days"])
def test_other_texts_are_not_relative(text):
    assert not is_relative(text)


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("16/06 13:22", "16/06/2026 13:22"),
        ("16-06", "16-06-2026"),
        ("16 jun", "16 jun 2026"),
        ("mar 16 jun 13:22", "16 jun 2026 13:22"),
        ("Tue, 16 June", "16 June 2026"),
        ("Jun 16, 1:22 PM", "16 Jun 2026 1:22 PM"),
        ("16 de junio, 13:22 hrs", "16 junio 2026 13:22 hrs"),
        ("16/06/2026", None),
        ("13:22", None),
    ],
)
def test_a_year_is_put_where_it_is_missing(text, dated):
    assert add_year(text, 2026) == dated
