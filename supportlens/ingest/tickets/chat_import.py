"""Converts the chats among tables: who answers is guessed or decided, then conversations become tickets."""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from supportlens.domain import ChatPerson, Decisions, Derived, Field, ImportDoubt, ImportGuess, Rejection
from supportlens.ingest.columns.mapping import map_columns
from supportlens.ingest.columns.table_columns import profile_columns
from supportlens.ingest.tables.chat_messages import AUTHOR, MOMENT, TEXT, is_chat
from supportlens.ingest.tables.letters import repair_letters
from supportlens.ingest.tables.table import Table
from supportlens.ingest.tickets.chat_conversations import GroupedChats, group_chats
from supportlens.ingest.tickets.chat_desk import DeskGuess, count_messages, guess_desk
from supportlens.ingest.tickets.chat_exports import ChatExport, gather_chats
from supportlens.ingest.tickets.converting import ConvertedTable, convert_table
from supportlens.ingest.tickets.import_choices import SHOWN, recode_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from supportlens.domain import Decide


def convert_chats(tables: Sequence[Table], decide: Decide | None) -> Iterator[ConvertedTable]:
    """Yield the converted table of each file with messages; `tables` also name the people of the chats.

    `decide` is asked once for all files of a chat program.
    """
    for export in gather_chats(tables):
        guess = guess_desk(export)
        decisions = decide(guess_chat(export, guess)) if decide is not None else None
        yield from _convert_export(export, tables, guess, decisions or Decisions())


def guess_chat(export: ChatExport, guess: DeskGuess) -> ImportGuess:
    """Return how the chats of an export would be imported."""
    counts = count_messages(export.messages)
    shown = export.messages[:SHOWN]
    encodings = {table.origin.encoding for table in export.tables}
    return ImportGuess(
        path=export.path,
        signature=hashlib.sha256("\0".join((export.form, *sorted(guess.desk))).encode()).hexdigest()[:32],
        headers=(MOMENT, AUTHOR, TEXT),
        rows=tuple((one.moment.isoformat(" "), one.author, one.text) for one in shown),
        columns={
            Field.CREATED_AT.value: MOMENT,
            Field.REQUESTER.value: AUTHOR,
            Field.DESCRIPTION.value: TEXT,
        },
        date_order=None,
        encoding=encodings.pop() if len(encodings) == 1 else None,
        doubts=() if guess.is_sure else (ImportDoubt.DESK,),
        people=tuple(ChatPerson(name, count) for name, count in counts.items()),
        desk=tuple(sorted(guess.desk)),
    )


def _convert_export(
    export: ChatExport, tables: Sequence[Table], guess: DeskGuess, decisions: Decisions
) -> Iterator[ConvertedTable]:
    prepared, remarks = _repair(export, tables, decisions.encoding)
    people = {one.author for one in prepared.messages}
    desk = guess.desk if decisions.desk is None else frozenset(decisions.desk) & people
    grouped = group_chats(prepared, desk)
    joint = Table(prepared.tables[0].origin, grouped.frame, tuple(range(len(grouped.frame))))
    whole = convert_table(joint, map_columns(profile_columns(joint.frame)))
    yield from _split_by_file(whole, prepared, grouped, remarks)


def _split_by_file(
    whole: ConvertedTable,
    export: ChatExport,
    grouped: GroupedChats,
    remarks: dict[str, tuple[Rejection, ...]],
) -> Iterator[ConvertedTable]:
    """Yield the conversations of each file: an export of a workspace has a file per channel and day."""
    rejected: dict[int, list[Rejection]] = defaultdict(list)
    for one in whole.rejections:
        at, row = grouped.places[one.row]
        rejected[at].append(Rejection(row, one.reason))
    noted: dict[int, list[Rejection]] = defaultdict(list)
    for one in whole.remarks:
        at, row = grouped.places[one.row]
        noted[at].append(Rejection(row, one.reason))
    places = [grouped.places[at] for at in whole.frame[Derived.SOURCE_ROW]]
    files = [at for at, _ in places]
    frame = whole.frame.copy()
    frame[Derived.SOURCE_FILE] = pd.Series([export.tables[at].origin.path for at in files], dtype="str")
    frame[Derived.SOURCE_ROW] = [row for _, row in places]
    for at, table in enumerate(export.tables):
        here = slice(bisect_left(files, at), bisect_right(files, at))
        yield replace(
            whole,
            origin=table.origin,
            frame=frame.iloc[here].reset_index(drop=True),
            original=whole.original.iloc[here].reset_index(drop=True),
            rejections=(*table.rejections, *grouped.rejections.get(at, ()), *rejected[at]),
            remarks=(*remarks[table.origin.path], *noted[at]),
        )


def _repair(
    export: ChatExport, tables: Sequence[Table], encoding: str | None
) -> tuple[ChatExport, dict[str, tuple[Rejection, ...]]]:
    """Return an export with its letters repaired, and remarks on the changed messages by file."""
    repaired = {}
    remarks: dict[str, tuple[Rejection, ...]] = {}
    for table in export.tables:
        path = table.origin.path
        repaired[path], remarks[path] = repair_letters(recode_table(table, encoding))
    if not any(remarks.values()) and not encoding:
        return export, remarks
    others = [table for table in tables if not is_chat(table)]
    again = gather_chats([*repaired.values(), *others])
    return next(one for one in again if one.form == export.form), remarks
