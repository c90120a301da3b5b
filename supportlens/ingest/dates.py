"""Reads dates as people and tools write them, the order of day and month decided by a whole column."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import pandas as pd

from supportlens.ingest.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt


class Order(StrEnum):
    """How dates are written, in the words of `SourceFile.date_order`."""

    ISO = "iso"
    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


_MONTHS = {
    **{
        name: month for month, name in enumerate("ene feb mar abr may jun jul ago sep oct nov dic".split(), 1)
    },
    **{
        name: month for month, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)
    },
    "set": 9,  # setiembre
}

_TIME = (
    r"(?:(?:\s*,\s*|\s*[T-]\s*|\s+(?:a las |at )?)(?P<h>\d{1,2})[:.h](?P<mi>\d{2})"
    r"(?:[:.](?P<s>\d{2}))?(?:[.,:]\d{1,9})?\s*(?P<half>[ap])?(?:\.?\s?m\.?)?\s*(?:hrs?\.?|h)?)?"
)
_ZONE = r"\s*(?:\(?(?P<zulu>Z|UTC|GMT)?\)?\s*(?P<zone>[+-]\d{1,2}(?::?\d{2})?)?)\s*(?:\([^()]{1,40}\))?"
_WEEKDAY = r"(?:[^\W\d]{2,10}\.?,?\s+)?"
_NUMERIC = re.compile(
    rf"{_WEEKDAY}(?P<a>\d{{1,4}})(?P<sep>[-/.])(?P<b>\d{{1,2}})(?P=sep)(?P<c>\d{{1,4}}){_TIME}{_ZONE}",
    re.IGNORECASE,
)
_DAY_NAMED = re.compile(
    rf"{_WEEKDAY}(?P<a>\d{{1,2}})(?:st|nd|rd|th|º|\.)?[-/.\s]*(?:de\s+)?(?P<b>[^\W\d]{{3,10}})"
    rf"\.?,?[-/.\s]*(?:(?:de|del)\s+)?(?P<c>\d{{4}}|\d{{2}}),?{_TIME}{_ZONE}",
    re.IGNORECASE,
)
_MONTH_NAMED = re.compile(
    rf"{_WEEKDAY}(?P<b>[^\W\d]{{3,10}})\.?\s+(?P<a>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<c>\d{{4}}){_TIME}{_ZONE}",
    re.IGNORECASE,
)
_COMPACT = re.compile(
    r"(?P<c>(?:19|20)\d\d)(?P<b>0[1-9]|1[0-2])(?P<a>0[1-9]|[12]\d|3[01])"
    r"(?:T?(?P<h>\d\d)(?P<mi>\d\d)(?P<s>\d\d)Z?)?"
)
_NUMBER = re.compile(r"\d{5}(?:[.,]\d+)?|\d{9,10}(?:[.,]\d+)?|\d{12,13}|\d{15,16}")

_Read: TypeAlias = tuple[int, tuple[int, ...], bool, str]
"""One date: its shape, its parts, whether it has a.m. or p.m., and its separator."""

_EXCEL_EPOCH = np.datetime64("1899-12-30", "s")
"""Day 0 of the 1900 system, as every spreadsheet counts it after February 1900."""


@dataclass(frozen=True, slots=True)
class Dates:
    """A column of dates read as far as possible without knowing the order of day and month.

    `parts` is n x 7: first, second and third number, hour, minute, second, and minutes east of
    Greenwich; `shape` is n codes: 0 no date, 1 year-month-day, 2 undecided order, 3 month in words,
    4 a moment counted in seconds (in `counted`).
    """

    parts: npt.NDArray[np.int64]
    shape: npt.NDArray[np.int8]
    counted: npt.NDArray[np.datetime64]
    codes: npt.NDArray[np.intp]
    """The distinct value of each row."""
    hints_month_first: bool
    """Whether hours are counted twice to twelve, which goes with American dates."""
    dotted: bool
    """Whether points or hyphens part the numbers, which no American date has."""

    @property
    def share(self) -> float:
        """The share of distinct written values that are dates."""
        return float((self.shape > 0).mean()) if len(self.shape) else 0.0

    @property
    def is_undecided(self) -> bool:
        """Say whether the order of day and month has to be known."""
        return bool((self.shape == 2).any())

    def decided(self) -> Order | None:
        """Give the order that a day above 12 decides, the majority's where both occur."""
        undecided = self.parts[self.shape == 2]
        day_first, month_first = int((undecided[:, 0] > 12).sum()), int((undecided[:, 1] > 12).sum())
        if day_first == month_first:
            return None
        return Order.DAY_FIRST if day_first > month_first else Order.MONTH_FIRST

    def smoother(self) -> Order | None:
        """Give the order in which the rows run more evenly through time, None where it is no matter."""
        paths = {order: self._path(order) for order in (Order.DAY_FIRST, Order.MONTH_FIRST)}
        day_first, month_first = paths[Order.DAY_FIRST], paths[Order.MONTH_FIRST]
        if day_first < 0.6 * month_first:
            return Order.DAY_FIRST
        return Order.MONTH_FIRST if month_first < 0.6 * day_first else None

    def _path(self, order: Order) -> float:
        """Sum the steps between neighbouring rows, in days."""
        moments = self.moments(order).dropna().to_numpy().astype("datetime64[s]").astype(np.int64)
        return float(np.abs(np.diff(moments)).sum()) / 86_400

    def moments(self, order: Order) -> pd.Series:
        """Give n moments without zone (UTC where a zone was written), NaT for what is no date."""
        first, second, third = self.parts[:, 0], self.parts[:, 1], self.parts[:, 2]
        swap = (self.shape == 2) & ((first > 12) | ((order is Order.DAY_FIRST) & (second <= 12)))
        year = np.where(self.shape == 1, first, third)
        month = np.where(self.shape == 1, second, np.where(swap | (self.shape == 3), second, first))
        day = np.where(self.shape == 1, third, np.where(swap | (self.shape == 3), first, second))
        moments = _calendar(year, month, day, self.parts, self.shape)
        counted = self.shape == 4
        moments[counted] = self.counted[counted]
        return pd.Series(np.append(moments, np.datetime64("NaT", "s"))[self.codes]).astype("datetime64[ns]")


