"""Converts text tables of any layout to tickets."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from supportlens.domain import (
    HERE,
    Field,
    InputError,
    NoTextColumn,
    NothingToAnalyse,
    NoTickets,
    Rejection,
    SourceFile,
    Stage,
    part_of_progress,
    silent,
)
from supportlens.ingest.columns.day_parts import join_day_parts
from supportlens.ingest.columns.mapping import map_columns
from supportlens.ingest.columns.table_columns import profile_columns
from supportlens.ingest.formats.mail_asides import MAIL_REASONS
from supportlens.ingest.inputs.change_calendars import read_changes
from supportlens.ingest.inputs.change_notes import turn_notes_to_calendars
from supportlens.ingest.inputs.other_inputs import CALENDAR, OTHER_KINDS, other_kind
from supportlens.ingest.inputs.sheet_kinds import SHEET_KINDS, mark_other_sheets
from supportlens.ingest.tables.chat_messages import is_chat, is_people
from supportlens.ingest.tables.letters import repair_letters
from supportlens.ingest.tickets.chat_import import convert_chats
from supportlens.ingest.tickets.conversations import find_conversation, name_conversation
from supportlens.ingest.tickets.converting import ConvertedTable, convert_table
from supportlens.ingest.tickets.import_choices import apply_decisions, guess_import, recode_table
from supportlens.ingest.tickets.related.related_tables import join_related
from supportlens.ingest.tickets.ticket_merging import merge_tables

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supportlens.domain import (
        Change,
        Decide,
        Decisions,
        FractionProgress,
        ImportGuess,
        Progress,
        Tickets,
        Workers,
    )
    from supportlens.ingest.columns.mapping import Mapping
    from supportlens.ingest.tables.table import Table
    from supportlens.ingest.tickets.conversations import Conversation

REPAIRING, MAPPING = 0.15, 0.35
"""Parts of the progress of a table when its letters are repaired and when its columns are known. Judgement;
they affect nothing else."""


def normalise(
    tables: Iterable[Table],
    progress: Progress = silent,
    decide: Decide | None = None,
    workers: Workers = HERE,
) -> tuple[Tickets, tuple[Change, ...]]:
    """Return the tickets of tables, and the changes of those that are change calendars.

    `decide` receives the guess for each table of tickets and may return other decisions. If there are no
    tickets, raises the first fault of a file (NoTextColumn for one without a text column), NoTickets for an
    input that accompanies a log, or NothingToAnalyse. Reports `Stage.NORMALISE`. The order of `tables` does
    not matter; `workers` convert them.
    """
    progress(Stage.NORMALISE, 0.0)
    ordered = join_related(sorted(tables, key=lambda table: (table.origin.path, table.origin.sheet)))
    ordered = mark_other_sheets(turn_notes_to_calendars(join_day_parts(ordered)))
    logs: list[Table] = []
    changes: list[Change] = []
    asides: list[SourceFile] = []
    faults: list[InputError] = []
    chats: list[Table] = []
    copies: set[tuple[str, str]] = set()
    for table in ordered:
        content = (table.origin.sha256, table.origin.sheet)
        if table.fault is not None:
            faults.append(table.fault)
            asides.append(_set_aside(table, type(table.fault).__name__))
        elif table.aside:
            chats += [table] if is_people(table) else []
            asides.append(_set_aside(table, table.aside))
        elif content in copies:
            asides.append(_set_aside(table, "duplicate_file"))
        elif is_chat(table):
            chats.append(table)
        elif kind := other_kind(table):
            changes += read_changes(repair_letters(table)[0]) if kind == CALENDAR else ()
            asides.append(
                replace(_set_aside(table, kind), rows_aside=0, rejections=(Rejection(0, kind),))
            )  # its rows are used
        else:
            logs.append(table)
        copies.add(content)
    converting = part_of_progress(partial(progress, Stage.NORMALISE), 0.0, 0.8)
    converted = _convert_tables(logs, decide, workers, converting)
    parts = [part for part in converted if part is not None]
    mute = [table for table, part in zip(logs, converted, strict=True) if part is None]
    parts += convert_chats(chats, decide)
    with_text = {part.origin.path for part in parts}
    faults += _faults_without_text(mute, with_text)
    asides += [_set_aside(table, NoTextColumn.__name__) for table in mute]
    if not any(len(part.frame) for part in parts):
        raise next(iter((*faults, *_faults_without_log(asides))), NothingToAnalyse())
    progress(Stage.NORMALISE, 0.8)
    tickets = merge_tables(parts, asides)
    progress(Stage.NORMALISE, 1.0)
    return tickets, tuple(sorted(set(changes), key=lambda change: (change.day, change.name, change.product)))


def _faults_without_log(asides: list[SourceFile]) -> list[InputError]:
    """Return a fault for each file recognised as an accompanying input or as mail without requests."""
    return [
        NoTickets(file.path, "mail" if one.reason in MAIL_REASONS else one.reason)
        for file in asides
        for one in file.rejections
        if one.reason in {*OTHER_KINDS, *MAIL_REASONS, *SHEET_KINDS}
    ]


def _convert_tables(
    logs: list[Table], decide: Decide | None, workers: Workers, progress: FractionProgress
) -> list[ConvertedTable | None]:
    """Convert tables of tickets, None for one without a text column.

    Workers elsewhere cannot ask `decide`: what it decides otherwise is converted anew here.
    """
    converting = _Converting(None if workers.are_apart else decide)
    found = workers.map(converting, logs, progress, [len(table) + 1 for table in logs])
    converted = []
    for table, (guess, part) in zip(logs, found, strict=True):
        decisions = decide(guess) if decide is not None and workers.are_apart else None
        if decisions is None:
            converted.append(part)
        else:
            converted.append(_convert_as_decided(table, decisions, lambda _: progress(1.0)))
    return converted


@dataclass(frozen=True)
class _Converting:
    """Converts a table of tickets, as somebody decides who sees how it would be read."""

    decide: Decide | None

    def __call__(self, table: Table, report: FractionProgress) -> tuple[ImportGuess, ConvertedTable | None]:
        """Return how the table would be read, and its tickets; None if it has no text column."""
        whole, remarks = repair_letters(table)
        report(REPAIRING)
        mapping, conversation = _map_table(whole)
        guess = guess_import(whole, mapping)
        report(MAPPING)
        if self.decide is not None and (decisions := self.decide(guess)) is not None:
            return guess, _convert_as_decided(table, decisions, report)
        if not mapping.has_text:
            return guess, None
        converting = part_of_progress(report, MAPPING, 1.0)
        return guess, convert_table(whole, mapping, remarks, conversation, converting)


def _convert_as_decided(
    table: Table, decisions: Decisions, report: FractionProgress
) -> ConvertedTable | None:
    """Convert a table as somebody decided; None if it has no text column then."""
    whole, remarks = repair_letters(recode_table(table, decisions.encoding))
    mapping, conversation = _map_table(whole, decisions)
    if not mapping.has_text:
        return None
    return convert_table(whole, mapping, remarks, conversation, part_of_progress(report, MAPPING, 1.0))


def _map_table(table: Table, decisions: Decisions | None = None) -> tuple[Mapping, Conversation | None]:
    """Return the columns of a table, with what a user decided, and its conversations if ids repeat."""
    mapping = map_columns(profile_columns(table.frame))
    found = find_conversation(table.frame, mapping)
    if found is not None:
        mapping = name_conversation(mapping, found)
    if decisions is not None:
        mapping = apply_decisions(mapping, decisions)
    if found is None or mapping.fields.get(Field.TICKET_ID) == found.column:
        return mapping, found
    return mapping, None


def _faults_without_text(mute: list[Table], with_text: set[str]) -> list[InputError]:
    """Return a fault for each file without a text column."""
    return [
        NoTextColumn(table.origin.path, tuple(map(str, table.frame.columns)))
        for table in mute
        if _is_alone(table, with_text)
    ]


def _is_alone(table: Table, with_text: set[str]) -> bool:
    """Return whether no other sheet of the same workbook has a text column."""
    return not table.origin.sheet and table.origin.path not in with_text


def _set_aside(table: Table, reason: str) -> SourceFile:
    """Return the record of a table without tickets, all of whose rows are set aside."""
    origin = table.origin
    return SourceFile(
        path=origin.path,
        format=origin.format,
        encoding=origin.encoding,
        delimiter=origin.delimiter,
        rows_read=0,
        rejections=(Rejection(0, reason), *table.rejections),
        sha256=origin.sha256,
        sheet=origin.sheet,
        rows_aside=len(table),
        reading=origin.reading,
        runner_up=origin.runner_up,
    )
