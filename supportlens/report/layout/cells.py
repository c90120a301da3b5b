"""Writes text and figures into cells; every cell of the workbook passes through `write_cell`."""

from __future__ import annotations

import math
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from openpyxl.utils import get_column_letter

from supportlens.report.layout.styles import SMALL, Style
from supportlens.report.writing.safe_text import excel_safe, opens_like_formula

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

Value = str | float | date | datetime | None
"""What a cell may hold."""


def write_cell(sheet: Worksheet, row: int, column: int, value: Value, style: Style) -> None:
    """Write `value` into a cell: a text as text, whatever it begins with."""
    cell: Any = sheet.cell(row, column)
    if isinstance(value, str):
        cell.value = excel_safe(value)
        cell.data_type = "s"
    elif not (isinstance(value, float) and not math.isfinite(value)):
        cell.value = value
    style_cell(cell, style)
    # Keeps the text from becoming a formula when somebody edits the cell and presses Enter.
    cell.quotePrefix = isinstance(value, str) and opens_like_formula(value)


def write_formula(sheet: Worksheet, row: int, column: int, formula: str, style: Style) -> None:
    """Write a formula; it must not contain anything that came from a file."""
    cell: Any = sheet.cell(row, column)
    cell.value = formula
    style_cell(cell, style)


def style_cell(cell: Cell | MergedCell, style: Style) -> None:
    """Apply a style to a cell."""
    cell.font = style.font
    cell.alignment = style.alignment
    cell.fill = style.background
    cell.border = style.border
    cell.number_format = style.format


def write_across(
    sheet: Worksheet, row: int, span: tuple[int, int], value: Value, style: Style, *, room: float = 0
) -> None:
    """Write `value` across the columns of `span`, and make the row as high as the text needs.

    `room` is the width of the span in characters, needed for text that wraps: a merged cell does
    not grow by itself.
    """
    first, last = span
    for column in range(first, last + 1):
        style_cell(sheet.cell(row, column), style)
    write_cell(sheet, row, first, value, style)
    if last > first:
        sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)
    if room and isinstance(value, str):
        raise_row(sheet, row, estimate_height(value, room, style.size))


def estimate_height(text: str, room: float, size: float) -> float:
    """Estimate the height in points of `text` of size 11 in a cell `room` characters wide."""
    per_line = max(1.0, room * 11 / size * 1.02)
    lines = sum(max(1, math.ceil(len(line) / per_line)) for line in text.split("\n"))
    return min(409.0, lines * size * 1.36 + 4)


def raise_row(sheet: Worksheet, row: int, height: float) -> None:
    """Make a row at least `height` points high."""
    current = sheet.row_dimensions[row].height or 0
    sheet.row_dimensions[row].height = max(current, height)


def set_widths(sheet: Worksheet, widths: Sequence[float]) -> None:
    """Set the widths of the first columns, in characters."""
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def write_note(sheet: Worksheet, row: int, span: tuple[int, int], text: str, room: float) -> int:
    """Write a small remark and return the next row."""
    write_across(sheet, row, span, text, SMALL, room=room)
    return row + 1
