"""Reads SpreadsheetML, the XML of Excel 2003 that tools save as .xls or .xml."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from supportlens.domain import TooLarge
from supportlens.ingest.formats.markup.parsing import local_attributes, local_name
from supportlens.ingest.formats.markup.web_pages import cell_text as markup_text
from supportlens.ingest.formats.spreadsheets.merged_cells import Span
from supportlens.ingest.formats.spreadsheets.sheets import SheetCells
from supportlens.ingest.formats.workbooks import cell_text

if TYPE_CHECKING:
    from lxml.etree import _Element

_TALLEST, _WIDEST = 1_048_576, 16_384
_MOST_CELLS = 20_000_000
"""Maximum cells of a sheet, with those that are skipped. Judgement: the text itself would be gigabytes."""

_MIDNIGHT = re.compile(r"T00:00:00(?:\.0+)?$")
_SECOND = re.compile(r"\.0+$")


def read_spreadsheet(path: str, root: _Element) -> tuple[SheetCells, ...]:
    """Return the sheets; raises TooLarge for cells that are skipped without end."""
    return tuple(
        _read_sheet(path, sheet, f"Sheet{number}")
        for number, sheet in enumerate(root.iter("{*}Worksheet"), start=1)
    )


def _read_sheet(path: str, sheet: _Element, default: str) -> SheetCells:
    rows: list[list[str]] = []
    spans: list[Span] = []
    total = 0
    for row in sheet.iter("{*}Row"):
        at = _number(row, "Index", len(rows) + 1) - 1
        if at >= _TALLEST:
            raise TooLarge(path, "cells")
        rows += [[] for _ in range(at - len(rows))]
        rows.append(_read_row(path, row, len(rows), spans))
        total += len(rows[-1])
        if total > _MOST_CELLS:
            raise TooLarge(path, "cells")
    hidden = any(
        (one.text or "").strip() in {"SheetHidden", "SheetVeryHidden"} for one in sheet.iter("{*}Visible")
    )
    return SheetCells(local_attributes(sheet).get("Name", default), 1, rows, spans, hidden)


def _read_row(path: str, row: _Element, at: int, spans: list[Span]) -> list[str]:
    cells: list[str] = []
    for cell in row:
        if local_name(cell) != "Cell":
            continue
        left = _number(cell, "Index", len(cells) + 1) - 1
        across, down = _number(cell, "MergeAcross", 0), _number(cell, "MergeDown", 0)
        if left + across >= _WIDEST:
            raise TooLarge(path, "columns")
        cells += [""] * (left - len(cells))
        cells += [_read_cell(cell), *[""] * across]
        if across or down:
            spans.append(Span(at, left, at + down, left + across))
    return cells


def _number(element: _Element, name: str, default: int) -> int:
    digits = local_attributes(element).get(name, "")
    return int(digits) if digits.isdecimal() and len(digits) < 10 else default


def _read_cell(cell: _Element) -> str:
    data = next((child for child in cell if local_name(child) == "Data"), None)
    if data is None:
        return ""
    kind = local_attributes(data).get("Type", "String")
    written = (data.text or "") if not len(data) else markup_text(data)
    if kind == "DateTime":
        return _SECOND.sub("", _MIDNIGHT.sub("", written.strip())).replace("T", " ")
    if kind == "Boolean":
        return "true" if written.strip() == "1" else "false"
    if kind == "Number":
        try:
            return cell_text(float(written))
        except ValueError:
            return written
    return written
