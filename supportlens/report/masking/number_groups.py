"""How telephone numbers are written in groups of digits, and how dates, lists and amounts are."""

from __future__ import annotations

import re
from itertools import pairwise

_SHAPES = frozenset({
    (3, 4), (3, 3, 4), (2, 4, 4), (1, 3, 3, 4), (1, 4, 4), (3, 3, 3), (3, 2, 3), (5, 6), (2, 2, 2, 2),
    (3, 2, 2, 2),
    (4, 2, 2, 2), (2, 2, 2, 2, 2), (2, 3, 2, 2), (3, 3, 2, 2),
})  # fmt: skip
"""Groups that hardly anything but a telephone number has: "555-123-4567", "60-56-85-91", "412 51 638".
Judgement, from the customs of the countries in the benchmark of masking; one more hides other numbers."""

_SHAPES_OF_A_PLAN = frozenset({
    (4, 4), (5, 5), (3, 5), (3, 6), (3, 7), (3, 8), (3, 9), (2, 6), (2, 7), (2, 8), (2, 9), (2, 10), (1, 7),
    (1, 8),
    (1, 10), (4, 6), (4, 7), (2, 3, 4), (2, 5, 4), (2, 5, 5), (2, 2, 8), (2, 1, 7), (2, 4, 6), (3, 1, 8),
    (1, 7, 2),
    (3, 4, 4), (4, 3, 3), (4, 3, 4), (2, 1, 4, 4), (3, 1, 4, 4), (2, 3, 3, 3), (2, 3, 3, 4), (2, 2, 4, 4),
    (3, 3, 3, 3),
    (2, 1, 2, 4, 4), (2, 1, 2, 2, 2, 2),
})  # fmt: skip
"""Groups that other numbers have as well: only numbers that some country's plan knows."""

_SHAPES_AFTER_ZERO = frozenset({
    (2, 7), (2, 8), (3, 6), (3, 7), (3, 8), (4, 5), (4, 6), (4, 7), (4, 8), (5, 5), (5, 6), (6, 6),
    (2, 3, 3), (2, 3, 4),
    (2, 4, 4), (3, 3, 3), (3, 3, 4), (3, 4, 4), (4, 3, 3), (4, 3, 4), (2, 2, 2, 2), (2, 3, 2, 2),
    (3, 2, 2, 2),
    (3, 2, 2, 3), (3, 2, 3, 3), (3, 2, 4, 4), (3, 3, 2, 2), (4, 2, 6), (4, 2, 7), (4, 2, 2, 2), (4, 2, 2, 3),
    (4, 2, 3, 4), (4, 2, 4, 4), (4, 3, 2, 2), (2, 2, 2, 2, 2),
})  # fmt: skip
"""Groups of numbers that begin with the zero of a national call and an area, as "0345-1234567"."""

_GROUP = re.compile(r"\d+")
_DATE = re.compile(
    r"(?:\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2(?:\d{4}|\d{2}))(?![-/.]?\d)|"
    r"(?:19|20)\d\d[ ](?:0[1-9]|1[0-2])[ ](?:[0-2]\d|3[01])(?!\d)|"
    r"(?:[0-2]\d|3[01])[ ](?:0[1-9]|1[0-2])[ ](?:19|20)\d\d(?!\d)|"
    r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])(?:[ _-]|$|[0-2]\d[0-5]\d(?:[0-5]\d)?$)"
)
_MOMENT = re.compile(r"1[2-9]\d{8}|1[2-9]\d{11}")
"""A moment as computers count it, in seconds or milliseconds, from 2008 on."""
_AMOUNT = re.compile(r"\d{1,3}(?:[ .]\d{3})+")
_DECIMALS = re.compile(r"\d+\.\d+|\d{1,3}\.\d{3,}[ ]-?\d{1,3}\.\d{3,}")
_CLOCK = re.compile(r"(?:[01]\d|2[0-4])([ .])[0-5]\d\1[0-5]\d(?:\1\d{2,3})?")
_NEAR_RANGE = 500
"""How far apart the ends of a range of four digits lie at most. Judgement: years, ports and rows do; of local
numbers such as "2234-5678" one in twenty."""


def is_date(written: str) -> bool:
    """Return whether digits begin with a date, or are a moment."""
    return bool(_DATE.match(written) or _MOMENT.fullmatch(written))


def is_other_by_form(written: str) -> bool:
    """Return whether digits are an amount, a decimal, a time, a range or numbers one after another."""
    if _DECIMALS.fullmatch(written) and not written.startswith("0"):
        return True
    if _AMOUNT.fullmatch(written) and (written.endswith("000") or not _has_shape(written, _SHAPES)):
        return not written.startswith("0")
    return bool(_CLOCK.fullmatch(written)) or _counts_on(written)


def is_written_as_phone(written: str) -> bool:
    """Return whether the groups alone tell a telephone number."""
    if re.match(r"0[1-9]", written) and _has_shape(written, _SHAPES_AFTER_ZERO):
        return True
    return _has_shape(written, _SHAPES)


def may_be_phone(written: str) -> bool:
    """Return whether the groups are those of a telephone number, if a country's plan knows it."""
    groups = _lengths(written)
    return len(groups) == 1 or max(groups) == 1 or written.startswith("0") or groups in _SHAPES_OF_A_PLAN


def _lengths(written: str) -> tuple[int, ...]:
    return tuple(map(len, _GROUP.findall(written)))


def _has_shape(written: str, shapes: frozenset[tuple[int, ...]]) -> bool:
    return _lengths(written) in shapes


def _counts_on(written: str) -> bool:
    """Return whether the groups are equal steps ("101 102 103", "10 20 30 40") or two ends of a range."""
    groups = _GROUP.findall(written)
    if len({len(group) for group in groups}) > 1:
        return False
    steps = [int(right) - int(left) for left, right in pairwise(groups)]
    if len(groups) > 2:
        return len(set(steps)) == 1
    is_round = len(groups) == 2 and groups[0].endswith("00")
    return len(groups) == 2 and 0 <= steps[0] < (10_000 if is_round else _NEAR_RANGE)
