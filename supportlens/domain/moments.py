"""Moments of truth: contacts that put a customer relationship at risk or can strengthen it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from supportlens.domain.findings.kinds import Kind
from supportlens.domain.languages import Name


class MomentState(StrEnum):
    """The state of a moment of truth in a log."""

    DETECTED = "detected"
    NEEDS_DATA = "needs_data"
    QUIET = "quiet"
    """In the catalogue, but not found in this log."""


@dataclass(frozen=True, slots=True)
class Moment:
    """An entry of the catalogue: a contact that puts the relationship at risk or can strengthen it.

    A ticket belongs to it by one of its `codes`, or by its `patterns`, regular expressions over accent-folded
    lower-case sentences; `needs` names the customer data required to detect the moment in a log, empty if
    tickets are enough.
    """

    id: str
    number: int
    name: Name
    family: str
    stage: str
    touchpoint: str
    trigger: Name
    expects: Name
    steps: tuple[Name, ...]
    say: Name
    avoid: Name
    prevention: Name
    indicator: Name
    target: Name
    opportunity: Name
    patterns: tuple[str, ...]
    kinds: tuple[Kind, ...]
    needs: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    """The ids of the codes of a contact that make it this moment."""


@dataclass(frozen=True, slots=True)
class Risk:
    """Risk of a moment: recurrence x reach x gravity (each 0 to 1), beyond what the rest suggests."""

    recurrence: float
    reach: float
    gravity: float
    level: int
    """1 to 5, from the excess."""
    usual_recurrence: float = 0.0
    """The recurrence of as many tickets drawn at random from the log."""
    usual_gravity: float = 0.0
    """The gravity of all other tickets."""

    @property
    def excess(self) -> float:
        """How much more than expected is at risk: 0 for what only happens often."""
        expected = self.usual_recurrence * self.usual_gravity
        return self.reach * max(0.0, self.recurrence * self.gravity - expected)


@dataclass(frozen=True, slots=True)
class MomentMatch:
    """A moment of truth with its figures in this log."""

    moment: Moment
    state: MomentState
    tickets: int
    customers: int | None
    cause_ids: tuple[str, ...]
    risk: Risk | None
    ticket_ids_sample: tuple[str, ...] = ()
    coded: dict[str, int] = field(default_factory=dict)
    """The number of its tickets with each code."""
    confirmed: int = 0
    """Tickets of which a person confirmed or corrected a code."""
    graver: float = 0.0
    """How much greater the part of grave tickets is than in the rest of the log; negative if smaller."""
    first: date | None = None
    """The day of its first ticket, None without dates."""
    last: date | None = None


def find_most_delicate(matches: tuple[MomentMatch, ...]) -> MomentMatch | None:
    """Return the moment that puts most at risk beyond what is usual in the log, None if none does.

    The everyday request does not lead by its size: what counts is the excess of its risk, then how much
    graver it is than the rest. A moment that is all of the log has nothing to be compared with, and leads.
    """
    seen = [match for match in matches if match.tickets]
    if len(seen) == 1:
        return seen[0]
    graver = [match for match in seen if match.graver > 0 or (match.risk and match.risk.excess > 0)]
    return max(graver, key=_weigh, default=None)


def _weigh(match: MomentMatch) -> tuple[float, float, int, int]:
    return (match.risk.excess if match.risk else 0.0, match.graver, match.tickets, -match.moment.number)
