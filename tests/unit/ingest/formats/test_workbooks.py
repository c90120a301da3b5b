"""Workbooks of every kind give the same tickets as text does."""

from __future__ import annotations

import zipfile
from datetime import datetime, time, timedelta

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from supportlens.domain import Field, NotATable, NoTickets
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


CATALOGUE = [["Código", "Descripción", "Proveedor", "Precio"]] + [
    [f"P{n:04d}", f"Tóner modelo {n} para equipo de oficina", "Proveedor Uno", n] for n in range(150)
]
PARTS = [["SKU", "Item description", "Unit"]] + [
    [f"A-{n}", f"Spare cable number {n} for desks", "box"] for n in range(90)
]
STEPS = [
    ["Cómo llenar esta bitácora"],
    ["Escriba un renglón por cada llamada."],
    ["No borre las columnas nunca."],
]
OPTIONS = [["Estado civil", "Turno del día"]] + [[f"Opción {n}", f"Turno {n}"] for n in range(12)]


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (CATALOGUE, "catalogue_sheet"),
        (PARTS, "catalogue_sheet"),
        (STEPS, "instructions_sheet"),
        ([[], ["How to use this log"], ["Write one line for each call you take."]], "instructions_sheet"),
        (
            [
                ["Causa", "Qué significa"],
                *([f"C{n}", f"El equipo número {n} no responde"] for n in range(70)),
            ],
            "catalogue_sheet",
        ),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_a_sheet_of_something_else_is_set_aside_by_its_content(tmp_path, other, reason, first):
    log = [HEADER, *rows(20)]
    found = tickets(workbook(tmp_path / "x.xlsx", *((other, log) if first else (log, other))))
    assert len(found) == 20
    aside = next(file for file in found.files if file.rejections and file.rows_aside)
    assert aside.rejections[0].reason == reason
    assert aside.sheet == ("Hoja1" if first else "Hoja2")


DEVICES = [["Placa", "Modelo", "Marca", "Fecha de compra", "Descripción", "Responsable"]] + [
    [
        f"E{n}",
        f"M-{n % 7}",
        "Acme",
        f"{1 + n % 28:02d}/03/2021",
        f"Pantalla {n} de mostrador ancha",
        f"Persona {n % 5}",
    ]
    for n in range(40)
]
SUPPLIERS = [["Razón", "Correo", "Observaciones"]] + [
    [f"Casa {n}", f"casa{n}@proveedor.example", f"Entrega los martes por la puerta {n}"] for n in range(30)
]


@pytest.mark.parametrize("other", [DEVICES, SUPPLIERS], ids=["devices", "suppliers"])
def test_a_sheet_of_things_or_people_beside_a_log_holds_no_tickets(tmp_path, other):
    found = tickets(workbook(tmp_path / "x.xlsx", [HEADER, *rows(20)], other))
    assert (len(found), found.account.left_out) == (20, {"catalogue_sheet": len(other) - 1})


@pytest.mark.parametrize(
    "other",
    [
        [["Marca", "Modelo", "Fecha de apertura", "Descripción"]]
        + [
            ["Acme", f"M-{n % 7}", f"{1 + n % 28:02d}/03/2026", f"No enciende la pantalla {n}"]
            for n in range(40)
        ],
        [["Usuario", "Observaciones"]]
        + [[f"Persona {n % 9}", f"No enciende la pantalla {n}"] for n in range(30)],
    ],
    ids=["dated by a log's header", "people who ask again"],
)
def test_a_sheet_that_is_a_log_of_its_own_is_counted_as_one(tmp_path, other):
    found = tickets(workbook(tmp_path / "x.xlsx", [HEADER, *rows(20)], other))
    assert len(found) == 20 + len(other) - 1


def test_a_sheet_of_values_to_choose_from_makes_no_tickets(tmp_path):
    assert len(tickets(workbook(tmp_path / "x.xlsx", [HEADER, *rows(20)], OPTIONS))) == 20


def test_a_workbook_with_a_catalogue_alone_is_refused_as_one(tmp_path):
    with pytest.raises(NoTickets) as fault:
        tickets(workbook(tmp_path / "x.xlsx", CATALOGUE))
    assert fault.value.detail == "catalogue_sheet"


