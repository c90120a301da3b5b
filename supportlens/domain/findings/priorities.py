"""How much a cause matters, with every part of the sum visible."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

RECENT_DAYS = 28
"""Days at the end of the log that show whether a cause goes on.

Four whole weeks, so that weekdays and the turn of a month weigh alike; smaller follows one bad week.
"""


class Factor(StrEnum):
    """One thing that makes a cause matter."""

    EXCESS = "excess"
    """Tickets beyond the level before it began."""
    PEOPLE = "people"
    """Different people who asked."""
    GRAVITY = "gravity"
    """Share of its tickets that are annoyed, of high priority or reopened."""
    RECURRENCE = "recurrence"
    """How much of its level is left in the last RECENT_DAYS of the log."""
    ACTIONABLE = "actionable"
    """How far one can act on it: its kind, and whether place and change are known."""


@dataclass(frozen=True, slots=True)
class PriorityPart:
    """One factor: its strength (0 to 1), its weight, and the figure behind it."""

    factor: Factor
    value: float
    weight: float
    figure: float
    """Tickets, people, or a share (0 to 1), as the factor counts."""


@dataclass(frozen=True, slots=True)
class Priority:
    """How much a cause matters; factors without data in the log are left out."""

    parts: tuple[PriorityPart, ...]

    @property
    def score(self) -> float:
        """The mean of the factors by their weights, 0 to 1."""
        weight = sum(part.weight for part in self.parts)
        return sum(part.value * part.weight for part in self.parts) / weight if weight else 0.0
