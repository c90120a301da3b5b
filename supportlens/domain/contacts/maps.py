"""The map of contacts: where in the service cycle, and at which touchpoint, they happen and turn bitter."""

from __future__ import annotations

from dataclasses import dataclass

from supportlens.domain.messages import message


@dataclass(frozen=True, slots=True)
class MapCell:
    """The contacts of one row and one column of a map."""

    tickets: int = 0
    bitter: int = 0

    @property
    def bitter_share(self) -> float:
        """The share of bitter contacts, 0 without any."""
        return self.bitter / self.tickets if self.tickets else 0.0


@dataclass(frozen=True, slots=True)
class ContactMap:
    """A table of contacts: a row per cause or touchpoint, a column per stage."""

    rows: tuple[str, ...]
    """The ids of causes or codes, the row with most contacts first."""
    columns: tuple[str, ...]
    """The ids of the stages, in the order of the cycle."""
    cells: dict[tuple[str, str], MapCell]
    """The cells with contacts, by row and column."""

    def cell(self, row: str, column: str) -> MapCell:
        """Return a cell, an empty one without contacts."""
        return self.cells.get((row, column), MapCell())


@dataclass(frozen=True, slots=True)
class WeakestLink:
    """The stage of a journey in which most contacts turned bitter beyond chance."""

    stage: str
    cell: MapCell
    rest: MapCell
    """All other stages of the journey."""


@dataclass(frozen=True, slots=True)
class Following:
    """What follows a cause: the cause of the same person's next contact."""

    cause_id: str
    next_id: str
    people: int
    """People of whom this next contact is known."""
    share: float
    """Their part of all people who came back after the cause."""
    days: float
    """The median days between the two contacts."""


@dataclass(frozen=True, slots=True)
class Journey:
    """The map of a log: stages by cause and touchpoint, blind stages, weakest link, what follows what."""

    by_cause: ContactMap
    by_touchpoint: ContactMap
    blind: tuple[str, ...]
    """The stages of the cycle without any contact, in order."""
    weakest: WeakestLink | None
    following: tuple[Following, ...]
    """The most frequent first."""


STAGES = ("c1", "c2", "c3", "c4", "c5", "c6", "c7")
"""The service cycle in the order in which a customer goes through it."""
WHAT_FILLS = {
    "c1": message("reviews and opinions (app stores, social networks), or visits to the help pages"),
    "c2": message("the calls, chats and messages of people who are not customers yet"),
    "c3": message("the requests for information of the sales team"),
    "c4": message("the quotations sent, with their date and result"),
    "c5": message("the orders and payments"),
    "c6": message("the satisfaction surveys sent when a case is closed"),
    "c7": message("the support tickets"),
}
"""The file that would show each stage: English messages."""
