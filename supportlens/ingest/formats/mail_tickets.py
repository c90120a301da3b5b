"""Makes tickets of mails: a thread is one, with the customer's words and the desk's answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING

from supportlens.domain import Rejection
from supportlens.ingest.formats.mail_desk import find_desk
from supportlens.ingest.formats.mail_headers import domain_of
from supportlens.ingest.formats.mail_threads import group_threads

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from supportlens.ingest.formats.mail_threads import Letter

ID, CREATED, UPDATED, TOPIC = "Ticket ID", "Created at", "Last update", "Subject"
TEXT, ANSWER, SENDER, AGENT = "Description", "Resolution", "Requester", "Assignee"
COLUMNS = (ID, CREATED, UPDATED, TOPIC, TEXT, ANSWER, SENDER, AGENT)


@dataclass(frozen=True, slots=True)
class MailTickets:
    """The tickets of mails: their rows, the numbers of their first mails, and the reasons of all others."""

    rows: list[list[str]]
    numbers: list[int]
    rejections: tuple[Rejection, ...]


def make_tickets(letters: list[Letter]) -> MailTickets:
    """Return a row per thread; every mail without a row of its own is rejected with its reason."""
    reasons = {letter.number: letter.aside for letter in letters if letter.aside}
    usable = _drop_copies([letter for letter in letters if not letter.aside], reasons)
    desk = find_desk(usable)
    usable = [_take_back(letter, desk) for letter in usable]
    rows: dict[int, list[str]] = {}
    for thread in group_threads(usable):
        asked = _find_asked(thread, desk)
        if not asked:
            reasons |= {letter.number: "desk_message" for letter in thread}
            continue
        reasons |= {letter.number: "joined_message" for letter in thread if letter is not asked[0]}
        rows[asked[0].number] = _make_row(thread, asked, desk)
    rejections = tuple(Rejection(number, reason) for number, reason in sorted(reasons.items()))
    numbers = sorted(rows)
    return MailTickets([rows[number] for number in numbers], numbers, rejections)


def make_plain_row(letter: Letter) -> list[str]:
    """Return the row of a mail that is set aside."""
    return _make_row([letter], [letter], frozenset())


def _drop_copies(letters: list[Letter], reasons: dict[int, str]) -> list[Letter]:
    """Return each mail once: a mailbox has a copy for each of its labels."""
    seen: set[tuple[object, ...]] = set()
    kept: list[Letter] = []
    for letter in letters:
        known = letter.id or (letter.sender, letter.moment, letter.text)
        key = (*known, letter.topic, letter.sender)
        if key in seen and (letter.id or letter.moment):
            reasons[letter.number] = "duplicate_message"
        else:
            seen.add(key)
            kept.append(letter)
    return kept


def _take_back(letter: Letter, desk: frozenset[str]) -> Letter:
    """Return a mail as written if it forwards what the desk itself had written."""
    if letter.carrier is None or letter.sender not in desk or letter.writer in desk:
        return letter
    return letter.carrier


def _find_asked(thread: list[Letter], desk: frozenset[str]) -> list[Letter]:
    """Return the customer's mails of a thread, the first one first; none if only the desk wrote.

    A mail that somebody of the desk sends to the desk is a request.
    """
    asked = [letter for letter in thread if letter.sender not in desk]
    if not asked:
        first = thread[0]
        is_request = not first.is_sent and not desk.isdisjoint(first.receivers) and not first.is_reply
        asked = [first] if is_request else []
    return [letter for letter in asked if letter.sender == asked[0].sender]


def _make_row(thread: list[Letter], asked: list[Letter], desk: frozenset[str]) -> list[str]:
    first = asked[0]
    words = dict.fromkeys(letter.text for letter in asked if letter.text)
    answer = _find_answer(thread, first, desk)
    zone = first.moment.tzinfo if first.moment else None
    return [
        next(iter((*first.references, *first.id)), "").strip("<>"),
        _write_moment(first.moment, zone),
        _write_moment(thread[-1].moment, zone),
        first.topic,
        "\n".join(words),
        answer.text if answer else "",
        first.sender,
        answer.name if answer else "",
    ]


def _find_answer(thread: list[Letter], first: Letter, desk: frozenset[str]) -> Letter | None:
    """Return the desk's last answer; that of anybody else if the desk did not answer or is not known."""
    start = thread.index(first) + 1 if first.moment else 0
    below = [letter for letter in thread[start:] if letter.text and letter is not first]
    others = [letter for letter in below if letter.sender not in {first.sender, first.writer}]
    domains = set(map(domain_of, desk)) - {domain_of(first.sender), ""}
    ours = [letter for letter in below if letter.writer in desk or domain_of(letter.writer) in domains]
    found = ours or others
    return found[-1] if found else None


def _write_moment(moment: datetime | None, zone: tzinfo | None) -> str:
    """Write a moment as the clock of the customer showed it."""
    try:
        return moment.astimezone(zone or UTC).strftime("%Y-%m-%d %H:%M:%S") if moment else ""
    except OverflowError:  # the first or last day that a date may be
        return ""
