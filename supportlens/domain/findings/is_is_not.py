"""The is / is-not table of a cause, and fields that cannot say where it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Aspect(StrEnum):
    """The four questions of a Kepner-Tregoe problem specification."""

    WHAT = "what"
    WHERE = "where"
    WHEN = "when"
    EXTENT = "extent"


class FactKind(StrEnum):
    """What a fact is about, and so which of its figures are set."""

    SYMPTOM = "symptom"
    """What people say: `value` is the symptom's id, `tickets` those of the cause, with their share of it."""
    ELSE = "else"
    """What people say of the same place that is none of the cause: `value` is the symptom's id, `tickets`."""
    VALUE = "value"
    """A value of a field that the cause has more of than the rest; `value`, both shares, `tickets`."""
    ABSENT = "absent"
    """A value with large traffic of its own that the cause hardly has; `tickets` are the cause's there."""
    SPREAD = "spread"
    """How many of a field's values the cause reaches: `count` of `total`."""
    SINCE = "since"
    """From `first` on, `per_week`."""
    THROUGHOUT = "throughout"
    """All the time, from `first` to `last`, `per_week`."""
    BURST = "burst"
    """From `first` to `last`, `tickets`."""
    BEFORE = "before"
    """From `first` to `last`, before it began, `per_week`."""
    AFTERWARDS = "afterwards"
    """From `first` to `last`, after a burst, `per_week`."""
    SIZE = "size"
    """`tickets`, and their share of the log in `share_inside`."""
    PEOPLE = "people"
    """How many of the people who asked in its time asked about it: `count` of `total`."""
    OTHERS = "others"
    """How many of them asked only about other things: `count` of `total`."""
    TREND = "trend"
    """`per_week` over the last four whole weeks, `before_per_week` over the four before them."""
    REST = "rest"
    """All other tickets: `per_week` in its time, `before_per_week` at other times."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure taken from the tickets; `kind` says which parts are filled in."""

    kind: FactKind
    field: str = ""
    value: str = ""
    tickets: int = 0
    share_inside: float | None = None
    share_outside: float | None = None
    first: date | None = None
    last: date | None = None
    per_week: float | None = None
    before_per_week: float | None = None
    count: int | None = None
    total: int | None = None


@dataclass(frozen=True, slots=True)
class IsIsNotRow:
    """One question with what is, and what might be expected and is not."""

    aspect: Aspect
    is_: tuple[Fact, ...]
    is_not: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class IsIsNot:
    """An is / is-not table; a question on which the log says nothing has no row."""

    rows: tuple[IsIsNotRow, ...] = ()

    def row(self, aspect: Aspect) -> IsIsNotRow | None:
        """Find the row of a question."""
        return next((row for row in self.rows if row.aspect is aspect), None)


class FieldGapReason(StrEnum):
    """Why a field cannot say where a cause is."""

    EMPTY = "empty"
    """Hardly any ticket has it filled in."""
    ONE_VALUE = "one_value"
    """All tickets have the same value."""
    SCATTERED = "scattered"
    """So many values that none has enough tickets."""


@dataclass(frozen=True, slots=True)
class FieldGap:
    """A field that cannot say where causes are, and why."""

    field: str
    reason: FieldGapReason
    different: int
    """Different values it has."""
    tickets: int
    """Tickets in which it is filled in."""
