"""Groups of tickets that are nobody's request, and their kinds.

To add a kind, add its member and its row here, its Spanish to the catalogues, and what finds it to
`screening`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from supportlens.domain.kept import NAMES_PEOPLE
from supportlens.domain.messages import counted_message, message

if TYPE_CHECKING:
    from datetime import date

    from supportlens.domain.tickets.tickets import Tickets


class ApartKind(StrEnum):
    """Why tickets are nobody's request."""

    SPAM = "spam"
    AUTOMATIC = "automatic"
    TEST = "test"
    MACHINE = "machine"
    ONE_PERSON = "one_person"
    PRAISE = "praise"

    @property
    def row(self) -> KindOfGroup:
        """The properties of the kind."""
        return APART_KINDS[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class KindOfGroup:
    """The words of a kind of group: English messages, translated by the interfaces."""

    name: str
    """Its name as a title."""
    counted: tuple[str, str]
    """Its tickets with their number, within a sentence."""
    because: str
    """What its tickets have in common, and what that means for the reader."""


APART_KINDS = {
    ApartKind.SPAM: KindOfGroup(
        name=message("Advertising"),
        counted=counted_message("{count} ticket of advertising", "{count} tickets of advertising"),
        because=message(
            "The same advertising under several subjects, from senders who ask for nothing else. "
            "A filter in the mailbox keeps it out."
        ),
    ),
    ApartKind.AUTOMATIC: KindOfGroup(
        name=message("Automatic answers"),
        counted=counted_message("{count} automatic answer", "{count} automatic answers"),
        because=message(
            "Absences, returned mail and receipts: programs wrote them, and nobody waits for an answer."
        ),
    ),
    ApartKind.TEST: KindOfGroup(
        name=message("Tests"),
        counted=counted_message("{count} test", "{count} tests"),
        because=message("One person tried out the help desk: the texts say so, or say nothing."),
    ),
    ApartKind.MACHINE: KindOfGroup(
        name=message("Alerts of machines"),
        counted=counted_message("{count} alert of a machine", "{count} alerts of machines"),
        because=message(
            "One sender writes the same few texts with other figures, at any hour: a program, not a customer."
        ),
    ),
    ApartKind.ONE_PERSON: KindOfGroup(
        name=message("One customer's matter"),
        counted=counted_message("{count} ticket of one customer", "{count} tickets of one customer"),
        because=message(
            "So many tickets of one sender about a matter that nobody else has: no reason to train others. "
            "A customer who has to write so often may leave: speak to this one in person."
        ),
    ),
    ApartKind.PRAISE: KindOfGroup(
        name=message("Praise"),
        counted=counted_message("{count} review of praise", "{count} reviews of praise"),
        because=message(
            "This log is one of reviews: who gives four or five stars is satisfied and asks for nothing."
        ),
    ),
}


class ApartState(StrEnum):
    """What becomes of the tickets of a group."""

    APART = "apart"
    """They are in no share and no cause."""
    COUNTED = "counted"
    """A user counts them as requests."""
    ALONE = "alone"
    """Nothing would be left without them: they are shown, but no cause is looked for."""


@dataclass(frozen=True, slots=True)
class ApartGroup:
    """Tickets that are nobody's request, found by sender, repetition, spread and form."""

    id: str
    """The kind, and the sender of a group that has one: the same in the next study."""
    kind: ApartKind
    sender: str = field(metadata=NAMES_PEOPLE)
    """Who wrote them, as written; "" for several."""
    senders: int
    """The number of senders, 0 if the log does not name them."""
    ticket_ids: tuple[str, ...]
    first: date | None
    """The day of the oldest, None without dates."""
    last: date | None
    state: ApartState = ApartState.APART

    @property
    def tickets(self) -> int:
        """The number of its tickets."""
        return len(self.ticket_ids)

    @property
    def is_apart(self) -> bool:
        """Whether its tickets are kept out of every share."""
        return self.state is ApartState.APART


@dataclass(frozen=True, slots=True, eq=False)
class Screening:
    """What of a log is nobody's request: the groups, and the rows of those that are set apart."""

    groups: tuple[ApartGroup, ...] = ()
    """Most tickets first."""
    only_sender: str = field(default="", metadata=NAMES_PEOPLE)
    """The sender of all tickets of a log, "" if there are several or none is named."""
    desk_answers: int = 0
    """The texts that read like the desk's own answers, 0 unless nearly all of a log do."""
    counted: frozenset[str] = frozenset()
    """Ids and kinds of groups that a user counts as requests, whether this log has them or not."""
    tickets: Tickets | None = None
    """The rows of the groups that are set apart, None without any."""
    positions: tuple[int, ...] = ()
    """Where these rows stood among all rows."""

    @property
    def apart(self) -> tuple[ApartGroup, ...]:
        """The groups whose tickets are in no share."""
        return tuple(group for group in self.groups if group.is_apart)

    @property
    def is_all(self) -> bool:
        """Whether all tickets are nobody's request, so that no cause is looked for."""
        return any(group.state is ApartState.ALONE for group in self.groups)

    def group(self, group_id: str) -> ApartGroup | None:
        """Return a group by its id."""
        return next((group for group in self.groups if group.id == group_id), None)
