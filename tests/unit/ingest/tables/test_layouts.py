"""The table is found among titles, footers and other tables."""

from __future__ import annotations

import pytest

from supportlens.ingest.tables.layouts import find_layout
from supportlens.ingest.tables.shaping import shape_rows

HEADER = ["id", "date", "minutes"]
ROWS = [[f"T-{n}", f"2026-03-{n:02d}", str(n)] for n in range(1, 21)]
COUNTS = [["Sede", "Casos"], ["Norte", "12"], ["Sur", "9"], ["Oeste", "31"], ["Este", "4"]]


def apart(layout):
    return [at for at, reason in layout.apart if reason == "second_table"]


@pytest.mark.parametrize(("blank", "is_second_table"), [(0, False), (8, False), (9, True)])
def test_a_row_of_words_is_another_header_unless_rows_of_this_table_follow_soon(blank, is_second_table):
    rows = [HEADER, *ROWS, ["one", "two", "three"], *[[""] * 3] * blank, *ROWS]

    layout = find_layout(rows)

    assert layout is not None
    assert (layout.end == 1 + len(ROWS)) is is_second_table
    assert {reason for _, reason in layout.apart} == ({"second_table"} if is_second_table else set())


@pytest.mark.parametrize("gap", [[], [[]], [[], []], [[], ["Detalle"]]])
@pytest.mark.parametrize("first", [COUNTS, [["a", "b", "c"], *[[str(n), "x", "y"] for n in range(5)]]])
def test_the_largest_table_is_read_wherever_it_is_and_the_others_are_said(first, gap):
    for rows, top in (
        ([*first, *gap, HEADER, *ROWS], len(first) + len(gap)),
        ([HEADER, *ROWS, *gap, *first], 0),
    ):
        layout = find_layout(rows)
        assert (layout.header, layout.end) == ((top,), top + 1 + len(ROWS))
        others = {at for at, row in enumerate(rows) if row in first}
        assert others <= set(apart(layout))
        assert not set(apart(layout)) & set(range(top, layout.end))


def test_of_three_tables_the_middle_one_is_read():
    rows = [*COUNTS, [], HEADER, *ROWS, [], ["Agente", "Nota"], ["Ana", "7"], ["Luis", "8"]]
    layout = find_layout(rows)
    assert layout.header == (6,)
    assert len(apart(layout)) == len(COUNTS) + 3


@pytest.mark.parametrize(
    ("row", "is_another"),
    [
        (["one", "two", "three"], True),
        (["one", "2026-03-09", "three"], False),
        (["one", "two", ""], False),
        (["one", "one", "three"], False),
        (HEADER, False),
    ],
)
def test_only_a_row_of_different_words_is_the_header_of_another_table(row, is_another):
    rows = [HEADER, *ROWS, row, *[["x", "y", "z"]] * 3]
    assert (find_layout(rows).end == 1 + len(ROWS)) is is_another


def test_a_touching_header_of_few_of_the_columns_opens_no_table():
    rows = [["a", "b", "c", "d", "e"], *[[str(n), str(n), str(n), str(n), "x"] for n in range(20)]]
    rows += [["one", "two", "three", "four", "five"][:2] + [""] * 3, *rows[1:9]]
    assert find_layout(rows).end == len(rows)


def test_a_header_of_another_width_that_touches_needs_one_column_of_a_form():
    rows = [HEADER, *ROWS, ["one", "two", "three", "four"], *[["x", "y", "z", "w"]] * 4]
    layout = find_layout(rows)
    assert (layout.end, len(apart(layout))) == (1 + len(ROWS), 5)


@pytest.mark.parametrize("data", [2, 3, 9])
def test_a_second_row_of_words_joins_the_header_if_rows_are_left_below(data):
    rows = [HEADER, ["(of the desk)", "(opened)", "(worked)"], *ROWS[:data]]
    assert find_layout(rows).header == (0, 1)
    assert shape_rows(rows).columns == ("id (of the desk)", "date (opened)", "minutes (worked)")


@pytest.mark.parametrize(
    ("row", "is_another"),
    [(["uno", "dos", "tres", "cuatro"], True), (["uno", "dos", "tres"], False)],
)
def test_far_down_one_column_of_a_form_tells_a_header_of_another_width_only(row, is_another):
    data = [["caja", "no abre", str(n)] for n in range(60)]
    rows = [["lugar", "voz", "n"], *data, row, *[["x", "y", "z", "w"][: len(row)]] * 3]
    assert (find_layout(rows).end == 61) is is_another


