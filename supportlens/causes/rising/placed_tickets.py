"""The dated tickets of disjoint values, counted by value and day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Mask = npt.NDArray[np.bool_]
    Counts = npt.NDArray[np.float64]
    Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class PlacedTickets:
    """The value and the day of m dated tickets.

    A table of all values and days is not made: of a million tickets, 70 000 customers and two years it had
    400 MB, and grew with both. A few values at a time, or all values within some days, are counted instead.
    """

    codes: Rows
    """The number of each ticket's value (m)."""
    day: Rows
    """The day of each (m)."""
    values: int
    days: int

    @property
    def sizes(self) -> Counts:
        """The tickets of each value."""
        return np.bincount(self.codes, minlength=self.values).astype(np.float64)

    @property
    def traffic(self) -> Counts:
        """The tickets of each day."""
        return np.bincount(self.day, minlength=self.days).astype(np.float64)

    def count_daily(self, chosen: Rows) -> Counts:
        """Count the tickets of some values per day: chosen values x days."""
        row = np.full(self.values, -1, dtype=np.int64)
        row[chosen] = np.arange(len(chosen))
        rows = row[self.codes]
        known = rows >= 0
        placed = rows[known] * self.days + self.day[known]
        counts = np.bincount(placed, minlength=len(chosen) * self.days)
        return counts.reshape(len(chosen), self.days).astype(np.float64)

    def count_within(self, days: Mask) -> Counts:
        """Count the tickets of each value on the marked days."""
        return np.bincount(self.codes[days[self.day]], minlength=self.values).astype(np.float64)
