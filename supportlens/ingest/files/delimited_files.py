"""Loads one delimited file as rows, the header first."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from supportlens.ingest.tables.delimited import parse_delimited
from supportlens.ingest.tables.shaping import shape_rows
from supportlens.ingest.tables.well_formed import WellFormedTable, read_well_formed
from supportlens.ingest.values.decoding import decode

_LARGE = 1 << 22
"""Bytes from which the survey of a well-formed text pays off. Judgement: affects only run time."""


def load_delimited(path: str | Path) -> list[list[str]]:
    """Return the table of the file at `path`: its header, then its rows, all of one width if possible.

    Encoding, dialect, titles, header and footers are detected from the content, and of several tables the
    largest is kept, as in `read`; the rows of a header are joined as they are written. An empty file has no
    rows. A table without a header gets the names column_1, column_2 ..., so that a caller that treats the
    first row as the header loses no row. A row with too many cells that cannot be repaired, which `read`
    rejects, stays as written.

    Raises OSError if the file cannot be read.
    """
    with _paused_garbage_collection():
        return _load_rows(Path(path).read_bytes())


@contextmanager
def _paused_garbage_collection() -> Iterator[None]:
    """Pause the garbage collector: rows contain no cycles, and it would scan all of them repeatedly."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _load_rows(data: bytes) -> list[list[str]]:
    table = read_well_formed(data, len(data), dtype="object", as_written=True) if len(data) > _LARGE else None
    if table is not None and not any(one.reason == "too_many_cells" for one in table.rejections):
        del data
        return _rows_with_header(table)
    text, _ = decode(data)
    rows, delimiter = parse_delimited(text)
    grid = shape_rows(rows, delimiter=delimiter, as_written=True)
    if grid is None:
        return []
    wide = (
        (rejection.row, rows[rejection.row - 1])
        for rejection in grid.rejections
        if rejection.reason == "too_many_cells"
    )
    numbered = sorted([*zip(grid.numbers, grid.rows, strict=True), *wide], key=lambda pair: pair[0])
    return [_header_row(grid.columns, grid.header_row), *(list(row) for _, row in numbered)]


def _header_row(columns: Sequence[str], header_row: int | None) -> list[str]:
    return list(columns) if header_row else [f"column_{n}" for n in range(1, len(columns) + 1)]


def _rows_with_header(table: WellFormedTable) -> list[list[str]]:
    cells = (table.frame[name].tolist() for name in table.frame.columns)
    return [_header_row(table.columns, table.header_row), *map(list, zip(*cells, strict=True))]