@pytest.mark.parametrize(
    "change",
    [
        lambda row: row[::-1],
        lambda row: [cell.upper() if row[0] == HEADER[0] else cell for cell in row],
        lambda row: [*row, "Turno" if row[0] == HEADER[0] else "Tarde"],
        lambda row: row[:-1],
        lambda row: ["Nota" if row[0] == HEADER[0] else "", *row],
    ],
    ids=["order", "case", "more", "less", "before"],
)
def test_sheets_of_one_shape_are_one_log_though_their_columns_differ(tmp_path, change):
    more = [list(change(list(row))) for row in [HEADER, *([f"S-{row[0]}", *row[1:]] for row in rows(8))]]
    table = read([workbook(tmp_path / "x.xlsx", [HEADER, *rows(8)], more)])
    assert [len(one) for one in table] == [16]
    frame = table[0].frame
    assert frame[HEADER[0]].tolist() == [*(row[0] for row in rows(8)), *(f"S-{row[0]}" for row in rows(8))]
    assert frame[HEADER[3]].tolist() == 2 * [row[3] for row in rows(8)]


def test_a_hidden_sheet_is_said(tmp_path):
    path = workbook(tmp_path / "x.xlsx", [HEADER, *rows(8)], [HEADER, *rows(5)])
    book = openpyxl.load_workbook(path)
    book["Hoja2"].sheet_state = "hidden"
    book.save(path)
    found = tickets(path)
    assert [(file.sheet, file.rows_aside) for file in found.files] == [("", 0), ("Hoja2", 5)]
    assert found.account.left_out == {"hidden_sheet": 5}


def merged(path, sheet, *ranges):
    workbook(path, sheet)
    book = openpyxl.load_workbook(path)
    for one in ranges:
        book.active.merge_cells(one)
    book.save(path)
    return path


def test_a_label_merged_down_is_that_of_all_its_rows(tmp_path):
    data = [[*row[:4], "Atlas" if n in {0, 3} else "", row[5]] for n, row in enumerate(rows(6))]
    found = tickets(merged(tmp_path / "x.xlsx", [HEADER, *data], "E2:E4", "E5:E7"))
    assert found.frame["product"].tolist() == ["Atlas"] * 6


def test_a_merged_title_is_no_label(tmp_path):
    sheet = [["Bitácora de marzo"], [], HEADER, *rows(6)]
    found = tickets(merged(tmp_path / "x.xlsx", sheet, "A1:F2"))
    assert found.frame["source_row"].tolist() == [4, 5, 6, 7, 8, 9]
    assert found.account.left_out == {}


def test_a_header_merged_across_names_the_columns_below_it(tmp_path):
    sheet = [
        ["Ticket", "Fecha", "Contacto", "", "Descripción"],
        ["", "", "Nombre", "Sede", ""],
        *([f"T-{n}", f"1{n}/03/2026", "Eva", "Norte", rows()[n][3]] for n in range(6)),
    ]
    path = merged(tmp_path / "x.xlsx", sheet, "A1:A2", "B1:B2", "C1:D1", "E1:E2")
    table = read([path])[0]
    assert list(table.frame.columns) == ["Ticket", "Fecha", "Contacto Nombre", "Contacto Sede", "Descripción"]
    assert table.rows == (3, 4, 5, 6, 7, 8)


def test_the_names_of_groups_above_known_headers_do_not_hide_them(tmp_path):
    sheet = [
        ["Datos de la consulta", "", "", "", "Atención de la mesa", ""],
        ["Nro", "Fecha", "Familia", "Consulta", "Medio", "Sede"],
        *([f"{n}", f"1{n}/03/2026", f"Pérez {n}", rows()[n][3], "Mail", "Norte"] for n in range(6)),
    ]
    found = tickets(merged(tmp_path / "x.xlsx", sheet, "A1:D1", "E1:F1"))
    columns = found.files[0].columns
    assert (columns["requester"], columns["created_at"]) == ("Familia", "Fecha")


def test_a_group_that_is_a_header_of_something_else_hides_no_column_below_it(tmp_path):
    sheet = [
        ["", "Entrada", "", "Solicitud", "", ""],
        ["Nro", "Fecha", "Hora", "Canal", "Ciudadano", "Exposición"],
        *([f"{n}", f"1{n}/03/2026", "10:30", "Mail", f"Pérez {n}", rows()[n][3]] for n in range(6)),
    ]
    columns = tickets(merged(tmp_path / "x.xlsx", sheet, "B1:C1", "D1:F1")).files[0].columns
    assert (columns["requester"], columns["created_at"]) == ("Ciudadano", "Fecha")


