"""Takes the header out of rows of cells and squares the rows below it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from supportlens.domain import Rejection
from supportlens.ingest.tables.layouts import Layout, filled, layout_of, trimmed
from supportlens.ingest.tables.table import Grid
from supportlens.ingest.tables.wide_rows import narrowed


def shape(rows: Sequence[Sequence[str]], first: int = 1, delimiter: str | None = None) -> Grid | None:
    """Take the header out of `rows` and give all others its width; None where nothing is written.

    `first` is the number of the first row in the file. Blank rows are no rows; a row with more cells
    than the header has is repaired where only one way fits the columns (`delimiter` lets the parts of
    a text be joined again) and rejected otherwise, and so is a row that repeats the header.
    """
    layout = layout_of(rows)
    if layout is None:
        return None
    columns = columns_of(rows, layout)
    return squared(columns, rows, replace(layout, width=len(columns)), first, delimiter)


def nameless(width: int) -> tuple[str, ...]:
    """Name the columns of a table without a header by their places."""
    return tuple(f"#{n}" for n in range(1, width + 1))


def columns_of(rows: Sequence[Sequence[str]], layout: Layout) -> tuple[str, ...]:
    """Name the columns: a header over several rows is joined, its surplus empty cells are dropped."""
    below = [row for row in rows[layout.start : layout.end][:200] if filled(row)]
    widths = Counter(len(trimmed(row)) for row in below)
    usual, common = widths.most_common(1)[0] if widths else (0, 0)
    if not layout.header:
        return nameless(max(widths, default=layout.width) if layout.width < 2 else max(layout.width, usual))
    parts = [trimmed(rows[at]) for at in layout.header]
    width = max(map(len, parts))
    even = sum(1 for row in below if len(row) == layout.width)
    if width > layout.width and even > 0.8 * len(below):
        parts = [narrowed(part, layout.width, ()) or part for part in parts]
        width = max(map(len, parts))
    if usual > width and 2 * common > len(below):
        width = usual
    padded = ([*part, *[""] * (width - len(part))] for part in parts)
    return tuple(" ".join(" ".join(cells).split()) for cells in zip(*padded, strict=True))


def squared(
    columns: tuple[str, ...],
    rows: Sequence[Sequence[str]],
    layout: Layout,
    first: int,
    delimiter: str | None,
) -> Grid:
    """Return the rows of a layout the width of its columns, each with its number, and say what is none."""
    width = layout.width
    kept, numbers, rejections = [], [], []
    header = [cell.casefold() for cell in columns]
    for number, row in enumerate(rows[layout.start : layout.end], start=layout.start + first):
        if not any(row) or not any(cell.strip() for cell in row):
            continue
        if len(row) > width:
            row = _at_most(row, layout, delimiter)  # noqa: PLW2901 - the same row, repaired
        if len(row) > width:
            rejections.append(Rejection(number, "too_many_cells"))
        elif width > 1 and row[0].strip().casefold() == header[0] and repeats(row, header):
            rejections.append(Rejection(number, "repeated_header"))
        else:
            kept.append(row if len(row) == width else [*row, *[""] * (width - len(row))])
            numbers.append(number)
    rejections += [Rejection(at + first, reason) for at, reason in layout.apart]
    header_row = layout.header[-1] + first if layout.header else None
    return Grid(columns, kept, numbers, tuple(rejections), header_row)


def _at_most(row: Sequence[str], layout: Layout, delimiter: str | None) -> Sequence[str]:
    """Repair a row that is too wide; surplus empty cells are how many tools end all their rows."""
    short = trimmed(row)
    pairs = zip(short, layout.columns, strict=False)
    if len(short) == layout.width and all(column.fits(cell) for cell, column in pairs):
        return short
    return narrowed(row, layout.width, layout.columns, delimiter) or short


def repeats(row: Sequence[str], header: list[str]) -> bool:
    """Return whether a row repeats the header, given in folded case."""
    return [" ".join(cell.split()).casefold() for cell in row] == header[: len(row)] and len(row) > 1
