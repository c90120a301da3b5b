"""The timeline of a log: its tickets by day and by week."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from supportlens.causes.time.working_days import (
    MIN_EXPOSURE,
    has_calendar,
    learn_working_days,
    measure_edge_coverage,
)
from supportlens.domain import Derived, Field, Onset

if TYPE_CHECKING:
    import numpy.typing as npt

    from supportlens.causes.time.rises import Rise
    from supportlens.causes.time.working_days import WorkingDays
    from supportlens.domain import Tickets

    Mask = npt.NDArray[np.bool_]


MIN_TICKETS_FOR_STRAYS = 20
"""Minimum dated tickets for any to count as stray.

Judgement: with fewer, a gap between two tickets means nothing.
"""
_STRAY_RULES = ((0.005, 45, 0.25), (0.03, 366, 1.0), (0.25, 1096, 4.0))
"""Rules for stray dates: maximum share of tickets, minimum gap in days, minimum relative gap.

The share is of all dated tickets (two are always allowed), the relative gap that to the time span of nearly
all tickets. The last rule covers placeholder dates of help desks: 1900, 1970, 2099.

Judgement: larger shares drop genuine early tickets, smaller ones stretch the log over empty years.
"""


MIN_EDITED, OF_ONE_MINUTE = 20, 0.8
"""Tickets of one minute, and their part of those of the day whose dates tell no rise, that were dated anew.

