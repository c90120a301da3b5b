"""Reads the headers of a mail, however malformed or long."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email import policy
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.utils import getaddresses, parsedate_to_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from email.message import Message

FAILING = (
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    AssertionError,
    RecursionError,
    HeaderParseError,
)
"""Exceptions that the library's parser raises on malformed headers."""

LONG = 4_000
"""Characters from which a header is not parsed, because parsing takes quadratic time. Judgement."""


class MailHeaders:
    """The headers of a mail by their names in lower case; of several with one name the first counts."""

    def __init__(self, message: Message) -> None:
        self._written: dict[str, str] = {}
        self._parsed: dict[str, str] = {}
        for name, value in message.raw_items():
            self._written.setdefault(name.lower(), str(value))

    def read(self, name: str) -> str:
        """Return a header as parsed by the library, else as written."""
        if name not in self._parsed:
            self._parsed[name] = self._parse(name)
        return self._parsed[name]

    def _parse(self, name: str) -> str:
        written = self.written(name)
        if len(written) > LONG or not written:
            return written
        try:
            return _replace_surrogates(str(policy.default.header_fetch_parse(name, written)))
        except FAILING:
            return written

    def written(self, name: str) -> str:
        """Return a header as written, for those that need no parser: identifiers and flags."""
        return _replace_surrogates(self._written.get(name.lower(), ""))

    def flag(self, name: str) -> str:
        """Return a header of one word in lower case."""
        return self.written(name).strip().lower()[:LONG]

    def labels(self, name: str) -> list[str]:
        """Return the comma-separated values of a header, whose words may be encoded (RFC 2047)."""
        written = self.written(name)[:LONG]
        try:
            text = str(make_header(decode_header(re.sub(r"\r?\n\s+", " ", written))))
        except FAILING:
            text = written
        return [label.strip(" \"'") for label in text.split(",")]

    def address(self, name: str) -> tuple[str, str]:
        """Return the name and the address of the first mailbox in a header; the address is in lower case."""
        shown, address = next(iter(_split_addresses(self.read(name))), ("", ""))
        return shown.strip(" '\"") or address, address.strip().lower()

    def addresses(self, *names: str) -> tuple[str, ...]:
        """Return all addresses in some headers, in lower case, each once."""
        text = ", ".join(filter(None, map(self.read, names)))
        return tuple(dict.fromkeys(address.lower() for _, address in _split_addresses(text) if address))

    def ids(self, *names: str) -> tuple[str, ...]:
        """Return the identifiers of messages in some headers."""
        return tuple(re.findall(r"<[^<>\s]{1,500}>", " ".join(map(self.written, names))))

    def moment(self) -> datetime | None:
        """Return when the mail was sent, else when it was received, with its zone as written."""
        text = self.read("Date") or self.read("Received").rpartition(";")[2]
        try:
            moment = parsedate_to_datetime(text.strip())
        except (*FAILING, OverflowError):
            return None
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


def domain_of(address: str) -> str:
    """Return the part of an address below its @, "" without one."""
    return address.rpartition("@")[2] if "@" in address else ""


def _replace_surrogates(text: str) -> str:
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace").replace("\0", "")


def _split_addresses(text: str) -> list[tuple[str, str]]:
    try:
        return getaddresses([text[:10_000]])
    except FAILING:
        return []
