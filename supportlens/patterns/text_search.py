"""Searches many texts for patterns: RE2 finds the texts that may match, `re` the match."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from supportlens.domain import cut, share_out
from supportlens.patterns.approximation import ParsedPattern
from supportlens.patterns.folded_texts import FoldedTexts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy.typing as npt

    from supportlens.domain import Workers

    Mask = npt.NDArray[np.bool_]

PIECE = 1 << 20
"""Bytes of texts that are tested in one piece, between two progress reports.

A few milliseconds, in which other threads have the interpreter; after each piece it has to be waited for, up
to five milliseconds. Smaller ones wait longer than they search, larger ones delay a cancellation.
"""
BETWEEN = b"\xff"
"""What stands between two texts of a piece: no character of UTF-8, so no match of RE2 goes beyond a text."""
FEWEST_SHARED = 2_000
"""Texts of a block for other workers. Judgement: fewer cost more compiling of expressions than searching."""
MOST_SHARED = 4_000
"""Texts of such a block at most. Judgement: coding takes a second then, for which other work may wait."""
MOST_TOGETHER = 20_000
"""Texts of a block in this process.

What a search keeps of a text, twice as long as the text, is given up with its block. Judgement: fewer save
little more, ten times as many take some 300 MB.
"""
MAX_MEMORY = 128 << 20
"""Bytes that RE2 may use for one expression, of which it takes what it needs.

With half of it the automaton of the dearest expression of the playbook is forgotten and built again and
again: 0.5 s instead of 0.08 s for the sentences of 20 000 questions. Twice as much changes nothing.
"""


MOST_KEPT = 32 << 20
"""Letters of texts from which what a search makes of them is not kept for the next search.

