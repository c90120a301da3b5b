"""The words by which people ask for tickets in the search for anything."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from supportlens.resources.locating import resource
from supportlens.resources.words import read_word_tables


@dataclass(frozen=True, slots=True)
class AskingWords:
    """Words of all languages: those that open a span of time, ask what has grown, or say nothing."""

    since: frozenset[str]
    worse: frozenset[str]
    small: frozenset[str]


@cache
def asking_words() -> AskingWords:
    """Return the words of all languages, as they stand in the files."""
    tables = read_word_tables(resource("words"), "asking").values()
    return AskingWords(
        *(
            frozenset(word for table in tables for word in str(table.get(name, "")).split())
            for name in ("since", "worse", "small")
        )
    )
