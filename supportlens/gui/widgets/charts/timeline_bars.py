"""What a timeline shows: its bars and the changes that are marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date


class TimelineWeek(NamedTuple):
    """One bar: its first day, the tickets of this cause and of everything else, and where a click leads.

    It is a week, or a day or a month by its number of `days`.
    """

    monday: date
    ours: int
    others: int
    payload: object
    days: int = 7


class TimelineEvent(NamedTuple):
    """A change to mark: its day, its label, and whether it is the main one."""

    day: date
    label: str
    chief: bool = True
