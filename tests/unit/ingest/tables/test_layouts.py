"""The table is found among titles, footers and second tables."""

from __future__ import annotations

import pytest

from supportlens.ingest.tables.layouts import find_layout

HEADER = ["id", "date", "minutes"]
ROWS = [[f"T-{n}", f"2026-03-{n:02d}", str(n)] for n in range(1, 21)]


@pytest.mark.parametrize(("blank", "is_second_table"), [(0, False), (8, False), (9, True)])
def test_a_row_of_words_is_another_header_unless_rows_of_this_table_follow_soon(blank, is_second_table):
    rows = [HEADER, *ROWS, ["one", "two", "three"], *[[""] * 3] * blank, *ROWS]

    layout = find_layout(rows)

    assert layout is not None
    assert (layout.end == 1 + len(ROWS)) is is_second_table
    assert {reason for _, reason in layout.apart} == ({"second_table"} if is_second_table else set())
