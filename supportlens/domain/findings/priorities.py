"""The priority of a cause, with every part of the sum visible."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

RECENT_DAYS = 28
"""Days at the end of the log that show whether a cause continues.

Four whole weeks, so that weekdays and month ends weigh alike; smaller follows one bad week.
"""


class Factor(StrEnum):
    """A factor of a cause's priority."""

    EXCESS = "excess"
    """Tickets in excess of the level before the onset."""
    PEOPLE = "people"
    """Distinct people who asked."""
    GRAVITY = "gravity"
    """Share of its tickets that are annoyed, of high priority or reopened."""
    RECURRENCE = "recurrence"
    """The share of its level left in the last RECENT_DAYS of the log."""
    ACTIONABLE = "actionable"
    """How actionable it is: its kind, and whether place and change are known."""


@dataclass(frozen=True, slots=True)
class PriorityPart:
    """One factor: its strength (0 to 1), its weight, and the figure behind it."""

    factor: Factor
    value: float
    weight: float
    figure: float
    """Tickets, people, or a share (0 to 1), depending on the factor."""


@dataclass(frozen=True, slots=True)
class Priority:
    """The priority of a cause; factors without data in the log are left out."""

    parts: tuple[PriorityPart, ...]

    @property
    def score(self) -> float:
        """The weighted mean of the factors, 0 to 1."""
        weight = sum(part.weight for part in self.parts)
        return sum(part.value * part.weight for part in self.parts) / weight if weight else 0.0
