"""Reads mail: a message is a ticket, and a thread of messages is one."""

from __future__ import annotations

import email
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.utils import getaddresses, parsedate_to_datetime
from typing import TYPE_CHECKING

from supportlens.domain import FractionProgress, Rejection
from supportlens.ingest.formats.mail_threads import Letter, group_threads
from supportlens.ingest.tables.table import Grid, Part
from supportlens.ingest.values.decoding import decode
from supportlens.ingest.values.plain_text import to_plain_text
from supportlens.messages import MessageRules
from supportlens.resources import load_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

_ENVELOPE = re.compile(rb"From \S.{0,200}\d\d:\d\d.{0,40}\r?\n")
_HEADER = re.compile(rb"([!-9;-~]{1,80}):[ \t]*[^\r\n]*\r?\n(?:[ \t]+[^\r\n]*\r?\n)*")
_TELLING = frozenset(
    b"from to subject date message-id received mime-version return-path delivered-to reply-to cc "
    b"content-type x-gm-thrid x-mailer in-reply-to references".split()
)
_NEXT = re.compile(rb"(?:\r?\n)\r?\n(?=From \S[^\r\n]{0,200}\d\d:\d\d[^\r\n]{0,40}\r?\n[!-9;-~]{1,80}:)")
_FAILING = (LookupError, ValueError, TypeError, AttributeError, AssertionError, RecursionError)
"""Exceptions that the library's parser raises on malformed headers."""

_LONG = 4_000
"""Characters from which a header is not parsed, because parsing takes quadratic time. Judgement."""

_PLAIN = frozenset(("References", "In-Reply-To", "Message-ID"))
"""Headers that contain only identifiers, and need no parser."""

ID, CREATED, UPDATED, TOPIC = "Ticket ID", "Created at", "Last update", "Subject"
TEXT, ANSWER, SENDER, AGENT = "Description", "Resolution", "Requester", "Assignee"
_COLUMNS = (ID, CREATED, UPDATED, TOPIC, TEXT, ANSWER, SENDER, AGENT)


@dataclass(frozen=True, slots=True)
class _Body:
    """The text of a mail."""

    text: str
    is_html: bool


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


def parse_mail(data: bytes, progress: FractionProgress = lambda _: None) -> tuple[str, tuple[Part, ...]]:
    """Return the format, mbox or eml, and a row per thread; a message without text is rejected."""
    data = data.lstrip(b"\xef\xbb\xbf\r\n")
    boxed = bool(_ENVELOPE.match(data))
    rules = MessageRules.of(load_lexicon())
    letters, rejections = [], []
    raws = list(_split_mailbox(data)) if boxed else [data]
    for number, raw in enumerate(raws, start=1):
        progress(number / len(raws))
        letter = _read_letter(number, raw, rules)
        if letter.text or letter.subject:
            letters.append(letter)
        else:
            rejections.append(Rejection(number, "empty_message"))
    return "mbox" if boxed else "eml", (Part("", _make_grid(group_threads(letters), rejections)),)


def _split_mailbox(data: bytes) -> Iterator[bytes]:
    """Split a mailbox at envelope lines between a blank line and a header, and nowhere else."""
    at = 0
    for found in [*_NEXT.finditer(data), None]:
        end = found.end() if found else len(data)
        raw = data[at:end].partition(b"\n")[2]
        yield re.sub(rb"(?m)^>(>*From )", rb"\1", raw)
        at = end


def _read_letter(number: int, raw: bytes, rules: MessageRules) -> Letter:
    message = email.message_from_bytes(raw, policy=policy.default)
    name, address = _name_and_address(_read_header(message, "From"))
    subject = " ".join(_read_header(message, "Subject").split())
    references = f"{_read_header(message, 'References')} {_read_header(message, 'In-Reply-To')}"
    body = _find_body(message)
    text = rules.own_words(to_plain_text(body.text) if body.is_html else body.text)
    return Letter(
        number=number,
        id=_find_ids(_read_header(message, "Message-ID"))[:1],
        references=tuple(_find_ids(references)),
        subject=subject,
        topic=rules.subjects.strip_marks(subject),
        is_reply=rules.subjects.is_reply(subject),
        sender=address or name,
        name=name,
        receivers=tuple(_all_addresses(f"{_read_header(message, 'To')}, {_read_header(message, 'Cc')}")),
        moment=_read_moment(
            _read_header(message, "Date") or _read_header(message, "Received").rpartition(";")[2]
        ),
        text=to_plain_text(text),
    )


def _read_header(message: Message, name: str) -> str:
    """Return a header as parsed by the library, else as written.

    Long headers are not parsed, because the library's parser takes quadratic time.
    """
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")
    if len(raw) > _LONG or name in _PLAIN:
        return _replace_surrogates(raw)
    try:
        return _replace_surrogates(str(message[name] or ""))
    except _FAILING:
        return _replace_surrogates(raw)


def _replace_surrogates(text: str) -> str:
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace").replace("\0", "")


def _name_and_address(text: str) -> tuple[str, str]:
    name, address = next(iter(_split_addresses(text)), ("", ""))
    return name.strip() or address, address.strip().lower()


def _all_addresses(text: str) -> list[str]:
    return [address.lower() for _, address in _split_addresses(text) if address]


def _split_addresses(text: str) -> list[tuple[str, str]]:
    try:
        return getaddresses([text[:10_000]])
    except _FAILING:
        return []


def _find_ids(text: str) -> list[str]:
    return re.findall(r"<[^<>\s]{1,500}>", text)


def _read_moment(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text.strip())
    except (*_FAILING, OverflowError):
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


def _find_body(message: Message) -> _Body:
    """Return the first plain text that is not an attachment, else the first HTML."""
    html = ""
    for part in message.walk():
        kind = part.get_content_type()
        if part.is_multipart() or kind not in {"text/plain", "text/html"} or _is_attached(part):
            continue
        text = _decode_part(part)
        if kind == "text/plain" and text.strip():
            return _Body(text, is_html=False)
        html = html or text
    return _Body(html, is_html=True)


def _is_attached(part: Message) -> bool:
    return _read_header(part, "Content-Disposition").lstrip().lower().startswith("attachment")


def _decode_part(part: Message) -> str:
    try:
        payload = part.get_payload(decode=True)
        charset = part.get_content_charset() or ""
    except _FAILING:
        return ""
    if not isinstance(payload, bytes):
        return ""
    try:
        return payload.decode(charset)
    except (LookupError, ValueError):  # an unknown or wrong charset
        return decode(payload)[0]


def _make_grid(found: list[list[Letter]], rejections: list[Rejection]) -> Grid:
    return Grid(
        _COLUMNS, [_make_row(thread) for thread in found], [t[0].number for t in found], tuple(rejections)
    )


def _make_row(thread: list[Letter]) -> list[str]:
    first = thread[0]
    asked = dict.fromkeys(
        message.text for message in thread if message.sender == first.sender and message.text
    )
    answers = [letter for letter in thread if letter.sender != first.sender and letter.text]
    return [
        next(iter((*first.references, *first.id)), "").strip("<>"),
        _write_moment(first.moment),
        _write_moment(thread[-1].moment),
        first.topic,
        "\n".join(asked),
        answers[-1].text if answers else "",
        first.sender,
        answers[-1].name if answers else "",
    ]


def _write_moment(moment: datetime | None) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S") if moment else ""
