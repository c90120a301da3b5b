"""Parses one written date, leaving the order of day and month open."""

from __future__ import annotations

import re
from functools import cache
from typing import TypeAlias

from supportlens.ingest.values.date_wording import simplify_date
from supportlens.ingest.values.word_forms import fold_words
from supportlens.resources import reading_words

_WORDS = reading_words()
_TIME = (
    rf"(?:(?:\s*,\s*|\s*[T-]\s*|\s+(?:(?:{_WORDS.clock_links}) )?)(?P<h>\d{{1,2}})[:.h](?P<mi>\d{{2}})"
    r"(?:[:.](?P<s>\d{2}))?(?:[.,:]\d{1,9})?\s*(?P<half>[ap])?(?:\.?\s?m\.?)?\s*(?:hrs?\.?|h)?)?"
)
_ZONE = (
    r"\s*(?:\(?(?:Z|UTC|GMT)?\)?\s*(?:[+-]\d{1,2}(?::?\d{2})?)?|[a-z]{3,4})"
    r"\s*(?:\([^()]{1,40}\))?"
)
_WEEKDAY = r"(?:[^\W\d]{2,10}\.?,?\s+)?"
_NUMERIC = re.compile(
    rf"{_WEEKDAY}(?P<a>\d{{1,4}})(?P<sep>[-/.])(?P<b>\d{{1,2}})(?P=sep)(?P<c>\d{{1,4}}){_TIME}{_ZONE}",
    re.IGNORECASE,
)
_DAY_NAMED = re.compile(
    rf"{_WEEKDAY}(?P<a>\d{{1,2}})(?:{_WORDS.ordinals}|\.)?[-/.\s]*(?:(?:{_WORDS.date_links})\s+)?(?P<b>[^\W\d]{{3,12}})"
    rf"\.?,?[-/.\s]*(?:(?:{_WORDS.date_links})\s+)?(?P<c>\d{{4}}|\d{{2}}),?{_TIME}{_ZONE}",
    re.IGNORECASE,
)
_MONTH_NAMED = re.compile(
    rf"{_WEEKDAY}(?P<b>[^\W\d]{{3,12}})\.?[-/.\s]+(?P<a>\d{{1,2}})(?:{_WORDS.ordinals})?(?:,?\s+|[-/.])(?P<c>\d{{4}}),?{_TIME}{_ZONE}",
    re.IGNORECASE,
)
_COMPACT = re.compile(
    r"(?P<c>(?:19|20)\d\d)(?P<b>0[1-9]|1[0-2])(?P<a>0[1-9]|[12]\d|3[01])"
    r"(?:T?(?P<h>\d\d)(?P<mi>\d\d)(?P<s>\d\d)Z?)?"
)
_MAY_BE_DATE = re.compile(r"(?=(?:\D*\d){3})[^\W_].{5,}", re.DOTALL)
"""At least three digits; anything else is no date however it is worded."""

_BEGINNINGS = (5, 4, 3)
"""Letters that identify a month, tried in turn: four distinguish juin from juil, three are usual."""

WrittenDate: TypeAlias = tuple[int, tuple[int, ...], str]
"""One date: its shape, its parts (as in `dates.DateColumn`), and its separator."""


def read_date(text: str) -> WrittenDate | None:
    """Return a date with or without a time, None for any other text; the zone is read over.

    The day is the one written: a ticket of the evening stays on its day whatever the offset.
    """
    if (read := _read_plain(text)) is not None or not _MAY_BE_DATE.match(text):
        return read
    simpler = simplify_date(text)
    return _read_plain(simpler) if simpler != text else None


def _read_plain(text: str) -> WrittenDate | None:
    if found := _NUMERIC.fullmatch(text):
        if len(found["a"]) == 4:
            shape = 1
        elif len(found["a"]) <= 2 and len(found["c"]) in {2, 4}:
            shape = 2
        else:
            return None
        numbers = (int(found["a"]), int(found["b"]), int(found["c"]) if shape == 1 else _year(found["c"]))
        return _make_date(found, shape, numbers, found["sep"])
    if found := _COMPACT.fullmatch(text):
        return _make_date(found, 3, (int(found["a"]), int(found["b"]), int(found["c"])), "/")
    found = _DAY_NAMED.fullmatch(text) or _MONTH_NAMED.fullmatch(text)
    month = _month(found["b"]) if found else None
    if found is None or month is None:
        return None
    return _make_date(found, 3, (int(found["a"]), month, _year(found["c"])), "/")


def _make_date(
    found: re.Match[str], shape: int, numbers: tuple[int, int, int], separator: str
) -> WrittenDate:
    parts = found.groupdict()
    hour, half = int(parts["h"] or 0), (parts.get("half") or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    time = (hour, int(parts["mi"] or 0), int(parts["s"] or 0))
    return shape, (*numbers, *time), separator


def _month(name: str) -> int | None:
    folded = fold_words(name)
    months = _months()
    return next((months[folded[:size]] for size in _BEGINNINGS if folded[:size] in months), None)


@cache
def _months() -> dict[str, int]:
    """Return the months by the beginnings of their names in the languages of exports.

    A beginning that two months share, as "jui" of juin and juillet, is left out.
    """
    from babel.dates import get_month_names  # noqa: PLC0415 - needed only where a month is a word

    found: dict[str, set[int]] = {name: {month} for name, month in _WORDS.months.items()}
    for language in _WORDS.languages:
        for width in ("wide", "abbreviated"):
            for month, name in get_month_names(width, locale=language).items():
                folded = fold_words(name)
                for size in _BEGINNINGS:
                    if len(folded) >= size:
                        found.setdefault(folded[:size], set()).add(month)
    return {beginning: months.pop() for beginning, months in found.items() if len(months) == 1}


def _year(written: str) -> int:
    year = int(written)
    if len(written) > 2:
        return year
    return year + (2000 if year < 70 else 1900)  # as in POSIX
