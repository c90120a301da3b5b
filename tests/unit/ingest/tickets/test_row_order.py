"""Rows are ordered as pandas orders them, however many there are."""

from __future__ import annotations

import pandas as pd

from supportlens.ingest.tickets import row_order
from supportlens.ingest.tickets.row_order import find_order


def test_rows_are_ordered_by_moment_and_text_across_pieces(monkeypatch):
    monkeypatch.setattr(row_order, "_AT_ONCE", 7)
    days = [None if n % 9 == 4 else f"2026-03-{n * 7 % 20 + 1:02d}" for n in range(60)]
    frame = pd.DataFrame(
        {
            "moment": pd.to_datetime(pd.Series(days)),
            "text": pd.Series([f"t{n * 11 % 5}" for n in range(60)], dtype="str"),
        }
    )
    expected = frame.sort_values(["moment", "text"], kind="stable", na_position="last")
    assert find_order(frame, ["moment", "text"]).tolist() == expected.index.tolist()


def test_no_rows_have_no_order():
    assert find_order(pd.DataFrame({"text": pd.Series([], dtype="str")}), ["text"]).tolist() == []


def test_rows_of_one_moment_keep_their_order_where_nothing_else_tells_them():
    frame = pd.DataFrame({"moment": pd.to_datetime(pd.Series(["2026-03-02", None, "2026-03-01", None]))})
    assert find_order(frame, ["moment"]).tolist() == [2, 0, 1, 3]


def test_without_moments_the_texts_tell_the_order():
    frame = pd.DataFrame({"text": ["b", "a", "b", ""], "more": ["2", "1", "1", ""]}, dtype="str")
    assert find_order(frame, ["text", "more"]).tolist() == [3, 1, 2, 0]
