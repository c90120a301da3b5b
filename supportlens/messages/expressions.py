"""Builds regular expressions from the words of languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_NEVER = r"(?!)"


def any_of(words: Iterable[str]) -> str:
    """Return an expression of any of some words as they are written, the longest first."""
    return _join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


def any_matching(expressions: Iterable[str]) -> str:
    """Return an expression of what any of some expressions matches."""
    return _join(expressions)


def _join(parts: Iterable[str]) -> str:
    return f"(?:{'|'.join(parts) or _NEVER})"
