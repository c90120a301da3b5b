"""What the program guesses about a file, and what a person decides instead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias


class ImportDoubt(StrEnum):
    """What is ambiguous about a file."""

    NO_DATE = "no_date"
    """No column is certainly the day of opening, but one might be."""
    TWO_TEXTS = "two_texts"
    """Two columns may hold what the customer said."""
    DATE_ORDER = "date_order"
    """The values do not distinguish day and month."""
    ENCODING = "encoding"
    """The bytes decode to letters that no language of the program writes."""


@dataclass(frozen=True, slots=True)
class ImportGuess:
    """How the program would read a file, with its doubts and the first rows."""

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
