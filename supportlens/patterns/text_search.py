"""Searches many texts for patterns: RE2 finds the texts that may match, `re` the match."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import numpy as np

from supportlens.domain import cut, share_out
from supportlens.patterns.approximation import ParsedPattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from supportlens.domain import Workers

    Mask = npt.NDArray[np.bool_]

PROGRESS_STEP = 500
"""Texts between two progress reports."""
BLOCK = 16
"""Texts that are tested together first. Measured on support questions: 8 to 32 take half the time of 1."""
FEWEST_SHARED = 5_000
"""Texts of a block for other workers. Judgement: fewer cost more compiling of expressions than searching."""
MOST_TOGETHER = 20_000
"""Texts of a block in this process.

What a search keeps of a text, twice as long as the text, is given up with its block. Judgement: fewer save
little more, ten times as many take some 300 MB.
"""
MAX_MEMORY = 64 << 20
"""Bytes that RE2 may use for one expression: enough for the longest of the playbook, with which less than
a quarter of it makes RE2 several times slower."""


KEPT = 512
"""Expressions that are kept. Judgement: all of the playbook, several times; each takes some 50 kB."""


@dataclass(frozen=True)
class SearchedTexts:
    """Texts (n) that are searched many times."""

    texts: Sequence[str]

    def share_out(self, workers: Workers) -> list[SearchedTexts]:
        """Return the texts in blocks for the workers, or for this process; these themselves if few."""
        if len(self.texts) <= (FEWEST_SHARED if workers.are_apart else MOST_TOGETHER):
            return [self]
        if not workers.are_apart:
            return [SearchedTexts(block) for block in cut(self.texts, MOST_TOGETHER)]
        return [SearchedTexts(block) for block in share_out(self.texts, workers, FEWEST_SHARED)]

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
        found = np.zeros(len(self.texts), dtype=bool)
        if patterns:
            found[[row for row, _ in self._find(patterns, progress)]] = True
        return found

    def _find(
        self, patterns: Sequence[str], progress: Callable[[], None]
    ) -> Iterator[tuple[int, re.Match[str]]]:
        """Yield the position of each text that matches, with its match."""
        any_pattern = any_of(tuple(patterns))
        for row in self.find_possible(any_pattern.may_match, progress):
            if hit := any_pattern.search(self.texts[row]):
                yield row, hit

    def find_possible(
        self, may_match: Callable[[bytes], Any], progress: Callable[[], None] = lambda: None
    ) -> Iterator[int]:
        """Yield the position of each text that a test of `compile_any` does not deny.

        Blocks of texts are tested first: most patterns occur in few texts, and a call costs as much as
        reading.
        """
        for block, (written, ends) in enumerate(self._blocks):
            first = block * BLOCK
            if first % PROGRESS_STEP < BLOCK:
                progress()
            if may_match(written):
                start = 0
                for row, end in enumerate(ends, first):
                    if may_match(written[start:end]):
                        yield row
                    start = end + 1

    @cached_property
    def _blocks(self) -> list[tuple[bytes, tuple[int, ...]]]:
        """The texts in UTF-8, as RE2 reads them, some in a line each, and where each of them ends."""
        blocks = []
        for first in range(0, len(self.texts), BLOCK):
            written = [text.encode("utf-8", "surrogatepass") for text in self.texts[first : first + BLOCK]]
            ends = tuple(place - 1 for place in accumulate(len(text) + 1 for text in written))
            blocks.append((b"\n".join(written), ends))
        return blocks


class AnyPattern:
    """Several patterns as one: a quick test of texts in UTF-8, and the search itself.

    What the test denies matches none of the patterns. Raises `re.error` for an invalid regular expression.
    """

    def __init__(self, patterns: Sequence[str]) -> None:
        self._parsed = ParsedPattern("|".join(patterns))
        self.may_match: Callable[[bytes], Any] = _compile_quick(self._parsed)

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match in a text, None without one; equivalent to `re.search`."""
        return self._parsed.exact.search(text)


@lru_cache(KEPT)
def any_of(patterns: tuple[str, ...]) -> AnyPattern:
    """Return several patterns as one, compiled at the first call: the next log is searched for the same."""
    return AnyPattern(patterns)


def compile_any(patterns: Sequence[str]) -> Callable[[bytes], Any]:
    """Compile a quick test whether any pattern may match a text, given in UTF-8: that of `AnyPattern`."""
    return AnyPattern(patterns).may_match


def _compile_quick(parsed: ParsedPattern) -> Callable[[bytes], Any]:
    import re2  # noqa: PLC0415 - takes 30 ms that the window's start can do without

    options = re2.Options()
    options.max_mem, options.never_capture, options.log_errors = MAX_MEMORY, True, False
    for write in (parsed.approximate_quickly, parsed.approximate):
        try:
            written = write()
            if written is not None:
                search: Callable[[bytes], Any] = re2.compile(written, options).search
                return search
        except re2.error:
            continue  # not plain after all, or larger than RE2 accepts
    return lambda _text: True
