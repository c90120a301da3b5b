"""A report attached to a mail is read in its place; what a customer attaches leaves their mail a request."""

from __future__ import annotations

import io
import json
import zipfile

import openpyxl
import pytest

from tests.unit.ingest.logs import HEADER, delimited, rows, saved, tickets
from tests.unit.ingest.mails import SAID, box, mail, with_attachment

NOTE = "Adjunto el informe de la semana"


def book(table: list[list[str]]) -> bytes:
    content, workbook = io.BytesIO(), openpyxl.Workbook()
    for row in table:
        workbook.active.append(row)
    workbook.save(content)
    return content.getvalue()


def archive(name: str, content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr(name, content)
    return packed.getvalue()


RECORDS = [
    {"id": n, "created_at": f"2026-06-{n + 10}T09:00:00Z", "status": "closed", "priority": "high",
     "subject": f"The scanner beeps {n}", "description": f"It reads nothing {n}"}
    for n in range(6)
]  # fmt: skip
OSTICKET = (
    "Ticket Number,Date Created,Subject,From,From Email,Priority,Department,Current Status\n"
    + "".join(
        f"59{n},06/{n + 10}/26 08:05 AM,The scanner beeps {n},Nora,n{n}@x.example,Normal,Support,Closed\n"
        for n in range(6)
    )
)
REPORTS = {
    "cerrados.csv": ("text/csv", delimited().encode()),
    "Tickets - 20260715.csv": ("application/octet-stream", OSTICKET.encode("utf-16")),
    "informe.xlsx": ("application/vnd.ms-excel", book([list(HEADER), *rows()])),
    "export.json": ("application/json", json.dumps(RECORDS).encode()),
    "export.zip": ("application/zip", archive("tickets.csv", delimited().encode())),
    "tickets.tsv": ("text/plain", delimited(delimiter="\t").encode()),
}


@pytest.mark.parametrize("name", REPORTS)
def test_the_report_is_read_and_the_mail_is_no_ticket(tmp_path, name):
    kind, content = REPORTS[name]
    path = saved(tmp_path / "informe.eml", with_attachment(NOTE, name, content, kind))
    found = tickets(path)
    assert len(found) == 6
    assert NOTE not in "".join(found.frame["text"])
    assert found.account.left_out == {"carrier_mail": 1}
    read_from = next(file.path for file in found.files if file.rows_read)
    assert read_from.startswith(f"{path}/{name}")


CUSTOMERS = {
    "pedidos.csv": "Pedido;Fecha;Importe;Cliente;Estado\n" + "".join(
        f"P-{n};0{n}/06/2026;1{n},50;Norte;abierto\n" for n in range(1, 9)
    ),
    "reclamo.csv": "Pedido;Fecha;Descripción;Producto;Cliente\n" + "".join(
        f"P-{n};0{n}/06/2026;llegó roto;Harina;Norte\n" for n in range(1, 9)
    ),
    "precios.csv": "SKU;Descripción;Precio\n" + "".join(f"A{n};Harina {n};1{n}\n" for n in range(9)),
    "contactos.csv": "Nombre;Correo;Teléfono\n" + "".join(f"Ana {n};a{n}@x.example;5{n}\n" for n in range(9)),
    "registro.txt": "Se cerró sola la ventana\nDespués salió un aviso\n",
    "uno.csv": "Folio;Fecha;Asunto;Estado\nT-1;01/06/2026;No abre;abierto\n",
    "roto.xlsx": "PK\x03\x04 esto no es un libro",
    "vacio.csv": "",
}  # fmt: skip


@pytest.mark.parametrize("name", CUSTOMERS)
def test_what_a_customer_attaches_leaves_the_mail_a_request(tmp_path, name):
    raw = with_attachment(SAID, name, CUSTOMERS[name].encode(), "application/octet-stream")
    found = tickets(saved(tmp_path / "a.eml", raw))
    assert found.frame["description"].tolist() == [SAID]
    assert found.account.left_out == {}


def test_a_mailbox_of_weekly_reports_is_read_beside_the_requests_in_it(tmp_path):
    weeks = [delimited(data=[[f"{week}-{row[0]}", *row[1:]] for row in rows()]) for week in "ABC"]
    raws = [
        with_attachment(NOTE, "semana.csv", week.encode(), "text/csv", number=n)
        for n, week in enumerate(weeks)
    ]
    found = tickets(saved(tmp_path / "a.mbox", box(*raws, mail(SAID, number=9))))
    assert len(found) == 19
    assert found.account.left_out == {"carrier_mail": 3}


def test_a_report_in_archives_in_one_another_is_left_where_the_limit_is(tmp_path):
    content, name = delimited().encode(), "a.csv"
    for depth in range(6):
        content, name = archive(name, content), f"{depth}.zip"
    found = tickets(saved(tmp_path / "a.eml", with_attachment(SAID, name, content, "application/zip")))
    assert found.frame["description"].tolist() == [SAID]
