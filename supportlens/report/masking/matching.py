"""Replaces the matches of a pattern that pass a check; all recognisers use it."""

from __future__ import annotations

import re
from collections.abc import Callable

Recogniser = Callable[[str, str], tuple[str, int]]
"""Takes a text and a placeholder, returns the text with its matches replaced and their number."""

NEAR = 28
"""Characters around a match in which words say what it is. Judgement, held by the recall of the tests of
masking: a line of a form fits in; more would take the words of the sentence before for those of this
number."""


def replace_where(
    pattern: re.Pattern[str], accept: Callable[[re.Match[str]], bool], text: str, placeholder: str
) -> tuple[str, int]:
    """Replace the matches of `pattern` that `accept` accepts; return the text and their number."""
    found = 0

    def replace(match: re.Match[str]) -> str:
        nonlocal found
        if not accept(match):
            return match.group()
        found += 1
        return placeholder

    return pattern.sub(replace, text), found


def text_before(match: re.Match[str]) -> str:
    """Return the characters just before a match."""
    return match.string[max(0, match.start() - NEAR) : match.start()]


def text_after(match: re.Match[str]) -> str:
    """Return the characters just after a match."""
    return match.string[match.end() : match.end() + NEAR]
