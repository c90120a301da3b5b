"""The characters that can be copied from a PDF that Qt wrote: read through the maps of its fonts."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_OBJECT = re.compile(rb"(\d+) 0 obj\s(.*?)endobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_MAPPED = re.compile(rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>")
_SPANNED = re.compile(rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]{4})> \[([^\]]*)\]")
_USED = re.compile(rb"/(F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)>")
NOTHING = "\N{REPLACEMENT CHARACTER}"
"""Stands for a glyph that no character belongs to."""


def copied_text(path: Path) -> str:
    """Return every character that is drawn in a PDF, in the order of drawing, without spaces."""
    content = path.read_bytes()
    objects = {int(number): body for number, body in _OBJECT.findall(content)}
    fonts = {name: _read_map(objects, int(at)) for name, at in re.findall(rb"/(F\d+) (\d+) 0 R", content)}
    found: list[str] = []
    for body in objects.values():
        text = _inflate(body)
        if b" Tf" not in text:
            continue
        font: dict[int, str] = {}
        for name, glyphs in _USED.findall(text):
            if name:
                font = fonts[name]
            else:
                found += [font.get(one, NOTHING) for one in _pairs(glyphs)]
    return "".join("".join(found).split())


def _read_map(objects: dict[int, bytes], font: int) -> dict[int, str]:
    """Return the character of each glyph of a font."""
    at = re.search(rb"/ToUnicode (\d+) 0 R", objects[font])
    if at is None:
        return {}
    text = _inflate(objects[int(at[1])])
    made: dict[int, str] = {}
    for first, last, to in _MAPPED.findall(text):
        start = int(to, 16)
        for glyph in range(int(first, 16), int(last, 16) + 1):
            made[glyph] = chr(start + glyph - int(first, 16))
    for first, _, each in _SPANNED.findall(text):
        for place, to in enumerate(re.findall(rb"<([0-9A-Fa-f]+)>", each)):
            made[int(first, 16) + place] = bytes.fromhex(to.decode()).decode("utf-16-be")
    return {glyph: NOTHING if _is_nothing(one) else one for glyph, one in made.items()}


def _is_nothing(character: str) -> bool:
    """Return whether a program that copies text has no use for a character: private, or for machines."""
    return "\ue000" <= character <= "\uf8ff" or (character < " " and not character.isspace())


def _pairs(glyphs: bytes) -> Iterator[int]:
    return (int(glyphs[at : at + 4], 16) for at in range(0, len(glyphs), 4))


def _inflate(body: bytes) -> bytes:
    found = _STREAM.search(body)
    if found is None:
        return b""
    try:
        return zlib.decompress(found[1])
    except zlib.error:
        return found[1]
