"""The tickets of a cause and of its control in weeks around an action."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Collection

    import numpy.typing as npt

    Vector = npt.NDArray[np.float64]
    Days = npt.NDArray[np.int64]

WEEK = 7


@dataclass(frozen=True, slots=True)
class WeeksAround:
    """Counts in n spans of seven days that begin on the day of an action, earlier and later ones.

    The first and the last span may be shorter. `exposure` (n) is the number of working days, a day without
    work counting a little.
    """

    start: date
    firsts: Days
    """The first day of each span (n), counted from the start."""
    lasts: Days
    own: Vector
    control: Vector
    exposure: Vector

    def __len__(self) -> int:
        return len(self.own)

    @property
    def after(self) -> npt.NDArray[np.bool_]:
        """Marks the spans (n) from the start on."""
        marked: npt.NDArray[np.bool_] = self.firsts >= 0
        return marked

    @property
    def days_before(self) -> int:
        """Days before the start."""
        return int(-self.firsts[0]) if len(self) else 0

    @property
    def days_after(self) -> int:
        """Days from the start on."""
        return int(self.lasts[-1]) + 1 if len(self) else 0

    @property
    def weeks(self) -> Vector:
        """The middle of each span (n), in weeks from the start."""
        middle: Vector = (self.firsts + self.lasts) / 2 / WEEK
        return middle

    def part(self, chosen: npt.NDArray[np.bool_]) -> WeeksAround:
        """Return some of the spans."""
        return WeeksAround(
            self.start,
            self.firsts[chosen],
            self.lasts[chosen],
            self.own[chosen],
            self.control[chosen],
            self.exposure[chosen],
        )


QUIET_DAY = 0.25
"""Exposure of a day without work. Judgement: some desks serve then; it only matters without a control."""


def count_weeks(
    start: date, first: date, last: date, own: Days, control: Days, holidays: Collection[date] = ()
) -> WeeksAround:
    """Return the counts of `own` and `control` (days as ordinals) from `first` to `last` around `start`."""
    begin, end = (first - start).days, (last - start).days
    edges = [begin, *range(-(-begin // WEEK) * WEEK, end + 1, WEEK), end + 1]
    edges = sorted({edge for edge in edges if begin <= edge <= end + 1})
    firsts, lasts = np.array(edges[:-1]), np.array(edges[1:]) - 1
    base = start.toordinal()
    days = [start + timedelta(days=offset) for offset in range(begin, end + 1)]
    works = np.array([QUIET_DAY if day.weekday() > 4 or day in holidays else 1.0 for day in days])
    exposure = np.add.reduceat(works, firsts - begin)
    own_counts, control_counts = (
        np.histogram(days_of - base, bins=np.array(edges) - 0.5)[0].astype(float)
        for days_of in (own, control)
    )
    return WeeksAround(start, firsts, lasts, own_counts, control_counts, exposure)
