"""Finds the table among rows of cells: the titles above, the header, and the rows below."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import pandas as pd

from supportlens.ingest.tables.cell_forms import CellProfile, profile_rows, weigh_header
from supportlens.ingest.tables.headers import count_known_headers
from supportlens.ingest.tables.survey_headers import find_survey_header
from supportlens.ingest.values.dates import scan_dates
from supportlens.resources import reading_words

Rows: TypeAlias = Sequence[Sequence[str]]

_SEARCHED = 40
"""Filled rows in which the header is searched. Judgement: titles, filters and notes precede it."""

_PROFILED = 200
"""Rows used to profile the columns. Judgement: enough for the forms; more takes longer."""

_MOST_HEADER_ROWS = 3
_WIDE = 0.6
"""Minimum share of the usual number of cells for a header. Judgement: titles have fewer."""

_LOOKED_BELOW = 9
"""Rows below a row of words that may belong to it. Judgement: more blank rows separate two tables."""

MOST_FOOTERS = 10
"""Rows at the end in which footers are searched. Judgement: more risks rows of a sparse table."""

_VALUE = re.compile(
    r"[\s.,:/%$€+\-]*\d[\d\s.,:/%$€+\-]*(?:[TZ][\d:.Z+\-]*)?|\S+@\S+|https?://\S+", re.IGNORECASE
)
_CLOSING = re.compile(rf"\W*(?:{reading_words().footers})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Layout:
    """The position of the table: indexes of its header rows, of its first row, and past its last.

    `apart` holds the non-blank rows from `end` on, with the reason why they do not belong to the table;
    `columns` profiles the columns below the header.
    """

    header: tuple[int, ...]
    start: int
    end: int
    width: int
    columns: tuple[CellProfile, ...]
    apart: tuple[tuple[int, str], ...] = ()


def find_layout(rows: Rows) -> Layout | None:
    """Find the table in `rows`; None if all cells are empty."""
    head = _find_header(rows)
    if head is None:
        return None
    below = [row for row in rows[head + 1 : head + 1 + _PROFILED] if count_filled(row)]
    width = _usual_width(below) or len(trim_row(rows[head]))
    columns = profile_rows(below, width)
    if _is_data(rows[head], below, columns):
        header: tuple[int, ...] = ()
        start = head
        while start and _is_sparse_data(rows[start - 1], width, columns):
            start -= 1
        width = max(width, len(trim_row(rows[head])))
    else:
        header = _find_header_rows(rows, head, width)
        start = header[-1] + 1
        columns = profile_rows(below[len(header) - 1 :], width)
    end, apart = _find_end(rows, header, start, columns)
    return Layout(header, start, end, width, columns, apart)


def count_filled(row: Sequence[str]) -> int:
    """Count the non-empty cells of a row."""
    return sum(1 for cell in row if cell and not cell.isspace())


def trim_row(row: Sequence[str]) -> Sequence[str]:
    """Return a row without the empty cells at its end."""
    end = len(row)
    while end and not row[end - 1].strip():
        end -= 1
    return row[:end]


def _usual_width(rows: Rows) -> int:
    widths = Counter(len(row) for row in rows)
    return max(widths.items(), key=lambda pair: (pair[1], pair[0]))[0] if widths else 0


def _find_header(rows: Rows) -> int | None:
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


def _is_data(row: Sequence[str], below: Rows, columns: Sequence[CellProfile]) -> bool:
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


def _is_sparse_data(row: Sequence[str], width: int, columns: Sequence[CellProfile]) -> bool:
    """Return whether a row above the first full one has this table's width and values of its columns."""
    typed = [(cell, column) for cell, column in zip(row, columns, strict=False) if column.form]
    values = [(cell, column) for cell, column in typed if cell.strip()]
    return len(row) == width and bool(values) and all(column.fits(cell) for cell, column in values)


def _begins_count(row: Sequence[str], below: Rows) -> bool:
    """Return whether a column counts 1, 2, 3 from this row on, as the numbers of rows do."""
    heads = zip(row, *below[:2], strict=False) if len(below) > 1 else ()
    return any(tuple(cell.strip() for cell in cells) == ("1", "2", "3") for cells in heads)


def _find_header_rows(rows: Rows, head: int, width: int) -> tuple[int, ...]:
    """Return the rows of a multi-row header."""
    below = [row for row in rows[head + 2 : head + 2 + _PROFILED] if count_filled(row)]
    if (last := find_survey_header(rows, head, profile_rows(below, width))) is not None:
        return tuple(range(head, last + 1))
    found = [head]
    for at in range(head + 1, min(head + _MOST_HEADER_ROWS, len(rows) - 2)):
        below = [row for row in rows[at + 1 : at + 1 + _PROFILED] if count_filled(row)]
        if len(rows[at]) != len(rows[head]) or not _continues_header(rows[at], profile_rows(below, width)):
            break
        found.append(at)
    return tuple(found)


