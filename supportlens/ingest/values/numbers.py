"""Parses numbers, amounts and counts of reopenings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from supportlens.ingest.values.word_forms import fold_words
from supportlens.resources import reading_words

if TYPE_CHECKING:
    from collections.abc import Callable

_NUMBER = re.compile(r"[-+]?(?:\d+(?:[.,]\d*)?|[.,]\d+)")
_MONEY = re.compile(r"[^\d.,+-]")
_UNITS = re.compile(r"[^\W\d_]+\.?|[.,]-+\s*$")
"""A currency in letters, with its point, and the dash that stands for no cents."""
_AMOUNT = re.compile(
    r"\(?\s*(?:[^\W\d_]{0,4}\.?\s*\W{0,2})?\s*[-+\u2212]?\s*\W{0,2}\d[\d.,'\u2019\s]*(?:[.,]-+)?"
    r"\s*(?:[^\W\d_]{1,5}\.?|[^\w\s])?\s*[-\u2212]?\s*\)?"
)
_NEGATIVE = re.compile(r"\s*(?:\(.*\)|\D*[-\u2212]\s*\W*\d.*|.*\d\s*[-\u2212])\s*")
_HAS_COMMA = re.compile(r"[-+]?[\d.]*,(?:\d{1,2}|\d{4,})|[-+]?\d{1,3}(?:\.\d{3})+(?:,\d+)?")


def is_number(text: str) -> bool:
    """Return whether a text is one plain number."""
    return _NUMBER.fullmatch(text) is not None


def read_number(text: str) -> float:
    """Return one number with a decimal point or comma, NaN for any other text."""
    stripped = text.strip()
    return float(stripped.replace(",", ".")) if _NUMBER.fullmatch(stripped) else float("nan")


def is_amount(text: str) -> bool:
    """Return whether a text is one number, with or without a currency: "$1,200.50", "1.200 EUR", "(3)"."""
    return _AMOUNT.fullmatch(text.strip()) is not None


def read_amounts(values: pd.Series) -> pd.Series:
    """Return n amounts (float, NaN if missing) with or without thousands separators and currency.

    The column decides its decimal mark: the last one in an amount with both marks, or one not followed by
    exactly three digits. An amount in brackets, or with a minus on either side, is negative.
    """
    signs = ["-" if _NEGATIVE.fullmatch(text) else "" for text in values]
    bare = [_MONEY.sub("", _UNITS.sub("", text)).strip("+-") for text in values]
    decimal = "," if any(map(_HAS_COMMA.fullmatch, bare)) else "."
    thousands = "." if decimal == "," else ","
    plain = (sign + text.replace(thousands, "") for sign, text in zip(signs, bare, strict=True))
    return pd.Series([read_number(text) for text in plain], index=values.index, dtype=float)


def read_reopened(values: pd.Series) -> pd.Series:
    """Return n reopenings as a count: 0 for no, 1 for yes, NaN if empty."""
    return read_each(values, _read_reopening)


def _read_reopening(text: str) -> float:
    word = fold_words(text)
    if word in reading_words().yes:
        return 1.0
    return 0.0 if word in reading_words().no else read_number(text)


def read_each(values: pd.Series, read: Callable[[str], float]) -> pd.Series:
    """Parse n texts as numbers, each distinct text once."""
    codes, distinct = pd.factorize(values)
    numbers = np.array([*(read(text) for text in distinct), np.nan], dtype=float)
    return pd.Series(numbers[codes], index=values.index)
