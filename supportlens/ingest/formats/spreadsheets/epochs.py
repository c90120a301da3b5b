"""Finds workbooks that count days from 1904, and converts their bare numbers in columns of dates."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime, timedelta
from typing import Any

from supportlens.domain import Field
from supportlens.ingest.tables.headers import header_rules, parse_header

_FLAG = re.compile(rb"<[^<>]{0,20}workbookPr\b[^<>]{0,2000}\bdate1904\s*=\s*[\"'](?:1|true|on)[\"']")
_NULL_DATE = re.compile(rb"<table:null-date\b[^<>]{0,200}\bdate-value-type|date-value=\"1904-01-01")
_DATEMODE = b"\x22\x00\x02\x00\x01\x00\x0e\x00\x02\x00"
"""In a binary workbook: days from 1904, followed by the record that Excel writes next (MS-XLS 2.4.77)."""

_PART = 1 << 20
"""Bytes of the description of a workbook that are searched."""

_SEARCHED = 40
"""Rows in which the header is searched, as in `layouts`."""

_FIRST_DAY = datetime(1904, 1, 1)  # noqa: DTZ001 - a cell has no zone
_DAYS = (18_000, 80_000)
"""Numbers that may be days: 1953 to 2123."""


def counts_from_1904(data: bytes) -> bool:
    """Return whether a workbook of any format counts its days from 1904."""
    if not data.startswith(b"PK"):
        return _DATEMODE in data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in ("xl/workbook.xml", "content.xml"):
            if name in archive.namelist():
                with archive.open(name) as part:
                    head = part.read(_PART)
                return bool(_FLAG.search(head) or _NULL_DATE.search(head))
    return False


def convert_bare_days(rows: list[list[Any]]) -> list[list[Any]]:
    """Return rows in which bare numbers below a header of dates are moments, counted from 1904."""
    dated = _dated_columns(rows)
    if not dated:
        return rows
    return [
        [_convert(cell) if at in dated and isinstance(cell, float) else cell for at, cell in enumerate(row)]
        for row in rows
    ]


def _convert(cell: float) -> Any:
    if not _DAYS[0] <= cell < _DAYS[1]:
        return cell
    return _FIRST_DAY + timedelta(seconds=round(cell * 86_400))


def _dated_columns(rows: list[list[Any]]) -> frozenset[int]:
    """Return the columns with a header of dates in one of the first rows."""
    rules = header_rules()
    roles = (rules.fields[Field.CREATED_AT], rules.fields[Field.RESOLVED_AT], rules.updated)
    return frozenset(
        at
        for row in rows[:_SEARCHED]
        for at, cell in enumerate(row)
        if isinstance(cell, str)
        and 0 < len(cell) < 80
        and any(role.weight(parse_header(cell)) > 0 for role in roles)
    )
