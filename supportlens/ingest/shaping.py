"""Finds the header among rows of cells and squares the rows below it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd

from supportlens.domain import Rejection
from supportlens.ingest.dates import scan
from supportlens.ingest.headers import words_known
from supportlens.ingest.tables import Grid

if TYPE_CHECKING:
    from collections.abc import Sequence

_SEARCHED = 40
"""Rows among which the header is looked for: titles, filters and notes may stand above it."""

_VALUE = re.compile(
    r"[\s.,:/%$€+\-]*\d[\d\s.,:/%$€+\-]*(?:[TZ][\d:.Z+\-]*)?|\S+@\S+|https?://\S+", re.IGNORECASE
)


def shape(rows: Sequence[Sequence[str]], first: int = 1) -> Grid | None:
    """Take the header out of `rows` and give all others its width; None where nothing is written.

    `first` is the number of the first row in the file. Blank rows are no rows; a row with more cells
    than the header has, or that repeats the header, is rejected.
    """
    head = _header_at(rows)
    if head is None:
        return None
    if _is_data(rows[head], rows[head + 1 : head + 6]):
        width = max(len(_trimmed(row)) for row in rows[head : head + _SEARCHED])
        columns, below = tuple(f"#{n}" for n in range(1, width + 1)), head
    else:
        columns, below = tuple(_heading(cell) for cell in _trimmed(rows[head])), head + 1
    return _squared(columns, rows, below, first)


def _squared(columns: tuple[str, ...], rows: Sequence[Sequence[str]], below: int, first: int) -> Grid:
    width = len(columns)
    kept, numbers, rejections = [], [], []
    header = [cell.casefold() for cell in columns]
    for number, row in enumerate(rows[below:], start=below + first):
        if not any(row) or not any(cell.strip() for cell in row):
            continue
        if len(row) > width:
            row = _trimmed(row)  # noqa: PLW2901 - surplus empty cells are how many tools end a row
        if len(row) > width:
            rejections.append(Rejection(number, "too_many_cells"))
        elif width > 1 and row[0].strip().casefold() == header[0] and _repeats(row, header):
            rejections.append(Rejection(number, "repeated_header"))
        else:
            kept.append(row if len(row) == width else [*row, *[""] * (width - len(row))])
            numbers.append(number)
    return Grid(columns, kept, numbers, tuple(rejections))


def _repeats(row: Sequence[str], header: list[str]) -> bool:
    return [_heading(cell).casefold() for cell in row] == header[: len(row)] and len(row) > 1


def _header_at(rows: Sequence[Sequence[str]]) -> int | None:
    """Find the header: the first wide row, or the row below it that holds more known words."""
    counts = ((at, _filled(row)) for at, row in enumerate(rows[: 10 * _SEARCHED]))
    filled = [(at, count) for at, count in counts if count][:_SEARCHED]
    if not filled:
        return None
    usual = Counter(count for _, count in filled).most_common(1)[0][0]
    widest = max(count for _, count in filled)
    wide = [at for at, count in filled if count >= max(0.6 * min(usual, widest), 1)]
    if usual == 1 and widest > 1:  # more title rows than rows of the table
        wide = [at for at, count in filled if count >= 0.6 * widest]
    chosen = wide[0]
    known = words_known(rows[chosen])
    for at in wide[1:]:
        if known == 0 and (more := words_known(rows[at])) >= 2:
            chosen, known = at, more
    return chosen


def _is_data(row: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Say whether the first row is a ticket already: it holds values, and hardly a known header."""
    cells = [cell.strip() for cell in row if cell.strip()]
    values = sum(1 for cell in cells if _VALUE.fullmatch(cell))
    known = words_known(row)
    if known > 1 or (known and not values):
        return False
    if len(cells) > 1:
        dated = scan(pd.Series(cells, dtype="str"), numbers=False).share > 0
        return dated or values >= 2 or any(len(cell) > 120 for cell in cells)
    # one column: a header is a word or two above sentences
    lengths = [len(other[0]) for other in below if other and other[0].strip()]
    return bool(lengths) and len(cells[0].split()) > 3


def _filled(row: Sequence[str]) -> int:
    return sum(1 for cell in row if cell.strip())


def _trimmed(row: Sequence[str]) -> Sequence[str]:
    """Drop the empty cells at the end of a row."""
    end = len(row)
    while end and not row[end - 1].strip():
        end -= 1
    return row[:end]


def _heading(cell: str) -> str:
    """Write a header on one line."""
    return " ".join(cell.split())
