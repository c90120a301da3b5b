import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportlens.report import csv_safe, excel_safe
from supportlens.report.writing.safe_text import CELL_LIMIT, CUT_MARK


@pytest.mark.parametrize("text", ["=1+1", "+34 600", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\uff1d1+1"])
def test_a_text_that_a_spreadsheet_would_compute_gets_an_apostrophe_in_csv(text):
    assert csv_safe(text) == "'" + text


@pytest.mark.parametrize("text", ["-12", "+3.5", "-0,25", "plain", "a=b", ""])
def test_a_number_and_a_plain_text_stay_as_they_are_in_csv(text):
    assert csv_safe(text) == text


@given(st.text())
def test_no_text_opens_a_formula_in_csv(text):
    first = csv_safe(text)[:1]
    assert first not in set("=@\t\r\uff1d\uff0b\uff0d\uff20")


@given(st.text())
def test_a_guarded_text_survives_a_round_trip_through_csv(text):
    stream = io.StringIO(newline="")
    csv.writer(stream).writerow([csv_safe(text), "end"])
    stream.seek(0)
    assert next(csv.reader(stream)) == [csv_safe(text), "end"]


def test_what_xml_cannot_hold_is_replaced_where_it_stood():
    assert excel_safe("a\x00b\x08c\ud800d\ufffee\x0bf") == "a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf"


def test_line_breaks_become_those_of_a_cell():
    assert excel_safe("one\r\ntwo\rthree") == "one\ntwo\nthree"


@pytest.mark.parametrize("letter", ["a", "ñ", "🙂"])
def test_a_text_that_is_too_long_is_cut_with_a_visible_mark(letter):
    cut = excel_safe(letter * 40_000)
    assert cut.endswith(CUT_MARK)
    assert CELL_LIMIT - 1 <= len(cut.encode("utf-16-le")) // 2 <= CELL_LIMIT


def test_a_text_that_just_fits_is_not_cut():
    assert excel_safe("x" * CELL_LIMIT) == "x" * CELL_LIMIT
