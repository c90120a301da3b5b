"""Searches all tickets for words, ignoring accents and case, and finds what to highlight."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain import Derived, Field
from supportlens.gui.models.character_folding import compose, fold_all, fold_one

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy.typing as npt
    import pandas as pd

SEARCHED_FIELDS = (Field.TICKET_ID, Derived.TEXT, Field.RESOLUTION, Field.REQUESTER, Field.PRODUCT)
"""The fields that are searched."""
FOLDED_AT_ONCE = 512
"""Tickets that are folded in one step: some five milliseconds. More would hold up a key."""
SEARCHED_AT_ONCE = 10_000
"""Texts that are searched in one step: some five milliseconds."""
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

    def fold_ahead(self) -> Iterator[None]:
        """Fold all tickets, some at a time."""
        while self.fold_more():
            yield

    @property
    def texts(self) -> list[str]:
        """The folded text of each ticket, in the order of the frame."""
        for _ in self.fold_ahead():
            pass
        return self._texts

    def knows(self, terms: Iterable[str]) -> bool:
        """Return whether it is remembered which texts contain each of some terms."""
        return all(term in self._found for term in terms)

    def contains_all(self, terms: Sequence[str]) -> npt.NDArray[np.bool_]:
        """Return for each ticket (n,) whether it contains all `terms`."""
        found = np.ones(self._count, dtype=np.bool_)
        for term in terms:
            for _ in self.find_in_pieces((term,)):
                pass
            with_term = np.zeros(self._count, dtype=np.bool_)
            with_term[self._found[term]] = True
            found &= with_term
        return found

    def find_in_pieces(self, terms: Iterable[str]) -> Iterator[None]:
        """Find and remember which texts contain each of some terms, some texts at a time.

        A longer term is looked for among the texts with its first letters.
        """
        for term in terms:
            if term in self._found:
                self._found[term] = self._found.pop(term)  # the last to be forgotten
                continue
            yield from self.fold_ahead()
            texts = self._texts
            shorter = max((one for one in self._found if one in term), key=len, default=None)
            places = range(len(texts)) if shorter is None else self._found[shorter].tolist()
            made: list[int] = []
            for first in range(0, len(places), SEARCHED_AT_ONCE):
                piece = places[first : first + SEARCHED_AT_ONCE]
                made += [place for place in piece if term in texts[place]]
                yield
            while len(self._found) >= MOST_TERMS:
                self._found.pop(next(iter(self._found)))
            self._found[term] = np.array(made, dtype=np.int64)


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
