"""Loads one delimited file, whatever became of it, as rows with the header first."""

from __future__ import annotations

from pathlib import Path

from supportlens.ingest.decoding import decode
from supportlens.ingest.delimited import rows_of
from supportlens.ingest.shaping import nameless, shape


def load_delimited(path: str | Path) -> list[list[str]]:
    """Give the table of the file at `path`: its header, then its rows, all of one width if possible.

    Encoding, dialect, titles, header and footers are found from the content, and of several tables the
    first is kept, all as `read` does. An empty file has no rows. A table without a header gets the
    names column_1, column_2 ...: who takes the first row for the header loses no row then. A row with
    too many cells that cannot be repaired, which `read` rejects, stays as it was written.

    Raises OSError where the file cannot be read.
    """
    text, _ = decode(Path(path).read_bytes())
    rows, delimiter = rows_of(text)
    grid = shape(rows, delimiter=delimiter)
    if grid is None:
        return []
    header = list(grid.columns)
    if grid.columns == nameless(len(header)):
        header = [f"column_{n}" for n in range(1, len(header) + 1)]
    wide = (
        (rejection.row, rows[rejection.row - 1])
        for rejection in grid.rejections
        if rejection.reason == "too_many_cells"
    )
    numbered = sorted([*zip(grid.numbers, grid.rows, strict=True), *wide], key=lambda pair: pair[0])
    return [header, *(list(row) for _, row in numbered)]
