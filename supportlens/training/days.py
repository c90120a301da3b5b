"""When a training is given: on a working day before the next peak of the week."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from supportlens.domain import Field

if TYPE_CHECKING:
    from collections.abc import Collection

    import pandas as pd

MIN_TICKETS = 40
"""Dated tickets from which the week has a shape. Judgement: eight a working day."""
QUIET_SHARE = 0.35
"""Traffic of a weekday, as a share of the median weekday's, below which nobody works.

As for the working days of causes: a skeleton shift on Saturdays is below a third.
"""
PEAK_RATIO = 1.1
"""Traffic of the busiest weekday over the mean working day, from which it is a peak.

Judgement: smaller takes chance for a season.
"""
WEEKEND = frozenset({5, 6})


def choose_day(
    opened: pd.Series[pd.Timestamp] | None, last: date | None, lead_days: int, holidays: Collection[date] = ()
) -> tuple[date | None, int | None]:
    """Return the day of a training and the peak weekday (Monday 0) that it precedes, None if unknown.

    The last working day before the first peak that leaves `lead_days` after the `last` day of the log;
    without a peak the first working day after these.
    """
    if last is None:
        return None, None
    working, peak = _read_week(opened)
    earliest = last + timedelta(days=lead_days)
    while not _is_working(earliest, working, holidays):
        earliest += timedelta(days=1)
    if peak is None:
        return earliest, None
    busy = earliest + timedelta(days=1)
    while busy.weekday() != peak:
        busy += timedelta(days=1)
    day = busy - timedelta(days=1)
    while day > earliest and not _is_working(day, working, holidays):
        day -= timedelta(days=1)
    return day, peak


def _is_working(day: date, working: Collection[int], holidays: Collection[date]) -> bool:
    return day.weekday() in working and day not in holidays


def _read_week(opened: pd.Series[pd.Timestamp] | None) -> tuple[frozenset[int], int | None]:
    """Return the working weekdays, and the busiest if it stands out."""
    usual = frozenset(range(7)) - WEEKEND
    if opened is None or opened.notna().sum() < MIN_TICKETS:
        return usual, None
    counts = opened.dropna().dt.day_of_week.value_counts()
    numbers = [int(counts.get(day, 0)) for day in range(7)]
    median = sorted(numbers)[3]
    working = frozenset(day for day, count in enumerate(numbers) if count >= QUIET_SHARE * max(1, median))
    mean = sum(numbers[day] for day in working) / len(working) if working else 0.0
    peak = min(range(7), key=lambda day: (-numbers[day], day))
    return working or usual, peak if numbers[peak] >= PEAK_RATIO * mean > 0 else None


def list_opened(rows: pd.DataFrame) -> pd.Series[pd.Timestamp] | None:
    """Return the days on which tickets were opened, None without dates."""
    return rows.get(Field.CREATED_AT.value)
