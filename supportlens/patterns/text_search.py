"""Searches many texts for patterns: RE2 finds the texts that may match, `re` the match."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from supportlens.patterns.approximation import approximate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    Mask = npt.NDArray[np.bool_]

PROGRESS_STEP = 500
"""Texts between two progress reports."""
MAX_MEMORY = 64 << 20
"""Bytes that RE2 may use for one expression: enough for the longest of the playbook, with which less than
a quarter of it makes RE2 several times slower."""


@dataclass(frozen=True)
class SearchedTexts:
    """Texts (n) that are searched many times."""

    texts: Sequence[str]

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
        may_match = compile_any(patterns)
        search = re.compile("|".join(patterns)).search
        for row, written in enumerate(self._encoded):
            if row % PROGRESS_STEP == 0:
                progress()
            if may_match(written) and (hit := search(self.texts[row])):
                yield row, hit

    @cached_property
    def _encoded(self) -> list[bytes]:
        return [text.encode("utf-8", "surrogatepass") for text in self.texts]


def compile_any(patterns: Sequence[str]) -> Callable[[bytes], Any]:
    """Compile a quick test whether any pattern may match a text, given in UTF-8.

    What it denies matches none of the patterns. Raises `re.error` for an invalid regular expression.
    """
    import re2  # noqa: PLC0415 - takes 30 ms that the window's start can do without

    options = re2.Options()
    options.max_mem, options.never_capture, options.log_errors = MAX_MEMORY, True, False
    try:
        search: Callable[[bytes], Any] = re2.compile("|".join(map(approximate, patterns)), options).search
    except re2.error:  # larger than RE2 accepts
        return lambda _text: True
    return search
