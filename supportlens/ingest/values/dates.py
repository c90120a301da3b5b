"""Parses date columns: the whole column decides whether day or month comes first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from supportlens.ingest.values.date_wording import LONGEST
from supportlens.ingest.values.mixed_orders import is_mixed, settle_by_neighbours
from supportlens.ingest.values.written_dates import read_date

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt


class DateOrder(StrEnum):
    """Date orders, as in `SourceFile.date_order`."""

    ISO = "iso"
    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


_GROUPED = re.compile(r"(\d{2})[ \u00a0\u202f,.'](\d{3})(?:[.,](\d{1,12}))?")
"""A count of days as a spreadsheet shows it in a column formatted as numbers: 45 123.5."""

_NUMBER = re.compile(r"\d{5}(?:[.,]\d+)?|\d{9,10}(?:[.,]\d+)?|\d{12,13}|\d{15,16}")

_ENOUGH_TURNED = 6
"""Dates without a day above 12 that are no coincidence: (12/30)^6 is one in 244. Fewer turn sound columns."""

_MUCH_EVENER = 0.6
"""Maximum ratio of one order's path length to the other's to decide for it.

Judgement: closer to 1 random dates decide, closer to 0 sorted logs stay undecided.
"""

_EXCEL_EPOCH = np.datetime64("1899-12-30", "s")
"""Day 0 of the 1900 system, as every spreadsheet counts it after February 1900."""


@dataclass(frozen=True, slots=True)
class DateColumn:
    """A column of dates, parsed as far as possible without knowing the order of day and month.

    `parts` is n x 6: first, second and third number, hour, minute and second; `shape` is n codes: 0 no date,
    1 year-month-day, 2 undecided order, 3 month in words, 4 a time counted in seconds (in `counted`).
    """

    parts: npt.NDArray[np.int64]
    shape: npt.NDArray[np.int8]
    counted: npt.NDArray[np.datetime64]
    codes: npt.NDArray[np.intp]
    """The distinct value of each row."""
    dotted: bool
    """Whether dots or hyphens separate the numbers, which American dates never have."""

    @property
    def share(self) -> float:
        """The share of distinct written values that are dates."""
        return float((self.shape > 0).mean()) if len(self.shape) else 0.0

    @property
    def share_with_time(self) -> float:
        """The share of distinct dates with a time of day other than midnight."""
        dated = self.shape > 0
        timed = dated & ((self.parts[:, 3:6] > 0).any(axis=1) | (self.shape == 4))
        return float(timed.sum() / max(dated.sum(), 1))

    @property
    def is_undecided(self) -> bool:
        """Return whether the order of day and month is needed."""
        return bool((self.shape == 2).any())

    def order_by_days(self) -> DateOrder | None:
        """Return the order decided by days above 12, on conflict the majority's."""
        undecided = self.parts[self.shape == 2]
        day_first, month_first = int((undecided[:, 0] > 12).sum()), int((undecided[:, 1] > 12).sum())
        if day_first == month_first:
            return None
        return DateOrder.DAY_FIRST if day_first > month_first else DateOrder.MONTH_FIRST

    @property
    def is_half_converted(self) -> bool:
        """Return whether a spreadsheet converted the dates that are valid in its own locale.

        It parsed 03/05 in its own order and left 13/05 as text: then no converted date has a day above 12,
        and every text has a number above 12.
        """
        own, texts = self.parts[self.shape == 1], self.parts[self.shape == 2]
        if len(own) < _ENOUGH_TURNED or not len(texts):
            return False
        return bool((own[:, 2] <= 12).all() and (texts[:, :2].max(axis=1) > 12).all())

    def order_by_run(self) -> DateOrder | None:
        """Return the order in which the rows have the smoother time course, None if neither does."""
        paths = {order: self._path_length(order) for order in (DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST)}
        day_first, month_first = paths[DateOrder.DAY_FIRST], paths[DateOrder.MONTH_FIRST]
        if day_first < _MUCH_EVENER * month_first:
            return DateOrder.DAY_FIRST
        return DateOrder.MONTH_FIRST if month_first < _MUCH_EVENER * day_first else None

    def _path_length(self, order: DateOrder) -> float:
        """Return the sum of the absolute steps between neighbouring rows, in days."""
        moments = self.moments(order).dropna().to_numpy().astype("datetime64[s]").astype(np.int64)
        return float(np.abs(np.diff(moments)).sum()) / 86_400

    def moments(self, order: DateOrder) -> pd.Series:
        """Return n timestamps as written, whatever their zone, NaT for unreadable dates."""
        if not self.is_mixed:
            return self._read_in(order)
        unsure = (self.shape == 2) & (self.parts[:, :2] <= 12).all(axis=1)
        unsure &= self.parts[:, 0] != self.parts[:, 1]
        of_rows = np.append(unsure, False)[self.codes]
        day_first, month_first = map(self._read_in, (DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST))
        return settle_by_neighbours(day_first, month_first, of_rows)

    @property
    def is_mixed(self) -> bool:
        """Return whether some rows say the day first and others the month."""
        texts = self.parts[self.shape == 2]
        return is_mixed(texts[:, 0], texts[:, 1])

    def _read_in(self, order: DateOrder) -> pd.Series:
        """Return n timestamps, all in one order, except those that are only possible in the other."""
        first, second, third = self.parts[:, 0], self.parts[:, 1], self.parts[:, 2]
        swap = (self.shape == 2) & ((first > 12) | ((order is DateOrder.DAY_FIRST) & (second <= 12)))
        year = np.where(self.shape == 1, first, third)
        month = np.where(self.shape == 1, second, np.where(swap | (self.shape == 3), second, first))
        day = np.where(self.shape == 1, third, np.where(swap | (self.shape == 3), first, second))
        if self.is_half_converted:
            turned = self.shape == 1
            month, day = np.where(turned, day, month), np.where(turned, month, day)
        moments = _assemble(year, month, day, self.parts, self.shape)
        counted = self.shape == 4
        moments[counted] = self.counted[counted]
        return pd.Series(np.append(moments, np.datetime64("NaT", "s"))[self.codes]).astype("datetime64[ns]")


