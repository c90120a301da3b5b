"""Writes text, figures and tables into sheets; every cell of the workbook passes through `write_cell`."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.header_footer import _HeaderFooterPart as HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo

from supportlens.domain import fold
from supportlens.report.layout.styles import CELL, HEADER, SMALL, STRONG, Style
from supportlens.report.writing.safe_text import excel_safe, opens_like_formula

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

    from supportlens.i18n import Words

Value = str | float | date | datetime | None
"""What a cell may hold."""

_A4 = 9


def write_cell(sheet: Worksheet, row: int, column: int, value: Value, style: Style) -> None:
    """Write `value` into a cell: a text as text, whatever it begins with."""
    cell: Any = sheet.cell(row, column)
    if isinstance(value, str):
        cell.value = excel_safe(value)
        cell.data_type = "s"
    elif not (isinstance(value, float) and not math.isfinite(value)):
        cell.value = value
    style_cell(cell, style)
    # Kept from turning into a formula when somebody edits the cell and presses Enter.
    cell.quotePrefix = isinstance(value, str) and opens_like_formula(value)


def write_formula(sheet: Worksheet, row: int, column: int, formula: str, style: Style) -> None:
    """Write a formula of the program's own: nothing that came from a file may be part of it."""
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
    """Write `value` over the columns of `span`, the row as high as its text needs.

    `room` is the width of the span in characters, needed where text wraps: a merged cell does not
    grow by itself.
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
    """Estimate the height in points of `text` set `room` characters of size 11 wide."""
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


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of a table: its title, its width in characters and how its values are set."""

    title: str
    width: float
    format: str = "General"
    across: str = "left"

    @property
    def wide(self) -> float:
        """The width that also takes the longest word of the title and the filter's button."""
        return max(self.width, max(len(word) for word in self.title.split() or [""]) * 1.15 + 5)


def number_column(title: str, width: float, number_format: str) -> SheetColumn:
    """Return a column of figures."""
    return SheetColumn(title, width, number_format, "right")


def write_table(
    sheet: Worksheet,
    row: int,
    columns: Sequence[SheetColumn],
    rows: Sequence[Sequence[Value]],
    *,
    strong: Iterable[int] = (),
    named: bool = True,
) -> int:
    """Write a table from `row` on and return the first free row below it.

    Positions in `strong` are set in the accent. A `named` table is a native one, with filters.
    """
    titles = distinct_titles([column.title for column in columns])
    for at, title in enumerate(titles, start=1):
        write_cell(sheet, row, at, title, replace(HEADER, across=columns[at - 1].across))
        raise_row(sheet, row, estimate_height(titles[at - 1], columns[at - 1].wide - 6, HEADER.size) + 6)
    marked = set(strong)
    for number, values in enumerate(rows):
        _write_row(sheet, row + 1 + number, columns, values, STRONG if number in marked else CELL)
    if named and rows:
        add_native_table(sheet, row, row + len(rows), titles)
    return row + len(rows) + 1


def _write_row(
    sheet: Worksheet, row: int, columns: Sequence[SheetColumn], values: Sequence[Value], style: Style
) -> None:
    height = 18.0
    for at, (column, value) in enumerate(zip(columns, values, strict=True), start=1):
        write_cell(sheet, row, at, value, replace(style, format=column.format, across=column.across))
        if isinstance(value, str):
            height = max(height, estimate_height(value, column.wide - 3, style.size))
    sheet.row_dimensions[row].height = height


def add_native_table(sheet: Worksheet, first: int, last: int, titles: Sequence[str]) -> None:
    """Make rows `first` (the header) to `last` a native table with filters, named after its sheet."""
    others = sheet.parent.worksheets if sheet.parent else []
    taken = {name.casefold() for other in others for name in other.tables}
    reference = f"A{first}:{get_column_letter(len(titles))}{last}"
    table = Table(
        displayName=_free_name(table_identifier(sheet.title), taken),
        ref=reference,
        autoFilter=AutoFilter(ref=reference),
        tableColumns=[TableColumn(id=at, name=title) for at, title in enumerate(titles, start=1)],
        # The header's own colours would be lost under a table style that brings others.
        tableStyleInfo=TableStyleInfo(name="TableStyleLight1", showRowStripes=False),
    )
    # `add_table` warns of streamed sheets whose table has no columns, even where it has them.
    sheet.tables.add(table)


def _free_name(name: str, taken: set[str]) -> str:
    number, candidate = 1, name
    while candidate.casefold() in taken:
        number += 1
        candidate = f"{name}_{number}"
    return candidate


def table_identifier(title: str) -> str:
    """Return a table name that Excel accepts: letters, digits and underscores, unlike a cell's address."""
    name = re.sub(r"\W+", "_", fold(title)).strip("_").capitalize() or "Table"
    looks_like_cell = re.fullmatch(r"[a-z]{1,3}\d+|r\d*c\d*|[rc]", name, re.IGNORECASE)
    return f"T_{name}" if looks_like_cell or name[0].isdigit() else name


def distinct_titles(titles: Iterable[str]) -> list[str]:
    """Return the titles as Excel wants a table's: one line, not empty, each different from the others."""
    seen: set[str] = set()
    result = []
    for number, title in enumerate(titles, start=1):
        plain = " ".join(excel_safe(title).split())[:240] or f"({number})"
        text, again = plain, 1
        while text.casefold() in seen:
            again += 1
            text = f"{plain} ({again})"
        seen.add(text.casefold())
        result.append(text)
    return result


def set_page(
    sheet: Worksheet,
    words: Words,
    *,
    landscape: bool = True,
    pages_wide: int = 1,
    one_page: bool = False,
    title_rows: str = "",
    title_columns: str = "",
) -> None:
    """Set up the page for printing: fitted to the width, with header, footer and repeated titles."""
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth = pages_wide
    sheet.page_setup.fitToHeight = 1 if one_page else 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.page_margins.top = sheet.page_margins.bottom = 0.7
    sheet.print_options.horizontalCentered = True
    pages = words.say("Page {page} of {pages}", page="&P", pages="&N")
    sheet.HeaderFooter.oddHeader = HeaderFooterItem(left=_small("SupportLens"), right=_small("&A"))
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(right=_small(pages))
    if title_rows:
        sheet.print_title_rows = title_rows
    if title_columns:
        sheet.print_title_cols = title_columns


def _small(text: str) -> HeaderFooterPart:
    return HeaderFooterPart(text=text, size=9)


def write_table_sheet(
    sheet: Worksheet,
    words: Words,
    columns: Sequence[SheetColumn],
    rows: Sequence[Sequence[Value]],
    *,
    freeze: str,
    strong: Iterable[int] = (),
) -> int:
    """Fill a sheet with one table, its header frozen and on every page; return the first free row."""
    set_widths(sheet, [column.wide for column in columns])
    after = write_table(sheet, 1, columns, rows, strong=strong)
    sheet.freeze_panes = freeze
    set_page(sheet, words, title_rows="1:1")
    return after


def write_note(sheet: Worksheet, row: int, span: tuple[int, int], text: str, room: float) -> int:
    """Write a small remark and return the next row."""
    write_across(sheet, row, span, text, SMALL, room=room)
    return row + 1
