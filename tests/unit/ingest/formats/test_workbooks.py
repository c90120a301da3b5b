"""Workbooks of every kind give the same tickets as text does."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest

from supportlens.domain import Field, NotATable
from supportlens.ingest import normalise, read
from supportlens.ingest.formats import workbooks
from tests.unit.ingest.logs import HEADER, delimited, open_document, rows, saved, tickets, workbook


def test_a_workbook_gives_the_same_tickets_as_text(tmp_path):
    opened = datetime(2026, 3, 10, 9)
    dated = [[row[0], opened + timedelta(days=n, minutes=n), *row[2:]] for n, row in enumerate(rows())]
    of_book = tickets(workbook(tmp_path / "log.xlsx", [HEADER, *dated]))
    of_text = tickets(saved(tmp_path / "log.csv", delimited()))
    fields = [field.value for field in Field if field.value in of_text.frame]
    assert of_book.frame[fields].equals(of_text.frame[fields])
    assert (of_book.files[0].format, of_book.files[0].date_order) == ("xlsx", "iso")


def test_an_open_document_is_read(tmp_path):
    found = tickets(open_document(tmp_path / "log.ods", [HEADER, *rows()]))
    assert (len(found), found.files[0].format) == (6, "ods")
    assert found.frame["subject"].iloc[1] == rows()[1][2]


def test_a_workbook_called_csv_is_read_as_a_workbook(tmp_path):
    path = workbook(tmp_path / "log.xlsx", [HEADER, *rows()]).rename(tmp_path / "log.csv")
    assert tickets(path).files[0].format == "xlsx"


def test_titles_and_blank_rows_above_the_header_keep_the_rows_numbers(tmp_path):
    found = tickets(
        workbook(tmp_path / "log.xlsx", [["Mesa de ayuda"], [], ["Marzo de 2026"], HEADER, *rows()])
    )
    assert found.frame["source_row"].tolist() == [5, 6, 7, 8, 9, 10]


def test_cells_are_written_as_people_see_them(tmp_path):
    header = ["id", "asunto", "minutos", "cerrado", "hora", "abierto"]
    data = [
        [1000 + n, f"no abre la pantalla {n}", 1.5, True, time(9, 30), datetime(2026, 3, 4 + n)]
        for n in range(3)
    ]
    table = read([workbook(tmp_path / "x.xlsx", [header, *data])])[0]
    assert table.frame.iloc[0].tolist() == [
        "1000",
        "no abre la pantalla 0",
        "1.5",
        "true",
        "09:30:00",
        "2026-03-04",
    ]


def test_sheets_of_one_header_are_one_log(tmp_path):
    more = [[f"S-{row[0]}", *row[1:]] for row in rows(4)]
    path = workbook(tmp_path / "year.xlsx", [HEADER, *rows()], [HEADER, *more])
    (table,) = read([path])
    assert table.sheets == ("Hoja1",) * 6 + ("Hoja2",) * 4
    found = tickets(path)
    assert len(found) == 10
    assert found.frame["source_row"].is_unique


def test_a_sheet_that_is_no_log_does_not_hide_the_one_that_is(tmp_path):
    pivot = [["Sede", "Total"], ["Norte", 3], ["Sur", 3]]
    found = tickets(workbook(tmp_path / "log.xlsx", pivot, [HEADER, *rows(20)]))
    assert len(found) == 20
    assert [(file.sheet, file.rows_aside) for file in found.files] == [("", 0), ("Hoja1", 2)]
    assert (found.account.rows, found.account.left_out) == (22, {"NoTextColumn": 2})


def test_the_log_is_found_on_a_sheet_smaller_than_another(tmp_path):
    stock = [["SKU", "Existencias", "Precio", "Caja"], *([f"A{n}", n, n * 2, n * 3] for n in range(300))]
    found = tickets(workbook(tmp_path / "log.xlsx", stock, [HEADER, *rows(20)]))
    assert len(found) == 20


def test_a_calendar_on_a_second_sheet_gives_changes(tmp_path):
    changes = [["Fecha", "Cambio", "Aplicación"], ["12/03/2026", "Actualización 5.2", "Atlas"]]
    found, calendar = normalise(read([workbook(tmp_path / "log.xlsx", [HEADER, *rows(20)], changes)]))
    assert len(found) == 20
    assert [(change.name, change.product) for change in calendar] == [("Actualización 5.2", "Atlas")]


def test_a_reader_that_panics_leaves_a_file_that_is_no_table(monkeypatch):
    panic = type("PanicException", (BaseException,), {})

    def fail(*_):
        raise panic

    monkeypatch.setattr(workbooks, "_read_worksheets", fail)
    with pytest.raises(NotATable):
        workbooks.read_sheets("x.xlsx", b"", lambda _: None)


def test_the_wish_to_stop_is_no_panic(monkeypatch):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(workbooks, "_read_worksheets", stop)
    with pytest.raises(KeyboardInterrupt):
        workbooks.read_sheets("x.xlsx", b"", lambda _: None)
