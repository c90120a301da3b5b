"""Converts the text of cells to plain text."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable

# Bounded repeats: a broken page of any length is parsed in linear time.
_TAG = re.compile(
    r"</?(?:a|abbr|b|big|blockquote|body|br|center|code|dd|div|dl|dt|em|font|h[1-6]|head|hr|html|i|img|li|link"
    r"|meta|o:p|ol|p|pre|s|script|small|span|strike|strong|style|sub|sup|table|tbody|td|tfoot|th|thead|title|tr"
    r"|u|ul|wbr)(?:\s[^<>]{0,4000})?\s?/?>",
    re.IGNORECASE,
)
_BREAK = re.compile(
    r"</?(?:br|p|div|li|tr|h[1-6]|ul|ol|table|blockquote|pre|hr)(?:\s[^<>]{0,4000})?\s?/?>", re.IGNORECASE
)
_UNSEEN = re.compile(
    r"<(style|script)\b[^<>]{0,1000}>[^<]{0,100000}(?:</\1\s?>|\Z)"
    r"|<!--(?=((?:[^-<]|-(?!->)|<(?!!--))*))\2-->",  # no backtracking; see quoted_cells
    re.IGNORECASE,
)
_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r" ?\n\s*")
_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1f\x7f]|_x000[dD]_"
)
_ODD = re.compile(r"[<&]|  |^ | $|_x000")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,31}\d{0,2});", re.IGNORECASE)
_LETTERS = re.compile(r"(?:[^\W\d_][\W\d_]*){3}")

NOTHING = frozenset(
    ["", *"null none nan n/a #n/a na nat nil undefined (null) <null> [] {} - -- ---".split()],
)
"""Placeholders that tools write into empty cells."""


_LONGEST_NOTHING = max(map(len, NOTHING))


def is_nothing(text: str) -> bool:
    """Return whether a stripped cell is empty, or holds a placeholder."""
    return len(text) <= _LONGEST_NOTHING and text.lower() in NOTHING


def to_plain_text(text: str) -> str:
    """Return the text of a cell without tags, entities and blank lines."""
    if text.isprintable() and not _ODD.search(text):  # the usual case, four times faster
        return "" if text.lower() in NOTHING else text
    if "<" in text and ">" in text:
        text = _TAG.sub("", _BREAK.sub("\n", _UNSEEN.sub(" ", text)))
    if "&" in text and _ENTITY.search(text):
        text = html.unescape(text)
    text = _INVISIBLE.sub("", text)
    text = _BLANK_LINES.sub("\n", _SPACES.sub(" ", text)).strip()
    return "" if text.lower() in NOTHING else text


def to_plain_column(values: pd.Series) -> pd.Series:
    """Return a column with all texts converted to plain text."""
    codes, distinct = pd.factorize(values)
    cleaned = [to_plain_text(text) for text in distinct]
    return pd.Series([cleaned[code] for code in codes], index=values.index, dtype="str")


def join_texts(subjects: Iterable[str], descriptions: Iterable[str]) -> list[str]:
    """Return subjects and descriptions joined, without subjects that the description begins with."""
    return [_join(*pair) for pair in zip(subjects, descriptions, strict=True)]


def _join(subject: str, description: str) -> str:
    if not subject or not description:
        return subject or description
    opening = subject.rstrip(".… ")
    repeated = description[: len(opening)].casefold() == opening.casefold()
    if repeated and not description[len(opening) : len(opening) + 1].isalnum():
        return description
    return f"{subject}\n{description}"


def has_words(text: str) -> bool:
    """Return whether a text has at least the letters of a short word."""
    return _LETTERS.search(text[:200]) is not None
