"""Change calendars, customers and users are told from logs by what they hold."""

from __future__ import annotations

import random
from datetime import date

import openpyxl
import pytest

from supportlens.domain import ActiveUsers, CustomerRecord
from supportlens.ingest import normalise, read, read_calendar
from supportlens.ingest.inputs.other_inputs import read_other_inputs
from tests.unit.ingest.logs import delimited, saved, workbook

CUSTOMERS = [
    ["Cliente", "Fecha de renovación", "Cliente desde", "Último servicio", "Facturas", "Total pagado"],
    ["Casa Norte", "15/09/2026", "01/02/2019", "", "12", "1.250,50"],
    ["Taller Sur", "03/10/2026", "07/05/2021", "20/11/2025", "3", "980"],
]
USERS = [["Aplicación", "Sede", "Usuarios activos"], ["Atlas", "Norte", "1.200"], ["Portal", "Sur", "85"]]
CHANGES = [
    ["Fecha", "Cambio", "Aplicación"],
    ["10/03/2026", "Versión 5.2", "Atlas"],
    ["25/03/2026", "Mudanza", ""],
]
EVENTS = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Ejemplo//ES
BEGIN:VEVENT
UID:1@example.org
DTSTAMP:20260101T000000Z
DTSTART;VALUE=DATE:20260310
SUMMARY:Versión 5.2\\, fase 1
CATEGORIES:Actualización
END:VEVENT
BEGIN:VEVENT
UID:2@example.org
DTSTAMP:20260101T000000Z
DTSTART:20260325T230000
SUMMARY:Mudanza de la
  sede
