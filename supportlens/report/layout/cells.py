"""Puts text and figures into cells; every cell of the workbook passes through `write_cell`."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from supportlens.report.layout.book import Formula, RichText, SheetCell, TextRun
from supportlens.report.layout.ranges import CellRange
from supportlens.report.layout.styles import LINK, SMALL, Style
from supportlens.report.layout.text_room import count_lines
from supportlens.report.writing.safe_text import excel_safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supportlens.report.layout.book import CellLink, SheetDraft

Value = str | float | date | datetime | None
"""What a cell may hold."""
BOLD = 0.9
"""The part of a text that fits where it is bold."""


def write_cell(
    sheet: SheetDraft,
    row: int,
    column: int,
    value: Value | RichText,
    style: Style,
    link: CellLink | None = None,
) -> None:
    """Write `value` into a cell: a text as text, whatever it begins with."""
    if isinstance(value, str):
        value = excel_safe(value)
    elif isinstance(value, RichText):
        value = RichText(tuple(TextRun(excel_safe(one.text), one.colour, one.bold) for one in value.runs))
    elif isinstance(value, float) and not math.isfinite(value):
        value = None
    shown = replace(style, colour=LINK, underline=True) if link else style
    sheet.cells[row, column] = SheetCell(value, shown, link)


def write_formula(
    sheet: SheetDraft, row: int, column: int, formula: str, style: Style, value: float | str = 0
) -> None:
    """Write a formula and the value it has now; it must not contain anything that came from a file."""
    sheet.cells[row, column] = SheetCell(Formula(formula, value), style)


def style_cell(sheet: SheetDraft, row: int, column: int, style: Style) -> None:
    """Apply a style to a cell; its value stays."""
    held = sheet.cells.get((row, column))
    sheet.cells[row, column] = SheetCell(held.value if held else None, style, held.link if held else None)


def link_cell(sheet: SheetDraft, row: int, column: int, link: CellLink) -> None:
    """Make a cell lead to another; its value and format stay."""
    held = sheet.cells[row, column]
    sheet.cells[row, column] = SheetCell(held.value, replace(held.style, colour=LINK, underline=True), link)


def write_across(
    sheet: SheetDraft,
    row: int,
    span: tuple[int, int],
    value: Value | RichText,
    style: Style,
    *,
    room: float = 0,
    link: CellLink | None = None,
) -> None:
    """Write `value` across the columns of `span`, and make the row as high as the text needs.

    `room` is the width of the span in characters, needed for text that wraps: a merged cell does
    not grow by itself.
    """
    first, last = span
    for column in range(first, last + 1):
        style_cell(sheet, row, column, style)
    write_cell(sheet, row, first, value, style, link)
    if last > first:
        sheet.merged.append(CellRange(row, first, row, last))
    if room and isinstance(value, str):
        raise_row(sheet, row, estimate_height(value, room * (BOLD if style.bold else 1), style.size))


def estimate_height(text: str, room: float, size: float) -> float:
    """Estimate the height in points of `text` in a cell `room` digits of size 11 wide.

    A line of a spreadsheet is 15 points high at size 11.
    """
    return min(409.0, count_lines(text, room * 11 / size) * size * 1.36 + 4)


def raise_row(sheet: SheetDraft, row: int, height: float) -> None:
    """Make a row at least `height` points high."""
    sheet.heights[row] = max(sheet.heights.get(row, 0), height)


def set_widths(sheet: SheetDraft, widths: Sequence[float]) -> None:
    """Set the widths of the first columns, in characters."""
    sheet.widths.update(enumerate(widths, start=1))


def write_note(sheet: SheetDraft, row: int, span: tuple[int, int], text: str, room: float) -> int:
    """Write a small remark and return the next row."""
    write_across(sheet, row, span, text, SMALL, room=room)
    return row + 1
