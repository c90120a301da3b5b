"""Gathers the messages of all files of a chat program, with the names of their authors."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import PurePath
from typing import TYPE_CHECKING

from supportlens.ingest.tables.chat_messages import (
    AUTHOR,
    AUTHOR_ID,
    CHAT,
    MOMENT,
    NUMBER,
    REPLY_TO,
    SIDE,
    TEXT,
    THREAD,
    is_chat,
    is_people,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from supportlens.ingest.tables.table import Table

_MENTION = re.compile(r"<@([A-Z0-9]{2,30})(?:\|([^<>]{1,200}))?>")
"""Slack writes people as numbers, which another file of the export names."""


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """A message of a chat; `table` and `row` say where it is written."""

    table: int
    row: int
    moment: datetime
    author: str
    text: str
    chat: str
    thread: str
    number: str
    reply_to: str
    side: str


@dataclass(frozen=True, slots=True)
class ChatExport:
    """The files of one chat program, and their messages: those of a chat in the order of time."""

    form: str
    tables: tuple[Table, ...]
    messages: tuple[ChatMessage, ...]
    copies: tuple[ChatMessage, ...]
    """Messages that another file holds as well."""

    @property
    def path(self) -> str:
        """The file, or the archive or folder of several."""
        paths = [PurePath(table.origin.path) for table in self.tables]
        shared = paths[0]
        while any(shared not in (path, *path.parents) for path in paths):
            shared = shared.parent
        return str(shared)


def gather_chats(tables: Sequence[Table]) -> list[ChatExport]:
    """Return the chat exports among tables, one for each program."""
    by_form: dict[str, list[Table]] = defaultdict(list)
    for table in tables:
        if is_chat(table):
            by_form[table.origin.format].append(table)
    return [
        _gather(form, found, [one for one in tables if is_people(one) and one.origin.format == form])
        for form, found in sorted(by_form.items())
    ]


def _gather(form: str, tables: Sequence[Table], people: Sequence[Table]) -> ChatExport:
    known = {
        number: (name, side)
        for table in people
        for number, name, side in zip(
            table.frame[AUTHOR_ID], table.frame[AUTHOR], table.frame[SIDE], strict=True
        )
    }
    names = _tell_apart(_name_authors(tables, known))
    messages = _place_openers(
        [one for at, table in enumerate(tables) for one in _read_table(at, table, known, names)]
    )
    if form != "whatsapp":  # whose lines stand in order, and may share a minute
        messages.sort(key=lambda one: one.moment)
    seen: set[tuple[str, str, str]] = set()
    kept: list[ChatMessage] = []
    copies: list[ChatMessage] = []
    for one in messages:
        mark = (one.chat, one.number, one.author)
        (copies if one.number and mark in seen else kept).append(one)
        seen.add(mark)
    return ChatExport(form, tuple(tables), tuple(kept), tuple(copies))


def _place_openers(messages: list[ChatMessage]) -> list[ChatMessage]:
    """Return messages with the opener of a thread in it: some programs name the thread in replies only."""
    threads = {(one.chat, one.thread) for one in messages if one.thread}
    return [
        replace(one, thread=one.number) if not one.thread and (one.chat, one.number) in threads else one
        for one in messages
    ]


def _read_table(
    at: int, table: Table, known: dict[str, tuple[str, str]], names: dict[str, str]
) -> Iterable[ChatMessage]:
    columns = (
        table.frame[name] for name in (CHAT, THREAD, NUMBER, REPLY_TO, MOMENT, AUTHOR, AUTHOR_ID, SIDE, TEXT)
    )
    for row, cells in zip(table.rows, zip(*columns, strict=True), strict=True):
        chat, thread, number, reply_to, moment, author, author_id, side, text = cells
        name = names.get(author_id, author) if author_id else author
        yield ChatMessage(
            table=at,
            row=int(row),
            moment=datetime.fromisoformat(moment),
            author=name or author_id,
            text=_MENTION.sub(lambda found: _name_mentioned(found, known), text) if "<@" in text else text,
            chat=chat,
            thread=thread,
            number=number,
            reply_to=reply_to,
            side=side or known.get(author_id, ("", ""))[1],
        )


def _name_authors(tables: Sequence[Table], known: dict[str, tuple[str, str]]) -> dict[str, str]:
    """Return the name of each author's number: as listed, else the one that is written most often."""
    written: dict[str, Counter[str]] = defaultdict(Counter)
    for table in tables:
        for number, name in zip(table.frame[AUTHOR_ID], table.frame[AUTHOR], strict=True):
            if number:
                written[number][known.get(number, ("", ""))[0] or name] += 1
    return {number: counts.most_common(1)[0][0] for number, counts in written.items()}


def _tell_apart(names: dict[str, str]) -> dict[str, str]:
    """Return names in which two people of one name have their numbers."""
    counts = Counter(names.values())
    return {number: name if counts[name] == 1 else f"{name} ({number})" for number, name in names.items()}


def _name_mentioned(found: re.Match[str], known: dict[str, tuple[str, str]]) -> str:
    name = known.get(found[1], ("", ""))[0] or found[2] or found[1]
    return f"@{name}"
