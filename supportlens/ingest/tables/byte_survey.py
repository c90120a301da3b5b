"""Surveys the bytes of a large delimited text: its rows, and those of odd width.

Works on arrays of bytes, because a loop over characters in Python would take minutes. Exact for texts that
follow RFC 4180; other texts are detected.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from supportlens.domain import FractionProgress

_BLOCK = 1 << 22
"""Bytes surveyed at once: keeps the arrays of a block small, and Cancel responsive."""

_LINE_FEED, _RETURN, _QUOTE = b"\n"[0], b"\r"[0], b'"'[0]


@dataclass(frozen=True, slots=True)
class Survey:
    """The rows of a text: their number, the longest in bytes, and those of odd width.

    `odd` holds the index, start and end of each row whose number of cells is not the expected one; a blank
    row has one cell. `lined` is whether a quoted cell contains a line feed.
    """

    rows: int
    longest: int
    odd: tuple[tuple[int, int, int], ...]
    lined: bool


def survey_rows(
    data: bytes | memoryview,
    delimiter: str,
    width: int,
    most_odd: int,
    progress: FractionProgress = lambda _: None,
) -> Survey | None:
    """Return the survey of `data`, in which every byte that looks like an ASCII character is one.

    Return None if a quote is misplaced, a cell is never closed, or more than `most_odd` rows are odd.
    `progress` receives the fraction done.
    """
    surveyor = _Surveyor(np.frombuffer(data, dtype=np.uint8), ord(delimiter), width)
    for start in range(0, len(data), _BLOCK):
        progress(start / len(data))
        if not surveyor.survey_block(start, start + _BLOCK) or len(surveyor.odd) > most_odd:
            return None
    return surveyor.finish()


class _Surveyor:
    """Surveys block by block and keeps the state across blocks."""

    def __init__(self, text: npt.NDArray[np.uint8], delimiter: int, width: int) -> None:
        self.text, self.delimiter, self.width = text, delimiter, width
        self.inside = False
        self.rows = self.row_start = self.cells = self.longest = 0
        self.odd: list[tuple[int, int, int]] = []
        self.lined = False

    def survey_block(self, start: int, stop: int) -> bool:
        """Survey a block; return whether its quotes follow the rules."""
        block = self.text[start:stop]
        feeds, marks = block == _LINE_FEED, block == self.delimiter
        quotes = np.flatnonzero(block == _QUOTE)
        if len(quotes) or self.inside:
            if not self._are_quotes_regular(quotes + start):
                return False
            outside = self._find_outside(len(block), quotes)
            self.lined = self.lined or bool((feeds & ~outside).any())
            feeds, marks = feeds & outside, marks & outside
        self._count(start, np.flatnonzero(feeds), np.flatnonzero(marks))
        return True

    def _find_outside(self, size: int, quotes: npt.NDArray[np.intp]) -> npt.NDArray[np.bool_]:
        """Return for each byte whether it is outside quotes, by the parity of the quotes before it."""
        lengths = np.diff(quotes, prepend=0, append=size)
        inside = np.repeat((np.arange(len(lengths)) % 2 == 1) ^ self.inside, lengths)
        self.inside = bool(inside[-1])
        return ~inside

    def _are_quotes_regular(self, quotes: npt.NDArray[np.intp]) -> bool:
        """Return whether each quote opens at a cell's start, closes at its end, or is doubled."""
        opens = (np.arange(len(quotes)) % 2 == 0) ^ self.inside
        opening, closing = quotes[opens], quotes[~opens]
        before = self.text[np.maximum(opening - 1, 0)]
        after = self.text[np.minimum(closing + 1, len(self.text) - 1)]
        right_before = _is_among(before, self.delimiter, _LINE_FEED, _QUOTE) | (opening == 0)
        right_after = _is_among(after, self.delimiter, _LINE_FEED, _RETURN, _QUOTE)
        return bool(right_before.all() and (right_after | (closing == len(self.text) - 1)).all())

    def _count(self, start: int, feeds: npt.NDArray[np.intp], marks: npt.NDArray[np.intp]) -> None:
        """Count the cells of each row that ends in the block."""
        before = np.searchsorted(marks, feeds)
        if not len(feeds):
            self.cells += len(marks)
            return
        cells = np.diff(before, prepend=0) + 1
        cells[0] += self.cells
        ends = feeds + start
        starts = np.concatenate(([self.row_start], ends[:-1] + 1))
        self.longest = max(self.longest, int((ends - starts).max()))
        for at in np.flatnonzero(cells != self.width):
            self.odd.append((self.rows + int(at), int(starts[at]), int(ends[at])))
        self.rows += len(feeds)
        self.row_start = int(ends[-1]) + 1
        self.cells = len(marks) - int(before[-1])

    def finish(self) -> Survey | None:
        """Close the last row, which need not end in a line feed, and return the survey."""
        if self.inside:
            return None
        size = len(self.text)
        if self.row_start < size:
            if self.cells + 1 != self.width:
                self.odd.append((self.rows, self.row_start, size))
            self.longest = max(self.longest, size - self.row_start)
            self.rows += 1
        return Survey(self.rows, self.longest, tuple(self.odd), self.lined)


def _is_among(values: npt.NDArray[np.uint8], *allowed: int) -> npt.NDArray[np.bool_]:
    table = np.zeros(256, dtype=np.bool_)
    table[list(allowed)] = True
    return table[values]
