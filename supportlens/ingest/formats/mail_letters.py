"""Reads one mail: whose words it holds, when they were written, and whether it is a request."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from supportlens.ingest.formats.mail_asides import find_aside, find_labels, is_sent
from supportlens.ingest.formats.mail_bodies import find_carried, find_text
from supportlens.ingest.formats.mail_headers import MailHeaders, domain_of
from supportlens.ingest.formats.mail_threads import Letter
from supportlens.ingest.values.plain_text import to_plain_text
from supportlens.ingest.values.written_dates import read_date
from supportlens.messages import MACHINES, MessageRules
from supportlens.resources import load_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable
    from email.message import Message

    from supportlens.messages import Forwarded

_OLDEST = timedelta(days=730)
"""Maximum age of a forwarded message whose date is believed.

Judgement: an older one is a date that was read wrongly more often than a request of that day.
"""
_LATEST = timedelta(days=1)
"""How much later than its forwarding a message may seem to be written, in another zone."""
_DATE = 80
"""Maximum characters of a written date."""
_WEEKDAY = re.compile(r"^[^\d,]{2,20},\s*|^[^\W\d]{2,12}(?:-[^\W\d]+)?\.?\s+(?=\d)")
_ZONE = re.compile(r"\s*(?:\([^()]*\)|(?:GMT|UTC)(?:[+-][\d:]{1,5})?|\b[A-Z]{3,4})\s*$")
DEPTH = 3
"""Maximum number of mails inside one another that are opened, as for archives."""


class LetterReader:
    """Reads mails of one file; `folders` are the names of the mailbox and its folder."""

    def __init__(self, folders: Iterable[str] = ()) -> None:
        self._rules = MessageRules.of(load_lexicon())
        self._folders = tuple(folders)

    def read(self, number: int, message: Message, depth: int = 0) -> Letter:
        """Return a mail; one to which a single mail is attached forwards that one."""
        headers = MailHeaders(message)
        body = find_text(message)
        letter = self._read_plain(number, headers, body)
        labels = find_labels(headers, self._folders)
        letter = replace(letter, is_sent=is_sent(labels), aside=find_aside(message, headers, labels, body))
        if letter.aside:
            return letter
        carried = find_carried(message)
        if len(carried) == 1 and depth < DEPTH:
            letter = self._read_attached(letter, self.read(number, carried[0], depth + 1))
        else:
            letter = self._read_forwarded(letter, body)
        return letter if letter.text or letter.subject else self.set_aside(letter, "empty_message")

    def set_aside(self, letter: Letter, reason: str) -> Letter:
        """Return a mail that is set aside for a reason."""
        return replace(letter, aside=reason)

    def _read_plain(self, number: int, headers: MailHeaders, body: str) -> Letter:
        """Return a mail as written, whether or not it forwards another."""
        receivers = headers.addresses("To", "Cc")
        name, address = self._find_sender(headers, receivers)
        subject = " ".join(headers.read("Subject").split())
        return Letter(
            number=number,
            id=headers.ids("Message-ID")[:1],
            references=headers.ids("References", "In-Reply-To"),
            subject=subject,
            topic=self._rules.subjects.strip_marks(subject),
            is_reply=self._rules.subjects.is_reply(subject),
            sender=address or name,
            name=name,
            receivers=receivers,
            moment=headers.moment(),
            text=to_plain_text(self._rules.own_words(body)),
        )

    def _find_sender(self, headers: MailHeaders, receivers: tuple[str, ...]) -> tuple[str, str]:
        """Return the name and address of whoever wrote a mail.

        Web forms and groups send in the name of the mailbox that receives it, and say who wrote it elsewhere.
        """
        name, address = headers.address("From")
        if address in receivers or address.startswith(MACHINES):
            for header in ("X-Original-Sender", "X-Original-From", "Reply-To"):
                other, written = headers.address(header)
                if written and written != address and written not in receivers:
                    return other, written
        return name, address

    def _read_forwarded(self, letter: Letter, body: str) -> Letter:
        """Return the message that a mail forwards, or the mail itself."""
        lines = body.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        says = self._rules.subjects.reads_forwarded(letter.subject)
        found = self._rules.find_forwarded(lines, is_forward=says, inside=domain_of(letter.sender))
        if found is None or self._answers(letter, found):
            return letter
        subject = found.head.subject or letter.topic
        inner = replace(
            letter,
            subject=subject,
            topic=self._rules.subjects.strip_marks(subject),
            sender=found.head.address or found.head.name or letter.sender,
            name=found.head.name or letter.name,
            moment=_read_moment(found.head.sent, letter.moment) or letter.moment,
            text=to_plain_text(self._rules.own_words("\n".join([*found.kept_note, *found.lines]))),
        )
        return self._forward(letter, inner)

    def _read_attached(self, letter: Letter, inner: Letter) -> Letter:
        """Return the mail that is attached to another, or the other if that has words of its own about it."""
        if not inner.text or inner.aside:
            return letter
        note = letter.text.split("\n")
        if inner.sender in letter.receivers and self._rules.says_much(note):
            return letter
        if self._rules.is_long(note):
            inner = replace(inner, text=f"{letter.text}\n{inner.text}")
        return self._forward(letter, inner)

    def _answers(self, letter: Letter, found: Forwarded) -> bool:
        """Return whether a mail says something itself about the message below.

        That one was written by whom the mail goes to, and the mail has words of its own.
        """
        if not self._rules.says_much(found.note):
            return False
        address = found.head.address
        domain = domain_of(address)
        if address in letter.receivers:
            return True
        theirs = {domain_of(receiver) for receiver in letter.receivers}
        return bool(domain) and domain in theirs and domain != domain_of(letter.sender)

    def _forward(self, carrier: Letter, inner: Letter) -> Letter:
        """Return the message that a mail forwards, in the mail's place."""
        moment = inner.moment
        if moment and carrier.moment and not -_OLDEST < moment - carrier.moment < _LATEST:
            moment = carrier.moment
        return replace(
            carrier,
            id=carrier.id,
            references=(*carrier.references, *(inner.id if inner.id != carrier.id else ())),
            subject=inner.subject or carrier.subject,
            topic=inner.topic or carrier.topic,
            is_reply=False,
            sender=inner.sender or carrier.sender,
            name=inner.name or carrier.name,
            moment=moment or carrier.moment,
            text=inner.text,
            carrier=carrier,
        )


def _read_moment(written: str, carried: datetime | None) -> datetime | None:
    """Return a date as a header of a forwarded message has it: in the reader's zone, in any language.

    Of two orders of day and month the one nearer to the mail that carries it is right.
    """
    text = " ".join(written.replace("(s)", "s").split())[:_DATE]
    read = read_date(text) or read_date(_WEEKDAY.sub("", _ZONE.sub("", text)))
    if read is None:
        return None
    shape, (one, two, three, hour, minute, second), _ = read
    days = {1: [(one, two, three)], 3: [(three, two, one)]}
    zone = carried.tzinfo if carried else UTC
    found: list[datetime] = []
    for year, month, day in days.get(shape, [(three, two, one), (three, one, two)]):
        try:
            found.append(datetime(year, month, day, hour, minute, second, tzinfo=zone))
        except ValueError:
            continue
    return min(found, key=lambda moment: abs(moment - carried) if carried else 0, default=None)
