"""Finds words in texts: all of them, those with a hyphen, people, and those that cleaning has kept."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from supportlens.domain import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WORD = re.compile(r"[^\W_](?:[\w.\-'’&+#]*[^\W_])?[+#]{0,2}")
_HYPHENED = re.compile(r"(?<![\w-])[^\W\d_]+-[^\W\d_]+(?![\w-])")
_CAPITALISED = re.compile(r"\b[A-ZÁÉÍÓÚÑ][a-záéíóúüñ]+\b")
WORDS_KEPT = 30_000
"""Words whose folded form is kept: those of most texts, some 5 MB. Judgement; it affects no name."""
OFTEN = 3
SEVERAL_PEOPLE = 4
"""Given names from which on they are those of people.

Judgement: two or three may be applications or rooms; larger misses the colleagues of a small office.
"""
LOOKED_AT = 1_400
"""Letters of a text in which words with a hyphen are searched, as in clauses."""


@lru_cache(WORDS_KEPT)
def _fold_word(word: str) -> str:
    return fold(word)


def fold_owner(word: str) -> str:
    """Fold a word without the mark of what belongs to somebody: "Olga's"."""
    return _fold_word(word.replace("’", "'").removesuffix("'s"))


def find_words(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and folded form of every word of a text."""
    for found in WORD.finditer(text):
        yield found.start(), found.end(), _fold_word(found[0])


def find_hyphenated(texts: Iterable[str]) -> frozenset[str]:
    """Return the words written with a hyphen in at least `OFTEN` of the texts, in lower case."""
    found: Counter[str] = Counter()
    for text in texts:
        found.update({word.lower() for word in _HYPHENED.findall(text[:LOOKED_AT])})
    return frozenset(word for word, count in found.items() if count >= OFTEN)


def find_people(texts: Iterable[str], given_names: frozenset[str]) -> frozenset[str]:
    """Return the given names of the people whom the texts mention, folded.

    None where they are fewer than `SEVERAL_PEOPLE` or half of the mentions are of one: an application may be
    called Olga too.
    """
    found: Counter[str] = Counter()
    for text in texts:
        found.update({fold(word) for word in _CAPITALISED.findall(text)} & given_names)
    if len(found) < SEVERAL_PEOPLE or 2 * max(found.values()) > found.total():
        return frozenset()
    return frozenset(found)


def find_kept_words(cleaned: str) -> frozenset[str]:
    """Return the words that cleaning kept of a text, in the form of `Token.folded`."""
    return frozenset([_fold_word(word).replace("-", "") for word in set(WORD.findall(cleaned))])
