"""Makes a grid of rows: the header, and all other rows at one width."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from supportlens.domain import Rejection
from supportlens.ingest.tables.filled_cells import count_filled, trim_row
from supportlens.ingest.tables.grouped_rows.leading_labels import fill_leading_labels
from supportlens.ingest.tables.grouped_rows.report_bands import add_bands, find_bands
from supportlens.ingest.tables.headers import count_known_headers
from supportlens.ingest.tables.layouts import Layout, find_layout
from supportlens.ingest.tables.survey_headers import join_names
from supportlens.ingest.tables.table import Grid
from supportlens.ingest.tables.wide_rows import narrow_row


def shape_rows(
    rows: Sequence[Sequence[str]],
    first: int = 1,
    delimiter: str | None = None,
    *,
    as_written: bool = False,
) -> Grid | None:
    """Make a grid of `rows`: its header, and all other rows at one width; None if all cells are empty.

    `first` is the number of the first row in the file. Blank rows are dropped; a row with more cells than the
    header is repaired if only one way fits the columns (with `delimiter`, parts of a text can be joined
    again), else rejected; rows that repeat the header are rejected as well. The bands of a report become
    columns, and labels said once for several rows are filled; `as_written` leaves both as they are, and keeps
    the names of groups of columns.
    """
    bands = None if as_written else find_bands(rows)
    if bands is not None:
        rows = bands.rows
    layout = find_layout(rows)
    if layout is None:
        return None
    columns = name_columns(rows, layout, as_written=as_written)
    grid = square_rows(columns, rows, replace(layout, width=len(columns)), first, delimiter)
    return add_bands(grid if as_written else fill_leading_labels(grid), bands, first)


def number_columns(width: int) -> tuple[str, ...]:
    """Return the column names of a table without a header: their positions."""
    return tuple(f"#{n}" for n in range(1, width + 1))


def name_columns(
    rows: Sequence[Sequence[str]], layout: Layout, *, as_written: bool = False
) -> tuple[str, ...]:
    """Return the names of columns: header rows are joined, surplus empty cells dropped.

    The names of groups of columns above known headers are left out unless all is wanted `as_written`.
    """
    below = [row for row in rows[layout.start : layout.end][:200] if count_filled(row)]
    widths = Counter(len(trim_row(row)) for row in below)
    usual, common = widths.most_common(1)[0] if widths else (0, 0)
    if not layout.header:
        return number_columns(
            max(widths, default=layout.width) if layout.width < 2 else max(layout.width, usual)
        )
    parts = [trim_row(rows[at]) for at in layout.header]
    width = max(map(len, parts))
    even = sum(1 for row in below if len(row) == layout.width)
    if width > layout.width and even > 0.8 * len(below):
        parts = [narrow_row(part, layout.width, ()) or part for part in parts]
        width = max(map(len, parts))
    raw = rows[layout.header[0]]
    if len(parts) == 1 and len(raw) == layout.width - 1 and all(raw) and _are_numbered(below, layout.width):
        return ("", *parts[0])
    if usual > width and 2 * common > len(below):
        width = usual
    padded = [[*part, *[""] * (width - len(part))] for part in parts]
    names = join_names(padded)
    if as_written or len(padded) < 2 or any(not cell for cell in padded[1]):
        return names
    bare = join_names(padded[1:])  # without the groups above, which may hide what is known
    return bare if count_known_headers(bare) > count_known_headers(names) else names


def _are_numbered(rows: Sequence[Sequence[str]], width: int) -> bool:
    """Return whether rows begin with numbers of their own, which have no header where R wrote them."""
    first = [row[0].strip() for row in rows if len(row) == width]
    return bool(first) and first == [str(number) for number in range(1, len(first) + 1)]


def square_rows(
    columns: tuple[str, ...],
    rows: Sequence[Sequence[str]],
    layout: Layout,
    first: int,
    delimiter: str | None,
) -> Grid:
    """Return the rows of a layout at the width of its columns, with their numbers, and the rejections."""
    width = layout.width
    kept, numbers, rejections = [], [], []
    header = [cell.casefold() for cell in columns]
    for number, row in enumerate(rows[layout.start : layout.end], start=layout.start + first):
        if not any(row) or not any(cell.strip() for cell in row):
            continue
        if len(row) > width:
            row = _narrow(row, layout, delimiter)  # noqa: PLW2901 - the same row, repaired
        if len(row) > width:
            rejections.append(Rejection(number, "too_many_cells"))
        elif width > 1 and row[0].strip().casefold() == header[0] and repeats_header(row, header):
            rejections.append(Rejection(number, "repeated_header"))
        else:
            kept.append(row if len(row) == width else [*row, *[""] * (width - len(row))])
            numbers.append(number)
    rejections += [Rejection(at + first, reason) for at, reason in layout.apart]
    header_row = layout.header[-1] + first if layout.header else None
    return Grid(columns, kept, numbers, tuple(rejections), header_row)


def _narrow(row: Sequence[str], layout: Layout, delimiter: str | None) -> Sequence[str]:
    """Repair a row that is too wide; many tools end all rows with surplus empty cells."""
    short = trim_row(row)
    pairs = zip(short, layout.columns, strict=False)
    if len(short) == layout.width and all(column.fits(cell) for cell, column in pairs):
        return short
    return narrow_row(row, layout.width, layout.columns, delimiter) or short


def repeats_header(row: Sequence[str], header: list[str]) -> bool:
    """Return whether a row repeats the header, which is given case-folded."""
    return [" ".join(cell.split()).casefold() for cell in row] == header[: len(row)] and len(row) > 1
