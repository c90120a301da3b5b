"""The program's guesses about a file, and a user's decisions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias


class ImportDoubt(StrEnum):
    """What is ambiguous about a file."""

    NO_DATE = "no_date"
    """No column is certainly the opening date, but one might be."""
    TWO_TEXTS = "two_texts"
    """Two columns may contain the customer's text."""
    DATE_ORDER = "date_order"
    """The values do not distinguish day and month."""
    ENCODING = "encoding"
    """The decoded letters are unusual in every language of the program."""
    DESK = "desk"
    """It is not certain who in a chat answers for the desk."""


@dataclass(frozen=True, slots=True)
class ChatPerson:
    """Somebody who writes in a chat, with the number of messages."""

    name: str
    messages: int


@dataclass(frozen=True, slots=True)
class ImportGuess:
    """How the program would import a file, with its doubts and the first rows."""

    path: str
    signature: str
    """The same for files with the same headers in the same order."""
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    columns: dict[str, str]
    """Field to header."""
    date_order: str | None
    encoding: str | None
    doubts: tuple[ImportDoubt, ...] = ()
    people: tuple[ChatPerson, ...] = ()
    """Everybody who writes in a chat, most messages first; empty for tables."""
    desk: tuple[str, ...] = ()
    """The names of those who answer for the desk."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """A user's decisions; omitted or None values keep the guess."""

    columns: dict[str, str] = field(default_factory=dict)
    """Field to header, "" for a field without a column."""
    date_order: str | None = None
    """``day-first`` or ``month-first``."""
    encoding: str | None = None
    desk: tuple[str, ...] | None = None
    """The names of those who answer for the desk in a chat."""


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """The first rows as they would be imported; `opened` is None for an unreadable date."""

    rows: tuple[tuple[str, ...], ...]
    opened: tuple[datetime | None, ...]


Decide: TypeAlias = Callable[[ImportGuess], Decisions | None]
"""Called for every file of tickets; None keeps the guess."""
