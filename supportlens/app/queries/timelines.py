"""The tickets of a cause and of the whole log by day, week or month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from supportlens.domain import Assigned, Field, Period

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from supportlens.domain import Study


class Grain(StrEnum):
    """How long the bars of a timeline are."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"

    def first_of(self, day: date) -> date:
        """Return the first day of the bar in which a day lies."""
        if self is Grain.DAY:
            return day
        return day - timedelta(days=day.weekday()) if self is Grain.WEEK else day.replace(day=1)

    def next_of(self, first: date) -> date:
        """Return the first day of the next bar."""
        if self is Grain.MONTH:
            return (first.replace(day=28) + timedelta(days=4)).replace(day=1)
        return first + timedelta(days=1 if self is Grain.DAY else 7)


@dataclass(frozen=True, slots=True)
class DailyCounts:
    """The tickets of each day from the first to the last of a log: those of a cause, and all."""

    first: date
    ours: npt.NDArray[np.int64]
    total: npt.NDArray[np.int64]

    @property
    def days(self) -> Period:
        """The days of the log."""
        return Period(self.first, self.first + timedelta(days=len(self.total) - 1))

    def bars(self, grain: Grain, shown: Period) -> list[tuple[Period, int, int]]:
        """Return the days, the tickets of the cause and all tickets of each bar that touches `shown`."""
        found = []
        start = grain.first_of(max(shown.first, self.first))
        while start <= min(shown.last, self.days.last):
            after = grain.next_of(start)
            low, high = max((start - self.first).days, 0), max((after - self.first).days, 0)
            counts = int(self.ours[low:high].sum()), int(self.total[low:high].sum())
            found.append((Period(start, after - timedelta(days=1)), *counts))
            start = after
        return found


def count_days(study: Study, cause_id: str | None) -> DailyCounts | None:
    """Count the tickets of each day, None for a log without dates; no cause has none of its own."""
    import numpy as np  # noqa: PLC0415 - the window's first paint must not wait for it

    if not study.tickets.has(Field.CREATED_AT):
        return None
    opened = study.tickets.frame[Field.CREATED_AT.value]
    dated = opened.notna().to_numpy()
    if not dated.any():
        return None
    days = opened[dated].to_numpy().astype("datetime64[D]")
    first = days.min()
    places = (days - first).astype(np.int64)
    length = int(places.max()) + 1
    mine = (
        (study.assignment[Assigned.CAUSE] == cause_id).to_numpy()[dated]
        if cause_id
        else np.zeros(len(places), bool)
    )
    return DailyCounts(
        first.astype(date), np.bincount(places[mine], minlength=length), np.bincount(places, minlength=length)
    )
