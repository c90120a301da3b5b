"""Readings: the indicator of a standing moment in a period, against its target."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Outcome(StrEnum):
    """How a reading stands against the target."""

    KEPT = "kept"
    SLIPPED = "slipped"
    UNCLEAR = "unclear"
    """Above the target, but within chance of it."""


class TargetOf(StrEnum):
    """What the target of a standing moment counts."""

    TICKETS_A_WEEK = "tickets_a_week"
    """At most so many; each further file is a reading."""
    CALLS_A_MONTH = "calls_a_month"
    """At least so many calls of the desk's own; no log of tickets can read them."""


@dataclass(frozen=True, slots=True)
class TargetReading:
    """Tickets a week in a period, with the 95 % interval of the rate."""

    first: date
    last: date
    tickets: int
    weekly: float
    low: float
    high: float
    target: float
    """The target at the time of the reading."""

    @property
    def outcome(self) -> Outcome:
        """Kept at or below the target, slipped if the whole interval is above it."""
        if self.weekly <= self.target:
            return Outcome.KEPT
        return Outcome.SLIPPED if self.low > self.target else Outcome.UNCLEAR
