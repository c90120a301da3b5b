"""Reads XLSX, XLS and ODS workbooks."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import python_calamine as calamine

from supportlens.domain import Damaged, FractionProgress, NoRows, NotATable, PasswordProtected
from supportlens.ingest.tables.shaping import shape_rows
from supportlens.ingest.tables.table import Grid, Part


def read_sheets(path: str, data: bytes, progress: FractionProgress) -> tuple[Part, ...]:
    """Return the tables of the visible sheets, largest first; sheets with the same header are joined.

    Raises PasswordProtected, NotATable for a damaged workbook, or NoRows.
    """
    sheets = _read_sheets(path, data, progress)
    shaped = [(name, shape_rows(rows, first)) for name, first, rows in sheets]
    found = [(name, grid) for name, grid in shaped if grid is not None and grid.rows]
    if not found:
        raise NoRows(path)
    joined: dict[tuple[str, ...], tuple[str, Grid]] = {}
    for name, grid in found:
        known = joined.get(grid.columns)
        named = replace(grid, sheets=[name] * len(grid.rows))
        joined[grid.columns] = (name, named) if known is None else (known[0], _append_rows(known[1], named))
    parts = (Part(name, grid) for name, grid in joined.values())
    return tuple(sorted(parts, key=lambda part: -len(part.grid.rows) * len(part.grid.columns)))


def _append_rows(above: Grid, below: Grid) -> Grid:
    """Append the rows of a sheet to another; their numbers continue, so that they stay unique."""
    shift = max(above.numbers)
    return replace(
        above,
        rows=[*above.rows, *below.rows],
        numbers=[*above.numbers, *(shift + number for number in below.numbers)],
        rejections=above.rejections + below.rejections,
        sheets=[*above.sheets, *below.sheets],
    )


def _read_sheets(
    path: str, data: bytes, progress: FractionProgress
) -> list[tuple[str, int, list[list[str]]]]:
    """Return name, number of the first row, and rows of text of every visible sheet."""
    try:
        return _read_visible(data, progress)
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


def _read_visible(data: bytes, progress: FractionProgress) -> list[tuple[str, int, list[list[str]]]]:
    book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    visible = [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.typ == calamine.SheetTypeEnum.WorkSheet
        and sheet.visible == calamine.SheetVisibleEnum.Visible
    ]
    sheets = []
    for at, name in enumerate(visible):
        sheet = book.get_sheet_by_name(name)
        progress(at / len(visible))
        rows = [[cell_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=True)]
        sheets.append((name, (sheet.start[0] if sheet.start else 0) + 1, rows))
    return sheets


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
