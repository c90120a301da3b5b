"""Exports of databases, which escape with backslashes, give the texts that were in them."""

from __future__ import annotations

import csv
import io

import pytest

from supportlens.ingest import read
from supportlens.ingest.tables.delimited import find_dialect, parse_delimited
from tests.unit.ingest.logs import saved

TEXTS = (
    "No abre la caja", 'dice "error 5", y se cierra', "C:\\datos\\caja", "termina en \\", "uno\ndos",
    "a\tb; c, d|e", "it's \"here\"", "ok", None, "",
)  # fmt: skip
HEADER = ["nr", "voz", "sede"]


def table(count=24):
    return [[str(n), TEXTS[n % len(TEXTS)], TEXTS[n // 2 % len(TEXTS)]] for n in range(1, count + 1)]


def exported(rows, delimiter=",", quote='"', end="\n", *, numbers_bare=False):
    """Write rows as SELECT ... INTO OUTFILE does."""

    def cell(text):
        if text is None:
            return "\\N"
        bare = numbers_bare and text.isdigit()
        escaped = text.replace("\\", "\\\\").replace("\n", "\\\n")
        escaped = escaped.replace(quote or delimiter, f"\\{quote or delimiter}")
        return escaped if bare else f"{quote}{escaped}{quote}"

    return "".join(delimiter.join(map(cell, row)) + end for row in rows)


def filled(text):
    return [row for row in parse_delimited(text)[0] if row]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("numbers_bare", [False, True])
def test_quoted_cells_lose_their_backslashes_and_nulls_stay(delimiter, end, numbers_bare):
    text = exported([HEADER, *table()], delimiter, end=end, numbers_bare=numbers_bare)
    meant = [["\\N" if cell is None else cell for cell in row] for row in table()]
    assert filled(text) == [HEADER, *meant]
    assert parse_delimited(text)[1] == delimiter


@pytest.mark.parametrize("delimiter", ["\t", "|", ";"])
def test_cells_without_quotes_keep_their_tabs_lines_and_quotes(delimiter):
    rows = [[str(n), ("una\tcomilla", '"', "dos\nlíneas", "a;b|c")[n % 4], None] for n in range(1, 30)]
    text = exported([["id", "texto", "nota"], *rows], delimiter, quote="")
    assert filled(text)[1:] == [[one, two, "\\N"] for one, two, _ in rows]


def test_a_line_end_of_two_characters_inside_a_cell_is_one_line_end():
    text = 'id,voz\n1,"uno\r\\\ndos"\n2,"dice \\"no\\""\n3,\\N\n'
    assert filled(text)[1:] == [["1", "uno\ndos"], ["2", 'dice "no"'], ["3", "\\N"]]


@pytest.mark.parametrize(
    "cells",
    [
        ("C:\\datos\\caja", "\\\\servidor\\notas"),
        ("termina en \\", "C:\\"),
        ('dice "no" \\', "nada"),
        ("\\N y más", "a\\b"),
        ("^\\d+$", "\\w"),
    ],
)
@pytest.mark.parametrize("quoting", [csv.QUOTE_ALL, csv.QUOTE_MINIMAL])
def test_backslashes_that_escape_nothing_stay(cells, quoting):
    rows = [[str(n), cells[n % 2], "una, dos\n\ntres"] for n in range(1, 20)]
    out = io.StringIO(newline="")
    csv.writer(out, quoting=quoting, lineterminator="\n").writerows([HEADER, *rows])
    assert filled(out.getvalue()) == [HEADER, *rows]


def test_the_last_text_of_a_file_may_end_in_a_backslash():
    assert filled("id|voz\n1|uno\n2|dos\n3|tres\\\n")[-1] == ["3", "tres\\"]


def test_a_database_export_is_a_table_of_its_rows(tmp_path):
    path = saved(tmp_path / "tickets.csv", exported([HEADER, *table(60)]))
    found = read([path])[0]
    assert (len(found), found.origin.reading, found.rejections) == (60, "table", ())


def test_long_texts_of_backslashes_are_read_in_time():
    for repeated in ('1,"a\\\n', "1,a\\\n", '\\"', "\\\\,\n", "\\N,\\N\n"):
        assert parse_delimited("id,voz\n" + repeated * 40_000)
    assert find_dialect("").delimiter == ""
