"""Reads mail: a message is a ticket, and a thread of messages is one."""

from __future__ import annotations

import email
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.utils import getaddresses, parsedate_to_datetime
from typing import TYPE_CHECKING

from supportlens.domain import Rejection
from supportlens.ingest.formats.mail_threads import Letter, threads
from supportlens.ingest.tables.table import Grid
from supportlens.ingest.values.decoding import decode
from supportlens.ingest.values.plain_text import plain
from supportlens.messages import MessageRules
from supportlens.resources import load_playbook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from email.message import Message

_ENVELOPE = re.compile(rb"From \S.{0,200}\d\d:\d\d.{0,40}\r?\n")
_HEADER = re.compile(rb"([!-9;-~]{1,80}):[ \t]*[^\r\n]*\r?\n(?:[ \t]+[^\r\n]*\r?\n)*")
_TELLING = frozenset(
    b"from to subject date message-id received mime-version return-path delivered-to reply-to cc "
    b"content-type x-gm-thrid x-mailer in-reply-to references".split()
)
_NEXT = re.compile(rb"(?:\r?\n)\r?\n(?=From \S[^\r\n]{0,200}\d\d:\d\d[^\r\n]{0,40}\r?\n[!-9;-~]{1,80}:)")
_FAILING = (LookupError, ValueError, TypeError, AttributeError, AssertionError, RecursionError)
"""What the library's parser is known to raise on headers that break every rule."""

_LONG = 4_000
_PLAIN = frozenset(("References", "In-Reply-To", "Message-ID"))
"""Headers that hold nothing but identifiers, and need no parser."""

ID, CREATED, UPDATED, TOPIC = "Ticket ID", "Created at", "Last update", "Subject"
TEXT, ANSWER, SENDER, AGENT = "Description", "Resolution", "Requester", "Assignee"
_COLUMNS = (ID, CREATED, UPDATED, TOPIC, TEXT, ANSWER, SENDER, AGENT)


@dataclass(frozen=True, slots=True)
class _Body:
    text: str
    is_html: bool


def is_mail(data: bytes) -> bool:
    """Return whether bytes open like a mail or a box of mails."""
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


def parse(data: bytes, step: Callable[[float], None] = lambda _: None) -> tuple[str, Grid]:
    """Return the format, mbox or eml, and a row per thread; a message without text is rejected."""
    data = data.lstrip(b"\xef\xbb\xbf\r\n")
    boxed = bool(_ENVELOPE.match(data))
    rules = MessageRules.of(load_playbook().lexicon)
    letters, rejections = [], []
    raws = list(_messages(data)) if boxed else [data]
    for number, raw in enumerate(raws, start=1):
        step(number / len(raws))
        letter = _letter(number, raw, rules)
        if letter.text or letter.subject:
            letters.append(letter)
        else:
            rejections.append(Rejection(number, "empty_message"))
    return "mbox" if boxed else "eml", _grid(threads(letters), rejections)


def _messages(data: bytes) -> Iterator[bytes]:
    """Split a box where an envelope line stands between a blank line and a header, and nowhere else."""
    at = 0
    for found in [*_NEXT.finditer(data), None]:
        end = found.end() if found else len(data)
        raw = data[at:end].partition(b"\n")[2]
        yield re.sub(rb"(?m)^>(>*From )", rb"\1", raw)
        at = end


def _letter(number: int, raw: bytes, rules: MessageRules) -> Letter:
    message = email.message_from_bytes(raw, policy=policy.default)
    name, address = _person(_header(message, "From"))
    subject = " ".join(_header(message, "Subject").split())
    references = f"{_header(message, 'References')} {_header(message, 'In-Reply-To')}"
    body = _body(message)
    text = rules.own_words(plain(body.text) if body.is_html else body.text)
    return Letter(
        number=number,
        id=_ids(_header(message, "Message-ID"))[:1],
        references=tuple(_ids(references)),
        subject=subject,
        sender=address or name,
        name=name,
        receivers=tuple(_addresses(f"{_header(message, 'To')}, {_header(message, 'Cc')}")),
        moment=_moment(_header(message, "Date") or _header(message, "Received").rpartition(";")[2]),
        text=plain(text),
    )


def _header(message: Message, name: str) -> str:
    """Read a header as the library understands it, or as it was written where it does not.

    A long one stays as it was written: the library's parser takes the square of its length.
    """
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")
    if len(raw) > _LONG or name in _PLAIN:
        return _sound(raw)
    try:
        return _sound(str(message[name] or ""))
    except _FAILING:
        return _sound(raw)


def _sound(text: str) -> str:
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace").replace("\0", "")


def _person(text: str) -> tuple[str, str]:
    name, address = next(iter(_pairs(text)), ("", ""))
    return name.strip() or address, address.strip().lower()


def _addresses(text: str) -> list[str]:
    return [address.lower() for _, address in _pairs(text) if address]


def _pairs(text: str) -> list[tuple[str, str]]:
    try:
        return getaddresses([text[:10_000]])
    except _FAILING:
        return []


def _ids(text: str) -> list[str]:
    return re.findall(r"<[^<>\s]{1,500}>", text)


def _moment(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text.strip())
    except (*_FAILING, OverflowError):
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


def _body(message: Message) -> _Body:
    """Take the first plain text that is no attachment, else the first HTML."""
    html = ""
    for part in message.walk():
        kind = part.get_content_type()
        if part.is_multipart() or kind not in {"text/plain", "text/html"} or _is_attached(part):
            continue
        text = _text_of(part)
        if kind == "text/plain" and text.strip():
            return _Body(text, is_html=False)
        html = html or text
    return _Body(html, is_html=True)


def _is_attached(part: Message) -> bool:
    return _header(part, "Content-Disposition").lstrip().lower().startswith("attachment")


def _text_of(part: Message) -> str:
    try:
        payload = part.get_payload(decode=True)
        charset = part.get_content_charset() or ""
    except _FAILING:
        return ""
    if not isinstance(payload, bytes):
        return ""
    try:
        return payload.decode(charset)
    except (LookupError, ValueError):  # a charset that nobody knows, or that is not true
        return decode(payload)[0]


def _grid(found: list[list[Letter]], rejections: list[Rejection]) -> Grid:
    return Grid(_COLUMNS, [_row(thread) for thread in found], [t[0].number for t in found], tuple(rejections))


def _row(thread: list[Letter]) -> list[str]:
    first = thread[0]
    asked = dict.fromkeys(each.text for each in thread if each.sender == first.sender and each.text)
    answers = [letter for letter in thread if letter.sender != first.sender and letter.text]
    return [
        next(iter((*first.references, *first.id)), "").strip("<>"),
        _written_moment(first.moment),
        _written_moment(thread[-1].moment),
        first.topic,
        "\n".join(asked),
        answers[-1].text if answers else "",
        first.sender,
        answers[-1].name if answers else "",
    ]


def _written_moment(moment: datetime | None) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S") if moment else ""
