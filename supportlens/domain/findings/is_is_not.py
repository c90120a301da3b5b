"""The is / is-not table of a cause, and fields that cannot locate causes."""

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
    """The subject of a fact, which determines the figures that are set."""

    SYMPTOM = "symptom"
    """A symptom of the cause: `value` is its id, `tickets` those of the cause, with their share."""
    ELSE = "else"
    """A symptom of the same place outside the cause: `value` is its id, `tickets`."""
    VALUE = "value"
    """A value that is over-represented in the cause; `value`, both shares, `tickets`."""
    ABSENT = "absent"
    """A value common elsewhere and nearly absent from the cause; `tickets` are the cause's with it."""
    SPREAD = "spread"
    """Number of a field's values that the cause reaches: `count` of `total`."""
    SINCE = "since"
    """From `first` on, `per_week`."""
    THROUGHOUT = "throughout"
    """All the time, from `first` to `last`, `per_week`."""
    BURST = "burst"
    """A burst from `first` to `last`, `tickets`."""
    BEFORE = "before"
    """From `first` to `last`, before the cause began, `per_week`."""
    AFTERWARDS = "afterwards"
    """From `first` to `last`, after a burst, `per_week`."""
    SIZE = "size"
    """`tickets`, and their share of the log in `share_inside`."""
    PEOPLE = "people"
    """Number of people of its time who asked about it: `count` of `total`."""
    OTHERS = "others"
    """Number of them who asked only about other things: `count` of `total`."""
    TREND = "trend"
    """`per_week` in the last four whole weeks, `before_per_week` in the four before them."""
    REST = "rest"
    """All other tickets: `per_week` in its time, `before_per_week` at other times."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure computed from the tickets; `kind` determines which parts are set."""

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
    """One question with what is, and what might be expected but is not."""

    aspect: Aspect
    is_: tuple[Fact, ...]
    is_not: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class IsIsNot:
    """An is / is-not table; questions that the log cannot answer have no row."""

    rows: tuple[IsIsNotRow, ...] = ()

    def row(self, aspect: Aspect) -> IsIsNotRow | None:
        """Find the row of a question."""
        return next((row for row in self.rows if row.aspect is aspect), None)


class FieldGapReason(StrEnum):
    """Why a field cannot locate a cause."""

    EMPTY = "empty"
    """Hardly any ticket has a value."""
    ONE_VALUE = "one_value"
    """All tickets have the same value."""
    SCATTERED = "scattered"
    """Too many values, none with enough tickets."""


@dataclass(frozen=True, slots=True)
class FieldGap:
    """A field that cannot locate causes, and why."""

    field: str
    reason: FieldGapReason
    different: int
    """Number of distinct values."""
    tickets: int
    """Tickets with a value."""
