"""What the desk itself changed: its words, names, numbers and dates. No customer called because of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from supportlens.domain.messages import message
from supportlens.domain.tickets.tickets import Field

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supportlens.domain.findings.verdicts import UsualGrowth


class DeskChangeKind(StrEnum):
    """What kind of thing changed at the desk."""

    NEW_VALUE = "new_value"
    RENAMED = "renamed"
    PARTLY_RENAMED = "partly_renamed"
    TEXT_ADDED = "text_added"
    FORM_ADDED = "form_added"
    TEXT_ENDED = "text_ended"
    MIGRATION = "migration"
    DATES_EDITED = "dates_edited"
    OPEN_ONLY = "open_only"
    MISSING_PERIOD = "missing_period"
    NUMBERS_RESTART = "numbers_restart"

    @property
    def label(self) -> str:
        """Its name: an English message."""
        return DESK_CHANGES[self]


DESK_CHANGES = {
    DeskChangeKind.NEW_VALUE: message("New value with the usual mix"),
    DeskChangeKind.RENAMED: message("Renamed"),
    DeskChangeKind.PARTLY_RENAMED: message("Renamed in part"),
    DeskChangeKind.TEXT_ADDED: message("Sentence added to the texts"),
    DeskChangeKind.FORM_ADDED: message("Form added to the texts"),
    DeskChangeKind.TEXT_ENDED: message("Sentence no longer added"),
    DeskChangeKind.MIGRATION: message("Migration or import"),
    DeskChangeKind.DATES_EDITED: message("Dates edited in bulk"),
    DeskChangeKind.OPEN_ONLY: message("Only open tickets"),
    DeskChangeKind.MISSING_PERIOD: message("Missing period"),
    DeskChangeKind.NUMBERS_RESTART: message("Numbers start again"),
}
"""Every kind of change at the desk with its name."""


@dataclass(frozen=True, slots=True)
class DeskChange:
    """A change of the desk: what it was `before` and `after`, since when, and the tickets that show it."""

    kind: DeskChangeKind
    field: str = ""
    """The field that changed, "" for none."""
    day: date | None = None
    """The first day of it; None if it has none."""
    before: str = ""
    after: str = ""
    last: date | None = None
    """The last day, None if it lasts."""
    ticket_ids: tuple[str, ...] = ()
    """The tickets that show it, in the order of the log; empty if none does."""
    count: int = 0
    """Its tickets, also where they are not listed."""

    @property
    def tickets(self) -> int:
        """The number of tickets that show it."""
        return len(self.ticket_ids) or self.count

    @property
    def is_of_texts(self) -> bool:
        """Whether it is seen in the texts alone: what the desk writes there, and their languages."""
        written = {DeskChangeKind.TEXT_ADDED, DeskChangeKind.FORM_ADDED, DeskChangeKind.TEXT_ENDED}
        return self.kind in written or (
            self.kind is DeskChangeKind.NEW_VALUE and self.field == Field.LANGUAGE
        )

    @classmethod
    def of_growth(cls, growth: UsualGrowth) -> DeskChange:
        """Return the new value of a field that brings more of the same."""
        return cls(
            DeskChangeKind.NEW_VALUE,
            growth.field,
            growth.onset.day,
            after=growth.value,
            last=growth.onset.end,
            count=growth.tickets,
        )


def sort_desk_changes(changes: Iterable[DeskChange]) -> tuple[DeskChange, ...]:
    """Return changes by day, then the largest first; those without a day last."""
    return tuple(
        sorted(
            changes,
            key=lambda one: (
                one.day or date.max,
                -one.tickets,
                one.kind.value,
                one.field,
                one.before,
                one.after,
            ),
        )
    )
