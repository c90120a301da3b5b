"""Occurrences: a row of the log of moments, each a contact in which a moment of truth occurred."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Result(StrEnum):
    """How a contact ended, as far as the log says."""

    REOPENED = "reopened"
    UNSOLVED = "unsolved"
    """Left without a solution."""
    BITTER = "bitter"
    WELL = "well"
    SOLVED = "solved"
    OPEN = "open"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class OccurrenceNote:
    """What a person wrote of a contact; it stays with the ticket in later files."""

    ticket_id: str
    action: str = ""
    """What was done, "" for what the log of moments says by itself."""
    owner: str = ""
    result: Result | None = None
    """How it ended, None for what the log says."""

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing."""
        return not (self.action or self.owner or self.result)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A contact in which a moment of truth occurred."""

    row: int
    """Its position in the tickets."""
    ticket_id: str
    day: date | None
    customer: str
    moment_id: str
    """The moment of the catalogue."""
    standing_id: str
    """The standing moment of its cause, "" without one."""
    stage: str
    """The code of the stage."""
    cause_id: str
    risk: int | None
    """The level of the moment's risk, 1 to 5."""
    critical: bool
    result: Result
    note: OccurrenceNote | None = None
    """What a person wrote of it, None if nobody did."""
