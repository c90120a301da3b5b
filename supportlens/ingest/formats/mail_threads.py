"""Groups mails into threads: by references, then by subject among the same people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail with sender, recipients and text; `number` counts from the start of the file.

    A forwarded mail has the sender, the date, the subject and the words of the message that it forwards.
    """

    number: int
    id: tuple[str, ...]
    references: tuple[str, ...]
    subject: str
    topic: str
    """The subject without "Re:" and similar prefixes."""
    is_reply: bool
    sender: str
    name: str
    receivers: tuple[str, ...]
    moment: datetime | None
    text: str
    aside: str = ""
    """Why it is no request, in the codes of `Rejection.reason`."""
    is_sent: bool = False
    """Whether it lies among the mails that the owner of the mailbox has sent."""
    carrier: Letter | None = None
    """The mail that forwards it, read as written; None if it came by itself."""

    @property
    def writer(self) -> str:
        """The address from which the mail was sent: of a forwarded one, whoever forwarded it."""
        return self.carrier.sender if self.carrier else self.sender

    @property
    def people(self) -> frozenset[str]:
        """The sender and all recipients."""
        return frozenset((self.sender, self.writer, *self.receivers))


def group_threads(letters: list[Letter]) -> list[list[Letter]]:
    """Return the threads in file order, the mails of each in chronological order."""
    parents = list(range(len(letters)))
    _join_by_reference(letters, parents)
    _join_by_subject(letters, parents)
    found: dict[int, list[Letter]] = {}
    for at, letter in enumerate(letters):
        found.setdefault(_root(parents, at), []).append(letter)
    ordered = [sorted(thread, key=_order) for thread in found.values()]
    return sorted(ordered, key=lambda thread: thread[0].number)


def _order(letter: Letter) -> tuple[datetime, int]:
    return letter.moment or datetime.max.replace(tzinfo=UTC), letter.number


def _join_by_reference(letters: list[Letter], parents: list[int]) -> None:
    """Join mails that refer to each other, or to the same missing mail."""
    places: dict[str, int] = {}
    for at, letter in enumerate(letters):
        for name in (*letter.id, *letter.references):
            _join(parents, places.setdefault(name, at), at)


def _join_by_subject(letters: list[Letter], parents: list[int]) -> None:
    """Join a reply without a known reference to an earlier mail with its subject and people."""
    earlier: dict[str, list[int]] = {}
    known = {name for letter in letters for name in letter.id}
    for at, letter in sorted(enumerate(letters), key=lambda pair: _order(pair[1])):
        topic = letter.topic.casefold()
        if topic and (letter.is_reply or letter.carrier) and known.isdisjoint(letter.references):
            same = (
                place for place in earlier.get(topic, [])[:-50:-1] if _belong_together(letters[place], letter)
            )
            _join(parents, next(same, at), at)
        earlier.setdefault(topic, []).append(at)


def _belong_together(one: Letter, other: Letter) -> bool:
    """Return whether a later mail answers or forwards an earlier one of the same subject."""
    if other.carrier:
        return one.sender == other.sender
    return one.sender in other.people or other.sender in one.people


def _root(parents: list[int], at: int) -> int:
    while parents[at] != at:
        parents[at] = parents[parents[at]]
        at = parents[at]
    return at


def _join(parents: list[int], one: int, other: int) -> None:
    first, second = sorted((_root(parents, one), _root(parents, other)))
    parents[second] = first
