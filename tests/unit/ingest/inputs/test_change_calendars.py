"""Change calendars are known by what they hold."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from supportlens.domain import Change, EmptyFile, FileMissing, NoChanges, NoTickets
from supportlens.ingest import normalise, read, read_calendar
from tests.unit.ingest.logs import delimited, json_of, rows, saved, workbook

SPANISH = """\
Fecha;Cambio;Aplicación;Tipo
29/01/2026;Nueva lista de precios;;Precios
12/05/2026;Actualización 5.2 de Atlas: nueva navegación;Atlas;Actualización
"""
CHANGES = (
    Change(date(2026, 1, 29), "Nueva lista de precios", "", "Precios"),
    Change(date(2026, 5, 12), "Actualización 5.2 de Atlas: nueva navegación", "Atlas", "Actualización"),
)


def changes_beside_a_log(tmp_path, path):
    tickets, changes = normalise(read([saved(tmp_path / "the_log.csv", delimited(data=rows(20))), path]))
    assert len(tickets) == 20
    return changes


def test_a_calendar_is_read(tmp_path):
    assert read_calendar(saved(tmp_path / "cambios.csv", SPANISH)) == CHANGES


def test_a_calendar_with_broken_letters_is_mended_named_or_dropped_beside_a_log(tmp_path):
    path = saved(tmp_path / "cambios.csv", SPANISH.encode().decode("cp1252"))
    assert "ActualizaciÃ³n" in path.read_text(encoding="utf-8")
    assert read_calendar(path) == CHANGES
    assert changes_beside_a_log(tmp_path, path) == CHANGES


def test_a_calendar_among_logs_gives_changes_and_no_tickets(tmp_path):
    path = saved(tmp_path / "cambios.csv", SPANISH)
    assert changes_beside_a_log(tmp_path, path) == CHANGES


def test_a_calendar_among_logs_is_recorded_as_one(tmp_path):
    path = saved(tmp_path / "cambios.csv", SPANISH)
    tickets, _ = normalise(read([saved(tmp_path / "log.csv", delimited()), path]))
    file = next(file for file in tickets.files if file.path == str(path))
    assert [(r.row, r.reason) for r in file.rejections] == [(0, "change_calendar")]


@pytest.mark.parametrize(
    "text",
    [
        "Date,Change,Application,Type\n2026-05-12,Update 5.2,Atlas,Update\n2026-06-01,New prices,,Price\n",
        "fecha,evento\n2026-05-12,Actualización 5.2\n2026-06-01,Mudanza\n",
        "Día;Nombre;Producto\n12/05/2026;Actualización 5.2;Atlas\n13/06/2026;Mudanza;\n",
        "fecha,cambio,quién\n2026-05-12,Actualización 5.2,Ana\n2026-06-01,Mudanza,Luis\n",
        "Liberación;Sistema afectado;Puesta en producción\nPortal 4;Portal;15/02/2026\nRed;Red;02/03/2026\n",
        "Fecha de implementación;Descripción del cambio\n13/04/2026;Nuevo ERP\n02/02/2026;Cambio de red\n",
        "Versión;Fecha de salida;Novedades\n5.0;13/04/2026;Otra pantalla\n5.1;02/05/2026;Correcciones\n",
        "Deploy date,Release notes,Component\n2026-04-13,New checkout,Shop\n2026-02-02,Network,Office\n",
        """\
