"""Compares two periods: new, gone, growing, falling, steady or unclear."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Trend(StrEnum):
    """How a cause or a symptom changed between the periods."""

    NEW = "new"
    GONE = "gone"
    GROWING = "growing"
    FALLING = "falling"
    STEADY = "steady"
    """Its level is about the same."""
    UNCLEAR = "unclear"
    """Its tickets are too few to tell whether it changed."""

    @property
    def is_change(self) -> bool:
        """Whether it changed beyond chance."""
        return self not in {Trend.STEADY, Trend.UNCLEAR}


@dataclass(frozen=True, slots=True)
class Period:
    """An interval of days, both ends included; raises ValueError if it ends before it begins."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(self.first, self.last)

    @property
    def days(self) -> int:
        """The number of days."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class PartChange:
    """One part of the traffic in both periods.

    `id` is the id of a cause or symptom, "" for the tickets without one. Rates are tickets per working day,
    and per hundred active users of the applications whose users were counted. `ratio` is that of the rates
    per working day with its exact 95 % interval; `q` is that of Benjamini and Hochberg over all parts.
    """

    id: str
    before: int
    after: int
    trend: Trend
    daily_before: float
    daily_after: float
    ratio: float
    ratio_low: float
    ratio_high: float
    q: float
    users_before: float | None = None
    users_after: float | None = None
    users_of: tuple[str, ...] = ()
    """The applications whose tickets and users these are."""
    earlier: int = 0
    """Tickets before both periods: what had some then is not new in the second."""

    @property
    def change(self) -> int:
        """Tickets more (or fewer) in the second period."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class PeriodComparison:
    """Two periods with all parts of the traffic; `causes` add up to `total`, and so do `symptoms`."""

    first: Period
    second: Period
    working_days: tuple[float, float]
    total: PartChange
    causes: tuple[PartChange, ...]
    """Sorted by size of change, largest first; tickets without a cause have the id ""."""
    symptoms: tuple[PartChange, ...]

    def causes_with(self, trend: Trend) -> tuple[PartChange, ...]:
        """Return the causes with a trend."""
        return tuple(part for part in self.causes if part.trend is trend and part.id)
