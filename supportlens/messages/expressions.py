"""Builds regular expressions from word lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_NEVER = r"(?!)"


def any_of(words: Iterable[str]) -> str:
    """Return an expression that matches any of the words, the longest first."""
    return _join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


def any_matching(expressions: Iterable[str]) -> str:
    """Return an expression that matches any of the expressions."""
    return _join(expressions)


def _join(parts: Iterable[str]) -> str:
    return f"(?:{'|'.join(parts) or _NEVER})"
