"""The parts of a study kept for the next one: symptoms, their tickets and users' corrections."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from supportlens.domain.findings.periods import Trend
from supportlens.domain.kept import FROM_TEXTS
from supportlens.domain.languages import Name
from supportlens.domain.projects.amendments import Amendment, KnownCause
from supportlens.domain.projects.statements import CauseStatement, InputFile
from supportlens.domain.tickets.folding import fold

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Representative:
    """A cleaned text that represents its symptom, and its language."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class KnownSymptom:
    """A symptom of an earlier study; `tickets` are those of the last saved period."""

    id: str
    name: Name
    tickets: int
    representatives: tuple[Representative, ...] = field(metadata=FROM_TEXTS)


@dataclass(frozen=True, slots=True)
class EarlierStudy:
    """What the next study knows of the earlier ones.

    `placed` maps each text that was ever in a symptom (its `hash_text`) to the symptom's id. `tickets`,
    `first` and `last` are those of the last saved period: all tickets with text, and the days of the oldest
    and the newest, None without dates. `next_number` is the first unused symptom number. `encoder` is for
    information only: representatives are texts, which any encoder can read.
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
    """Users' statements about causes, including causes that the saved study did not have."""
    inputs: tuple[InputFile, ...] = ()
    """The input files of the saved study."""
    country: str | None = None
    """The country of the public holidays."""
    level: int = 0
    """Number of symptoms of the cut, 0 for the automatic number."""
    continuation: Continuation | None = None
    """How the saved study continued the one before it."""
    counted_apart: tuple[str, ...] = ()
    """The groups of tickets that are nobody's request and that a user counts all the same, by their ids."""
    causes: tuple[KnownCause, ...] = ()
    """The causes of the saved study and those before it, which keep their ids."""


@dataclass(frozen=True, slots=True)
class SymptomTrend:
    """A symptom then and now; `q` is the Benjamini-Hochberg adjusted p, None if it was not tested."""

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

    `span_before` and `span_now` are the denominators of rates: days if both periods have dates, else tickets.
    `span_now` is 0 if there are no tickets after the saved period.
    """

    trends: tuple[SymptomTrend, ...]
    first: date | None
    last: date | None
    span_before: int
    span_now: int
    by_days: bool

    def trend(self, symptom_id: str) -> Trend | None:
        """Return the trend of a symptom, or of the one it was split from or merged into, else None."""
        trends = {one.symptom_id: one.trend for one in self.trends}
        return next(
            (trends[ancestor] for ancestor in trace_ancestors(symptom_id) if ancestor in trends), None
        )

    def with_trend(self, trend: Trend) -> tuple[SymptomTrend, ...]:
        """Return the symptoms with a trend, those with most tickets first."""
        found = (one for one in self.trends if one.trend is trend)
        return tuple(sorted(found, key=lambda one: (-max(one.now, one.before), one.symptom_id)))


def hash_text(text: str) -> str:
    """Return sixteen hexadecimal digits for a text, independent of accents, case and spaces."""
    return hashlib.blake2b(fold(text).encode("utf-8", "replace"), digest_size=8).hexdigest()


def has_words(text: str, words: Iterable[str]) -> bool:
    """Return whether a text has all of some folded words, each as a whole word."""
    found = set(_WORD.findall(fold(text)))
    return all(word in found for word in words)


def trace_ancestors(symptom_id: str) -> tuple[str, ...]:
    """Return an id and the ids it is derived from, nearest first.

    The parts of ``S3`` are ``S3.1``, ``S3.2``; ``S3+2`` is ``S3`` with two smaller ones.
    """
    found = [symptom_id]
    while (cut := max(found[-1].rfind("."), found[-1].rfind("+"))) > 0:
        found.append(found[-1][:cut])
    return tuple(found)
