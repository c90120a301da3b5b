"""Tickets on a line of days and of weeks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain import Field, Onset

if TYPE_CHECKING:
    import numpy.typing as npt

    from supportlens.causes.onsets import Rise
    from supportlens.domain import Tickets

    Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Timeline:
    """`day` (n tickets) counts days from `first`, -1 for a ticket without a date."""

    first: date | None
    day: npt.NDArray[np.int64]
    days: int

    def counts(self, mask: Mask) -> npt.NDArray[np.float64]:
        """Count the tickets of a mask per day."""
        dated = self.day[mask & (self.day >= 0)]
        return np.bincount(dated, minlength=self.days).astype(np.float64)

    def period(self, rise: Rise) -> Mask:
        """Say which tickets lie in the time of a rise, from the earliest of the likeliest starts on."""
        last = self.days - 1 if rise.end is None else rise.end
        return np.asarray((self.day >= rise.early) & (self.day <= last))

    def onset(self, rise: Rise) -> Onset:
        """Turn the days of a rise into dates."""
        return Onset(
            day=self._date(rise.day),
            low=self._date(rise.low),
            high=self._date(rise.high),
            shape=rise.shape,
            rate_ratio=rise.ratio,
            rate_low=rise.ratio_low,
            rate_high=rise.ratio_high,
            before_per_week=7.0 * rise.before_per_day,
            after_per_week=7.0 * rise.after_per_day,
            end=None if rise.end is None else self._date(rise.end),
            p=rise.p,
        )

    def weeks(self) -> tuple[date, ...]:
        """Give the Mondays from the first ticket's week to the last's."""
        if self.first is None:
            return ()
        monday = self.first - timedelta(days=self.first.weekday())
        last = self.first + timedelta(days=self.days - 1)
        return tuple(monday + timedelta(weeks=week) for week in range((last - monday).days // 7 + 1))

    def weekly(self, mask: Mask) -> tuple[int, ...]:
        """Count the tickets of a mask per week of `weeks`."""
        if self.first is None:
            return ()
        week = (self.day[mask & (self.day >= 0)] + self.first.weekday()) // 7
        return tuple(int(count) for count in np.bincount(week, minlength=len(self.weeks())))

    def _date(self, day: int) -> date:
        if self.first is None:
            raise ValueError("a timeline without dates has no days")
        return self.first + timedelta(days=int(day))


def timeline_of(tickets: Tickets) -> Timeline:
    """Place the tickets on days; without dates the line is empty."""
    first, last = tickets.first_date, tickets.last_date
    if first is None or last is None:
        return Timeline(None, np.full(len(tickets), -1, dtype=np.int64), 0)
    when = tickets.frame[Field.CREATED_AT.value].dt.normalize()
    day = (when - when.min()).dt.days.fillna(-1).to_numpy(np.int64)
    return Timeline(first, day, (last - first).days + 1)
