"""Write logs and change calendars to files: CSV, Excel, JSON and JSON Lines."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sample_logs.planted.phrasing import read_phrases
from sample_logs.planted.scenario import Situation
from sample_logs.planted.workbook import make_workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from sample_logs.planted.plantings import Planting

Cell = str | int | date | None

DATES = ("created", "resolved")

COLUMNS_OF = {
    "team": frozenset({Situation.TEAM_RENAMED}),
    "category": frozenset({Situation.CATEGORY_RENAMED}),
    "customer": frozenset({Situation.NEW_CUSTOMER, Situation.HEAVY_REQUESTER}),
}
"""Columns that only logs with one of these situations have."""


def write_log(planting: Planting, path: Path) -> None:
    """Write the tickets in the format that the file's suffix names.

    Raises ValueError for a suffix other than .csv, .xlsx, .json and .jsonl.
    """
    if path.suffix not in WRITERS:
        raise ValueError(f"{path.suffix or 'no suffix'}: choose one of {', '.join(WRITERS)}")
    path.write_bytes(WRITERS[path.suffix](planting))


def write_changes(planting: Planting, path: Path) -> None:
    """Write the change calendar as CSV."""
    terms = read_phrases(planting.language).terms
    rows: list[Sequence[Cell]] = [
        (change.day, change.name, change.app, change.type) for change in planting.changes
    ]
    path.write_bytes(_encode_csv(terms["change_headers"], rows, terms))


def write_truth(planting: Planting, path: Path) -> None:
    """Write what was planted as JSON."""
    path.write_bytes(planting.truth.as_text().encode())


def choose_columns(planting: Planting) -> dict[str, str]:
    """Return the columns of the log as a mapping from a ticket's field to its header."""
    scenario = planting.scenario
    headers: dict[str, str] = read_phrases(planting.language).terms["headers"]
    left_out = {
        *(() if scenario.dates else DATES),
        *(() if scenario.versions else ("version",)),
        *(() if scenario.resolutions else ("resolution",)),
        *(() if scenario.segments else ("segment", "device")),
        *(name for name, shown in COLUMNS_OF.items() if not shown.intersection(scenario.situations)),
    }
    return {field: header for field, header in headers.items() if field not in left_out}


def _list_rows(planting: Planting, fields: Sequence[str]) -> list[Sequence[Cell]]:
    return [[getattr(ticket, field) for field in fields] for ticket in planting.tickets]


def _make_csv(planting: Planting) -> bytes:
    named = choose_columns(planting)
    return _encode_csv(
        list(named.values()), _list_rows(planting, list(named)), read_phrases(planting.language).terms
    )


def _encode_csv(headers: Sequence[str], rows: Sequence[Sequence[Cell]], terms: dict[str, Any]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=terms["delimiter"], lineterminator="\r\n")
    writer.writerow(headers)
    writer.writerows([[_format_cell(cell, terms) for cell in row] for row in rows])
    # Excel reads a file without this mark as if it were written in the local code page.
    return out.getvalue().encode("utf-8-sig")


def _format_cell(cell: Cell, terms: dict[str, Any]) -> str:
    if isinstance(cell, datetime):
        return cell.strftime(terms["moment_format"])
    if isinstance(cell, date):
        return cell.strftime(terms["day_format"])
    return "" if cell is None else str(cell)


def _make_workbook(planting: Planting) -> bytes:
    named = choose_columns(planting)
    title = read_phrases(planting.language).terms["sheet"]
    return make_workbook(title, list(named.values()), _list_rows(planting, list(named)))


def _list_records(planting: Planting) -> list[dict[str, Cell]]:
    keys: dict[str, str] = read_phrases(planting.language).terms["api_keys"]
    fields = list(choose_columns(planting))
    return [
        {
            keys[field]: cell.isoformat() if isinstance(cell, date) else cell
            for field, cell in zip(fields, row, strict=True)
        }
        for row in _list_rows(planting, fields)
    ]


def _make_json(planting: Planting) -> bytes:
    exported = {
        "total": len(planting.tickets),
        "exported_at": f"{planting.scenario.last.isoformat()}T23:59:00",
        "tickets": _list_records(planting),
    }
    return (json.dumps(exported, ensure_ascii=False, indent=1) + "\n").encode()


def _make_json_lines(planting: Planting) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in _list_records(planting)).encode()


WRITERS: dict[str, Callable[[Planting], bytes]] = {
    ".csv": _make_csv,
    ".xlsx": _make_workbook,
    ".json": _make_json,
    ".jsonl": _make_json_lines,
}
