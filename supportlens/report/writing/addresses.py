"""Addresses of cells as formulas write them."""

from __future__ import annotations

from functools import cache


@cache
def column_letter(column: int) -> str:
    """Return the letters of a column, counted from 1: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
