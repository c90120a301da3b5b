"""Reads web archives (MHTML), as Excel saves a "single file web page"."""

from __future__ import annotations

import email
import html
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from supportlens.domain import NotATable
from supportlens.ingest.formats.markup.parsing import decode_markup
from supportlens.ingest.formats.markup.web_pages import read_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supportlens.ingest.formats.spreadsheets.sheets import SheetCells

_HEAD = 1 << 16
_RELATED = re.compile(rb"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_PLACED = re.compile(rb"^content-location:\s*\S", re.IGNORECASE | re.MULTILINE)
_SENT = re.compile(rb"^(?:received|to|return-path|delivered-to|in-reply-to):", re.IGNORECASE | re.MULTILINE)
_SHEET_NAME = re.compile(r"<x:Name>([^<]{1,200})</x:Name>", re.IGNORECASE)
_PLACE = re.compile(r"sheet0*(\d{1,5})\.html?$", re.IGNORECASE)


def is_web_archive(data: bytes) -> bool:
    """Return whether bytes are a web page with its parts rather than a message that somebody sent."""
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf\r\n\t ")
    if not re.match(rb"[A-Za-z\-]{3,40}:", head):
        return False
    headers = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    return bool(_RELATED.search(headers) and not _SENT.search(headers) and _PLACED.search(head))


def read_archive(path: str, data: bytes) -> tuple[tuple[SheetCells, ...], str]:
    """Return the tables of all pages of a web archive, and the encoding of the first."""
    sheets: list[SheetCells] = []
    encodings: list[str] = []
    names: list[str] = []
    for place, content in _pages(data):
        text, encoding = decode_markup(content)
        encodings.append(encoding)
        names = names or [html.unescape(name) for name in _SHEET_NAME.findall(text)]
        try:
            found = read_page(path, text)
        except NotATable:  # the frame around the sheets, and the strip of their tabs
            continue
        number = _PLACE.search(place)
        named = names[int(number[1]) - 1] if number and 0 < int(number[1]) <= len(names) else ""
        sheets += [replace(sheet, name=named or sheet.name) for sheet in found]
    if not sheets:
        raise NotATable(path, "html")
    return tuple(sheets), encodings[0]


def _pages(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield place and bytes of every page of an archive."""
    message = email.message_from_bytes(data.lstrip(b"\xef\xbb\xbf\r\n\t "))
    for part in message.walk():
        if part.get_content_type() not in {"text/html", "application/xhtml+xml"}:
            continue
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            yield str(part.get("Content-Location", "")), content
