"""Readings: the indicator of a standing moment in a period, against its target."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

WEEK_DAYS, MONTH_DAYS = 7.0, 365.25 / 12


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
    TICKETS_A_MONTH = "tickets_a_month"
    """The same where less than one comes in a week."""
    CALLS_A_MONTH = "calls_a_month"
    """At least so many calls of the desk's own; the calls of its pilots are the reading."""

    @property
    def days(self) -> float:
        """The days that the target is for."""
        return WEEK_DAYS if self is TargetOf.TICKETS_A_WEEK else MONTH_DAYS

    @property
    def is_read_from_tickets(self) -> bool:
        """Whether a log of tickets tells how it stands."""
        return self is not TargetOf.CALLS_A_MONTH


@dataclass(frozen=True, slots=True)
class TargetReading:
    """Tickets or calls in a period, with the 95 % interval of their rate a week."""

    first: date
    last: date
    tickets: int
    """Tickets, or the desk's own calls."""
    weekly: float
    low: float
    high: float
    target: float
    """The target at the time of the reading, in its own unit."""
    target_of: TargetOf = TargetOf.TICKETS_A_WEEK

    @property
    def rates(self) -> tuple[float, float, float]:
        """The rate with its interval, for as many days as the target is for."""
        scale = self.target_of.days / WEEK_DAYS
        return self.weekly * scale, self.low * scale, self.high * scale

    @property
    def outcome(self) -> Outcome:
        """Kept at or below the target, slipped if the whole interval is above it.

        Of the desk's own calls at least so many keep it.
        """
        rate, low, _ = self.rates
        if self.target_of is TargetOf.CALLS_A_MONTH:
            return Outcome.KEPT if rate >= self.target else Outcome.SLIPPED
        if rate <= self.target:
            return Outcome.KEPT
        return Outcome.SLIPPED if low > self.target else Outcome.UNCLEAR
