"""Writing logs and change calendars to files: CSV, Excel, JSON and JSON Lines."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sample_logs.planted.phrasing import phrases
from sample_logs.planted.workbook import workbook_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from sample_logs.planted.assembling import Planting

Cell = str | int | date | None

DATES = ("created", "resolved")


def write_log(planting: Planting, path: Path) -> None:
    """Write the tickets in the format that the file's suffix names.

    Raises ValueError for a suffix other than .csv, .xlsx, .json and .jsonl.
    """
    if path.suffix not in WRITERS:
        raise ValueError(f"{path.suffix or 'no suffix'}: choose one of {', '.join(WRITERS)}")
    path.write_bytes(WRITERS[path.suffix](planting))


def write_changes(planting: Planting, path: Path) -> None:
    """Write the change calendar as CSV."""
    terms = phrases(planting.language).terms
    rows: list[Sequence[Cell]] = [
        (change.day, change.name, change.app, change.type) for change in planting.changes
    ]
    path.write_bytes(_csv(terms["change_headers"], rows, terms))


def write_truth(planting: Planting, path: Path) -> None:
    """Write what was planted as JSON."""
    path.write_bytes(planting.truth.as_text().encode())


def columns(planting: Planting) -> dict[str, str]:
    """Return the columns of the log: field of a ticket to header."""
    scenario = planting.scenario
    headers: dict[str, str] = phrases(planting.language).terms["headers"]
    left_out = {
        *(() if scenario.dates else DATES),
        *(() if scenario.versions else ("version",)),
        *(() if scenario.resolutions else ("resolution",)),
        *(() if scenario.segments else ("segment", "device")),
    }
    return {field: header for field, header in headers.items() if field not in left_out}


def _rows(planting: Planting, fields: Sequence[str]) -> list[Sequence[Cell]]:
    return [[getattr(ticket, field) for field in fields] for ticket in planting.tickets]


def _as_csv(planting: Planting) -> bytes:
    named = columns(planting)
    return _csv(list(named.values()), _rows(planting, list(named)), phrases(planting.language).terms)


def _csv(headers: Sequence[str], rows: Sequence[Sequence[Cell]], terms: dict[str, Any]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=terms["delimiter"], lineterminator="\r\n")
    writer.writerow(headers)
    writer.writerows([[_text(cell, terms) for cell in row] for row in rows])
    # Excel reads a file without this mark as if it were written in the local code page.
    return out.getvalue().encode("utf-8-sig")


def _text(cell: Cell, terms: dict[str, Any]) -> str:
    if isinstance(cell, datetime):
        return cell.strftime(terms["moment_format"])
    if isinstance(cell, date):
        return cell.strftime(terms["day_format"])
    return "" if cell is None else str(cell)


def _as_workbook(planting: Planting) -> bytes:
    named = columns(planting)
    title = phrases(planting.language).terms["sheet"]
    return workbook_bytes(title, list(named.values()), _rows(planting, list(named)))


def _records(planting: Planting) -> list[dict[str, Cell]]:
    keys: dict[str, str] = phrases(planting.language).terms["api_keys"]
    fields = list(columns(planting))
    return [
        {
            keys[field]: cell.isoformat() if isinstance(cell, date) else cell
            for field, cell in zip(fields, row, strict=True)
        }
        for row in _rows(planting, fields)
    ]


def _as_json(planting: Planting) -> bytes:
    exported = {
        "total": len(planting.tickets),
        "exported_at": f"{planting.scenario.last.isoformat()}T23:59:00",
        "tickets": _records(planting),
    }
    return (json.dumps(exported, ensure_ascii=False, indent=1) + "\n").encode()


def _as_json_lines(planting: Planting) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in _records(planting)).encode()


WRITERS: dict[str, Callable[[Planting], bytes]] = {
    ".csv": _as_csv,
    ".xlsx": _as_workbook,
    ".json": _as_json,
    ".jsonl": _as_json_lines,
}