def _continues_header(row: Sequence[str], columns: Sequence[CellProfile]) -> bool:
    """Return whether a row below a header is part of it: it has words where values are expected."""
    speaks_for, against = weigh_header(row, columns)
    strangers = sum(1 for cell, column in zip(row, columns, strict=False) if cell.strip() and column.form)
    return against == 0 and speaks_for >= 2 and strangers >= 2 and not _has_digits(row)


def _has_digits(row: Sequence[str]) -> bool:
    return any(letter.isdigit() for cell in row for letter in cell)


def _find_end(
    rows: Rows, header: tuple[int, ...], start: int, columns: Sequence[CellProfile]
) -> tuple[int, tuple[tuple[int, str], ...]]:
    """Return the end of the table, and why the rows below do not belong to it."""
    above = [row for row in rows[start : start + _PROFILED] if count_filled(row)]
    # the upper half: a second table must not affect the profile of the first
    end = _find_second_table(
        rows, header, start, profile_rows(above[: max(5, len(above) // 2)], len(columns))
    )
    apart = [(at, "second_table") for at in range(end, len(rows)) if count_filled(rows[at])]
    usual = usual_filled(rows[start : start + _PROFILED])
    closing = []
    for at in range(end - 1, max(start, end - 1 - MOST_FOOTERS), -1):
        count = count_filled(rows[at])
        if count and not _is_footer(rows, at, usual, columns):
            break
        end = at
        closing += [(at, "footer")] if count else []
    return end, (*reversed(closing), *apart)


def usual_filled(rows: Rows) -> int:
    """Return the most common number of filled cells of a row, ignoring blank rows."""
    counts = Counter(count for row in rows if (count := count_filled(row)))
    return counts.most_common(1)[0][0] if counts else 0


def _is_footer(rows: Rows, at: int, usual: int, columns: Sequence[CellProfile]) -> bool:
    """Return whether a row much emptier than the others is a footer rather than data."""
    row = rows[at]
    if usual < 3 or count_filled(row) > 0.5 * usual:
        return False
    first = next(cell for cell in row if cell.strip())
    if _CLOSING.match(first):
        return True
    return count_filled(row) == 1 and not (
        columns and columns[0].form and row[0].strip() and columns[0].fits(row[0])
    )


def _find_second_table(
    rows: Rows, header: tuple[int, ...], start: int, columns: Sequence[CellProfile]
) -> int:
    """Return the row at which another table begins, the number of rows without one."""
    own = [cell.strip().casefold() for cell in rows[header[-1]]] if header else []
    for at in _digitless_rows(rows, start, columns):
        row = trim_row(rows[at])
        if at == start or not could_open_another(row, own, columns):
            continue
        if _opens_another(row, rows, at, columns):
            while at > start and count_filled(rows[at - 1]) < 2:  # its title
                at -= 1  # noqa: PLW2901 - the search ends here
            return at
    return len(rows)


def could_open_another(row: Sequence[str], own: Sequence[str], columns: Sequence[CellProfile]) -> bool:
    """Return whether a row may be another table's header: distinct words instead of the columns' forms.

    `own` is this table's case-folded header, which may repeat on every page.
    """
    cells = [cell.strip().casefold() for cell in row]
    if cells == list(own[: len(cells)]) or len(set(cells)) < len(cells) or "" in cells or _has_digits(row):
        return False
    return not any(column.form and column.fits(cell) for cell, column in zip(row, columns, strict=False))


def _digitless_rows(rows: Rows, start: int, columns: Sequence[CellProfile]) -> Iterator[int]:
    """Yield the rows without a digit in the first column that has a form."""
    column = next((at for at, column in enumerate(columns) if column.form), None)
    if column is None:
        return
    for at in range(start, len(rows) - 1):
        row = rows[at]
        if len(row) > 1 and not any(map(str.isdigit, row[column] if column < len(row) else row[-1])):
            yield at


def _opens_another(row: Sequence[str], rows: Rows, at: int, columns: Sequence[CellProfile]) -> bool:
    """Return whether such a row is separated from this table, or followed by rows of another shape."""
    typed = sum(1 for _, column in zip(row, columns, strict=False) if column.form)
    if count_filled(rows[at - 1]) < 2:
        return len(row) > 1 and typed >= 1
    following = next((below for below in rows[at + 1 : at + 1 + _LOOKED_BELOW] if count_filled(below)), ())
    if len(following) == len(columns) and _do_all_fit(following, columns):
        return False
    other = len(rows[at]) != len(columns)
    return len(row) > 1 and typed >= (1 if other else 2) and (other or len(row) >= 0.8 * len(columns))


def _do_all_fit(row: Sequence[str], columns: Sequence[CellProfile]) -> bool:
    return all(column.fits(cell) for cell, column in zip(row, columns, strict=False))
