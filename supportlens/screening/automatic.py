"""Finds automatic answers, returned mail and receipts by their form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supportlens.domain import ScreeningWords
    from supportlens.screening.traits import Mask, Rows, Traits

FEWEST = 5
"""Automatic answers from which they are a group. Judgement: fewer change no share; a single one may be a
person's words."""
SENTENCES = 3
"""Sentences read of a text: a program says in its first ones what it is."""
_PREFIX = r"(?:(?:re|rv|fwd?|aw|wg|tr) ?: ?){0,3}"
_ROBOT = re.compile(r"\b(?:mail(?:er)?[-_.]?daemon|postmaster)\b")
_STATUS = re.compile(r"\b[45]\d\d[ -][45]\.\d{1,2}\.\d{1,3}\b|\b[45]\.\d\.\d{1,3}\b")
"""Status codes of returned mail (RFC 3463)."""


@dataclass(frozen=True, slots=True)
class _Patterns:
    named: re.Pattern[str]
    """A beginning of a subject that names its kind before a colon."""
    bare: re.Pattern[str]
    """The same as the whole subject."""
    opening: re.Pattern[str]
    asking: re.Pattern[str]
    returning: re.Pattern[str]


@lru_cache(maxsize=4)
def _compile(words: ScreeningWords) -> _Patterns:
    heads = "|".join(words.answer_heads) or "(?!)"
    return _Patterns(
        named=re.compile(rf"{_PREFIX}(?:{heads}) ?:"),
        bare=re.compile(rf"{_PREFIX}(?:{heads})\b[^:]{{0,25}}$"),
        opening=re.compile(rf"(?:{'|'.join(words.answer_openings) or '(?!)'})"),
        asking=re.compile("|".join(words.asking) or "(?!)"),
        returning=re.compile("|".join(words.returning) or "(?!)"),
    )


def find_automatic(traits: Traits) -> Rows:
    """Return the automatic answers of a log, none if they are too few to be a group."""
    found = np.flatnonzero(traits.signs.automatic)
    return found if len(found) >= FEWEST else found[:0]


def mark_automatic(
    senders: Sequence[str], subjects: Sequence[str], texts: Sequence[str], words: ScreeningWords
) -> Mask:
    """Mark which of n tickets a program wrote, by their folded senders, subjects and texts."""
    patterns, known = _compile(words), dict[tuple[str, str, str], bool]()
    for key in zip(senders, subjects, texts, strict=True):
        if key not in known:
            known[key] = _is_automatic(*key, patterns)
    return np.array([known[key] for key in zip(senders, subjects, texts, strict=True)], dtype=bool)


def _is_automatic(sender: str, subject: str, text: str, patterns: _Patterns) -> bool:
    """Return whether a program answered: its sender, the head of its subject or the first sentences say so.

    Somebody who asks about automatic answers uses the same words, but wants something.
    """
    if _ROBOT.search(sender):
        return True
    named = bool(patterns.named.match(subject))
    bare = not named and bool(patterns.bare.match(subject))
    sentences = [part.strip() for part in re.split(r"(?<=[.!?;]) |\n", text)[:SENTENCES]]
    opens = any(patterns.opening.match(sentence) for sentence in sentences)
    if opens and (named or bare or patterns.returning.search(sender)):
        return True
    if "?" in text or patterns.asking.search(text):
        return False
    if named:
        return True
    if _STATUS.search(text):
        return bare or opens
    return opens and patterns.opening.match(sentences[0]) is not None
