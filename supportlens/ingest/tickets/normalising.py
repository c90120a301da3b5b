"""Turns tables of text into tickets, whatever their columns are called and however they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import (
    InputError,
    NoTextColumn,
    NothingToAnalyse,
    NoTickets,
    Rejection,
    SourceFile,
    Stage,
    silent,
)
from supportlens.ingest.columns.mapping import map_columns
from supportlens.ingest.columns.table_columns import columns_of
from supportlens.ingest.inputs.change_calendars import changes_of
from supportlens.ingest.inputs.other_inputs import CALENDAR, CUSTOMERS, USERS, kind_of
from supportlens.ingest.tables.letters import repair_letters
from supportlens.ingest.tickets.conversations import join_messages
from supportlens.ingest.tickets.converting import Part, convert
from supportlens.ingest.tickets.import_choices import apply, guess, recode
from supportlens.ingest.tickets.merging import gather

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supportlens.domain import Change, Decide, Progress, Tickets
    from supportlens.ingest.tables.table import Table


def normalise(
    tables: Iterable[Table], progress: Progress = silent, decide: Decide | None = None
) -> tuple[Tickets, tuple[Change, ...]]:
    """Make tickets of tables, and changes of those among them that are change calendars.

    `decide` is told how each table of tickets would be read and may say how else.
    Where no ticket is left, raises the first fault of a file, NoTextColumn for one in which nobody
    says anything among them, NoTickets for one that goes with a log, or NothingToAnalyse. Reports
    `Stage.NORMALISE`. The order of `tables` does not matter.
    """
    progress(Stage.NORMALISE, 0.0)
    ordered = sorted(tables, key=lambda table: (table.origin.path, table.origin.sheet))
    parts: list[Part] = []
    changes: list[Change] = []
    reasons: list[SourceFile] = []
    faults: list[InputError] = []
    mute: list[Table] = []
    copies: set[tuple[str, str]] = set()
    for at, table in enumerate(ordered):
        progress(Stage.NORMALISE, 0.8 * at / len(ordered))
        content = (table.origin.sha256, table.origin.sheet)
        if table.fault is not None:
            faults.append(table.fault)
            reasons.append(_aside(table, type(table.fault).__name__))
        elif content in copies:
            reasons.append(_aside(table, "duplicate_file"))
        elif kind := kind_of(table):
            changes += changes_of(repair_letters(table)[0]) if kind == CALENDAR else ()
            reasons.append(_aside(table, kind))
        else:
            _take(table, parts, mute, decide)
        copies.add(content)
    heard = {part.origin.path for part in parts}
    faults += _faults_of(mute, heard)
    reasons += [_aside(table, NoTextColumn.__name__) for table in mute if _is_alone(table, heard)]
    if not any(len(part.frame) for part in parts):
        raise next(iter((*faults, *_without_log(reasons))), NothingToAnalyse())
    progress(Stage.NORMALISE, 0.8)
    tickets = gather(parts, reasons)
    progress(Stage.NORMALISE, 1.0)
    return tickets, tuple(sorted(set(changes), key=lambda change: (change.day, change.name, change.product)))


def _without_log(reasons: list[SourceFile]) -> list[InputError]:
    """List the files that were recognised as what goes with a log."""
    return [
        NoTickets(file.path, one.reason)
        for file in reasons
        for one in file.rejections
        if one.reason in {CALENDAR, CUSTOMERS, USERS}
    ]


def _take(table: Table, parts: list[Part], mute: list[Table], decide: Decide | None) -> None:
    """Convert a table of tickets; set it aside where nobody says anything in it."""
    whole, remarks = _whole(table)
    mapping = map_columns(columns_of(whole.frame))
    if decide is not None and (decisions := decide(guess(whole, mapping))) is not None:
        whole, remarks = _whole(recode(table, decisions.encoding))
        mapping = apply(map_columns(columns_of(whole.frame)), decisions)
    if mapping.has_text:
        parts.append(convert(whole, mapping, remarks))
    else:
        mute.append(table)


def _whole(table: Table) -> tuple[Table, tuple[Rejection, ...]]:
    """Repair the texts of a table and join its messages, with a remark on each row that was repaired."""
    repaired, remarks = repair_letters(table)
    return join_messages(repaired), remarks


def _faults_of(mute: list[Table], heard: set[str]) -> list[InputError]:
    """List the files in which nobody says anything."""
    return [
        NoTextColumn(table.origin.path, tuple(map(str, table.frame.columns)))
        for table in mute
        if _is_alone(table, heard)
    ]


def _is_alone(table: Table, heard: set[str]) -> bool:
    """Return whether no other sheet of the same workbook speaks for a table without text."""
    return not table.origin.sheet and table.origin.path not in heard


def _aside(table: Table, reason: str) -> SourceFile:
    """Record a file of which no row became a ticket."""
    origin = table.origin
    return SourceFile(
        path=origin.path,
        format=origin.format,
        encoding=origin.encoding,
        delimiter=origin.delimiter,
        rows_read=0,
        rejections=(Rejection(0, reason),),
        sha256=origin.sha256,
    )
