"""Removes surplus cells from a row if only one way fits the columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from supportlens.ingest.tables.cell_forms import CellProfile

_MOST = 3
"""Maximum surplus cells of a repaired row. Judgement: with more, too many ways fit."""


def narrow_row(
    row: Sequence[str], width: int, columns: Sequence[CellProfile], delimiter: str | None = None
) -> list[str] | None:
    """Return `row` without its surplus cells; None if there is no single best way.

    Empty cells are dropped first, choosing those without which most cells fit their columns. Without empty
    cells, `delimiter` occurred unquoted inside a text: its parts are joined again if a single way fits best.
    """
    surplus = len(row) - width
    if not 0 < surplus <= _MOST:
        return None
    empty = [at for at, cell in enumerate(row) if not cell.strip()]
    ways = [_drop_cells(row, places) for places in combinations(empty[:30], surplus)]
    if ways:
        return max(ways, key=lambda way: _count_fitting(way, columns))
    if delimiter is None or not any(column.form for column in columns):
        return None
    joined = [_join_cells(row, at, surplus, delimiter) for at in range(width) if not _form_at(columns, at)]
    ranked = sorted(joined, key=lambda way: _count_fitting(way, columns), reverse=True)
    best = [way for way in ranked if _count_fitting(way, columns) == _count_fitting(ranked[0], columns)]
    if len(best) == 1 and _count_fitting(best[0], columns) == width:
        return best[0]
    return None


def _form_at(columns: Sequence[CellProfile], at: int) -> str:
    return columns[at].form if at < len(columns) else ""


def _drop_cells(row: Sequence[str], places: Sequence[int]) -> list[str]:
    return [cell for at, cell in enumerate(row) if at not in places]


def _join_cells(row: Sequence[str], at: int, surplus: int, delimiter: str) -> list[str]:
    return [*row[:at], delimiter.join(row[at : at + surplus + 1]), *row[at + surplus + 1 :]]


def _count_fitting(row: Sequence[str], columns: Sequence[CellProfile]) -> float:
    """Count the cells that fit their columns; a repeated value in its own column counts slightly more."""
    pairs = list(zip(row, columns, strict=False))
    known = sum(1 for cell, column in pairs if column.repeated and cell.strip() in column.values)
    odd = sum(1 for cell, column in pairs if column.form and not cell.strip() and "" not in column.values)
    return sum(1 for cell, column in pairs if column.fits(cell)) + 0.01 * known - 0.001 * odd
