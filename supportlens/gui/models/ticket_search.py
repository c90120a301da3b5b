"""Searches all tickets for words, ignoring accents and case, and finds what to highlight."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain import Derived, Field
from supportlens.gui.models.character_folding import compose, fold_all, fold_one

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt
    import pandas as pd

SEARCHED_FIELDS = (Field.TICKET_ID, Derived.TEXT, Field.RESOLUTION, Field.REQUESTER, Field.PRODUCT)
"""The fields that are searched."""
FOLDED_AT_ONCE = 512
"""Tickets that are folded in one step: some five milliseconds. More would hold up a key."""
MOST_TERMS = 12
"""Terms whose texts are remembered. Judgement: the letters of a word and those of another one."""
TERM_PATTERN = re.compile(r'"([^"]+)"?|(\S+)')
"""A phrase between quotation marks, or a word."""


def split_terms(search: str) -> tuple[str, ...]:
    """Split a search into folded words and "quoted phrases", without duplicates."""
    found = (phrase or word for phrase, word in TERM_PATTERN.findall(compose(search)))
    return tuple(dict.fromkeys(term for term in map(str.strip, fold_all(found)) if term))


class SearchIndex:
    """The searchable text of every ticket, folded once: ahead of time or at the first search."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self._columns = [frame[str(name)] for name in SEARCHED_FIELDS if str(name) in frame]
        self._count = len(frame)
        self._texts: list[str] = []
        self._found: dict[str, npt.NDArray[np.int64]] = {}
        """The places of the texts with each of the last terms: a longer term stands in some of these."""

    def fold_more(self) -> bool:
        """Fold some more tickets and return whether others are left."""
        start = len(self._texts)
        blocks = [column.iloc[start : start + FOLDED_AT_ONCE].tolist() for column in self._columns]
        self._texts += fold_all(compose("\n".join(map(str, row))) for row in zip(*blocks, strict=True))
        return len(self._texts) < self._count

    @property
    def texts(self) -> list[str]:
        """The folded text of each ticket, in the order of the frame."""
        while len(self._texts) < self._count:
            self.fold_more()
        return self._texts

    def contains_all(self, terms: Sequence[str]) -> npt.NDArray[np.bool_]:
        """Return for each ticket (n,) whether it contains all `terms`."""
        found = np.ones(self._count, dtype=np.bool_)
        for term in terms:
            with_term = np.zeros(self._count, dtype=np.bool_)
            with_term[self._places_of(term)] = True
            found &= with_term
        return found

    def _places_of(self, term: str) -> npt.NDArray[np.int64]:
        """Return the places of the texts with a term: of a longer one among those with its first letters."""
        texts = self.texts
        if term not in self._found:
            shorter = max((one for one in self._found if one in term), key=len, default=None)
            places = range(len(texts)) if shorter is None else self._found[shorter].tolist()
            made = np.fromiter((place for place in places if term in texts[place]), np.int64)
            while len(self._found) >= MOST_TERMS:
                self._found.pop(next(iter(self._found)))
            self._found[term] = made
        return self._found[term]


def find_spans(text: str, terms: Iterable[str], pattern: str | None = None) -> tuple[tuple[int, int], ...]:
    """Return the (start, length) of all `terms` and of `pattern` in a composed text, without overlaps."""
    expressions = [re.escape(term) for term in terms] + ([pattern] if pattern else [])
    if not expressions:
        return ()  # a ticket that nobody searched for is read without being folded
    folded = fold_one(text)
    found = sorted(
        match.span()
        for expression in expressions
        for match in re.finditer(expression, folded)
        if match.group()
    )
    return tuple((start, end - start) for start, end in _merge_spans(found))


def _merge_spans(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
