"""Finds the text of a mail and what is attached to it."""

from __future__ import annotations

import email
import re
from dataclasses import dataclass
from email.header import decode_header, make_header
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from supportlens.ingest.formats.mail_headers import FAILING
from supportlens.ingest.values.decoding import decode
from supportlens.ingest.values.plain_text import to_plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

_CARRIED = ("message/rfc822", "message/global")
_QUOTES = re.compile(r"^(?:> ?)*")
_NAME = 150
"""Maximum characters of the name of an attachment. Judgement: systems allow 255 bytes."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file attached to a mail; its bytes are decoded when they are asked for."""

    name: str
    kind: str
    part: Message

    @property
    def suffix(self) -> str:
        """The suffix of its name, in lower case."""
        return PurePosixPath(self.name).suffix.lower()

    def load(self) -> bytes:
        """Return the bytes, empty if they cannot be decoded."""
        return load_payload(self.part)


def find_text(message: Message) -> str:
    """Return the text of a mail: its first plain text that is not an attachment, else its first HTML."""
    html = ""
    for part in _own_parts(message):
        kind = part.get_content_type()
        if kind not in {"text/plain", "text/html"} or _is_attached(part):
            continue
        text = _decode_part(part)
        if kind == "text/plain" and text.strip():
            return _unwrap(part, text)
        html = html or text
    return to_plain_text(html)


def find_attachments(message: Message) -> Iterator[Attachment]:
    """Yield the files attached to a mail."""
    for part in _own_parts(message):
        name = _name_of(part)
        if part.get_content_type() not in _CARRIED and (name or _is_attached(part)):
            yield Attachment(name, part.get_content_type(), part)


def find_carried(message: Message) -> list[Message]:
    """Return the mails attached to a mail, as such or as files."""
    carried: list[Message] = []
    for part in _own_parts(message):
        payload = part.get_payload()
        if part.get_content_type() in _CARRIED and isinstance(payload, list):
            carried += [one for one in payload if not isinstance(one, str)]
        elif _name_of(part).lower().endswith(".eml") and not isinstance(payload, list):
            carried.append(email.message_from_bytes(load_payload(part)))
    return [one for one in carried if one.keys()]


def holds_part(message: Message, kind: str) -> Message | None:
    """Return the first part of a content type, None without one."""
    return next((part for part in _own_parts(message) if part.get_content_type() == kind), None)


def _own_parts(message: Message) -> Iterator[Message]:
    """Yield the parts of a mail without those of mails attached to it."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        payload = part.get_payload()
        if isinstance(payload, list) and part.get_content_type() not in _CARRIED:
            waiting += [one for one in reversed(payload) if not isinstance(one, str)]
        else:
            yield part


def _is_attached(part: Message) -> bool:
    return str(_raw(part, "content-disposition")).lstrip().lower().startswith("attachment")


def _raw(part: Message, name: str) -> object:
    return next((value for key, value in part.raw_items() if key.lower() == name), "")


def _name_of(part: Message) -> str:
    try:
        name = str(part.get_filename() or "")
        name = str(make_header(decode_header(name))) if "=?" in name else name
    except FAILING:
        return ""
    bare = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace").replace("\0", "")
    return PurePosixPath(bare.replace("\\", "/")).name[-_NAME:]


def load_payload(part: Message) -> bytes:
    """Return the decoded bytes of a part of a mail, empty if they cannot be decoded."""
    try:
        payload = part.get_payload(decode=True)
    except FAILING:
        return b""
    return payload if isinstance(payload, bytes) else b""


def _decode_part(part: Message) -> str:
    try:
        charset = part.get_content_charset() or ""
    except FAILING:
        charset = ""
    payload = load_payload(part)
    try:
        return payload.decode(charset).replace("\0", "")
    except (LookupError, ValueError):  # an unknown or wrong charset
        return decode(payload)[0]


def _unwrap(part: Message, text: str) -> str:
    """Join the lines of a text that its program has broken softly (RFC 3676)."""
    try:
        is_flowed = part.get_param("format", "") == "flowed"
        deletes_spaces = part.get_param("delsp", "") == "yes"
    except FAILING:
        return text
    if not is_flowed:
        return text
    lines: list[str] = []
    open_marks: str | None = None
    for line in text.replace("\r\n", "\n").split("\n"):
        found = _QUOTES.match(line)
        marks = found[0].replace(" ", "") if found else ""
        bare = line[len(found[0]) :].removeprefix(" ") if marks and found else line.removeprefix(" ")
        if open_marks == marks:
            lines.append(bare)
        else:
            lines.append(("\n" if lines else "") + (f"{marks} " if marks else "") + bare)
        is_soft = bare.endswith(" ") and bare != "-- "
        open_marks = marks if is_soft else None
        if is_soft and deletes_spaces:
            lines[-1] = lines[-1][:-1]
    return "".join(lines)
