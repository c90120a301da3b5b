"""What is kept of a study for the next one: its symptoms, their tickets and what a person corrected."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from supportlens.domain.findings.periods import Trend
from supportlens.domain.languages import Name
from supportlens.domain.projects.statements import CauseStatement, InputFile
from supportlens.domain.tickets.folding import fold


@dataclass(frozen=True, slots=True)
class Renamed:
    """A person named a symptom."""

    symptom_id: str
    name: Name


@dataclass(frozen=True, slots=True)
class Moved:
    """A person moved a ticket, and with it every ticket with the same text, to a symptom.

    `text` is what `hash_text` gives for the ticket's text.
    """

    ticket_id: str
    text: str
    symptom_id: str


Amendment: TypeAlias = Renamed | Moved


@dataclass(frozen=True, slots=True)
class Representative:
    """A cleaned text that stands for its symptom, and the language it is written in."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class KnownSymptom:
    """A symptom of an earlier study; `tickets` are those of the period that was saved last."""

    id: str
    name: Name
    tickets: int
    representatives: tuple[Representative, ...]


@dataclass(frozen=True, slots=True)
class EarlierStudy:
    """What the next study knows of the earlier ones.

    `placed` gives each text that was ever in a symptom (its `hash_text`) the symptom's id. `tickets`,
    `first` and `last` are those of the period that was saved last: all tickets with text, and the
    days of the oldest and the newest, None without dates. `next_number` is the first that no
    symptom has had. `encoder` is for information only: representatives are texts, which any encoder
    can read.
    """

    symptoms: tuple[KnownSymptom, ...]
    placed: dict[str, str] = field(repr=False)
    next_number: int
    tickets: int
    first: date | None
    last: date | None
    encoder: str
    corrections: tuple[Amendment, ...] = ()
    said: tuple[CauseStatement, ...] = ()
    """What people said about causes, those that the saved study did not have among them."""
    inputs: tuple[InputFile, ...] = ()
    """The files that the saved study was learnt from."""
    country: str | None = None
    """Whose public holidays were no working days."""
    level: int = 0
    """Symptoms that the tree was cut into, 0 where the program chose."""
    continuation: Continuation | None = None
    """How the saved study continued the one before it."""


@dataclass(frozen=True, slots=True)
class SymptomTrend:
    """A symptom then and now; `q` is the Benjamini-Hochberg adjusted p, None where nothing was tried."""

    symptom_id: str
    name: Name
    trend: Trend
    before: int
    """Tickets in the saved period."""
    now: int
    """Tickets since then."""
    q: float | None = None


@dataclass(frozen=True, slots=True)
class Continuation:
    """How a study continues an earlier one.

    `span_before` and `span_now` are what rates are counted over: days where both periods have
    dates, else tickets. `span_now` is 0 where nothing came after the saved period.
    """

    trends: tuple[SymptomTrend, ...]
    first: date | None
    last: date | None
    span_before: int
    span_now: int
    by_days: bool

    def trend(self, symptom_id: str) -> Trend | None:
        """Return the trend of a symptom, or of the one it was split from or merged into; None for others."""
        told = {one.symptom_id: one.trend for one in self.trends}
        return next((told[each] for each in trace_ancestors(symptom_id) if each in told), None)

    def with_trend(self, trend: Trend) -> tuple[SymptomTrend, ...]:
        """Return the symptoms with a trend, those with most tickets first."""
        found = (one for one in self.trends if one.trend is trend)
        return tuple(sorted(found, key=lambda one: (-max(one.now, one.before), one.symptom_id)))


def hash_text(text: str) -> str:
    """Return sixteen hexadecimal digits for a text, the same however accents, case and spaces are typed."""
    return hashlib.blake2b(fold(text).encode("utf-8", "replace"), digest_size=8).hexdigest()


def trace_ancestors(symptom_id: str) -> tuple[str, ...]:
    """Return an id and the ids it is derived from, nearest first.

    The parts of ``S3`` are ``S3.1``, ``S3.2``; ``S3+2`` is ``S3`` with two smaller ones.
    """
    found = [symptom_id]
    while (cut := max(found[-1].rfind("."), found[-1].rfind("+"))) > 0:
        found.append(found[-1][:cut])
    return tuple(found)
