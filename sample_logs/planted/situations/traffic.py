"""More tickets of the usual kinds: how many a day brings, and such tickets written anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from sample_logs.planted.people import invent_people
from sample_logs.planted.phrasing import read_phrases
from sample_logs.planted.scenario import Language
from sample_logs.planted.timeline import WEEKDAYS, draw_moment, list_days
from sample_logs.planted.traits import ROUTINE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sample_logs.planted.dice import Dice
    from sample_logs.planted.people import Person
    from sample_logs.planted.situations.setting import Setting
    from sample_logs.planted.tickets import Ticket

FORMER_DAYS = 70
"""The days before a situation that count as the former traffic."""
ABOUT_AN_APPLICATION = ("passwords", "slow", "faults", "how_to", "reports")
"""Families of the usual traffic whose texts fit any application."""


def former_level(tickets: Sequence[Ticket], day: date) -> float:
    """Return the tickets of an average day before `day`, in units of the week's rhythm."""
    since = max(min(ticket.created.date() for ticket in tickets), day - timedelta(days=FORMER_DAYS))
    busy = sum(WEEKDAYS[each.weekday()] for each in list_days(since, day - timedelta(days=1)))
    return sum(since <= ticket.created.date() < day for ticket in tickets) / busy


def draw_more_days(
    dice: Dice, level: float, factor: float, since: date, last: date, climb_weeks: int = 0
) -> list[date]:
    """Draw the days of tickets that raise the traffic by `factor` times the level, sorted.

    The rise begins on `since` and is whole after `climb_weeks`.
    """
    days = list_days(since, last)
    climb = max(1, 7 * climb_weeks)
    weights = [WEEKDAYS[day.weekday()] * min(1.0, (n + 1) / climb) for n, day in enumerate(days)]
    return sorted(dice.weighted(days, weights) for _ in range(round(level * factor * sum(weights))))


def usual_tickets(tickets: Sequence[Ticket]) -> list[Ticket]:
    """List the tickets after whose matters more usual tickets are written."""
    return [
        ticket
        for ticket in tickets
        if ticket.cause is None and not ticket.is_noise and not ticket.situations and ticket.product
    ]


def write_usual(
    dice: Dice, setting: Setting, usual: Sequence[Ticket], person: Person, day: date, app: str = ""
) -> Ticket:
    """Write a ticket about the matter of one of the usual ones; about `app` where its text allows."""
    sample = dice.one(usual)
    family = next(each for each in read_phrases(person.language).routine() if each.name == sample.family)
    key = app if app and family.name in ABOUT_AN_APPLICATION else setting.key_of(sample.product)
    return setting.desk.write_ticket(dice, person, draw_moment(dice, day), family, ROUTINE, app=key)


def invent_newcomers(
    dice: Dice, setting: Setting, size: int, language: str = "", site: str = ""
) -> tuple[Person, ...]:
    """Invent people who did not write before, working at places that the log knows, or at `site`."""
    spoken = Language(language) if language else setting.scenario.language
    known = {person.name for person in setting.people}
    return tuple(
        replace(person, site=site or dice.one(setting.people).site, area=dice.one(setting.people).area)
        for person in invent_people(dice, size, spoken)
        if person.name not in known
    )
