"""Splits text that follows RFC 4180 to the letter, which proves its dialect."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice

_FEWEST = 3
"""Rows from which equal widths prove a dialect. Judgement: two rows agree by accident."""

_NO_DELIMITER = "\x1f"
"""Stands for the delimiter of a text of one column; a text that has it is split by it."""


def split_strictly(text: str, delimiter: str, quote: str) -> list[list[str]] | None:
    """Split by the rules of RFC 4180; None if a quote breaks them or a cell exceeds the limit."""
    try:
        return list(csv.reader(_lines(text), delimiter=delimiter, quotechar=quote, strict=True))
    except csv.Error:
        return None


def split_single_column(text: str) -> list[list[str]] | None:
    """Return the rows of a text of one column whose quoted cells hold line ends; None for any other."""
    if '"' not in text or _NO_DELIMITER in text:
        return None
    try:
        rows = list(csv.reader(_lines(text), delimiter=_NO_DELIMITER, strict=True))
    except csv.Error:
        return None
    return rows if any("\n" in cell for row in rows for cell in row) else None


def is_proved(sample: str, delimiter: str, quote: str, most: int, *, cut: bool) -> bool:
    """Return whether quotes of a sample close by the rules and its first `most` rows have equal widths.

    `cut` is whether the text goes on after the sample, whose last quoted cell may then be open.
    """
    if quote not in sample:
        return False
    rows = csv.reader(_lines(sample), delimiter=delimiter, quotechar=quote, strict=True)
    widths: list[int] = []
    lined = False
    signs = (delimiter, "\n", quote) if quote * 2 in sample else (delimiter, "\n")
    try:
        for row in islice(rows, most):
            widths += [len(row)] if row else []
            lined = lined or any(sign in cell for cell in row for sign in signs)
            if widths and (widths[-1] != widths[0] or widths[0] < 2):
                return False
    except csv.Error:
        if not cut or rows.line_num < sample.count("\n"):
            return False
    quoted = f"{quote}{delimiter}{quote}" in sample
    return len(widths) >= _FEWEST and (lined or quoted)


def _lines(text: str) -> Iterator[str]:
    return io.StringIO(text, newline="\n")
