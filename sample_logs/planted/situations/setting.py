"""What a situation meets with at the desk, and what it leaves behind."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sample_logs.planted.phrasing import read_phrases
from sample_logs.planted.timeline import list_days

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from sample_logs.planted.causes import Plan
    from sample_logs.planted.desk import Desk
    from sample_logs.planted.dice import Dice
    from sample_logs.planted.people import Person
    from sample_logs.planted.scenario import Scenario, Situation
    from sample_logs.planted.tickets import Ticket

APART_DAYS = 21
"""Days between a situation and a planted cause: nearer than that, no log could tell the two apart."""


@dataclass(frozen=True, slots=True)
class Setting:
    """The desk at which a situation comes about."""

    scenario: Scenario
    language: str
    """The language of labels, ``es`` or ``en``."""
    people: tuple[Person, ...]
    desk: Desk
    plans: tuple[Plan, ...]
    """The planted causes."""
    events: Mapping[Situation, Plan]
    """The situations that customers meet with, as plans of causes."""

    @property
    def terms(self) -> dict[str, Any]:
        """The labels and names of the log's language."""
        return read_phrases(self.language).terms

    @property
    def own(self) -> dict[str, Any]:
        """What the desk itself writes, in the log's language."""
        return read_texts("desk", self.language)

    def key_of(self, product: str) -> str:
        """Return the key of the application with that name."""
        return str(next(key for key, name in self.terms["apps"].items() if name == product))


@dataclass(frozen=True, slots=True)
class Effect:
    """What a situation leaves behind: the tickets of the log, and where it shows in them."""

    tickets: tuple[Ticket, ...]
    day: date
    last: date
    field: str = ""
    before: str = ""
    after: str = ""
    topics: int = 0


@cache
def read_texts(topic: str, language: str) -> dict[str, Any]:
    """Read the texts of a topic (``redesign``, ``desk`` or ``nobody``) in ``es`` or ``en``."""
    return tomllib.loads((Path(__file__).parent / f"{topic}_{language}.toml").read_text(encoding="utf-8"))


def choose_day(
    dice: Dice, scenario: Scenario, plans: tuple[Plan, ...], low: float = 0.4, high: float = 0.7
) -> date:
    """Choose a working day in that part of the log, well apart from every planted cause."""
    working = [day for day in list_days(scenario.first, scenario.last) if day.weekday() < 5]
    length = (scenario.last - scenario.first).days
    for widening in (0.0, 0.1, 0.2, 0.3):
        found = [
            day
            for day in working
            if low - widening <= (day - scenario.first).days / length <= min(0.85, high + widening)
            and all(abs((day - plan.since).days) >= APART_DAYS for plan in plans)
        ]
        if found:
            return dice.one(found)
    raise ValueError("the log is too short for its causes and this situation")


def before_causes(dice: Dice, setting: Setting, low: float, high: float) -> date:
    """Choose a day in that part of the log, or four to six weeks before the first planted cause."""
    scenario = setting.scenario
    if not setting.plans:
        return choose_day(dice, scenario, (), low, high)
    since = min(plan.since for plan in setting.plans)
    return max(scenario.first + timedelta(days=10), since - timedelta(days=dice.between(28, 42)))


def mark(ticket: Ticket, situation: Situation, **changed: object) -> Ticket:
    """Return the ticket with changed fields, marked by the situation that changed it."""
    return replace(ticket, situations=(*ticket.situations, situation.value), **changed)  # type: ignore[arg-type]  # the fields of a ticket have several types


def close_after(when: datetime, dice: Dice, hours: tuple[int, int]) -> datetime:
    """Draw when a ticket is closed."""
    return when + timedelta(hours=dice.between(*hours), minutes=dice.between(1, 59))
