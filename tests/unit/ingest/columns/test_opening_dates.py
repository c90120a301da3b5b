"""A log without a column of dates has the days with which its texts begin, if they all do."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.unit.ingest.logs import delimited, saved, tickets

SAID = (
    "No abre la caja",
    "La impresora saca hojas en blanco",
    "No llega el correo",
    "Pide la clave otra vez",
    "El lector no lee",
    "Se repite el cargo",
)
FIRST = date(2026, 3, 10)


def read(tmp_path, starts, more=(), head=("Folio", "Nota")):
    rows = [[str(n + 1), f"{start}{SAID[n % 6]}"] for n, start in enumerate([*starts, *more])]
    return tickets(saved(tmp_path / "notas.csv", delimited(head, rows)))


def days(count=12):
    return [FIRST + timedelta(days=n) for n in range(count)]


@pytest.mark.parametrize(
    "start",
    [
        "{d:%d/%m/%Y} ",
        "{d:%d/%m/%y} 08:15 - ",
        "[{d:%Y-%m-%d} 08:15:30] ",
        "{d:%d-%m-%Y} Ana Ruiz: ",
        "{d.day} de marzo de 2026, ",
        "March {d.day}, 2026: ",
        "{d:%d/%m/%Y} 3:20 p. m. ",
    ],
)
def test_the_day_before_each_text_is_the_day_of_the_ticket(tmp_path, start):
    found = read(tmp_path, [start.format(d=day) for day in days()])
    assert found.frame["created_at"].dt.date.tolist() == days()
    assert found.files[0].columns["created_at"] == "Nota"


def test_one_note_without_a_day_is_undated_and_the_others_keep_theirs(tmp_path):
    found = read(tmp_path, [f"{day:%d/%m/%Y} " for day in days()], [""])
    assert found.frame["created_at"].notna().sum() == 12
    assert len(found) == 13


@pytest.mark.parametrize(
    "starts",
    [
        [f"{day:%d/%m/%Y} " if n % 2 else "Hoy: " for n, day in enumerate(days())],
        [f"Desde el {day:%d/%m/%Y} " for day in days()],
        [f"{day:%d/%m/%Y} " for day in days(4)],
        [f"12/03/{n}45 " for n in range(12)],
        [f"10.0.{n}.7 " for n in range(12)],
    ],
    ids=["half of them", "days inside sentences", "too few", "numbers of forms", "addresses"],
)
def test_other_beginnings_date_nothing(tmp_path, starts):
    found = read(tmp_path, starts)
    assert "created_at" not in found.frame or found.frame["created_at"].isna().all()


def test_a_column_of_dates_comes_before_the_days_in_texts(tmp_path):
    rows = [[str(n), f"{day:%d/%m/%Y}", f"01/02/2026 {SAID[n % 6]}"] for n, day in enumerate(days())]
    found = tickets(saved(tmp_path / "x.csv", delimited(("Folio", "Fecha", "Nota"), rows)))
    assert found.frame["created_at"].dt.date.tolist() == days()
