"""Sends tables from the worker in pieces, because unpickling a large table at once holds the interpreter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from supportlens.ingest.tables.table import Table

_CHARACTERS = 1 << 20
"""Characters of a piece, some milliseconds of unpickling. Judgement: fewer cost more messages."""

_CELLS = 5_000
"""Cells of a piece, for columns of short ones."""

_REJECTIONS = -1
"""The position that stands for the rejections of a table instead of a column."""


@dataclass(frozen=True, slots=True)
class TablePiece:
    """Consecutive cells of the column at position `column` of the table at position `table`."""

    table: int
    column: int
    cells: tuple[Any, ...]


def split_tables(tables: Iterable[Table]) -> Iterator[TablePiece]:
    """Yield the cells and rejections of tables in pieces."""
    for at, table in enumerate(tables):
        for column, name in enumerate(table.frame.columns):
            for cells in _split_cells(table.frame[name].tolist()):
                yield TablePiece(at, column, cells)
        for start in range(0, len(table.rejections), _CELLS):
            yield TablePiece(at, _REJECTIONS, table.rejections[start : start + _CELLS])


def _split_cells(cells: list[str]) -> Iterator[tuple[str, ...]]:
    start = size = 0
    for at, cell in enumerate(cells, start=1):
        size += len(cell)
        if size >= _CHARACTERS or at - start == _CELLS or at == len(cells):
            yield tuple(cells[start:at])
            start, size = at, 0


def empty_tables(tables: Iterable[Table]) -> tuple[Table, ...]:
    """Return tables without their cells and rejections, which `split_tables` yields."""
    return tuple(replace(table, frame=table.frame.iloc[:0], rejections=()) for table in tables)


class TableAssembly:
    """Collects the pieces of tables."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[Any]] = defaultdict(list)

    def add_piece(self, piece: TablePiece) -> None:
        """Append the cells of a piece to its column."""
        self._cells[piece.table, piece.column].extend(piece.cells)

    def fill_tables(self, empty: Iterable[Table]) -> tuple[Table, ...]:
        """Return the tables of `empty_tables` with all cells and rejections that were added."""
        return tuple(self._fill(at, table) for at, table in enumerate(empty))

    def _fill(self, at: int, table: Table) -> Table:
        columns = {
            name: pd.Series(self._cells.pop((at, column), []), dtype="str")
            for column, name in enumerate(table.frame.columns)
        }
        rejections = (*table.rejections, *self._cells.pop((at, _REJECTIONS), ()))
        return replace(table, frame=pd.DataFrame(columns), rejections=rejections)