def test_a_narrow_table_of_words_below_a_blank_row_is_another():
    data = [["caja", "no abre", "x", str(n)] for n in range(60)]
    rows = [["lugar", "voz", "a", "n"], *data, [], ["uno", "dos"], ["x", "y"], ["z", "w"]]
    assert find_layout(rows).end == 61


def test_a_second_row_of_words_above_a_single_row_is_data():
    rows = [HEADER, ["(of the desk)", "(opened)", "(worked)"], ROWS[0]]
    assert find_layout(rows).header == (0,)


def test_words_below_a_blank_row_that_break_no_column_are_a_row():
    data = [["caja", "no abre", str(n)] for n in range(9)]
    rows = [["lugar", "voz", "n"], *data, [], ["nota", "vieja", ""], *data]
    assert find_layout(rows).end == len(rows)


@pytest.mark.parametrize(("blank", "kept"), [([[]], 9), ([], 10)])
def test_a_total_below_a_blank_row_ends_a_table_of_two_columns(blank, kept):
    rows = [["folio", "texto"], *([str(n), f"no abre {n}"] for n in range(9)), *blank, ["Total: 9"]]
    assert len(shape_rows(rows).rows) == kept


def test_three_rows_of_a_header_are_joined_and_a_fourth_is_data():
    words = [["in", "as", "of"], ["un", "do", "re"], ["fa", "la", "si"]]
    assert find_layout([HEADER, *words, *ROWS]).header == (0, 1, 2)


def test_a_row_of_groups_above_the_header_is_joined_unless_it_hides_known_headers():
    groups = ["Caso", "", "", "Detalle"]
    unknown = ["alfa", "beta", "gama", "delta"]
    data = [[str(n), f"2026-03-{n:02}", "x", "y"] for n in range(1, 9)]
    assert shape_rows([groups, unknown, *data]).columns == ("Caso alfa", "beta", "gama", "Detalle delta")
    known = ["Folio", "Fecha", "Asunto", "Descripción"]
    assert shape_rows([groups, known, *data]).columns == tuple(known)
    written = shape_rows([groups, known, *data], as_written=True)
    assert written.columns == ("Caso Folio", "Fecha", "Asunto", "Detalle Descripción")


@pytest.mark.parametrize(
    "title", [["Reporte", "", "", ""], ["Desde", "marzo", "", ""], ["Mes 3", "", "", "Sede 2"]]
)
def test_titles_above_the_header_are_no_groups(title):
    header = ["alfa", "beta", "gama", "delta"]
    data = [[str(n), f"2026-03-{n:02}", "x", "y"] for n in range(1, 9)]
    assert shape_rows([title, header, *data]).columns == tuple(header)


def test_numbers_of_rows_without_a_header_get_a_column_of_their_own():
    rows = [HEADER, *([str(n), *row] for n, row in enumerate(ROWS, start=1))]
    grid = shape_rows(rows)
    assert grid.columns == ("", *HEADER)
    assert grid.rows[0] == ["1", *ROWS[0]]


def test_a_first_row_that_is_sparse_but_counts_is_data():
    rows = [["1", ""], *([str(n), f"no abre la caja {n}, ayuda"] for n in range(2, 9))]
    assert len(shape_rows(rows).rows) == 8


def test_many_tables_are_read_in_time():
    rows = [row for n in range(3000) for row in ([f"col{'abc'[n % 3]}", "uno", "dos"], *ROWS[:6], [])]
    layout = find_layout(rows)
    assert layout is not None
    assert len([row for row in rows if row]) == len(layout.apart) + layout.end - layout.header[0]


@pytest.mark.parametrize(("last", "is_footer"), [("5", False), ("10", True), ("4", True)])
def test_a_last_row_that_only_counts_on_is_a_ticket_and_one_with_a_total_is_none(last, is_footer):
    rows = [["Texto", "Número", "Sede"], *[["no abre", str(n), "Norte"] for n in range(1, 5)], ["", last, ""]]
    layout = find_layout(rows)
    assert (layout.end, [reason for _, reason in layout.apart]) == ((5, ["footer"]) if is_footer else (6, []))
