"""When a cause began, how its level changed, and the coinciding changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LIKELY_CHANCE = 0.25
"""Chance of coincidence from which a change is only reported as possible.

Judgement: it fits no better than a quarter of random calendars; a smaller value doubts more changes.
"""


class Shape(StrEnum):
    """The shape of a cause over time."""

    STEP = "step"
    SPIKE = "spike"
    SLOPE = "slope"
    NONE = "none"


class Ground(StrEnum):
    """Why a change is preferred to its rivals."""

    NAMES_PLACE = "names_place"
    "It names the place where the cause is found."
    SAID_IN_TICKETS = "said_in_tickets"
    """Tickets of the cause mention it, other tickets hardly do."""
    VERSION_OF_CAUSE = "version_of_cause"
    """The tickets of the cause come from that version."""
    SHORTER_LAG = "shorter_lag"
    """It is closer to the onset than every rival."""
    ONLY_ONE = "only_one"
    """No other change fits."""


class ChangeSource(StrEnum):
    """The source of a change."""

    CALENDAR = "calendar"
    VERSION = "version"
    TEXT = "text"
    ANSWER = "answer"
    """A user's answer."""


@dataclass(frozen=True, slots=True)
class Change:
    """Something that happened on a date: an update, a move, a price change."""

    day: date
    name: str
    product: str = ""
    kind: str = ""
    source: ChangeSource = ChangeSource.CALENDAR
    end: date | None = None
    """The last day of something that took several, such as a training."""
    field: str = ""
    value: str = ""
    """The group that it was for, such as a site; both "" if it was for everybody."""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class ChangeMatch:
    """A change that coincides with the onset of a cause.

    `lag_days` counts from the change to the onset (negative: the estimated onset is before the change).
    `chance` is the share of random calendars with at least as good a match.
    """

    change: Change
    lag_days: int
    chance: float
    same_scope: bool
    confirmed: bool = False
    """Whether a user confirmed it."""
    rate_ratio: float | None = None
    """The cause's tickets per day after the change over those before it, None without dates."""
    rate_low: float | None = None
    rate_high: float | None = None
    said_inside: float | None = None
    """Share of the cause's tickets that mention it, None if no ticket mentions it."""
    said_outside: float | None = None
    said_tickets: int = 0
    grounds: tuple[Ground, ...] = ()
    """Why it is preferred to its rivals; empty for a rival."""

    @property
    def may_be_chance(self) -> bool:
        """Whether chance would often fit as well, and no user confirmed it."""
        return not self.confirmed and self.chance >= LIKELY_CHANCE


LARGE_FALL = 0.5
"""What a fall leaves at most of a level that it has ended. Judgement: half; closer to 1, a cause that still
brings most of its tickets would be told as one that has fallen."""


@dataclass(frozen=True, slots=True)
class LevelChange:
    """Another change of a cause's level, up or down, with 95 % intervals of the day and of the ratio.

    `rate_ratio` is the level after over the level before, adjusted for traffic; the levels are tickets per
    week.
    """

    day: date
    low: date
    high: date
    rate_ratio: float
    rate_low: float
    rate_high: float
    before_per_week: float
    after_per_week: float
    change: ChangeMatch | None = None
    """The change it coincides with, such as a fix."""

    @property
    def is_fall(self) -> bool:
        """Whether the level is lower than before."""
        return self.rate_ratio < 1.0


@dataclass(frozen=True, slots=True)
class UserRates:
    """A cause's tickets per active user before and during its rise.

    Tickets and users are of the same applications and, if only some months were counted, of these months.
    """

    applications: tuple[str, ...]
    users_before: float
    users_after: float
    """Mean active users."""
    before: float
    after: float
    """Tickets per week and hundred active users."""
    ratio: float | None = None
    low: float | None = None
    high: float | None = None
    """The ratio of tickets per working day and user with its 95 % interval; None for a single count."""
    first: date | None = None
    last: date | None = None
    """The counted days of the log, None if these are all."""


@dataclass(frozen=True, slots=True)
class Onset:
    """The onset of a cause's rise, with 95 % intervals of the day and of the rate ratio."""

    day: date
    low: date
    high: date
    shape: Shape
    rate_ratio: float
    rate_low: float
    rate_high: float
    before_per_week: float
    after_per_week: float
    end: date | None = None
    """The last day of a spike, None for a rise that continues."""
    p: float = 1.0
    """Probability of an equally clear rise in a log without changes."""
    levels: tuple[LevelChange, ...] = ()
    """Further changes of its level, earliest first: a second step, the fall after a fix."""
    before_per_working_day: float | None = None
    after_per_working_day: float | None = None
    """Tickets per working day, adjusted for public holidays and partial days."""
    per_user: UserRates | None = None
    """None if nobody counted the users of its applications before and during the rise."""

    @property
    def larger_rise(self) -> LevelChange | None:
        """Its last change of level, where that added more than the start and all since; None for none."""
        last = self.levels[-1] if self.levels else None
        if (
            last is None
            or last.after_per_week - last.before_per_week <= last.before_per_week - self.before_per_week
        ):
            return None
        return last if last.day > self.day else None

    @property
    def lasting_fall(self) -> LevelChange | None:
        """Its last change of level, where that left at most half of the level before; None for none."""
        last = self.levels[-1] if self.levels else None
        return last if last and last.after_per_week <= LARGE_FALL * last.before_per_week else None
