"""Rows are as high as their texts need: how many lines a text takes."""

from __future__ import annotations

import pytest

from supportlens.report.layout.cells import estimate_height
from supportlens.report.layout.text_room import count_lines, measure


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("", 10, 1),
        ("Atlas", 10, 1),
        ("one\n\nthree", 10, 3),
        ("1234 5678 9012", 10, 2),
        ("0" * 100, 10, 11),  # no space to break at: broken where the cell ends
        ("short " + "0" * 25 + " end", 10, 5),
    ],
)
def test_words_are_kept_whole(text: str, room: float, lines: int) -> None:
    assert count_lines(text, room) == lines


def test_narrow_letters_need_less_room_than_wide_ones() -> None:
    assert measure("illicit title") < 0.7 * measure("WOMEN’S MENUS")
    assert count_lines("il " * 20, 30) < count_lines("MW " * 20, 30)


def test_a_text_just_too_wide_takes_a_second_line() -> None:
    text = "Se le indicó dónde está el menú de facturas"
    assert count_lines(text, measure(text)) == 1
    assert count_lines(text, measure(text) - 0.1) == 2


def test_a_row_is_never_higher_than_a_spreadsheet_allows() -> None:
    assert estimate_height("línea\n" * 200, 10, 11) == 409
