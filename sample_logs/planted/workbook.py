"""An Excel workbook whose bytes depend on its cells alone."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

if TYPE_CHECKING:
    from collections.abc import Sequence

BORN = datetime(2026, 9, 1, 8, 0)  # noqa: DTZ001 - Excel's own dates have no zone
WIDTHS = {3: 34, 4: 60, 5: 46}
"""Widths of the text columns by position; all others are narrow."""


def make_workbook(title: str, headers: Sequence[str], rows: Sequence[Sequence[Any]]) -> bytes:
    """Make a workbook of one sheet with real dates and a frozen, bold header."""
    book = Workbook()
    book.properties.created = BORN
    book.properties.creator = "SupportLens"
    sheet = book.worksheets[0]
    sheet.title = title
    sheet.append(list(headers))
    for row in rows:
        sheet.append([cell if cell != "" else None for cell in row])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for position, column in enumerate(sheet.iter_cols(min_row=1)):
        sheet.column_dimensions[get_column_letter(position + 1)].width = WIDTHS.get(position, 17)
        for cell in column[1:]:
            if isinstance(cell.value, datetime):
                cell.number_format = "yyyy-mm-dd hh:mm"
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return _drop_clock(out.getvalue())


def _drop_clock(workbook: bytes) -> bytes:
    """Take out of a workbook the time of saving, and the packing, which differs between builds of zlib."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            content = old.read(name)
            if name == "docProps/core.xml":
                stamp = BORN.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, content)
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 3
            new.writestr(entry, content)
    return out.getvalue()
