"""When tickets arrive: the week's rhythm, slow growth, and the shapes of planted causes."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from sample_logs.planted.scenario import Shape

if TYPE_CHECKING:
    from collections.abc import Callable

    from sample_logs.planted.dice import Dice

WEEKDAYS = (1.25, 1.1, 1.0, 1.0, 0.9, 0.14, 0.05)
"""How busy each day is, Monday first."""

HOURS = {7: 1, 8: 6, 9: 11, 10: 12, 11: 11, 12: 7, 13: 4, 14: 7, 15: 9, 16: 8, 17: 5, 18: 2, 19: 1}
"""How busy each hour of the day is."""

LEAST_OF_RAMP = 0.08


def list_days(first: date, last: date) -> list[date]:
    """List the days from `first` to `last`, both included."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def draw_routine_days(dice: Dice, count: int, first: date, last: date, growth: float) -> list[date]:
    """Draw the days of `count` routine tickets, sorted."""
    length = max(1, (last - first).days)

    def level(day: date) -> float:
        return 1 + growth * ((day - first).days / length - 0.5)

    return _draw_days(dice, count, list_days(first, last), level)


def draw_caused_days(
    dice: Dice, count: int, since: date, last: date, shape: Shape, ramp_weeks: int = 0
) -> list[date]:
    """Draw the days of `count` tickets of a cause that begins on `since`, sorted.

    The first ticket always falls on `since`; a spike is over within three days; a ramp has its full
    level after `ramp_weeks`, on the last day where these are 0.
    """
    if shape is Shape.SPIKE:
        days = list_days(since, min(last, since + timedelta(days=dice.between(0, 2))))
        return _draw_days(dice, count, days, lambda day: 1 / (1 + 2 * (day - since).days), since)
    length = max(1, (last - since).days)
    length = min(length, 7 * ramp_weeks or length)

    def level(day: date) -> float:
        return LEAST_OF_RAMP + min(1.0, (day - since).days / length) if shape is Shape.RAMP else 1.0

    return _draw_days(dice, count, list_days(since, last), level, since)


def draw_moment(dice: Dice, day: date) -> datetime:
    """Draw a time of the working day."""
    hour = dice.weighted(tuple(HOURS), HOURS.values())
    return datetime.combine(day, time(hour, dice.between(0, 59)))


def draw_burst_moment(dice: Dice, day: date, hour: int) -> datetime:
    """Draw a time in the three hours after something fell over, most of them in the first."""
    minutes = min(dice.between(0, 180), dice.between(0, 180))
    return datetime.combine(day, time(hour)) + timedelta(minutes=minutes)


def move_to_midweek(day: date) -> date:
    """Move a day from Friday, the weekend or Monday to the nearest Tuesday to Thursday after it."""
    while day.weekday() not in {1, 2, 3}:
        day += timedelta(days=1)
    return day


def _draw_days(
    dice: Dice, count: int, days: list[date], level: Callable[[date], float], always: date | None = None
) -> list[date]:
    weights = [level(day) * WEEKDAYS[day.weekday()] for day in days]
    forced = [always] if always and count else []
    return sorted(forced + [dice.weighted(days, weights) for _ in range(count - len(forced))])