def scan(values: pd.Series, *, numbers: bool) -> Dates:
    """Read a column of n texts; `numbers` lets bare numbers be Excel's days or Unix seconds."""
    codes, distinct = pd.factorize(values.str.strip())
    count = len(distinct)
    parts, shape = np.zeros((count, 7), np.int64), np.zeros(count, np.int8)
    counted = np.full(count, np.datetime64("NaT", "s"))
    halves = dotted = False
    for at, text in enumerate(distinct):
        if len(text) > 80 or not text[-60:].strip():
            continue
        if numbers and _NUMBER.fullmatch(text):
            counted[at] = _counted(float(text.replace(",", ".")))
            shape[at] = 0 if np.isnat(counted[at]) else 4
            continue
        read = _read(text)
        if read is None:
            continue
        shape[at], parts[at], half, separator = read
        halves, dotted = halves or half, dotted or separator in ".-"
    empty = np.array([not text for text in distinct], dtype=bool)
    return Dates(parts[~empty], shape[~empty], counted[~empty], _without(codes, empty), halves, dotted)


def _without(codes: npt.NDArray[np.intp], empty: npt.NDArray[np.bool_]) -> npt.NDArray[np.intp]:
    """Renumber codes after the empty value is gone; -1 stands for it."""
    renumbered = np.where(empty, -1, np.cumsum(~empty) - 1)
    return np.asarray(np.append(renumbered, -1)[codes], dtype=np.intp)


