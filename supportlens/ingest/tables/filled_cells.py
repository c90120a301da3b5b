"""Counts the cells of a row that are not empty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

Rows: TypeAlias = Sequence[Sequence[str]]

PROFILED = 200
"""Rows used to profile the columns. Judgement: enough for the forms; more takes longer."""


def count_filled(row: Sequence[str]) -> int:
    """Count the non-empty cells of a row."""
    return sum(1 for cell in row if cell and not cell.isspace())


def trim_row(row: Sequence[str]) -> Sequence[str]:
    """Return a row without the empty cells at its end."""
    end = len(row)
    while end and not row[end - 1].strip():
        end -= 1
    return row[:end]


def has_digits(row: Sequence[str]) -> bool:
    """Return whether any cell has a digit."""
    return any(letter.isdigit() for cell in row for letter in cell)