Number,Short description,Planned start date,Planned end date,Type,State,Assigned to
CHG01,Portal 5,2026-04-13 22:00,2026-04-14 02:00,Normal,Closed,Ann
CHG02,New switch,2026-02-02 22:00,2026-02-03 02:00,Standard,Closed,Bob
""",
        "Día;Qué pasó;Detalle\n12/05/2026;Atlas 5.2;Otro menú\n01/06/2026;Mudanza;A la calle Sur\n",
        "release date,release,notes\n2026-05-12,5.2,Menus are on the left now\n2026-06-01,5.3,Corrections\n",
    ],
)
def test_calendars_are_recognised_by_their_columns(tmp_path, text):
    assert len(changes_beside_a_log(tmp_path, saved(tmp_path / "cal.csv", text))) == 2


@pytest.mark.parametrize(
    "text",
    [
        "fecha;descripción\n12/05/2026;No abre el menú desde ayer\n13/05/2026;No encuentro el botón\n",
        "fecha;asunto\n12/05/2026;No abre el menú\n13/05/2026;Falta un botón\n",
        "id;fecha;evento;solicitante\n1;12/05/2026;No abre el menú;Ana\n2;13/05/2026;Falta un botón;Luis\n",
        "Fecha;Quien;Que paso\n12/05/2026;Ana;No abre el menú\n13/05/2026;Luis;Falta un botón\n",
        "When,Who,What\n2026-05-12,Ana,The menu does not open\n2026-05-13,Tom,A button is gone\n",
        """\
Number,Opened,Short description,Planned start date
1,2026-05-12,The menu does not open,2026-05-14
2,2026-05-13,A button is gone,2026-05-15
""",
        "Versión;Fecha;Comentario\n5.0;12/05/2026;No abre el menú\n5.1;13/05/2026;Falta un botón\n",
        "Fecha;Actividad;Sistema\n12/05/2026;No abre el menú;Atlas\n13/05/2026;Falta un botón;Atlas\n",
        "Cuándo;Qué pasó;Nombre\n12/05/2026;No abre el menú;Ana Ruiz\n13/05/2026;Sin botón;Luis Mora\n",
        "Day,What happened,Name\n2026-05-12,The menu does not open,Ann Roe\n2026-05-13,No button,Bob Lee\n",
        "ticket;fecha;cambio\nT-1;12/05/2026;Cambiar mi correo\nT-2;13/05/2026;Cambiar mi clave\n",
    ],
)
def test_a_short_log_is_not_taken_for_a_calendar(tmp_path, text):
    tickets, changes = normalise(read([saved(tmp_path / "log.csv", text)]))
    assert (len(tickets), changes) == (2, ())


def test_a_calendar_in_a_workbook_or_json_is_read_too(tmp_path):
    book = workbook(
        tmp_path / "cambios.xlsx", [["Fecha", "Cambio"], [datetime(2026, 5, 12), "Actualización 5.2"]]
    )
    value = json_of([{"date": "2026-05-12", "name": "Actualización 5.2"}])
    expected = (Change(date(2026, 5, 12), "Actualización 5.2"),)
    assert read_calendar(book) == expected
    assert read_calendar(saved(tmp_path / "cambios.json", value)) == expected


def test_rows_without_a_date_or_a_name_are_passed_over(tmp_path):
    text = SPANISH + ";Algo sin fecha;;\n14/05/2026;;;\npronto;Otra cosa;;\n"
    assert read_calendar(saved(tmp_path / "cambios.csv", text)) == CHANGES


@pytest.mark.parametrize(
    "text",
    [
        "a;b\n1;2\n3;4\n",
        "Fecha;Cambio\npronto;Algo\nluego;Otra cosa\n",
        "Fecha;Cambio\n12/05/2026;\n13/05/2026;\n",
        "solo palabras\ny más palabras\n",
    ],
)
def test_nonsense_has_no_changes(tmp_path, text):
    with pytest.raises(NoChanges):
        read_calendar(saved(tmp_path / "cambios.csv", text))


def test_a_calendar_that_is_no_file_says_what_every_file_says(tmp_path):
    with pytest.raises(FileMissing):
        read_calendar(tmp_path / "none.csv")
    with pytest.raises(EmptyFile):
        read_calendar(saved(tmp_path / "empty.csv", ""))


def test_a_calendar_alone_is_said_to_be_one_and_no_log(tmp_path):
    with pytest.raises(NoTickets) as caught:
        normalise(read([saved(tmp_path / "cambios.csv", SPANISH)]))
    assert caught.value.detail == "change_calendar"
    assert caught.value.path.endswith("cambios.csv")
