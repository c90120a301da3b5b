"""Large texts that keep to the rules are read by the fast way, to the same tables as by the patient one."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from supportlens.domain import Cancelled
from supportlens.ingest import load_delimited, read
from supportlens.ingest.files.resource_limits import Limits
from supportlens.ingest.tables.byte_survey import survey_rows
from supportlens.ingest.tables.well_formed import read_well_formed
from tests.unit.ingest.logs import HEADER, delimited, rows, saved

FAST = replace(Limits(), here=0)
TEXT = delimited(data=rows(3000))
ROW = ";".join(rows(1)[0]) + "\n"


def quoted(table, delimiter=",", end="\r\n", quoting=csv.QUOTE_MINIMAL):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(table)
    return out.getvalue()


def both_ways(tmp_path, content, encoding="utf-8"):
    path = saved(tmp_path / "log.csv", content, encoding)
    data = path.read_bytes()
    assert read_well_formed(data, 1 << 20) is not None
    return read([path], limits=FAST)[0], read([path])[0]


def assert_same(fast, patient):
    assert tuple(fast.frame.columns) == tuple(patient.frame.columns)
    assert fast.frame.to_numpy().tolist() == patient.frame.to_numpy().tolist()
    assert fast.rows == patient.rows
    assert sorted(fast.rejections, key=str) == sorted(patient.rejections, key=str)
    assert fast.origin == patient.origin


@pytest.mark.parametrize(
    "content",
    [
        TEXT,
        TEXT.rstrip("\n"),
        TEXT.replace("\n", "\r\n"),
        "Reporte\n\n" + TEXT,
        TEXT.replace("\nT-50;", "\n\nT-50;").replace("\nT-70;", "\n;;;;;\nT-70;"),
        TEXT.replace("\nT-90;", "\n" + ";".join(HEADER) + "\nT-90;"),
        TEXT.replace("\nT-60;", "\nT-60;una;celda;de;más;que;sobra;aquí\nT-60;"),
        TEXT.replace("\nT-61;", "\nT-61;corta\nT-61;"),
        "\n".join(TEXT.split("\n")[1:]),
        quoted([HEADER, *rows(3000)], quoting=csv.QUOTE_ALL),
        quoted(
            [HEADER, *([*row[:3], f'dice "{row[3]}",\n\nno abre', *row[4:]] for row in rows(900))], end="\n"
        ),
    ],
    ids="plain no-end crlf title blank header wide short headless quoted lined".split(),
)
def test_both_ways_give_the_same_table(tmp_path, content):
    assert_same(*both_ways(tmp_path, content))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "iso8859-15"])
def test_both_ways_give_the_same_letters(tmp_path, encoding):
    assert_same(*both_ways(tmp_path, TEXT, encoding))


@pytest.mark.parametrize(
    "content",
    [
        TEXT.replace("menú", 'me"nú', 1).replace(";No", ';"No', 1),
        TEXT.replace("menú", "me\0nú", 1),
        TEXT + "Total;;;;;3000\n",
        TEXT + "\nFin del reporte\n",
        TEXT + "\nSede;Jefe;Correo;Piso;Horas;Notas\n" + "Norte;Ana;a@x.org;1;4;no\n" * 3,
        TEXT.replace("\n", "\r", 1),
        "una sola columna\nno abre\n" * 2000,
    ],
    ids="quotes nul total footer second return column".split(),
)
def test_what_breaks_a_rule_is_left_to_the_patient_way(content):
    assert read_well_formed(content.encode(), 1 << 20) is None


def test_a_large_table_below_comments_is_the_same_table(tmp_path):
    comments = "".join(f"#CLAVE {n}: uno, dos, tres, cuatro, cinco\n" for n in range(30))
    path = saved(tmp_path / "log.csv", comments + TEXT)
    assert_same(read([path], limits=FAST)[0], read([path])[0])


def test_rows_beyond_the_limit_are_left_to_the_worker():
    assert read_well_formed(TEXT.replace("menú", "menú" * 999, 1).encode(), 1000) is None


def test_reading_stops_when_it_is_told_to(tmp_path):
    def stop(_, fraction):
        if fraction > 0.2:
            raise Cancelled

    with pytest.raises(Cancelled):
        read([saved(tmp_path / "log.csv", TEXT)], stop, FAST)


def test_a_survey_tells_each_odd_row_and_where_it_is():
    data = b'a,b\n"x\n,y",2\nlone\n3,4,5\n6,7'
    found = survey_rows(data, ",", 2, 9)
    assert (found.rows, found.lined) == (5, True)
    assert [(at, data[start:end]) for at, start, end in found.odd] == [(2, b"lone"), (3, b"3,4,5")]


@pytest.mark.parametrize("data", [b'a,"b\n1,2\n', b'a,b\n1,x"y"\n', b'a,b\n"1"x,2\n'])
def test_a_survey_refuses_quotes_where_none_may_stand(data):
    assert survey_rows(data, ",", 2, 9) is None


def test_the_function_that_loads_rows_gives_the_same_rows_of_large_texts(tmp_path):
    texts = [TEXT, TEXT.replace("\nT-61;", "\nT-61;corta\nT-61;"), "\n".join(TEXT.split("\n")[1:])]
    for text in texts:
        large = text + "\n".join(text.split("\n")[1:]) * 20
        found = load_delimited(saved(tmp_path / "large.csv", large))
        small = load_delimited(saved(tmp_path / "small.csv", text))
        assert len(large) > 1 << 22
        assert found[: len(small)] == small


def test_a_large_text_keeps_its_rows_that_are_too_wide(tmp_path):
    text = (
        TEXT
        + "\n".join(TEXT.split("\n")[1:]) * 20
        + "una;dos;tres;cuatro;cinco;seis;siete;ocho;nueve;diez\n"
        + ROW
    )
    assert len(load_delimited(saved(tmp_path / "log.csv", text))[-2]) == 10
