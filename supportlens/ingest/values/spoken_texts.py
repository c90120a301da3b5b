"""Tells what people say from what machines write: codes, addresses, names of files and channels."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_CALLER = re.compile(r"\"?[^\"<>]{0,60}\"?\s*<[^<>]{1,60}>")
"""A caller or sender as telephones and mails name them: "Nora Blake" <5550100>."""

_CODE = re.compile(r"\S*\d\S*|\W+|\S+[/\\_@|=&#<>]\S+|[A-Za-z][\w+.-]{1,12}://\S+|\w[\w-]*\.[A-Za-z]\w{1,4}")
"""One word of a code: with a digit, a sign inside that words do not have, or the ending of a file."""

_WORD = re.compile(r"[^\W\d_]{2,}")
_SMALL_WORD = re.compile(r"(?<![^\s\"'¿¡(,.;:])[^\W\d_]{2,}(?![\w/\\@_])")

_ENOUGH_SMALL, _ENOUGH_WORDS = 2, 4
"""Words that begin with a small letter, and words of any kind, from which a value is a sentence.

Judgement: names of people and companies have fewer of both; "no abre" has two small ones.
"""


def is_code(text: str) -> bool:
    """Return whether a value says nothing in words: each of its words is a code, or it names a caller."""
    stripped = text.strip()
    if _CALLER.fullmatch(stripped):
        return True
    return bool(stripped) and all(_CODE.fullmatch(word) for word in stripped.split())


def is_sentence(text: str) -> bool:
    """Return whether a value may be a sentence that somebody said or wrote."""
    if is_code(text):
        return False
    small = sum(1 for found in _SMALL_WORD.finditer(text) if found[0][0].islower())
    return small >= _ENOUGH_SMALL or len(_WORD.findall(text)) >= _ENOUGH_WORDS


def share_of(texts: Iterable[str], known: frozenset[str], folded: Iterable[str]) -> float:
    """Return the share of texts that are codes or, `folded`, one of the `known` states."""
    marks = [is_code(text) or state in known for text, state in zip(texts, folded, strict=True)]
    return sum(marks) / max(len(marks), 1)
