"""The cost of a cause: satisfaction, hours, reopened tickets, repeat contacts and late detection."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

FIRST_CONTACT_DAYS = 7
"""Days within which another ticket of the same person and cause means that the first was not solved.

Judgement: a week; larger counts fewer tickets as solved at first contact.
"""
SATISFIED_FROM = 4.0
"""The mark, of 1 to 5, from which a customer counts as satisfied (top two of five)."""


@dataclass(frozen=True, slots=True)
class Share:
    """The number of tickets with a property among those where it is known."""

    hits: int
    known: int

    @property
    def share(self) -> float:
        """The share, 0 to 1; 0 if no value is known."""
        return self.hits / self.known if self.known else 0.0


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """Marks of 1 to 5 inside a cause, in the whole log, and in the log without the cause."""

    mean: float
    overall: float
    without: float
    satisfied: Share
    overall_satisfied: Share
    without_satisfied: Share

    @property
    def effect(self) -> float:
        """The cause's effect on the overall mean mark: overall minus overall without the cause."""
        return self.overall - self.without


@dataclass(frozen=True, slots=True)
class Impact:
    """The cost of a cause; figures that the log lacks are None.

    First contact: of the tickets that were closed (all, if the log does not say) at least FIRST_CONTACT_DAYS
    before the log's end, those that were not reopened and not followed by another ticket of the same person
    and cause within FIRST_CONTACT_DAYS.
    """

    satisfaction: Satisfaction | None = None
    hours: float | None = None
    hours_share: float | None = None
    """Its share of all hours in the log."""
    reopened: Share | None = None
    reopened_outside: Share | None = None
    first_contact: Share | None = None
    first_contact_outside: Share | None = None
    detectable_from: date | None = None
    """The first day on which the tickets so far were sufficient to detect the rise."""
    tickets_since_detectable: int = 0
    """Its tickets after that day."""
    hours_since_detectable: float | None = None
    effort_share: float = 0.0
    """The effort for these tickets as a share of the log's hours if known, else of its tickets."""
