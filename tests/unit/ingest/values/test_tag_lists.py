"""Tags: several values in a cell, whatever separates them."""

from __future__ import annotations

import csv
import io

import pandas as pd
import pytest

from supportlens.domain import Tags
from supportlens.ingest.values.tag_lists import read_tags
from tests.unit.ingest.logs import TEXTS, saved, tickets

_TAGS = (("brisa", "web", "urgente"), ("cartera", "web"), ("brisa", "móvil"), ("orion",), ())


@pytest.mark.parametrize(
    "write",
    [
        ";".join,
        "; ".join,
        ", ".join,
        " | ".join,
        "\n".join,
        " ".join,
        " / ".join,
        lambda tags: " ".join(f"#{tag}" for tag in tags),
        lambda tags: "[" + ", ".join(f'"{tag}"' for tag in tags) + "]",
        lambda tags: "[" + ", ".join(f"'{tag}'" for tag in tags) + "]",
        lambda tags: "{" + ",".join(tags) + "}",
    ],
)
def test_tags_are_told_apart_however_they_are_separated(write):
    cells = pd.Series([write(tags) for tags in _TAGS * 6], dtype="str")
    assert [Tags.split(cell) for cell in read_tags(cells)] == list(_TAGS * 6)


def test_a_tag_of_several_words_stays_whole():
    cells = pd.Series(["Portal Clientes", "Almacén 360", "Portal Clientes", "Nómina plus"] * 5, dtype="str")
    assert read_tags(cells).tolist() == cells.tolist()
    several = pd.Series(["Portal Clientes, web", "Almacén 360, móvil"] * 5, dtype="str")
    assert Tags.split(read_tags(several)[0]) == ("Portal Clientes", "web")


def table(tmp_path, header, cells):
    written = io.StringIO()
    rows = [
        [str(n), f"2026-05-{1 + n % 28:02d}", *cell, f"{TEXTS[n % 4]} {n}"] for n, cell in enumerate(cells)
    ]
    csv.writer(written).writerows([["Id", "Created", *header, "Description"], *rows])
    return tickets(saved(tmp_path / "log.csv", written.getvalue()))


@pytest.mark.parametrize(
    ("header", "separator"),
    [("Tags", ","), ("Etiquetas", "; "), ("Labels", " "), ("Marcas", ";"), ("Sin nombre", "|")],
)
def test_each_tag_is_a_value_of_its_tickets(tmp_path, header, separator):
    found = table(tmp_path, [header], [[separator.join(_TAGS[n % 4])] for n in range(40)])
    assert found.files[0].columns["tags"] == header
    assert found.mask("tags", "brisa").sum() == 20
    assert found.mask("tags", "web").sum() == 20
    assert found.mask("tags", "bri").sum() == 0


def test_a_header_that_is_repeated_for_each_tag_is_one_list(tmp_path):
    cells = [["brisa", "web"] if n % 2 else ["cartera", ""] for n in range(40)]
    found = table(tmp_path, ["Labels", "Labels"], cells)
    assert found.frame["tags"].unique().tolist() == ["cartera", "brisa; web"]
    assert "Labels (2)" not in found.custom


@pytest.mark.parametrize(
    "cell", ["Ana Ruiz; Luis Mora {0}", "Calle {0}, Lima, Perú", "5;{0};7", "no abre, {0}"]
)
def test_lists_that_do_not_repeat_are_no_tags(tmp_path, cell):
    found = table(tmp_path, ["Otros"], [[cell.format(n)] for n in range(40)])
    assert "tags" not in found.files[0].columns
