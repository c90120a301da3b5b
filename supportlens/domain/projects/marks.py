"""What a person marked while working: tickets that were read, and filters that were saved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from supportlens.domain.queries import TicketQuery


@dataclass(frozen=True, slots=True)
class TicketCheck:
    """What a person who read a ticket says of its symptom; it holds as long as the ticket is in `said`."""

    ticket_id: str
    given: str
    """The symptom that the program had given it."""
    said: str
    """The symptom that the person says it has."""
    when: datetime

    @property
    def agrees(self) -> bool:
        """Whether the person says what the program said."""
        return self.given == self.said


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many of some tickets were read, and of how many a person says what the program said."""

    tickets: int
    read: int
    agreed: int
    low: float = 0.0
    high: float = 1.0
    """The 95 % interval of the share that agrees (Wilson)."""

    @property
    def share(self) -> float | None:
        """The share of the tickets that were read in which both agree, None if none was read."""
        return self.agreed / self.read if self.read else None


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A filter of the tickets under a name."""

    name: str
    query: TicketQuery
    product: str | None = None
    bucket: str = ""
    """Which tickets without a symptom, "" for all tickets."""
    search: str = ""


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of a project; they change no result, and no step of its history takes them back."""

    checks: tuple[TicketCheck, ...] = ()
    filters: tuple[SavedFilter, ...] = ()

    def with_check(self, check: TicketCheck) -> Marks:
        """Return the marks with one more check, in place of an earlier one of the same ticket."""
        return replace(self, checks=(*self._checks_but(check.ticket_id), check))

    def without_check(self, ticket_id: str) -> Marks:
        """Return the marks without the check of a ticket."""
        return replace(self, checks=self._checks_but(ticket_id))

    def with_filter(self, kept: SavedFilter) -> Marks:
        """Return the marks with a filter, in place of one of the same name, by name."""
        others = (one for one in self.filters if one.name != kept.name)
        return replace(self, filters=tuple(sorted((*others, kept), key=lambda one: one.name.casefold())))

    def without_filter(self, name: str) -> Marks:
        """Return the marks without a filter."""
        return replace(self, filters=tuple(one for one in self.filters if one.name != name))

    def _checks_but(self, ticket_id: str) -> tuple[TicketCheck, ...]:
        return tuple(one for one in self.checks if one.ticket_id != ticket_id)
