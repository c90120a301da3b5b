"""Cells from one corner to another."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CellRange:
    """The cells from one corner to another, both counted from 1."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int
