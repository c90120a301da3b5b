"""Reads mail: a message is a ticket, and a thread of messages is one."""

from __future__ import annotations

import email
import re
from typing import TYPE_CHECKING

from supportlens.domain import FractionProgress
from supportlens.ingest.formats.mail_bodies import Attachment, find_attachments, find_carried
from supportlens.ingest.formats.mail_files import FACTS, write_facts
from supportlens.ingest.formats.mail_letters import LetterReader
from supportlens.ingest.formats.mail_tickets import COLUMNS, make_plain_row, make_tickets
from supportlens.ingest.tables.table import Grid, Part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from email.message import Message

    from supportlens.ingest.formats.mail_threads import Letter

    Adopt = Callable[[Attachment], bool]

_ENVELOPE = re.compile(rb"From \S.{0,200}\d\d:\d\d.{0,40}\r?\n")
_HEADER = re.compile(rb"([!-9;-~]{1,80}):[ \t]*[^\r\n]*\r?\n(?:[ \t]+[^\r\n]*\r?\n)*")
_TELLING = frozenset(
    b"from to subject date message-id received mime-version return-path delivered-to reply-to cc "
    b"content-type x-gm-thrid x-mailer in-reply-to references".split()
)
_NEXT = re.compile(rb"(?:\r?\n)\r?\n(?=From \S[^\r\n]{0,200}\d\d:\d\d[^\r\n]{0,40}\r?\n[!-9;-~]{1,80}:)")


def is_mail(data: bytes) -> bool:
    """Return whether bytes begin like a mail or a mailbox."""
    head = data[: 1 << 16].lstrip(b"\xef\xbb\xbf\r\n")
    envelope = _ENVELOPE.match(head)
    at = envelope.end() if envelope else 0
    names: list[bytes] = []
    while (header := _HEADER.match(head, at)) and len(names) < 100:
        names.append(header[1].lower())
        at = header.end()
    known = len(_TELLING.intersection(names))
    ended = not head[at:].strip() or head[at : at + 2].startswith((b"\n", b"\r\n"))
    return known >= (1 if envelope else 2) and ended and 2 * known >= min(len(names), 6)


def parse_mail(
    data: bytes,
    folders: Iterable[str] = (),
    adopt: Adopt = lambda _: False,
    progress: FractionProgress = lambda _: None,
) -> tuple[str, tuple[Part, ...]]:
    """Return the format, mbox or eml, and a row per thread; every other message is rejected with its reason.

    `folders` are the names of the mailbox and its folder; `adopt` reads an attachment and returns whether it
    holds tickets: then the mail only carries it. A mailbox without a ticket is a part for each reason.
    """
    data = data.lstrip(b"\xef\xbb\xbf\r\n")
    boxed = bool(_ENVELOPE.match(data))
    reader = LetterReader(folders)
    raws = list(_split_mailbox(data)) if boxed else [data]
    letters: list[Letter] = []
    carried: list[Message] = []
    for number, raw in enumerate(raws, start=1):
        progress(number / len(raws))
        message = email.message_from_bytes(raw)
        inner = find_carried(message)
        letter = reader.read(number, message)
        if not letter.aside and (_adopt_any(message, adopt) or len(inner) > 1):
            letter = reader.set_aside(letter, "carrier_mail")
            carried += inner if len(inner) > 1 else []
        letters.append(letter)
    letters += [reader.read(number, one) for number, one in enumerate(carried, start=len(raws) + 1)]
    if not boxed and len(letters) == 1:
        return "eml", (_make_file_part(letters[0]),)
    return ("mbox" if boxed else "eml"), _make_parts(letters)


def _adopt_any(message: Message, adopt: Adopt) -> bool:
    """Return whether an attachment of a mail holds tickets; all that do are adopted."""
    return True in [adopt(attached) for attached in find_attachments(message)]


def _make_file_part(letter: Letter) -> Part:
    """Return the table of a mail that is a file; it also holds what is needed to join it with others."""
    rows = [] if letter.aside == "empty_message" else [[*make_plain_row(letter), write_facts(letter)]]
    return Part("", Grid((*COLUMNS, FACTS), rows, [1] if rows else []), letter.aside if rows else "")


def _make_parts(letters: list[Letter]) -> tuple[Part, ...]:
    found = make_tickets(letters)
    if found.rows or all(one.reason == "empty_message" for one in found.rejections):
        return (Part("", Grid(COLUMNS, found.rows, found.numbers, found.rejections)),)
    by_number = {letter.number: letter for letter in letters}
    reasons = dict.fromkeys(one.reason for one in found.rejections)
    groups = {reason: [one.row for one in found.rejections if one.reason == reason] for reason in reasons}
    return tuple(
        Part(str(at), Grid(COLUMNS, [make_plain_row(by_number[n]) for n in numbers], numbers), reason)
        for at, (reason, numbers) in enumerate(groups.items(), start=1)
    )


def _split_mailbox(data: bytes) -> Iterator[bytes]:
    """Split a mailbox at envelope lines between a blank line and a header, and nowhere else."""
    at = 0
    for found in [*_NEXT.finditer(data), None]:
        end = found.end() if found else len(data)
        raw = data[at:end].partition(b"\n")[2]
        yield re.sub(rb"(?m)^>(>*From )", rb"\1", raw)
        at = end
