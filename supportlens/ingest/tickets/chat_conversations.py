"""Groups the messages of chats to a ticket per conversation of a customer."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pandas as pd

from supportlens.domain import Rejection
from supportlens.ingest.tables.chat_messages import BOT
from supportlens.ingest.tickets.chat_desk import PAUSE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from supportlens.ingest.tickets.chat_exports import ChatExport, ChatMessage

JOINED = "joined_message"
DESK_MESSAGE = "desk_message"
"""The reason of a message of the desk that answers nobody."""
COPY = "duplicate_message"

REMINDERS = 3
"""Equal messages of a program that nobody answers, from which they are reminders.

Judgement: a form of a program brings requests in words of their own; two may be sent twice by mistake.
"""

_COLUMNS = (
    "Ticket ID",
    "Created at",
    "Last update",
    "Description",
    "Resolution",
    "Requester",
    "Assignee",
    "Chat",
)

_NAMED_CHATS = frozenset(["slack", "telegram", "discord"])
"""The programs that write the names of channels and groups, which may say where a problem is."""


@dataclass(slots=True)
class _Conversation:
    """The messages of a customer, and the answers: a thread, or until a long silence."""

    first: ChatMessage
    last: datetime
    messages: list[ChatMessage] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    agent: str = ""

    @property
    def id(self) -> str:
        """An identifier that is stable across exports of the same chat."""
        first = self.first
        whole = f"{first.chat} {first.thread}" if first.thread else f"{first.author} {first.moment}"
        return hashlib.sha256(whole.encode()).hexdigest()[:12]

    def add_message(self, message: ChatMessage) -> None:
        """Add a message of the customer, or of another one in the same thread."""
        self.last = message.moment
        self.texts.append(message.text)
        self.messages.append(message)

    def add_answer(self, message: ChatMessage) -> None:
        """Add an answer; an answer after the pause does not keep the conversation open."""
        if message.moment - self.last <= PAUSE:
            self.last = message.moment
        self.answers.append(message.text)
        self.messages.append(message)
        self.agent = message.author


@dataclass(frozen=True, slots=True)
class GroupedChats:
    """The conversations of an export, sorted by file and row; row n of `frame` is written at `places[n]`."""

    frame: pd.DataFrame
    places: tuple[tuple[int, int], ...]
    """The number of the file, and the row of the first message in it."""
    rejections: dict[int, list[Rejection]]
    """The number of a file to its messages that are no tickets of their own."""


def group_chats(export: ChatExport, desk: frozenset[str]) -> GroupedChats:
    """Return a row per conversation of an export, at the place of its first message.

    All other messages are rejected: those of a conversation as joined, those of the desk that answer nobody,
    and those that several files hold.
    """
    found, alone = _Grouping(export.messages, desk).split()
    found, reminders = _split_reminders(found)
    alone += reminders
    groups = export.form in _NAMED_CHATS and _have_groups(found)
    found.sort(key=lambda one: (one.first.table, one.first.row))
    rejections: dict[int, list[Rejection]] = defaultdict(list)
    for one in found:
        for message in one.messages:
            if message is not one.first:
                rejections[message.table].append(Rejection(message.row, JOINED))
    for message in alone:
        rejections[message.table].append(Rejection(message.row, DESK_MESSAGE))
    for message in export.copies:
        rejections[message.table].append(Rejection(message.row, COPY))
    columns = _COLUMNS if groups else _COLUMNS[:-1]
    rows = [_make_row(one, groups=groups) for one in found]
    cells = list(zip(*rows, strict=True)) if rows else [() for _ in columns]
    frame = pd.DataFrame(
        {name: pd.Series(list(column), dtype="str") for name, column in zip(columns, cells, strict=True)}
    )
    return GroupedChats(frame, tuple((one.first.table, one.first.row) for one in found), rejections)


def _split_reminders(found: list[_Conversation]) -> tuple[list[_Conversation], list[ChatMessage]]:
    """Return the conversations, and apart what a program writes again and again and nobody answers."""

    def is_unanswered(one: _Conversation) -> bool:
        return one.first.side == BOT and len(one.messages) == 1

    said = Counter((one.first.author, one.first.text) for one in found if is_unanswered(one))
    again = [
        one for one in found if is_unanswered(one) and said[one.first.author, one.first.text] >= REMINDERS
    ]
    apart = set(map(id, again))
    return [one for one in found if id(one) not in apart], [one.first for one in again]


def _have_groups(found: Sequence[_Conversation]) -> bool:
    """Return whether there are several chats, and several customers in one of them."""
    customers = {(one.first.chat, one.first.author) for one in found}
    chats = Counter(chat for chat, _ in customers)
    return len(chats) > 1 and max(chats.values()) > 1


class _Grouping:
    """Sorts messages into conversations, one after another."""

    def __init__(self, messages: Sequence[ChatMessage], desk: frozenset[str]) -> None:
        self._desk = desk
        self._messages = messages
        sizes = Counter((one.chat, one.thread) for one in messages if one.thread)
        # where each message has a thread of its own, as in Google's direct messages, there are none
        self._threads = {thread for thread, size in sizes.items() if size > 1}
        self._found: list[_Conversation] = []
        self._alone: list[ChatMessage] = []
        self._of_thread: dict[tuple[str, str], _Conversation] = {}
        self._early: dict[tuple[str, str], list[ChatMessage]] = defaultdict(list)
        self._running: dict[tuple[str, str], _Conversation] = {}
        self._latest: dict[str, _Conversation] = {}
        self._of_number: dict[tuple[str, str], _Conversation] = {}

    def split(self) -> tuple[list[_Conversation], list[ChatMessage]]:
        """Return the conversations, and the messages of the desk that answer nobody."""
        for one in self._messages:
            if (one.chat, one.thread) in self._threads:
                placed = self._place_in_thread(one)
            else:
                placed = self._place_in_chat(replace(one, thread="") if one.thread else one)
            if placed is not None and one.number:
                self._of_number[one.chat, one.number] = placed
        self._alone += [one for early in self._early.values() for one in early]
        return self._found, self._alone

    def _open(self, one: ChatMessage) -> _Conversation:
        opened = _Conversation(one, one.moment)
        self._found.append(opened)
        opened.add_message(one)
        return opened

    def _place_in_thread(self, one: ChatMessage) -> _Conversation | None:
        key = (one.chat, one.thread)
        running = self._of_thread.get(key)
        if one.author in self._desk:
            if running is None:  # the desk began the thread: its words precede the customer's
                self._early[key].append(one)
                return None
            running.add_answer(one)
            return running
        if running is not None:
            running.add_message(one)
            return running
        self._of_thread[key] = opened = self._open(one)
        for early in self._early.pop(key, ()):
            opened.add_answer(early)
        return opened

    def _place_in_chat(self, one: ChatMessage) -> _Conversation | None:
        replied = self._of_number.get((one.chat, one.reply_to)) if one.reply_to else None
        if one.author in self._desk:
            answered = replied or self._latest.get(one.chat)
            if answered is None:  # a greeting before the first customer's message
                self._alone.append(one)
                return None
            answered.add_answer(one)
            return answered
        key = (one.chat, one.author)
        running = self._running.get(key)
        if replied is not None and replied.first.author == one.author:
            running = replied
        elif running is None or one.moment - running.last > PAUSE:
            running = self._open(one)
            self._running[key] = self._latest[one.chat] = running
            return running
        running.add_message(one)
        self._running[key] = self._latest[one.chat] = running
        return running


def _make_row(one: _Conversation, *, groups: bool) -> list[str]:
    row = [
        one.id,
        one.first.moment.isoformat(" "),
        one.last.isoformat(" "),
        "\n".join(one.texts),
        "\n".join(one.answers),
        one.first.author,
        one.agent,
    ]
    return [*row, one.first.chat] if groups else row
