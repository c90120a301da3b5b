"""Finds the header of a table: its rows, or none if the first row is already data."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import pandas as pd

from supportlens.ingest.tables.cell_forms import CellProfile, profile_rows, weigh_header
from supportlens.ingest.tables.filled_cells import PROFILED, Rows, count_filled, has_digits
from supportlens.ingest.tables.headers import count_known_headers
from supportlens.ingest.tables.survey_headers import find_survey_header
from supportlens.ingest.values.dates import scan_dates

_SEARCHED = 40
"""Filled rows in which the header is searched. Judgement: titles, filters and notes precede it."""

_MOST_HEADER_ROWS = 3
_WIDE = 0.6
"""Minimum share of the usual number of cells for a header. Judgement: titles have fewer."""

_SMALL = frozenset(str(n) for n in range(2, 10 * _SEARCHED))
_VALUE = re.compile(
    r"[\s.,:/%$€+\-]*\d[\d\s.,:/%$€+\-]*(?:[TZ][\d:.Z+\-]*)?|\S+@\S+|https?://\S+", re.IGNORECASE
)


_BRACKETED = re.compile(r"\([^()\d]{1,20}\)|\[[^\[\]\d]{1,20}\]|<[^<>\d]{1,20}>")
"""A unit or a note below a column's name."""


def find_header(rows: Rows) -> int | None:
    """Return the header: the first wide row, or a row below it with more known headers."""
    counts = ((at, count_filled(row)) for at, row in enumerate(rows[: 10 * _SEARCHED]))
    written = [(at, count) for at, count in counts if count][:_SEARCHED]
    if not written:
        return None
    usual = Counter(count for _, count in written).most_common(1)[0][0]
    widest = max(count for _, count in written)
    wide = [at for at, count in written if count >= max(_WIDE * min(usual, widest), 1)]
    if usual == 1 and widest > 1:  # more title rows than rows of the table
        wide = [at for at, count in written if count >= _WIDE * widest]
    chosen = wide[0]
    known = count_known_headers(rows[chosen])
    for at in wide[1:]:
        if known == 0 and (more := count_known_headers(tuple(set(rows[at])))) >= 2:
            chosen, known = at, more
    return chosen


def is_data(row: Sequence[str], below: Rows, columns: Sequence[CellProfile]) -> bool:
    """Return whether the first row is already data, not the header."""
    cells = [cell.strip() for cell in row if cell.strip()]
    values = sum(1 for cell in cells if _VALUE.fullmatch(cell))
    known = count_known_headers(row)
    if known > 1 or (known and not values):
        return False
    if len(cells) > 1 and below:
        if _begins_count(row, below):
            return True
        speaks_for, against = weigh_header(row, columns)
        return against > speaks_for or (values >= 2 and speaks_for == 0)
    if len(cells) > 1:
        dated = scan_dates(pd.Series(cells, dtype="str"), numbers=False).share > 0
        return dated or values >= 2 or any(len(cell) > 120 for cell in cells)
    # one column: a header has a word or two, above sentences
    lengths = [len(other[0]) for other in below if other and other[0].strip()]
    if columns and columns[0].form and weigh_header(row, columns)[1]:
        return True
    return bool(lengths) and len(cells[0].split()) > 3


def is_sparse_data(row: Sequence[str], width: int, columns: Sequence[CellProfile]) -> bool:
    """Return whether a row above the first full one has this table's width and values of its columns."""
    typed = [(cell, column) for cell, column in zip(row, columns, strict=False) if column.form]
    values = [(cell, column) for cell, column in typed if cell.strip()]
    return len(row) == width and bool(values) and all(column.fits(cell) for cell, column in values)


def _begins_count(row: Sequence[str], below: Rows) -> bool:
    """Return whether a column counts 1, 2, 3 from this row on, as the numbers of rows do."""
    heads = zip(row, *below[:2], strict=False) if len(below) > 1 else ()
    return any(tuple(cell.strip() for cell in cells) == ("1", "2", "3") for cells in heads)


def find_count_above(rows: Rows, head: int) -> int:
    """Return the row with 1 where a column counts from there down to row `head`; `head` where none does.

    Rows of numbered data whose other cells are empty come before the first full one, which is no header then.
    """
    for column, cell in enumerate(rows[head]):
        last = int(cell) if cell.strip() in _SMALL else 0
        first = head - last + 1
        if last > 1 and first >= 0 and _count_up(rows[first : head + 1], column):
            return first
    return head


def _count_up(rows: Rows, column: int) -> bool:
    numbers = [row[column].strip() if column < len(row) else "" for row in rows]
    return numbers == [str(n) for n in range(1, len(rows) + 1)]


def find_header_rows(rows: Rows, head: int, width: int) -> tuple[int, ...]:
    """Return the rows of a multi-row header."""
    below = [row for row in rows[head + 2 : head + 2 + PROFILED] if count_filled(row)]
    if (last := find_survey_header(rows, head, profile_rows(below, width))) is not None:
        return tuple(range(head, last + 1))
    found = [head]
    if head and _names_groups(rows[head - 1], rows[head]):
        found.insert(0, head - 1)
    for at in range(head + 1, min(head + _MOST_HEADER_ROWS, len(rows) - 2)):
        below = [row for row in rows[at + 1 : at + 1 + PROFILED] if count_filled(row)]
        units = _are_units(rows[at])
        if len(rows[at]) != len(rows[head]) or not (
            units or _continues_header(rows[at], profile_rows(below, width))
        ):
            break
        found.append(at)
    return tuple(found)


def _names_groups(row: Sequence[str], header: Sequence[str]) -> bool:
    """Return whether a row above a header names groups of columns: it has words above some, with gaps."""
    filled = [at for at, cell in enumerate(row) if cell.strip()]
    return len(row) == len(header) and 1 < len(filled) <= filled[-1] and not has_digits(row)


def _are_units(row: Sequence[str]) -> bool:
    """Return whether the filled cells of a row are short words in brackets, such as "(hours)"."""
    filled = [cell.strip() for cell in row if cell.strip()]
    return len(filled) > 1 and all(_BRACKETED.fullmatch(cell) for cell in filled)


def _continues_header(row: Sequence[str], columns: Sequence[CellProfile]) -> bool:
    """Return whether a row below a header is part of it: it has words where values are expected."""
    speaks_for, against = weigh_header(row, columns)
    strangers = sum(1 for cell, column in zip(row, columns, strict=False) if cell.strip() and column.form)
    return against == 0 and speaks_for >= 2 and strangers >= 2 and not has_digits(row)
