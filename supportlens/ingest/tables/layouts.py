"""Finds the table among rows of cells: the titles above, the header, and the rows below."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import groupby

from supportlens.ingest.tables.cell_forms import CellProfile, profile_rows
from supportlens.ingest.tables.filled_cells import PROFILED, Rows, count_filled, has_digits, trim_row
from supportlens.ingest.tables.header_rows import (
    find_count_above,
    find_header,
    find_header_rows,
    is_data,
    is_sparse_data,
)
from supportlens.ingest.tables.table_ends import find_change_of_width, find_end

_MOST_TABLES = 20
"""Tables searched in one file; later rows stay apart. Judgement: a bound on the time."""


_FEWEST_OF_LIST = 4
"""Rows from which titles of equal cells are a table. Judgement: fewer are the filters of a report."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The position of the table: indexes of its header rows, of its first row, and past its last.

    `apart` holds the other non-blank rows, but for titles, with the reason why they are not of the table;
    `columns` profiles the columns below the header.
    """

    header: tuple[int, ...]
    start: int
    end: int
    width: int
    columns: tuple[CellProfile, ...]
    apart: tuple[tuple[int, str], ...] = ()


def find_layout(rows: Rows) -> Layout | None:
    """Find the largest table in `rows`; None if all cells are empty."""
    found: list[Layout] = []
    at: int | None = 0
    while at is not None and len(found) < _MOST_TABLES:
        layout = _find_first(rows[at:] if at else rows)
        if layout is None:
            break
        found.append(_move_down(layout, at))
        at = next((row for row, reason in found[-1].apart if reason == "second_table"), None)
    if not found:
        return None
    largest = max(found, key=lambda layout: _count_cells(rows, layout))
    above = [at for other in found[: found.index(largest)] for at in _rows_of(rows, other)]
    above = [*_find_list_above(rows[: _top_of(found[0])]), *above]
    return replace(largest, apart=(*((at, "second_table") for at in above), *largest.apart))


def _find_list_above(titles: Rows) -> list[int]:
    """Return the rows of a narrow table among the titles: words above rows of as many cells with values."""
    found: list[int] = []
    for width, group in groupby(range(len(titles)), key=lambda at: count_filled(titles[at])):
        run = list(group)
        cells = [[cell for cell in titles[at] if cell.strip()] for at in run]
        if width < 2 or len(run) < _FEWEST_OF_LIST or has_digits(cells[0]):
            continue
        if any(column.form for column in profile_rows(cells[1:], width)):
            found += run
    return found


def _top_of(layout: Layout) -> int:
    return layout.header[0] if layout.header else layout.start


def _move_down(layout: Layout, by: int) -> Layout:
    return replace(
        layout,
        header=tuple(at + by for at in layout.header),
        start=layout.start + by,
        end=layout.end + by,
        apart=tuple((at + by, reason) for at, reason in layout.apart),
    )


def _count_cells(rows: Rows, layout: Layout) -> int:
    """Count the cells of a table below its header."""
    return layout.width * sum(1 for row in rows[layout.start : layout.end] if count_filled(row))


def _rows_of(rows: Rows, layout: Layout) -> list[int]:
    """Return the filled rows of a table, its header and its footers."""
    footers = [at for at, reason in layout.apart if reason != "second_table"]
    return [*(at for at in range(_top_of(layout), layout.end) if count_filled(rows[at])), *footers]


def _find_first(rows: Rows) -> Layout | None:
    """Find the first table in `rows`; those below it are apart."""
    head = find_header(rows)
    if head is None:
        return None
    head = find_count_above(rows, head)
    change = find_change_of_width(rows, head)
    if change is not None:
        layout = _find_first(rows[:change])
        apart = tuple((at, "second_table") for at in range(change, len(rows)) if count_filled(rows[at]))
        return layout and replace(layout, apart=(*layout.apart, *apart))
    below = [row for row in rows[head + 1 : head + 1 + PROFILED] if count_filled(row)]
    width = _usual_width(below) or len(trim_row(rows[head]))
    columns = profile_rows(below, width)
    if is_data(rows[head], below, columns):
        header: tuple[int, ...] = ()
        start = head
        while start and is_sparse_data(rows[start - 1], width, columns):
            start -= 1
        width = max(width, len(trim_row(rows[head])))
    else:
        header = find_header_rows(rows, head, width)
        start = header[-1] + 1
        columns = profile_rows(below[len(header) - 1 :], width)
    end, apart = find_end(rows, header, start, columns)
    return Layout(header, start, end, width, columns, apart)


def _usual_width(rows: Rows) -> int:
    widths = Counter(len(row) for row in rows)
    return max(widths.items(), key=lambda pair: (pair[1], pair[0]))[0] if widths else 0
