"""Splits a text into its JSON documents: one, one per line, or several one after another."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from supportlens.domain import Rejection

if TYPE_CHECKING:
    from collections.abc import Callable

_BETWEEN = re.compile(r"[\s,;\x1e\ufeff]*")
"""What may stand between two documents: blanks, commas, and the separator of RFC 7464."""

_NEXT = re.compile(r"^[\[{]", re.MULTILINE)

_FAULTS = 50
"""Maximum documents that cannot be parsed.

Judgement: a download breaks once or twice; each failed attempt may read the text to its end, so more would
make hostile text slow.
"""


@dataclass(frozen=True, slots=True)
class Documents:
    """The values of a text with the numbers of their first lines, and what between them is no JSON."""

    values: tuple[Any, ...]
    lines: tuple[int, ...]
    rejections: tuple[Rejection, ...] = ()
    a_line_each: bool = False


def split_documents(text: str) -> Documents | None:
    """Return the JSON documents of a text, None for any other text. Numbers stay as they are written."""
    stripped = text.strip().lstrip("\ufeff\x1e")
    if not stripped.startswith(("[", "{")):
        return None
    whole = _parse(stripped)
    if whole is not None:
        return Documents((whole,), (1,))
    return _split_lines(stripped) or _split_sequence(stripped)


def _keep(number: str) -> str:
    return number


def _drop(_: str) -> str:
    return ""


_DECODER = json.JSONDecoder(parse_float=_keep, parse_int=_keep, parse_constant=_drop)


def _parse(text: str) -> Any:
    """Return parsed JSON, None for any other text."""
    decode: Callable[[str], Any] = _DECODER.decode
    try:
        return decode(text)
    except (ValueError, RecursionError):
        return None


def _split_lines(text: str) -> Documents | None:
    """Return a document per line and reject other lines; None if most lines are none."""
    values, numbers, rejections = [], [], []
    for number, line in enumerate(text.split("\n"), start=1):
        bare = line.strip().strip("\x1e").rstrip(",")
        value = _parse(bare) if bare.startswith(("{", "[{")) else None
        if value is not None:
            values.append(value)
            numbers.append(number)
        elif bare:
            rejections.append(Rejection(number, "not_json"))
        if len(rejections) > len(values) + 2:
            return None
    if len(values) <= len(rejections):
        return None
    return Documents(tuple(values), tuple(numbers), tuple(rejections), a_line_each=True)


def _split_sequence(text: str) -> Documents | None:
    """Return documents that follow one another, however they are broken into lines.

    What cannot be parsed is rejected up to the next line that begins a document. None if the first document
    is broken, or if words follow a document.
    """
    values: list[Any] = []
    lines: list[int] = []
    rejections: list[Rejection] = []
    at, line, counted = 0, 1, 0
    while at < len(text):
        line, counted = line + text.count("\n", counted, at), at
        try:
            value, end = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            if not values or len(rejections) >= _FAULTS or text[at] not in "[{":
                return None
            rejections.append(Rejection(line, "not_json"))
            following = _NEXT.search(text, at + 1)
            end = following.start() if following else len(text)
        else:
            if not isinstance(value, dict | list):
                return None
            values.append(value)
            lines.append(line)
        between = _BETWEEN.match(text, end)
        at = between.end() if between else end
    return Documents(tuple(values), tuple(lines), tuple(rejections)) if values else None
