"""A person's corrections of symptoms and causes, each in a form that holds for later studies as well."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from supportlens.domain.languages import Name


@dataclass(frozen=True, slots=True)
class KnownCause:
    """What identifies a cause across studies: its symptoms, its place, its generated English name.

    `id` is that of the study in which it was found, and is kept where the cause is found again.
    """

    id: str
    symptoms: tuple[str, ...] = ()
    place: tuple[str, str] | None = None
    """The field and the value with most of it."""
    known_as: str = ""
    """Its place and its generated English name."""


@dataclass(frozen=True, slots=True)
class Renamed:
    """A user's name for a symptom."""

    symptom_id: str
    name: Name


@dataclass(frozen=True, slots=True)
class Moved:
    """A user's move of a ticket, and of every ticket with the same text, to a symptom.

    `text` is the `hash_text` of the ticket's text.
    """

    ticket_id: str
    text: str
    symptom_id: str


@dataclass(frozen=True, slots=True)
class MovedByWords:
    """A user's rule: every ticket whose text has all these words (folded) belongs to a symptom."""

    words: tuple[str, ...]
    symptom_id: str


@dataclass(frozen=True, slots=True)
class SymptomsMerged:
    """A user's statement that two symptoms are one: `symptom_id` is part of `into`."""

    symptom_id: str
    into: str


@dataclass(frozen=True, slots=True)
class SymptomSplit:
    """A user's wish to see the two or more parts of a symptom as symptoms of their own."""

    symptom_id: str


@dataclass(frozen=True, slots=True)
class CausesMerged:
    """A user's statement that two causes are one: `cause` is part of `into`."""

    cause: KnownCause
    into: KnownCause


@dataclass(frozen=True, slots=True)
class SymptomsPlaced:
    """A user's move of symptoms from one cause to another; `into` is None for a cause of their own."""

    symptoms: tuple[str, ...]
    cause: KnownCause
    into: KnownCause | None = None


CauseAmendment: TypeAlias = CausesMerged | SymptomsPlaced
Amendment: TypeAlias = Renamed | Moved | MovedByWords | SymptomsMerged | SymptomSplit | CauseAmendment
