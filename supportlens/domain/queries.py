"""A query: the tickets behind a number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from supportlens.domain.findings.desk_changes import DeskChange
    from supportlens.domain.findings.periods import Period


@dataclass(frozen=True, slots=True)
class TicketQuery:
    """The tickets behind a number."""

    cause_id: str | None = None
    symptom_id: str | None = None
    moment_id: str | None = None
    field: str | None = None
    value: str | None = None
    week: date | None = None
    codes: tuple[str, ...] = ()
    """Codes that the contact must have, all of them."""
    pattern: str | None = None
    """A regular expression over the accent-folded lower-case text, as signals use them.

    It is searched in the customers' text, or in `field` if that is given without a value.
    """
    ids: tuple[str, ...] = ()
    further: tuple[tuple[str, str], ...] = ()
    """Further fields with their required values."""
    period: Period | None = None
    """The days on which the tickets were opened."""

    @classmethod
    def of_desk_change(cls, change: DeskChange) -> TicketQuery | None:
        """Return the query for the tickets that show a change of the desk, None if none is listed."""
        return cls(ids=change.ticket_ids) if change.ticket_ids else None
