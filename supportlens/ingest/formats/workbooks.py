"""Reads XLSX, XLS and ODS workbooks."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import python_calamine as calamine

from supportlens.domain import Damaged, FractionProgress, NoRows, NotATable, PasswordProtected
from supportlens.ingest.formats.spreadsheets.epochs import convert_bare_days, counts_from_1904
from supportlens.ingest.formats.spreadsheets.merged_cells import Span
from supportlens.ingest.formats.spreadsheets.open_documents import read_spans
from supportlens.ingest.formats.spreadsheets.sheets import SheetCells, make_parts
from supportlens.ingest.tables.table import Part


def read_sheets(path: str, data: bytes, progress: FractionProgress) -> tuple[Part, ...]:
    """Return the tables of the sheets, those most like tickets first; sheets of one shape are joined.

    Raises PasswordProtected, NotATable for a damaged workbook, or NoRows.
    """
    parts = make_parts(_read_sheets(path, data, progress))
    if not parts:
        raise NoRows(path)
    return parts


def _read_sheets(path: str, data: bytes, progress: FractionProgress) -> list[SheetCells]:
    """Return every sheet with its rows of text."""
    try:
        return _read_worksheets(data, progress)
    except calamine.PasswordError as error:
        raise PasswordProtected(path) from error
    except (calamine.CalamineError, calamine.ZipError, calamine.XmlError, OSError, ValueError) as error:
        raise _fault_of(path, data, str(error)) from error
    except BaseException as panic:
        # A damaged workbook can panic the Rust reader; its exception derives from BaseException and cannot be
        # imported, so it is recognised by name and all others propagate.
        if type(panic).__name__ != "PanicException":
            raise
        raise _fault_of(path, data, "panic") from panic


def _fault_of(path: str, data: bytes, detail: str) -> NotATable:
    """Return Damaged for an archive; the older container format may also be a document or an installer."""
    return Damaged(path, detail) if data.startswith(b"PK") else NotATable(path, detail)


def _read_worksheets(data: bytes, progress: FractionProgress) -> list[SheetCells]:
    book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    described = [one for one in book.sheets_metadata if one.typ == calamine.SheetTypeEnum.WorkSheet]
    early = counts_from_1904(data)
    spans = read_spans(data) if data.startswith(b"PK") else {}
    sheets = []
    for at, one in enumerate(described):
        sheet = book.get_sheet_by_name(one.name)
        progress(at / len(described))
        cells: list[list[Any]] = sheet.to_python(skip_empty_area=True)
        rows = [[cell_text(cell) for cell in row] for row in (convert_bare_days(cells) if early else cells)]
        hidden = one.visible != calamine.SheetVisibleEnum.Visible
        top, left = sheet.start or (0, 0)
        sheets.append(
            SheetCells(
                one.name, top + 1, rows, _merged_cells(sheet, spans.get(one.name, ()), top, left), hidden
            )
        )
    return sheets


def _merged_cells(sheet: calamine.CalamineSheet, spans: Sequence[Span], top: int, left: int) -> list[Span]:
    """Return the merged cells of a sheet, counted from its first written cell."""
    said = [Span(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
    return [
        Span(one.top - top, one.left - left, one.bottom - top, one.right - left)
        for one in (*said, *spans)
        if one.top >= top and one.left >= left
    ]


def cell_text(cell: Any) -> str:
    """Return a cell as text: dates in ISO format, whole numbers without a decimal point."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds")
    if isinstance(cell, timedelta):
        minutes, seconds = divmod(round(cell.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)
