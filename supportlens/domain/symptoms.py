"""Symptoms, the features that distinguish them, and lines that machines wrote."""

from __future__ import annotations

from dataclasses import dataclass

from supportlens.domain.languages import Name


@dataclass(frozen=True, slots=True)
class LogTemplate:
    """A line that machines wrote into tickets, with ``<*>`` where it differs from one to the next."""

    id: str
    pattern: str
    tickets: int
    example: str
    """One line as it was written."""


@dataclass(frozen=True, slots=True)
class SymptomFeatures:
    """What distinguishes a symptom: its words, as written, and (field, value) pairs."""

    words: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Symptom:
    """Tickets that say the same thing."""

    id: str
    name: Name
    tickets: int
    cause_id: str | None
    example_ids: tuple[str, ...]
    weekly: tuple[int, ...] = ()
    """Tickets in each of `Study.weeks`."""
    features: SymptomFeatures = SymptomFeatures()