def _read(text: str) -> _Read | None:
    """Read one text."""
    if found := _NUMERIC.fullmatch(text):
        if len(found["a"]) == 4:
            shape = 1
        elif len(found["a"]) <= 2 and len(found["c"]) in {2, 4}:
            shape = 2
        else:
            return None
        numbers = (int(found["a"]), int(found["b"]), int(found["c"]) if shape == 1 else _year(found["c"]))
        return _timed(found, shape, numbers, found["sep"])
    if found := _COMPACT.fullmatch(text):
        return _timed(found, 3, (int(found["a"]), int(found["b"]), int(found["c"])), "/")
    found = _DAY_NAMED.fullmatch(text) or _MONTH_NAMED.fullmatch(text)
    month = _MONTHS.get(fold(found["b"])[:3]) if found else None
    if found is None or month is None:
        return None
    return _timed(found, 3, (int(found["a"]), month, _year(found["c"])), "/")


def _timed(found: re.Match[str], shape: int, numbers: tuple[int, int, int], separator: str) -> _Read:
    said = found.groupdict()
    hour, half = int(said["h"] or 0), (said.get("half") or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    time = (hour, int(said["mi"] or 0), int(said["s"] or 0))
    return shape, (*numbers, *time, _offset(said.get("zone"))), bool(half), separator


def _offset(zone: str | None) -> int:
    """Give the minutes east of Greenwich of "+02:00", "-0600" or "+2"."""
    if not zone:
        return 0
    digits = zone[1:].replace(":", "")
    hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
    return (hours * 60 + minutes) * (-1 if zone[0] == "-" else 1)


def _year(written: str) -> int:
    year = int(written)
    if len(written) > 2:
        return year
    return year + (2000 if year < 70 else 1900)  # as POSIX reads two digits


def _counted(number: float) -> np.datetime64:
    """Read a count: days since 1900 as Excel has them, or Unix seconds, milli- or microseconds."""
    if 20_000 <= number < 80_000:  # 1954 to 2119
        return _EXCEL_EPOCH + np.timedelta64(round(number * 86_400), "s")
    for scale in (1, 1_000, 1_000_000):
        if 3e8 <= number / scale < 5e9:  # 1979 to 2128
            return np.datetime64(int(number / scale), "s")
    return np.datetime64("NaT", "s")


def _calendar(
    year: npt.NDArray[np.int64], month: npt.NDArray[np.int64], day: npt.NDArray[np.int64],
    parts: npt.NDArray[np.int64], shape: npt.NDArray[np.int8],
) -> npt.NDArray[np.datetime64]:  # fmt: skip
    """Put moments together from their parts; a day that no calendar has becomes NaT."""
    hour, minute, second, offset = (parts[:, at] for at in range(3, 7))
    sound = np.isin(shape, (1, 2, 3)) & (year >= 1900) & (year < 2200) & (month >= 1) & (month <= 12)
    sound &= (day >= 1) & (hour <= 24) & (minute < 60) & (second < 61)
    months = ((np.where(sound, year, 1970) - 1970) * 12 + np.where(sound, month, 1) - 1).astype(
        "datetime64[M]"
    )
    last = ((months + 1).astype("datetime64[D]") - months.astype("datetime64[D]")).astype(np.int64)
    sound &= day <= last
    seconds = ((np.where(sound, day, 1) - 1) * 24 + hour) * 3600 + (minute - offset) * 60 + second
    moments = months.astype("datetime64[s]") + seconds.astype("timedelta64[s]")
    moments[~sound] = np.datetime64("NaT", "s")
    return np.asarray(moments)


def order_of(columns: Iterable[Dates], *, spanish: bool) -> Order | None:
    """Decide how the dates of one file are written, None where it has none.

    A day above 12 in any column decides; then the order in which the rows run evenly through time;
    then the custom: month first only under English headers with slashes.
    """
    found = [column for column in columns if (column.shape > 0).any()]
    undecided = [column for column in found if column.is_undecided]
    if not undecided:
        return Order.ISO if found else None
    for column in undecided:
        if (order := column.decided()) is not None:
            return order
    for column in undecided:
        if (order := column.smoother()) is not None:
            return order
    if spanish or any(column.dotted for column in undecided):
        return Order.DAY_FIRST
    return Order.MONTH_FIRST
