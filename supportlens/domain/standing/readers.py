"""Who has to know a standing moment, and who has read its card."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

QUESTIONS_ASKED = 3
"""The questions of a card's check."""


@dataclass(frozen=True, slots=True)
class TeamMember:
    """Somebody of the desk who has to know what to do."""

    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class CardReader:
    """Somebody who read a card: when, and how many of its three questions were answered rightly."""

    name: str
    day: date
    right: int

    @property
    def knows(self) -> bool:
        """Whether all questions were answered rightly."""
        return self.right >= QUESTIONS_ASKED


@dataclass(frozen=True, slots=True)
class Coverage:
    """Who of a team knows a moment, and who is missing."""

    knowing: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def share(self) -> float | None:
        """The part of the team that knows it, None without a team."""
        team = len(self.knowing) + len(self.missing)
        return len(self.knowing) / team if team else None
