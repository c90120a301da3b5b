"""Profiles the forms of a column's cells, so that foreign cells can be detected."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from statistics import median

from supportlens.ingest.values.plain_text import NOTHING

_NUMBER = re.compile(r"[-+(]?\s*(?:[$€£¥]|R\$|US\$|S/)?\s*[-+]?\d[\d.,' ]*(?:[eE][-+]?\d+)?\s*[%€$£]?\)?")
_LETTERS = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\d+")
_LINK = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+", re.IGNORECASE)
_ENOUGH = 0.8
"""Minimum share of a column's cells with the same form for the column to have a form.

Judgement, checked by the benchmark of polluted tables: higher loses the forms of columns with odd cells,
lower finds headers and footers in prose.
"""


@dataclass(frozen=True, slots=True)
class CellProfile:
    """Common properties of a sample of a column's cells.

    `form` is the form of nearly all of them, empty for free text; `values` are the distinct cells, `repeated`
    is whether few of them fill the column; `length` is their median length.
    """

    form: str = ""
    values: frozenset[str] = frozenset()
    repeated: bool = False
    length: float = 0.0

    def fits(self, cell: str) -> bool:
        """Return whether `cell` could belong to the column."""
        if not self.form or not cell.strip():
            return True
        return form_of(cell) == self.form


@lru_cache(maxsize=4096)
def form_of(cell: str) -> str:
    """Return the form of a cell: runs of letters as A, runs of digits as 9, a number as 9."""
    cell = cell.strip()
    if _NUMBER.fullmatch(cell):
        return "9"
    if _LINK.fullmatch(cell):
        return "@"
    return _DIGITS.sub("9", _LETTERS.sub("A", cell[:80]))


def profile_cells(cells: Sequence[str]) -> CellProfile:
    """Profile a sample of a column."""
    written = [cell for cell in cells if cell.strip().lower() not in NOTHING]
    if not written:
        return CellProfile()
    form, count = Counter(map(form_of, written)).most_common(1)[0]
    typed = count >= _ENOUGH * len(written) and ("9" in form or form == "@")
    values = frozenset(cell.strip() for cell in written)
    return CellProfile(
        form if typed else "",
        values,
        len(written) > 3 and len(values) <= len(written) / 2,
        median(len(cell) for cell in written),
    )


def profile_rows(rows: Sequence[Sequence[str]], width: int) -> tuple[CellProfile, ...]:
    """Profile the columns of those `rows` that have exactly `width` cells."""
    even = [row for row in rows if len(row) == width]
    return tuple(profile_cells([row[at] for row in even]) for at in range(width))


def weigh_header(row: Sequence[str], columns: Sequence[CellProfile]) -> tuple[float, float]:
    """Return the weights for and against `row` being the header above such columns."""
    pairs = [_weigh_cell(cell.strip(), column) for cell, column in zip(row, columns, strict=False)]
    if _counts_up(row):
        return len(row), 0.0
    return sum(vote for vote in pairs if vote > 0), -sum(vote for vote in pairs if vote < 0)


# The weights are judgement, checked by the benchmark of polluted tables: a cell of the column's own form
# counts fully against a header, one without digits fully for it, all others less.
def _weigh_cell(cell: str, column: CellProfile) -> float:
    if cell.lower() in NOTHING:
        return 0.0
    if "\n\n" in cell:  # no header has a paragraph
        return -1.0
    if column.form:
        if form_of(cell) == column.form:
            return -1.0
        return 1.0 if not any(letter.isdigit() for letter in cell) else 0.3
    return _weigh_text(cell, column)


def _weigh_text(cell: str, column: CellProfile) -> float:
    if cell in column.values:
        return -1.0
    if column.repeated or (column.length >= 25 and len(cell) <= column.length / 2):
        return 0.5
    return -0.5 if len(cell) > 60 else 0.0


def _counts_up(row: Sequence[str]) -> bool:
    """Return whether the cells are consecutive years or positions, as in headers of wide tables."""
    numbers = [int(cell.strip()) for cell in row if cell.strip().isdecimal() and len(cell) < 9]
    if len(numbers) < 3 or 2 * len(numbers) < len(row):
        return False
    steps = {other - one for one, other in pairwise(numbers)}
    return steps == {1} and (numbers[0] in {0, 1} or 1900 <= numbers[0] <= 2100)