END:VEVENT
END:VCALENDAR
"""


def of(table):
    return delimited(table[0], table[1:])


def test_a_customers_file_is_read_with_its_dates_and_amounts(tmp_path):
    found = read_other_inputs(read([saved(tmp_path / "clientes.csv", of(CUSTOMERS))]))
    assert found.changes == ()
    assert found.users == ()
    assert found.customers.customers == (
        CustomerRecord("Casa Norte", date(2026, 9, 15), date(2019, 2, 1), invoices=12.0, payments=1250.5),
        CustomerRecord(
            "Taller Sur",
            date(2026, 10, 3),
            date(2021, 5, 7),
            last_service=date(2025, 11, 20),
            invoices=3.0,
            payments=980.0,
        ),
    )


def test_the_segment_of_a_customer_is_read_beside_dates_and_by_itself(tmp_path):
    rows = [[f"Cliente {n}", ("Premium", "Básico")[n % 2], f"0{n % 9 + 1}/02/2019"] for n in range(12)]
    both = [["Cliente", "Segmento", "Cliente desde"], *rows]
    alone = [["Cliente", "Tipo de cliente"], *(row[:2] for row in rows)]
    for name, table in (("a.csv", both), ("b.csv", alone)):
        found = read_other_inputs(read([saved(tmp_path / name, of(table))])).customers.customers
        assert {(each.customer, each.segment) for each in found} == {(row[0], row[1]) for row in rows}


def test_birthdays_come_from_a_workbook_too(tmp_path):
    book = workbook(
        tmp_path / "c.xlsx",
        [["Name", "Birthday"], ["Ana Ruiz", date(1984, 5, 2)], ["Eva Soto", date(1990, 7, 9)]],
    )
    assert [each.birthday for each in read_other_inputs(read([book])).customers.customers] == [
        date(1984, 5, 2),
        date(1990, 7, 9),
    ]


def test_users_are_counted_by_application_and_site(tmp_path):
    found = read_other_inputs(read([saved(tmp_path / "usuarios.csv", of(USERS))]))
    assert found.users == (ActiveUsers("Atlas", 1200.0, "Norte"), ActiveUsers("Portal", 85.0, "Sur"))


def test_users_may_be_counted_day_by_day_or_month_by_month(tmp_path):
    days = [
        ["Application", "Date", "Active users"],
        ["Atlas", "2026-01-31", "500"],
        ["Atlas", "2026-02-28", "0"],
    ]
    months = [
        ["Aplicación", "Mes", "Usuarios"],
        ["Atlas", "marzo de 2026", "700"],
        ["Atlas", "04/2026", "900"],
    ]
    found = {
        name: read_other_inputs(read([saved(tmp_path / f"{name}.csv", of(table))])).users
        for name, table in (("days", days), ("months", months))
    }
    assert found["days"] == (
        ActiveUsers("Atlas", 500.0, "", date(2026, 1, 31)),
        ActiveUsers("Atlas", 0.0, "", date(2026, 2, 28)),
    )
    assert found["months"] == (
        ActiveUsers("Atlas", 700.0, "", date(2026, 3, 15)),
        ActiveUsers("Atlas", 900.0, "", date(2026, 4, 15)),
    )


def test_users_with_a_day_that_cannot_be_read_hold_for_all_times(tmp_path):
    table = [["Application", "Month", "Users"], ["Atlas", "2026-01", "500"], ["Atlas", "soon", "600"]]
    found = read_other_inputs(read([saved(tmp_path / "users.csv", of(table))])).users
    assert [(each.users, each.day) for each in found] == [(600.0, None), (500.0, date(2026, 1, 15))]


def test_events_of_a_calendar_file_are_changes(tmp_path):
    path = saved(tmp_path / "cambios.ics", EVENTS.replace("\n", "\r\n"))
    changes = read_calendar(path)
    assert [(change.day, change.name, change.kind) for change in changes] == [
        (date(2026, 3, 10), "Versión 5.2, fase 1", "Actualización"),
        (date(2026, 3, 25), "Mudanza de la sede", ""),
    ]
    assert read_other_inputs(read([path])).changes == changes


def test_a_calendar_may_be_a_workbook(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Fecha", "Cambio", "Aplicación"])
    book.active.append([date(2026, 3, 10), "Versión 5.2", "Atlas"])
    book.save(tmp_path / "cambios.xlsx")
    (change,) = read_calendar(tmp_path / "cambios.xlsx")
    assert (change.day, change.name, change.product) == (date(2026, 3, 10), "Versión 5.2", "Atlas")


def test_what_lies_beside_the_logs_is_never_read_as_tickets(tmp_path):
    saved(tmp_path / "log.csv", delimited())
    for name, table in (("clientes.csv", CUSTOMERS), ("usuarios.csv", USERS), ("cambios.csv", CHANGES)):
        saved(tmp_path / name, of(table))
    saved(tmp_path / "otros.ics", EVENTS)
    tables = list(read([tmp_path]))
    random.Random(5).shuffle(tables)
    tickets, changes = normalise(tables)
    assert len(tickets) == 6
    reasons = {
        file.path.rsplit("/", 1)[-1]: [each.reason for each in file.rejections] for file in tickets.files
    }
    assert reasons == {
        "log.csv": [],
        "clientes.csv": ["customers"],
        "usuarios.csv": ["active_users"],
        "cambios.csv": ["change_calendar"],
        "otros.ics": ["change_calendar"],
    }
    found = read_other_inputs(tables)
    assert (len(changes), len(found.customers.customers), len(found.users)) == (4, 2, 2)
    assert found.changes == changes


@pytest.mark.parametrize(
    "header",
    [
        ["Cliente", "Fecha", "Asunto", "Último servicio"],
        ["Usuarios", "Fecha", "Descripción", "Aplicación"],
        ["Cliente", "Vencimiento", "Descripción", "Estado"],
    ],
)
def test_a_log_that_mentions_customers_or_users_stays_a_log(tmp_path, header):
    values = [["Casa Norte", "13/03/2026", "No abre la caja", "14/03/2026"]] * 2
    data = [[f"{first} {n}", *rest[:2], rest[2]] for n, (first, *rest) in enumerate(values)]
    assert (
        read_other_inputs(read([saved(tmp_path / "log.csv", delimited(header, data))])).customers.customers
        == ()
    )
