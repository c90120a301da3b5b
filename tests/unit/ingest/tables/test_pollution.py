"""Tables polluted in one way at a time are read as they were meant."""

from __future__ import annotations

from statistics import mean

import pytest

from supportlens.ingest import load_delimited
from tests.benchmarks.polluting import CATEGORIES, polluted
from tests.benchmarks.pollution import measured
from tests.unit.ingest.logs import saved

FILES = list(polluted())


@pytest.mark.parametrize("category", CATEGORIES)
def test_polluted_files_are_read_nearly_as_they_were_meant(category):
    files = [file for file in FILES if file.category == category]
    assert mean(measured(lambda path, _: load_delimited(path), files)) > 9.8


def test_an_empty_file_has_no_rows(tmp_path):
    assert load_delimited(saved(tmp_path / "x.csv", "")) == []
    assert load_delimited(saved(tmp_path / "x.csv", "\r\n \r\n")) == []


def test_a_table_without_a_header_loses_no_row_and_gets_names(tmp_path):
    text = "1;2026-03-01;Lima;4,5\n2;2026-03-02;Quito;3,5\n3;2026-03-03;Lima;1,0\n"
    loaded = load_delimited(saved(tmp_path / "x.csv", text))
    assert loaded[0] == ["column_1", "column_2", "column_3", "column_4"]
    assert loaded[1:] == [line.split(";") for line in text.split()]


def test_a_text_whose_delimiter_stood_unquoted_is_put_together_again(tmp_path):
    rows = [f"{n},2026-03-{n:02},no abre la pantalla,{n}" for n in range(1, 9)]
    text = "\n".join(["id,opened,text,hours", *rows, "9,2026-03-09,no abre, no cierra,9"])
    assert load_delimited(saved(tmp_path / "x.csv", text))[-1] == [
        "9",
        "2026-03-09",
        "no abre, no cierra",
        "9",
    ]


def test_a_row_that_is_too_wide_stays_as_it_was_written(tmp_path):
    text = "a;b;c\n" + "uno;dos;tres\n" * 5 + "uno;dos;tres;cuatro\n"
    assert load_delimited(saved(tmp_path / "x.csv", text))[-1] == ["uno", "dos", "tres", "cuatro"]


def test_years_over_numbers_are_a_header(tmp_path):
    text = "2021;2022;2023;2024\n" + "".join(f"{n};{n * 7};{n * 3};{n * 5}\n" for n in range(9))
    assert load_delimited(saved(tmp_path / "x.csv", text))[0] == ["2021", "2022", "2023", "2024"]


def test_times_on_lines_of_their_own_are_one_column(tmp_path):
    text = "hora\n" + "".join(f"{8 + n % 10:02}:{n:02}\n" for n in range(20))
    assert {len(row) for row in load_delimited(saved(tmp_path / "x.csv", text))} == {1}


def test_short_sentences_on_lines_of_their_own_are_one_column(tmp_path):
    text = "comentario\n" + "no abre\nno carga\nse cierra\nno imprime nada\n" * 9
    assert {len(row) for row in load_delimited(saved(tmp_path / "x.csv", text))} == {1}
