"""A label said once for several rows is filled where that is certain, and nowhere else."""

from __future__ import annotations

import csv
import io

import pytest

from tests.unit.ingest.logs import TEXTS, saved, tickets


def written(header, data) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([header, *data])
    return out.getvalue()


def rest(n: int) -> list[str]:
    return [f"T-{n}", f"{10 + n}/03/2026", f"{TEXTS[n % 4]} ({n})"]


HEADER = ["Ticket", "Fecha", "Descripción"]


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("Sucursal", "site"),
        ("Aplicación", "product"),
        ("Agent", "agent"),
        ("Queue", "team"),
        ("Categoría", "category"),
    ],
)
@pytest.mark.parametrize("starts", [(0, 4, 8), (0, 3), (0, 2, 9)])
def test_a_label_said_once_is_that_of_the_rows_below_it(tmp_path, name, field, starts):
    data = [[f"Grupo {n}" if n in starts else "", *rest(n)] for n in range(12)]
    found = tickets(saved(tmp_path / "x.csv", written([name, *HEADER], data)))
    expected = [f"Grupo {max(start for start in starts if start <= n)}" for n in range(12)]
    assert found.frame[field].tolist() == expected


def test_a_label_inside_another_is_filled_within_it(tmp_path):
    data = [
        [
            "Norte" if n == 0 else "Sur" if n == 6 else "",
            "Ana" if n % 6 == 0 else "Eva" if n % 6 == 3 else "",
            *rest(n),
        ]
        for n in range(12)
    ]
    found = tickets(saved(tmp_path / "x.csv", written(["Sede", "Agente", *HEADER], data)))
    assert found.frame.groupby(["site", "agent"]).size().tolist() == [3, 3, 3, 3]


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("Sucursal", ["", "", "Norte", "", "", "", "Sur", "", "", "", "", ""]),
        ("Agente", ["Ana", "", "", "Luis", "", "", "Ana", "", "", "Eva", "", ""]),
        ("Nota", ["revisar", "", "", "urgente", "", "", "", "", "", "", "", ""]),
        (
            "Sucursal",
            ["Norte", "Sur", "", "Este", "Oeste", "Centro", "", "Puerto", "Valle", "", "Isla", "Lago"],
        ),
        ("Categoría", ["Caja", *[""] * 11]),
    ],
    ids=["not from the first row", "labels return", "unknown header", "mostly filled", "one group"],
)
def test_a_gap_that_may_be_a_gap_stays(tmp_path, name, cells):
    data = [[cell, *rest(n)] for n, cell in enumerate(cells)]
    found = tickets(saved(tmp_path / "x.csv", written([name, *HEADER], data)))
    assert found.original[name].tolist() == cells
