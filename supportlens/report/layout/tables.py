"""Writes tables, with filters and titles as Excel requires them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from supportlens.domain import fold
from supportlens.report.layout.book import NativeTable
from supportlens.report.layout.cells import BOLD, estimate_height, raise_row, set_widths, write_cell
from supportlens.report.layout.pages import set_page
from supportlens.report.layout.ranges import CellRange
from supportlens.report.layout.styles import CELL, HEADER, STRONG, Style
from supportlens.report.writing.safe_text import excel_safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from supportlens.i18n import Words
    from supportlens.report.layout.book import SheetDraft
    from supportlens.report.layout.cells import Value


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of a table: its title, its width in characters and how its values are formatted."""

    title: str
    width: float
    format: str = "General"
    across: str = "left"
    optional: bool = False
    """Whether it is hidden in a sheet where no row has a value in it."""

    @property
    def wide(self) -> float:
        """The width that also fits the longest word of the title and the filter's button."""
        return max(self.width, max(len(word) for word in self.title.split() or [""]) * 1.15 + 5)


def number_column(title: str, width: float, number_format: str, *, optional: bool = False) -> SheetColumn:
    """Return a column of figures."""
    return SheetColumn(title, width, number_format, "right", optional)


def write_table(
    sheet: SheetDraft,
    row: int,
    columns: Sequence[SheetColumn],
    rows: Sequence[Sequence[Value]],
    *,
    strong: Iterable[int] = (),
    named: bool = True,
) -> int:
    """Write a table starting at `row` and return the first free row below it.

    Rows whose index is in `strong` have the accent colour. A `named` table is native, with filters.
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
    sheet: SheetDraft, row: int, columns: Sequence[SheetColumn], values: Sequence[Value], style: Style
) -> None:
    height = 18.0
    for at, (column, value) in enumerate(zip(columns, values, strict=True), start=1):
        write_cell(sheet, row, at, value, replace(style, format=column.format, across=column.across))
        if isinstance(value, str):
            room = (column.wide - 3) * (BOLD if style.bold else 1)
            height = max(height, estimate_height(value, room, style.size))
    sheet.heights[row] = height


def write_table_sheet(
    sheet: SheetDraft,
    words: Words,
    columns: Sequence[SheetColumn],
    rows: Sequence[Sequence[Value]],
    *,
    freeze: str,
    strong: Iterable[int] = (),
) -> int:
    """Fill a sheet with one table, its header frozen and printed on every page; return the first free row."""
    set_widths(sheet, [column.wide for column in columns])
    after = write_table(sheet, 1, columns, rows, strong=strong)
    sheet.hidden |= _empty_columns(columns, rows)
    sheet.freeze = freeze
    set_page(sheet, words, title_rows=(1, 1))
    return after


def _empty_columns(columns: Sequence[SheetColumn], rows: Sequence[Sequence[Value]]) -> set[int]:
    """Return the optional columns, counted from 1, that hold nothing: they would only make a page smaller."""
    if not rows:
        return set()
    held = (any(row[at] not in (None, "") for row in rows) for at in range(len(columns)))
    numbered = enumerate(zip(columns, held, strict=True), start=1)
    return {at for at, (column, has_values) in numbered if column.optional and not has_values}


def add_native_table(sheet: SheetDraft, first: int, last: int, titles: Sequence[str]) -> None:
    """Make rows `first` (the header) to `last` a native table with filters, named after its sheet."""
    name = claim_table_name(sheet)
    sheet.tables.append(NativeTable(name, CellRange(first, 1, last, len(titles)), tuple(titles)))


def claim_table_name(sheet: SheetDraft) -> str:
    """Return a name for a table of this sheet that no other table of the workbook has."""
    plain = table_identifier(sheet.title)
    number, name = 1, plain
    while name.casefold() in sheet.table_names:
        number += 1
        name = f"{plain}_{number}"
    sheet.table_names.add(name.casefold())
    return name


def table_identifier(title: str) -> str:
    """Return a table name that Excel accepts: letters, digits and underscores, not a cell address."""
    name = re.sub(r"\W+", "_", fold(title)).strip("_").capitalize() or "Table"
    looks_like_cell = re.fullmatch(r"[a-z]{1,3}\d+|r\d*c\d*|[rc]", name, re.IGNORECASE)
    return f"T_{name}" if looks_like_cell or name[0].isdigit() else name


def distinct_titles(titles: Iterable[str]) -> list[str]:
    """Return titles as Excel requires them in a table: one line each, not empty, all different."""
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
