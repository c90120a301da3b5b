"""Symptoms, their distinctive features, and machine-written lines."""

from __future__ import annotations

from dataclasses import dataclass, field

from supportlens.domain.kept import FROM_TEXTS
from supportlens.domain.languages import Name

SEVERAL_LANGUAGES = "mul"
"""The code (ISO 639-2) of several languages, or of one that is not known."""


@dataclass(frozen=True, slots=True)
class LogTemplate:
    """A template of machine lines in tickets, with ``<*>`` for the variable parts."""

    id: str
    pattern: str
    tickets: int
    example: str
    """One line as written."""


@dataclass(frozen=True, slots=True)
class SymptomFeatures:
    """The distinctive features of a symptom: its words, as written, and (field, value) pairs."""

    words: tuple[str, ...] = field(default=(), metadata=FROM_TEXTS)
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Symptom:
    """Tickets with the same problem."""

    id: str
    name: Name
    tickets: int
    cause_id: str | None
    example_ids: tuple[str, ...]
    weekly: tuple[int, ...] = ()
    """Tickets in each of `Study.weeks`."""
    features: SymptomFeatures = SymptomFeatures()
    language: str = ""
    """The language (ISO 639) if its tickets share nothing else; "" for all other symptoms."""
