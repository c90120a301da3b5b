"""Converts the chats among tables: who answers is guessed or decided, then conversations become tickets."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pandas as pd

from supportlens.domain import ChatPerson, Decisions, Field, ImportDoubt, ImportGuess
from supportlens.ingest.columns.mapping import map_columns
from supportlens.ingest.columns.table_columns import profile_columns
from supportlens.ingest.tables.chat_messages import AUTHOR, MOMENT, TEXT, is_chat
from supportlens.ingest.tables.letters import repair_letters
from supportlens.ingest.tickets.chat_conversations import group_chats
from supportlens.ingest.tickets.chat_desk import DeskGuess, count_messages, guess_desk
from supportlens.ingest.tickets.chat_exports import ChatExport, gather_chats
from supportlens.ingest.tickets.converting import ConvertedTable, convert_table
from supportlens.ingest.tickets.import_choices import SHOWN, apply_decisions, recode_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from supportlens.domain import Decide, Rejection
    from supportlens.ingest.tables.table import Table


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
    joint = pd.concat([table.frame for table in grouped], ignore_index=True)
    mapping = apply_decisions(map_columns(profile_columns(joint)), Decisions())
    for table in grouped:
        yield convert_table(table, mapping, remarks[table.origin.path])


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
