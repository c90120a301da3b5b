"""A workbook whose sheets are filled cell by cell or streamed row by row."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet


class CellSheet(Worksheet):
    """A sheet filled cell by cell in a streaming book; it is written when the book closes it.

    openpyxl supports only one mode per book, and streams a sheet several times faster than it
    writes one that was filled cell by cell.
    """

    closed = False

    def close(self) -> None:
        """Write the sheet to its temporary file."""
        self._writer = WorksheetWriter(self)
        self._writer.write()


def new_book() -> Workbook:
    """Return a workbook without sheets."""
    return Workbook(write_only=True)


def open_sheet(book: Workbook, title: str, *, colour: str) -> Worksheet:
    """Append a sheet that is filled cell by cell."""
    sheet = CellSheet(book, title[:31])
    book._sheets.append(sheet)  # type: ignore[attr-defined]  # noqa: SLF001 - adds streamed sheets only
    sheet.sheet_properties.tabColor = colour
    sheet.sheet_view.showGridLines = False
    return sheet
