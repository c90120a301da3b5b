"""Two periods side by side: what is new, gone, growing, falling, steady or without a clear change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Trend(StrEnum):
    """How a cause or a symptom moved from one period to the other."""

    NEW = "new"
    GONE = "gone"
    GROWING = "growing"
    FALLING = "falling"
    STEADY = "steady"
    """Its level is known to be about the same."""
    UNCLEAR = "unclear"
    """It may have grown, fallen or stayed: its tickets are too few to tell."""

    @property
    def is_change(self) -> bool:
        """Whether it is another than before, beyond chance."""
        return self not in {Trend.STEADY, Trend.UNCLEAR}


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, both ends included; raises ValueError where it ends before it begins."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(self.first, self.last)

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class PartChange:
    """One part of the traffic in both periods.

    `id` is a cause's or symptom's id, "" for the tickets that belong to none. Rates are tickets a
    working day, and a hundred active users where those are known. `ratio` is that of the rates a
    working day with its exact 95 % interval; `q` is Benjamini and Hochberg's over all parts.
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

    @property
    def change(self) -> int:
        """Tickets more (or fewer) in the second period."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class PeriodComparison:
    """Two periods with all parts of the traffic; those of `causes` add up to `total`, so do `symptoms`."""

    first: Period
    second: Period
    working_days: tuple[float, float]
    total: PartChange
    causes: tuple[PartChange, ...]
    """By the size of their change, greatest first; the tickets of no cause have the id ""."""
    symptoms: tuple[PartChange, ...]

    def causes_with(self, trend: Trend) -> tuple[PartChange, ...]:
        """Return the causes that moved in one way."""
        return tuple(part for part in self.causes if part.trend is trend and part.id)
