"""Writes an editable table: what may be changed in view, what it held before in hidden columns."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from supportlens.report.layout.book import ChoiceList
from supportlens.report.layout.cells import set_widths, write_cell
from supportlens.report.layout.ranges import CellRange
from supportlens.report.layout.styles import FILL_IN
from supportlens.report.layout.tables import SheetColumn, write_table

if TYPE_CHECKING:
    from supportlens.report.editing.editable import EditableTable
    from supportlens.report.layout.book import BookDraft, SheetDraft
    from supportlens.report.layout.cells import Value

NAME_PREFIX = "SupportLens_"
"""What the name of the cells of an editable table begins with."""
KEY, BEFORE = "supportlens key", "supportlens before: "
"""The titles of the hidden columns; files of every language have them."""


def write_editable(
    book: BookDraft, sheet: SheetDraft, row: int, table: EditableTable, *, first_width: float
) -> int:
    """Write a table from `row` on and return the first free row below it; nothing for a table without rows.

    Beside each row stand its key and the values it has now, hidden: when the file comes back, what
    somebody changed in it can be told from what was changed in the project meanwhile.
    """
    if not table.rows:
        return row
    further = tuple(dict.fromkeys(title for one in table.rows for title, _ in one.further))
    visible = (
        SheetColumn(table.title, first_width),
        *(SheetColumn(one.title, one.width, one.format) for one in table.fields),
        *(SheetColumn(title, 20) for title in further),
    )
    hidden = (SheetColumn(KEY, 8), *(SheetColumn(f"{BEFORE}{one.id}={one.title}", 8) for one in table.fields))
    rows: list[list[Value]] = []
    for one in table.rows:
        added = dict(one.further)
        now = [one.values[column.id] for column in table.fields]
        before: list[Value] = [plain_text(value) or None for value in now]
        rows.append([one.name, *now, *(added.get(title) for title in further), one.key, *before])
    after = write_table(sheet, row, (*visible, *hidden), rows)
    last = len(visible)
    sheet.hidden |= set(range(last + 1, last + len(hidden) + 1))
    for at in range(row + 1, after):
        for column in range(2, last + 1):
            held = sheet.cells[at, column]
            style = replace(FILL_IN, format=held.style.format, across="left")
            write_cell(sheet, at, column, held.value, style)  # type: ignore[arg-type]  # no formula stands here
    for offset, editable in enumerate(table.fields, start=2):
        if editable.choices:
            cells = CellRange(row + 1, offset, after - 1, offset)
            sheet.choices.append(ChoiceList(cells, editable.choices, strict=editable.strict))
    book.names[NAME_PREFIX + table.id] = (sheet.title, CellRange(row, 1, after - 1, last + len(hidden)))
    return after


def set_table_widths(sheet: SheetDraft, table: EditableTable, first_width: float) -> None:
    """Set the widths of the columns in view."""
    set_widths(sheet, (first_width, *(one.width for one in table.fields)))


def plain_text(value: object) -> str:
    """Return a value as it is compared: a day as 2026-03-31, a number without an end of noughts."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, int | float):
        return f"{float(value):g}"
    return str(value).replace("\r\n", "\n").strip()