def scan_dates(values: pd.Series, *, numbers: bool) -> DateColumn:
    """Parse a column of n texts; `numbers` allows plain numbers as Excel's days or Unix seconds."""
    codes, distinct = pd.factorize(values.str.strip())
    count = len(distinct)
    parts, shape = np.zeros((count, 6), np.int64), np.zeros(count, np.int8)
    counted = np.full(count, np.datetime64("NaT", "s"))
    dotted = False
    for at, text in enumerate(distinct):
        if len(text) > LONGEST or not text[-60:].strip():
            continue
        if numbers and (grouped := _GROUPED.fullmatch(text)):
            text = f"{grouped[1]}{grouped[2]}.{grouped[3] or 0}"  # noqa: PLW2901 - the same number, ungrouped
        if numbers and _NUMBER.fullmatch(text):
            counted[at] = _read_count(float(text.replace(",", ".")))
            shape[at] = 0 if np.isnat(counted[at]) else 4
            continue
        read = read_date(text)
        if read is None:
            continue
        shape[at], parts[at], separator = read
        dotted = dotted or separator in ".-"
    empty = np.array([not text for text in distinct], dtype=bool)
    return DateColumn(parts[~empty], shape[~empty], counted[~empty], _renumber(codes, empty), dotted)


def _renumber(codes: npt.NDArray[np.intp], empty: npt.NDArray[np.bool_]) -> npt.NDArray[np.intp]:
    """Renumber codes after removing the empty value; it becomes -1."""
    renumbered = np.where(empty, -1, np.cumsum(~empty) - 1)
    return np.asarray(np.append(renumbered, -1)[codes], dtype=np.intp)