As for the edit itself (`desk.imported_dates`): an import, which brings other tickets, has many minutes.
"""


@dataclass(frozen=True, slots=True)
class LogTimeline:
    """Tickets by day: `day` (n tickets) counts days from `first`, -1 for a ticket without a date.

    `work` holds the expected traffic of each of the `days`; `stray` counts the tickets far from all others,
    which are treated as undated. Of a log that is `left_over`, ever fewer tickets are left of older times, so
    that only shares tell a rise.
    """

    first: date | None
    day: npt.NDArray[np.int64]
    days: int
    work: WorkingDays | None = None
    stray: int = 0
    left_over: bool = False

    def count_daily(self, mask: Mask) -> npt.NDArray[np.float64]:
        """Count the tickets of a mask per day."""
        dated = self.day[mask & (self.day >= 0)]
        return np.bincount(dated, minlength=self.days).astype(np.float64)

    @property
    def exposure(self) -> npt.NDArray[np.float64] | None:
        """The expected traffic of each day, None without dates or where ever fewer tickets are left."""
        return None if self.work is None or self.left_over else self.work.exposure

    def mask_period(self, rise: Rise) -> Mask:
        """Mark the tickets during a rise, from the earliest of the likeliest starts on."""
        last = self.days - 1 if rise.end is None else rise.end
        return np.asarray((self.day >= rise.early) & (self.day <= last))

    def to_onset(self, rise: Rise) -> Onset:
        """Convert the days of a rise to dates."""
        return Onset(
            day=self.to_date(rise.day),
            low=self.to_date(rise.low),
            high=self.to_date(rise.high),
            shape=rise.shape,
            rate_ratio=rise.ratio,
            rate_low=rise.ratio_low,
            rate_high=rise.ratio_high,
            before_per_week=7.0 * rise.before_per_day,
            after_per_week=7.0 * rise.after_per_day,
            end=None if rise.end is None else self.to_date(rise.end),
            p=rise.p,
        )

    def list_weeks(self) -> tuple[date, ...]:
        """Return the Mondays from the first ticket's week to the last's."""
        if self.first is None:
            return ()
        monday = self.first - timedelta(days=self.first.weekday())
        last = self.first + timedelta(days=self.days - 1)
        return tuple(monday + timedelta(weeks=week) for week in range((last - monday).days // 7 + 1))

    def count_weekly(self, mask: Mask) -> tuple[int, ...]:
        """Count the tickets of a mask per week of `weeks`."""
        if self.first is None:
            return ()
        week = (self.day[mask & (self.day >= 0)] + self.first.weekday()) // 7
        return tuple(int(count) for count in np.bincount(week, minlength=len(self.list_weeks())))

    def find_partial_weeks(self) -> tuple[date, ...]:
        """Return the first and last of `weeks` if some of their working days are outside the log."""
        if self.first is None or self.work is None:
            return ()
        weeks, known = self.list_weeks(), self.work
        last = self.to_date(self.days - 1)
        working = {(self.first.weekday() + day) % 7 for day in np.flatnonzero(known.working)}
        lacks_start = any(day < self.first.weekday() for day in working) or known.held[0] < 1.0
        lacks_end = any(day > last.weekday() for day in working) or known.held[1] < 1.0
        partial = [weeks[0]] if lacks_start else []
        return tuple(dict.fromkeys(partial + ([weeks[-1]] if lacks_end else [])))

    def to_date(self, day: int) -> date:
        """Convert a day of the timeline to a date; raises ValueError without dates."""
        if self.first is None:
            raise ValueError("a timeline without dates has no days")
        return self.first + timedelta(days=int(day))


def build_timeline(tickets: Tickets, *, country: str | None = None) -> LogTimeline:
    """Assign the tickets to days; without dates that tell of rises the timeline is empty.

    `country` (ISO 3166) sets the public holidays; an unknown one has none.
    """
    undated = LogTimeline(None, np.full(len(tickets), -1, dtype=np.int64), 0)
    if tickets.first_date is None:
        return undated
    moments = tickets.frame[Field.CREATED_AT.value]
    if Derived.UNCOMPARED in tickets.frame.columns:
        moments = moments.mask(tickets.frame[Derived.UNCOMPARED])
    if moments.isna().all():
        return undated
    when = moments.dt.normalize()
    day = (when - when.min()).dt.days.fillna(-1).to_numpy(np.int64)
    low, high = _find_edges(day)
    stray = (day >= 0) & ((day < low) | (day > high))
    day = np.where((day < 0) | stray, -1, day - low)
    first, days = when.min().date() + timedelta(days=low), high - low + 1
    times = ((moments - when).dt.total_seconds() / 86_400.0).to_numpy(np.float64)
    counts = np.bincount(day[day >= 0], minlength=days).astype(np.float64)
    held = measure_edge_coverage(times, day, days)
    work = learn_working_days(first, counts, country=country if has_calendar(country) else None, held=held)
    work = _expect_less_before_edits(work, tickets, first, counts)
    left_over = Derived.LEFT_OVER in tickets.frame.columns
    return LogTimeline(first, day, days, work, int(stray.sum()), left_over)


def _expect_less_before_edits(
    work: WorkingDays, tickets: Tickets, first: date, counts: npt.NDArray[np.float64]
) -> WorkingDays:
    """Return the working days, less busy before a minute to which the dates of many tickets were set.

    These tickets came earlier, so that the time before lacks them: its traffic is no level to rise from.
    """
    if Derived.UNCOMPARED not in tickets.frame.columns:
        return work
    edited = tickets.frame.loc[tickets.frame[Derived.UNCOMPARED], Field.CREATED_AT.value].dropna()
    of_day = edited.dt.normalize().value_counts()
    exposure = work.exposure.copy()
    for minute, missing in edited.dt.floor("min").value_counts().items():
        if missing < max(MIN_EDITED, OF_ONE_MINUTE * of_day[minute.normalize()]):
            continue
        day = (minute.date() - first).days
        before = float(counts[: max(0, day)].sum())
        if before > 0:
            exposure[:day] *= before / (before + float(missing))
    return replace(work, exposure=np.maximum(exposure, MIN_EXPOSURE))


def _find_edges(day: npt.NDArray[np.int64]) -> tuple[int, int]:
    """Return the first and last day of a log, without stray tickets far before or after all others."""
    known = np.sort(day[day >= 0])
    if len(known) < MIN_TICKETS_FOR_STRAYS:
        return int(known[0]), int(known[-1])
    low, high = 0, len(known) - 1
    for most, days, span in _STRAY_RULES:
        few = max(2, int(most * len(known)))
        wide = max(days, span * (known[-1 - few] - known[few]))
        gaps = np.diff(known) > wide
        before, after = np.flatnonzero(gaps[:few]), np.flatnonzero(gaps[::-1][:few])
        low = max(low, int(before[-1]) + 1) if len(before) else low
        high = min(high, len(known) - 2 - int(after[-1])) if len(after) else high
    return int(known[low]), int(known[high])
