"""The same cause handled by different groups: how each did against all others, with intervals."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class HandlingMeasure(StrEnum):
    """What tells how well contacts were handled."""

    SATISFACTION = "satisfaction"
    """The mean mark; more is better, a difference is in marks."""
    REOPENED = "reopened"
    """The share of reopened tickets; less is better, a difference is in shares."""
    TIME = "time"
    """Hours to the resolution, as the geometric mean; less is better, a difference is a ratio minus one."""

    @property
    def more_is_better(self) -> bool:
        """Whether a higher value is the better one."""
        return self is HandlingMeasure.SATISFACTION


@dataclass(frozen=True, slots=True)
class HandlingFigure:
    """A group against all other groups by one measure; the interval holds for all groups at once."""

    measure: HandlingMeasure
    value: float
    others: float
    difference: float
    low: float
    high: float
    tickets: int
    """The tickets of the group that have this measure."""

    @property
    def is_better(self) -> bool:
        """Whether the whole interval says that the group does better."""
        return self.low > 0 if self.measure.more_is_better else self.high < 0


@dataclass(frozen=True, slots=True)
class HandlingGroup:
    """How one group handled the tickets of a cause."""

    value: str
    tickets: int
    figures: tuple[HandlingFigure, ...]

    @property
    def better_by(self) -> tuple[HandlingFigure, ...]:
        """The measures by which it does better than all others."""
        return tuple(one for one in self.figures if one.is_better)


@dataclass(frozen=True, slots=True)
class Handling:
    """The groups of one field that handled a cause, those that do better first."""

    field: str
    groups: tuple[HandlingGroup, ...]

    @property
    def better(self) -> tuple[HandlingGroup, ...]:
        """The groups to learn from."""
        return tuple(group for group in self.groups if group.better_by)