def _read_count(number: float) -> np.datetime64:
    """Return the time for a count of Excel's days, or of Unix seconds, milli- or microseconds."""
    if 20_000 <= number < 80_000:  # 1954 to 2119
        return _EXCEL_EPOCH + np.timedelta64(round(number * 86_400), "s")
    for scale in (1, 1_000, 1_000_000):
        if 3e8 <= number / scale < 5e9:  # 1979 to 2128
            return np.datetime64(int(number / scale), "s")
    return np.datetime64("NaT", "s")


def _assemble(
    year: npt.NDArray[np.int64], month: npt.NDArray[np.int64], day: npt.NDArray[np.int64],
    parts: npt.NDArray[np.int64], shape: npt.NDArray[np.int8],
) -> npt.NDArray[np.datetime64]:  # fmt: skip
    """Return timestamps assembled from their parts; an invalid day becomes NaT."""
    hour, minute, second = (parts[:, at] for at in range(3, 6))
    sound = np.isin(shape, (1, 2, 3)) & (year >= 1900) & (year < 2200) & (month >= 1) & (month <= 12)
    sound &= (day >= 1) & (hour <= 24) & (minute < 60) & (second < 61)
    months = ((np.where(sound, year, 1970) - 1970) * 12 + np.where(sound, month, 1) - 1).astype(
        "datetime64[M]"
    )
    last = ((months + 1).astype("datetime64[D]") - months.astype("datetime64[D]")).astype(np.int64)
    sound &= day <= last
    seconds = ((np.where(sound, day, 1) - 1) * 24 + hour) * 3600 + minute * 60 + second
    moments = months.astype("datetime64[s]") + seconds.astype("timedelta64[s]")
    moments[~sound] = np.datetime64("NaT", "s")
    return np.asarray(moments)


@dataclass(frozen=True, slots=True)
class OrderDecision:
    """The date order of one file, and its reason, as in `SourceFile.date_reason`."""

    order: DateOrder
    reason: str


def decide_order(columns: Iterable[DateColumn], *, day_first: bool) -> OrderDecision | None:
    """Return the date order of one file, None without dates.

    A day above 12 in any column decides; then the order with the smoother time course; then the convention of
    the language (`day_first`): month first only with slashes.
    """
    found = [column for column in columns if (column.shape > 0).any()]
    undecided = [column for column in found if column.is_undecided]
    if not undecided:
        return OrderDecision(DateOrder.ISO, "year_first") if found else None
    if mixed := [column for column in undecided if column.is_mixed]:
        common = mixed[0].order_by_days() or (DateOrder.DAY_FIRST if day_first else DateOrder.MONTH_FIRST)
        return OrderDecision(common, "mixed_orders")
    for column in undecided:
        if (order := column.order_by_days()) is not None:
            return OrderDecision(order, "half_converted" if column.is_half_converted else "above_twelve")
    for column in undecided:
        if (order := column.order_by_run()) is not None:
            return OrderDecision(order, "even_run")
    leads = day_first or any(column.dotted for column in undecided)
    return OrderDecision(DateOrder.DAY_FIRST if leads else DateOrder.MONTH_FIRST, "custom")


def order_of(columns: Iterable[DateColumn], *, day_first: bool) -> DateOrder | None:
    """Return the order that `decide_order` decides."""
    decision = decide_order(columns, day_first=day_first)
    return decision.order if decision else None


def find_out_of_range(moments: pd.Series) -> pd.Series:
    """Mark, among n timestamps, those before 1990 and those far later than the others.

    Far later is a year after the 95th percentile, or more if the upper three quarters of the others span
    more. A file has no clock, but tickets of the next century are isolated in it.
    """
    values = moments.to_numpy().astype("datetime64[s]")
    early = values < np.datetime64("1990-01-01")
    known = values[~early & ~np.isnat(values)].astype(np.int64)
    if not len(known):
        return pd.Series(early, index=moments.index)
    # Judgement: a twentieth of the rows may be mistyped; with more they determine the span and none is an
    # outlier.
    low, high = np.quantile(known, (0.25, 0.95), method="lower")
    latest = np.datetime64(int(high + max(high - low, 366 * 86_400)), "s")
    return pd.Series(early | (values > latest), index=moments.index)