Measured on 88 827 questions: kept, it is 1.1 kB of each ticket; made anew it takes a third of a search,
and few searches are left once those for the words of the playbook went through it block by block.
"""
KEPT = 512
"""Expressions that are kept. Judgement: all of the playbook, several times; each takes some 50 kB."""


class _Piece(NamedTuple):
    """Some texts in UTF-8, as RE2 reads them, and where each of them ends."""

    written: bytes
    ends: tuple[int, ...]

    @classmethod
    def of(cls, texts: Sequence[bytes]) -> _Piece:
        """Join texts."""
        ends = accumulate(len(text) + len(BETWEEN) for text in texts)
        return cls(BETWEEN.join(texts), tuple(end - len(BETWEEN) for end in ends))


@dataclass(frozen=True)
class SearchedTexts:
    """Texts (n) that are searched many times."""

    texts: Sequence[str]
    _marked: dict[tuple[str, ...], Mask] = field(default_factory=dict, compare=False, repr=False)
    """What is known already, by the patterns."""

    def remember(self, patterns: tuple[str, ...], marked: Mask) -> None:
        """Note what `mark_any` marks for some patterns, so that it is not searched again."""
        self._marked[patterns] = marked

    def share_out(self, workers: Workers) -> list[SearchedTexts]:
        """Return the texts in blocks for the workers, or for this process; these themselves if few."""
        if len(self.texts) <= (FEWEST_SHARED if workers.are_apart else MOST_TOGETHER):
            return [self]
        if not workers.are_apart:
            return [SearchedTexts(block) for block in cut(self.texts, MOST_TOGETHER)]
        blocks = share_out(self.texts, workers, FEWEST_SHARED, MOST_SHARED)
        return [SearchedTexts(block) for block in blocks]

    def in_hand(self) -> SearchedTexts:
        """Return the texts folded once: those of a block, which are given up with it."""
        return SearchedTexts(list(self.texts)) if isinstance(self.texts, FoldedTexts) else self

    def search(
        self, patterns: Sequence[str], progress: Callable[[], None] = lambda: None
    ) -> npt.NDArray[np.object_]:
        """Return the first match of any pattern in each text, "" without a match.

        Equivalent to `re.search` with the patterns joined by "|" on every text. `progress` is called
        regularly, and stops the work by raising.
        """
        found = np.full(len(self.texts), "", dtype=object)
        for row, hit in self._find(patterns, progress):
            found[row] = hit.group(0)
        return found

    def mark_any(self, patterns: Sequence[str], progress: Callable[[], None] = lambda: None) -> Mask:
        """Mark the texts (n) in which any pattern matches; `progress` is as in `search`."""
        if (known := self._marked.get(tuple(patterns))) is not None:
            return known.copy()
        found = np.zeros(len(self.texts), dtype=bool)
        if patterns:
            found[[row for row, _ in self._find(patterns, progress)]] = True
        return found

    def _find(
        self, patterns: Sequence[str], progress: Callable[[], None]
    ) -> Iterator[tuple[int, re.Match[str]]]:
        """Yield the position of each text that matches, with its match."""
        any_pattern = any_of(tuple(patterns))
        for row, place in self.find_possible(any_pattern.may_match, progress):
            if hit := any_pattern.search(self.texts[row], place):
                yield row, hit

    def find_possible(
        self, find_match: Callable[..., Any], progress: Callable[[], None] = lambda: None
    ) -> Iterator[tuple[int, int]]:
        """Yield the position of each text that a test of `compile_any` does not deny, and where to look.

        Before that place in the text nothing matches.

        The test goes through many texts at a time, from one that it does not deny to the next: most patterns
        occur in few texts, and a call for each of them takes as long as reading it.
        """
        first = 0
        for written, ends in self._pieces:
            progress()
            row = place = 0
            while row < len(ends) and (match := find_match(written, place)):
                at = match.start()
                row = bisect_left(ends, at, row)
                start = ends[row - 1] + len(BETWEEN) if row else 0
                # A letter that takes several bytes makes places differ.
                yield first + row, at - start if self.texts[first + row].isascii() else 0
                place = ends[row] + len(BETWEEN)
                row += 1
            first += len(ends)

    @property
    def _pieces(self) -> Iterable[_Piece]:
        """The pieces in which the texts are tested: kept for the next search, if they are not too large."""
        return self._kept_pieces if self._letters <= MOST_KEPT else self._write_pieces()

    @cached_property
    def _letters(self) -> int:
        return sum(map(len, self.texts.written if isinstance(self.texts, FoldedTexts) else self.texts))

    @cached_property
    def _kept_pieces(self) -> list[_Piece]:
        return list(self._write_pieces())

    def _write_pieces(self) -> Iterator[_Piece]:
        written: list[bytes] = []
        size = 0
        for text in self.texts:
            written.append(text.encode("utf-8", "surrogatepass"))
            size += len(written[-1])
            if size >= PIECE:
                yield _Piece.of(written)
                written, size = [], 0
        if written:
            yield _Piece.of(written)


class AnyPattern:
    """Several patterns as one: a quick test of texts in UTF-8, and the search itself.

    What the test denies matches none of the patterns. Raises `re.error` for an invalid regular expression.
    """

    def __init__(self, patterns: Sequence[str]) -> None:
        self._parsed = ParsedPattern("|".join(patterns))
        self.may_match: Callable[..., Any] = _compile_quick(self._parsed)
        """Returns a match, of a text or of what follows a place in it, where `search` may find one."""

    def search(self, text: str, place: int = 0) -> re.Match[str] | None:
        """Return the first match that begins at a place in a text or later, None without one."""
        return self._parsed.exact.search(text, place)

    def find_all(self, text: str) -> Iterator[re.Match[str]]:
        """Yield every match in a text, as `re.finditer` does; the slow search sees few texts."""
        if self.may_match(text.encode("utf-8", "surrogatepass")):
            yield from self._parsed.exact.finditer(text)

    def has_match(self, text: str) -> bool:
        """Return whether a text matches."""
        return any(self.find_all(text))


@lru_cache(KEPT)
def any_of(patterns: tuple[str, ...]) -> AnyPattern:
    """Return several patterns as one, compiled at the first call: the next log is searched for the same."""
    return AnyPattern(patterns)


def compile_any(patterns: Sequence[str]) -> Callable[..., Any]:
    """Compile a quick test whether any pattern may match a text, given in UTF-8: that of `AnyPattern`."""
    return AnyPattern(patterns).may_match


def _compile_quick(parsed: ParsedPattern) -> Callable[..., Any]:
    import re2  # noqa: PLC0415 - takes 30 ms that the window's start can do without

    options = re2.Options()
    options.max_mem, options.never_capture, options.log_errors = MAX_MEMORY, True, False
    for write in (parsed.approximate_quickly, parsed.approximate):
        try:
            written = write()
            if written is not None:
                search: Callable[..., Any] = re2.compile(written, options).search
                return search
        except re2.error:
            continue  # not plain after all, or larger than RE2 accepts
    return re.compile(b"").match  # everywhere