@pytest.mark.parametrize(
    ("group", "below", "field", "header"),
    [
        ("Persona", "Quién reporta", "requester", "Quién reporta"),
        ("Agente", "Nombre", "agent", "Agente Nombre"),
    ],
)
def test_a_group_of_people_stays_only_above_what_does_not_say_the_same(tmp_path, group, below, field, header):
    sheet = [
        ["Registro", "", group, "", "Detalle", ""],
        ["Folio", "F. alta", below, "Área", "Qué pasó", "Atendió" if field == "requester" else "Sede"],
        *([f"{n}", f"1{n}/03/2026", f"Pérez {n}", "Caja", rows()[n][3], f"Díaz {n % 2}"] for n in range(6)),
    ]
    columns = tickets(merged(tmp_path / "x.xlsx", sheet, "A1:B1", "C1:D1", "E1:F1")).files[0].columns
    assert (columns["created_at"], columns["description"]) == ("F. alta", "Qué pasó")
    assert columns[field] == header


def test_a_ticket_whose_cells_are_all_merged_down_is_one_row(tmp_path):
    sheet = [HEADER, rows()[0], [], rows()[1], []]
    ranges = [f"{column}{at}:{column}{at + 1}" for column in "ABCDEF" for at in (2, 4)]
    assert len(tickets(merged(tmp_path / "x.xlsx", sheet, *ranges))) == 2


@pytest.mark.parametrize(
    "headers", [("Fecha", "Cierre"), ("Created", "Closed"), ("Fecha de apertura", "Fecha de cierre")]
)
@pytest.mark.parametrize("bare", [True, False])
def test_days_counted_from_1904_are_the_days_meant_also_as_bare_numbers(tmp_path, headers, bare):
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append(["Folio", *headers, "Asunto", "Importe"])
    for n in range(8):
        opened = datetime(2026, 3, 10 + n, 9, 30)
        day = (opened - datetime(1904, 1, 1)) / timedelta(days=1)
        book.active.append(
            [f"T-{n}", day if bare else opened, day + 1.5, f"No abre la pantalla {n}", 44_000 + n]
        )
    book.save(tmp_path / "x.xlsx")
    found = tickets(tmp_path / "x.xlsx")
    assert found.frame["created_at"].dt.strftime("%d %H:%M").tolist() == [f"{10 + n} 09:30" for n in range(8)]
    assert found.frame["resolved_at"].dt.strftime("%Y-%m-%d %H:%M").iloc[0] == "2026-03-11 21:30"
    assert found.original["Importe"].iloc[0] == "44000"


def test_a_label_merged_down_in_an_open_document_is_that_of_all_its_rows(tmp_path):
    data = [[*row[:4], "Atlas" if n in {0, 3} else "", row[5]] for n, row in enumerate(rows(6))]
    path = open_document(tmp_path / "x.ods", [HEADER, *data])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    plain = b'office:value-type="string"><text:p>Atlas'
    parts["content.xml"] = parts["content.xml"].replace(plain, b'table:number-rows-spanned="3" ' + plain)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert tickets(path).frame["product"].tolist() == ["Atlas"] * 6


@pytest.mark.parametrize("word", ["Gesamt", "Total général", "Contagem", "Totale"])
def test_a_sum_below_the_tickets_in_another_language_is_no_ticket(tmp_path, word):
    sheet = [HEADER, *rows(6), [word, "", "", "6"]]
    assert len(tickets(workbook(tmp_path / "x.xlsx", sheet))) == 6


@pytest.mark.parametrize("text", ["Gesamt", "Totale sbagliato", "Contagem errada do estoque"])
def test_a_ticket_that_speaks_of_a_sum_is_a_ticket(tmp_path, text):
    ticket = ["T-77", "10/03/2026 09:00", text, f"{text} (6)", "Atlas", "Norte"]
    assert len(tickets(workbook(tmp_path / "x.xlsx", [HEADER, *rows(6), ticket]))) == 7
