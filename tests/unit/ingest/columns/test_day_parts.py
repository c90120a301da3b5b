"""A day, a month and a year in three columns are one date, unless another column has whole dates."""

from __future__ import annotations

import pytest

from supportlens import ingest
from supportlens.domain import Field
from supportlens.ingest.columns.day_parts import join_day_parts


def read_log(tmp_path, header, rows):
    path = tmp_path / "log.csv"
    lines = (row.format(n=number) for number, row in enumerate(rows))
    path.write_text("\n".join([header, *lines, ""]), encoding="utf-8")
    tickets, _ = ingest.normalise(ingest.read([path]))
    created = tickets.frame.get(Field.CREATED_AT)
    return None if created is None else [str(moment)[:16] for moment in created]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Folio,Día,Mes,Año,Hora,Qué reporta", "{n},6,1,2025,08:15,No abre la pantalla de pagos"),
        ("Folio;Año;Mes;Día;Hora;Qué reporta", "{n};2025;enero;06;08:15;No abre la pantalla de pagos"),
        ("Ticket,Month,Day,Year,Time,What happened", "{n},January,6,2025,08:15,The payment page is blank"),
    ],
)
def test_three_columns_are_a_date(tmp_path, header, row):
    assert read_log(tmp_path, header, [row] * 3) == ["2025-01-06 08:15"] * 3


def test_beside_a_whole_date_they_are_left_alone(tmp_path):
    header = "Folio,Fecha,Día,Mes,Año,Qué reporta"
    row = "{n},2025-03-09,9,4,2024,No abre la pantalla de pagos"
    assert read_log(tmp_path, header, [row] * 3) == ["2025-03-09 00:00"] * 3
    (table,) = ingest.read([tmp_path / "log.csv"])
    assert list(join_day_parts([table])[0].frame.columns) == header.split(",")


def test_a_weekday_is_no_day_of_a_month(tmp_path):
    row = "{n},lunes,enero,2025,No abre la pantalla de pagos"
    assert read_log(tmp_path, "Folio,Día,Mes,Año,Qué reporta", [row] * 3) is None


def test_an_impossible_day_leaves_its_ticket_without_a_date(tmp_path):
    good, bad = "{n},6,1,2025,No abre la pantalla {n}", "{n},31,2,2025,No cierra la pantalla {n}"
    found = read_log(tmp_path, "Folio,Día,Mes,Año,Qué reporta", [good] * 9 + [bad])
    assert found[:9] == ["2025-01-06 00:00"] * 9
    assert found[9] == "NaT"
