"""The bands of a report become a column; its subtotals are rows left out with their reason."""

from __future__ import annotations

import csv
import io

import pytest

from supportlens.ingest.tables.grouped_rows.report_bands import UNNAMED
from tests.unit.ingest.logs import TEXTS, delimited, rows, saved, tickets, workbook

SPANISH = ["Folio", "Fecha", "Asunto", "Descripción", "Aplicación"]
ENGLISH = ["Ticket", "Created", "Subject", "Description", "Product"]


def ticket(n: int) -> list[str]:
    return [
        f"T-{n}",
        f"{1 + n % 27:02d}/03/2026 09:{n % 60:02d}",
        f"Falla {n}",
        f"{TEXTS[n % 4]} ({n})",
        ("Atlas", "Caja")[n % 2],
    ]


def report(groups, band, header, subtotal=None, *, each_header: bool = False) -> list[list[str]]:
    """Return the rows of a report: each group has its band, its tickets and its subtotal."""
    lines = [] if each_header else [header]
    n = 0
    for name, size in groups:
        lines.append(
            [band.format(name=name, size=size)]
            if isinstance(band, str)
            else [one.format(name=name) for one in band]
        )
        lines += [header] if each_header else []
        lines += [ticket(n + at) for at in range(size)]
        n += size
        lines += [[subtotal.format(size=size)]] if subtotal else []
    return lines


GROUPS = (("Ana Ruiz", 5), ("Luis Mora", 3), ("Eva Soto", 4))
ODD = (("Ana", 1), ("Luis", 1), ("Eva", 4), ("Iván", 3))
ENDED = "Recuento: {size}"
REPORTS = {
    "technician": (report(GROUPS, "Technician: {name}", ENGLISH, "Count: {size}"), "agent"),
    "sucursal": (report(GROUPS, "Sucursal: {name}", SPANISH, "Subtotal {size}"), "site"),
    "no subtotals": (report(GROUPS, "Department : {name}", ENGLISH), "role"),
    "counts in the band": (report(GROUPS, "Cola: {name} ({size})", SPANISH), "team"),
    "two cells": (report(GROUPS, ("Estado:", "{name}"), SPANISH, "Total: {size}"), "status"),
    "a header each": (report(GROUPS, "Cliente: {name}", SPANISH, ENDED, each_header=True), "customer"),
    "other words": (report(GROUPS, "Categoría: {name}", SPANISH, "Elementos: {size}"), "category"),
    "groups of one": (report(ODD, "Agente: {name}", SPANISH), "agent"),
}


def in_csv(lines) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(lines)
    return out.getvalue()


def written(lines, *, titles: int = 2, padded: bool = False) -> str:
    above = [["Informe de solicitudes"], ["Generado por: administrador"]][:titles]
    whole = [[*row, *[""] * (5 - len(row))] if padded else row for row in [*above, *lines]]
    return in_csv(whole)


@pytest.mark.parametrize("kind", REPORTS)
@pytest.mark.parametrize("form", ["csv", "padded csv", "xlsx"])
def test_bands_become_a_column_named_by_their_label(tmp_path, kind, form):
    lines, field = REPORTS[kind]
    if form == "xlsx":
        path = workbook(tmp_path / "x.xlsx", [["Informe"], [], *lines])
    else:
        path = saved(tmp_path / "x.csv", written(lines, padded=form != "csv"))
    found = tickets(path)
    frame = found.frame.sort_values("ticket_id", key=lambda ids: ids.str[2:].astype(int))
    assert frame["text"].str.contains("|".join(f"Falla {n}" for n in range(12))).all()
    sizes = dict(frame[field].value_counts(sort=False).items())
    expected = dict(ODD if kind == "groups of one" else GROUPS)
    assert sizes == expected


def test_every_row_of_a_report_is_accounted_for(tmp_path):
    lines, _ = REPORTS["a header each"]
    account = tickets(saved(tmp_path / "x.csv", written(lines, titles=0))).account
    assert account.left_out == {"group_row": 3, "subtotal": 3, "repeated_header": 2}


@pytest.mark.parametrize(
    "sums", [["Subtotal", "", "", "4"], ["Total", "4", "", "12.5"], ["Suma:", "", "4", ""]]
)
def test_sums_in_later_columns_are_subtotals(tmp_path, sums):
    lines = [SPANISH]
    for place in ("Norte", "Sur", "Centro"):
        lines += [[f"Sucursal: {place}"], *(ticket(len(lines) + at) for at in range(4)), sums]
    found = tickets(workbook(tmp_path / "x.xlsx", lines))
    assert dict(found.frame["site"].value_counts()) == {"Norte": 4, "Sur": 4, "Centro": 4}
    assert found.account.left_out["subtotal"] == 3


def test_a_ticket_about_a_total_is_no_subtotal(tmp_path):
    lines = [SPANISH]
    for place in ("Norte", "Sur"):
        about = ["A-9", "03/03/2026 09:00", "Total", "Total 4 no cuadra", "Caja"]
        lines += [[f"Sucursal: {place}"], *(ticket(len(lines) + at) for at in range(4)), about]
    found = tickets(workbook(tmp_path / "x.xlsx", lines))
    assert "subtotal" not in found.account.left_out


def test_bands_inside_bands_become_columns_each(tmp_path):
    lines = [SPANISH]
    for place in ("Norte", "Sur"):
        lines.append([f"Sede: {place}"])
        for at, name in enumerate(("Ana", "Luis")):
            lines.append([f"Técnico: {name}"])
            lines += [ticket(len(lines) * 10 + at + n) for n in range(3)]
    found = tickets(saved(tmp_path / "x.csv", written(lines)))
    pairs = found.frame.groupby(["site", "agent"]).size().to_dict()
    assert pairs == {(place, name): 3 for place in ("Norte", "Sur") for name in ("Ana", "Luis")}


@pytest.mark.parametrize(("title", "name"), [("Tickets por técnico", "técnico"), ("Marzo", UNNAMED)])
def test_bands_without_a_label_are_named_by_the_title(tmp_path, title, name):
    lines = [[title], *report(GROUPS, "{name} ({size})", SPANISH)]
    found = tickets(saved(tmp_path / "x.csv", written(lines, titles=0)))
    assert found.original[name].value_counts(sort=False).to_dict() == dict(GROUPS)


@pytest.mark.parametrize(
    "lines",
    [
        [SPANISH, *map(ticket, range(8)), ["Generado por: administrador"], ["Página 1"]],
        [["Informe: marzo"], ["Usuario: Ana"], SPANISH, *map(ticket, range(8))],
        [["asunto"], *([f"Nota: {text}"] for text in TEXTS * 3)],
    ],
    ids=["footers", "titles", "one column"],
)  # fmt: skip
def test_lines_that_are_no_bands_make_no_column(tmp_path, lines):
    found = tickets(saved(tmp_path / "x.csv", in_csv(lines)))
    assert "group_row" not in found.account.left_out


def test_a_table_without_bands_is_read_as_before(tmp_path):
    assert tickets(saved(tmp_path / "x.csv", delimited())).account.left_out == {}
    assert len(rows()) == 6
