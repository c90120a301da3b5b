"""Reads statements, inputs and trends from the plain values of an earlier project file.

Reading raises KeyError, TypeError, ValueError or AttributeError for invalid values.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from supportlens.domain import (
    Answer,
    CauseStatement,
    Continuation,
    InputFile,
    InputRole,
    Kind,
    Name,
    Question,
    Reply,
    SymptomTrend,
    Trend,
)

if TYPE_CHECKING:
    Plain = dict[str, Any]


def read_name(held: Plain) -> Name:
    """Read a name."""
    return Name({str(language): read_text(held[language]) for language in held})


def read_statement(held: Plain) -> CauseStatement:
    """Read the statements about a cause."""
    place, kind, name = held.get("place"), held.get("kind"), held.get("name")
    return CauseStatement(
        read_text(held["known_as"]),
        tuple(read_text(each) for each in held["symptoms"]),
        (read_text(place["field"]), read_text(place["value"])) if place is not None else None,
        tuple(_read_answer(each) for each in held["answers"]),
        Kind(kind) if kind is not None else None,
        read_name(name) if name is not None else None,
    )


def _read_answer(held: Plain) -> Answer:
    return Answer(
        "",  # the cause is identified anew in every study
        Question(held["question"]),
        Reply(held["reply"]),
        read_text(held["text"]),
        read_day(held["day"]),
        read_text(held["who"]),
        read_day(held["about"]),
    )


def read_input(held: Plain) -> InputFile:
    """Read an input file."""
    return InputFile(read_text(held["path"]), InputRole(held["role"]), read_text(held["sha256"]))


def read_continuation(held: Plain) -> Continuation:
    """Read how a study continued the previous one."""
    return Continuation(
        tuple(_read_trend(one) for one in held["trends"]),
        read_day(held["first"]),
        read_day(held["last"]),
        int(held["span_before"]),
        int(held["span_now"]),
        bool(held["by_days"]),
    )


def _read_trend(held: Plain) -> SymptomTrend:
    q = held["q"]
    return SymptomTrend(
        read_text(held["symptom_id"]),
        read_name(held["name"]),
        Trend(held["trend"]),
        int(held["before"]),
        int(held["now"]),
        None if q is None else float(q),
    )


def read_day(held: object) -> date | None:
    """Read a day, None for no day."""
    return date.fromisoformat(read_text(held)) if held else None


def read_text(held: object) -> str:
    """Return a value that must be text; raises TypeError otherwise."""
    if not isinstance(held, str):
        raise TypeError(held)
    return held
