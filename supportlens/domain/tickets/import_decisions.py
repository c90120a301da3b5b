"""What the program guesses about a file where it may be wrong, and what a person decides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias


class ImportDoubt(StrEnum):
    """What about a file may be read in more than one way."""

    NO_DATE = "no_date"
    """No column is surely the day a ticket was opened, and some column might be."""
    TWO_TEXTS = "two_texts"
    """Two columns may hold what the customer said."""
    DATE_ORDER = "date_order"
    """The values do not tell day and month apart."""
    ENCODING = "encoding"
    """The bytes give letters that neither language writes."""


@dataclass(frozen=True, slots=True)
class ImportGuess:
    """How the program would read a file, with what it doubts and the first rows to see."""

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


@dataclass(frozen=True, slots=True)
class Decisions:
    """What a person decided; what is left out or None stays as the program guesses it."""

    columns: dict[str, str] = field(default_factory=dict)
    """Field to header, "" for a field that no column serves."""
    date_order: str | None = None
    """``day-first`` or ``month-first``."""
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """The first rows as they would be read; `opened` is None where no date was understood."""

    rows: tuple[tuple[str, ...], ...]
    opened: tuple[datetime | None, ...]


Decide: TypeAlias = Callable[[ImportGuess], Decisions | None]
"""Asked about every file of tickets; None leaves it as it was guessed."""
