"""Tickets as they are planted, before any language or format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Ticket:
    """One row of the log; texts and labels are in the log's language already.

    `cause` is the position of the planted cause, None for routine traffic; `family` the pattern
    of text it was made from, "noise" where it says nothing; `situations` names those that
    brought or changed the ticket.
    """

    created: datetime
    resolved: datetime | None
    subject: str
    description: str
    resolution: str
    requester: str
    role: str
    site: str
    product: str
    version: str
    channel: str
    priority: str
    status: str
    agent: str
    satisfaction: int | None
    reopened: str
    minutes: int | None
    family: str
    segment: str = ""
    device: str = ""
    team: str = ""
    category: str = ""
    customer: str = ""
    cause: int | None = None
    id: str = ""
    situations: tuple[str, ...] = ()

    @property
    def is_noise(self) -> bool:
        """Return whether the ticket was planted to say nothing."""
        return self.family == "noise"
