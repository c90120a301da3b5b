"""Planted causes: where they sit, when they begin, and the tickets they bring."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sample_logs.planted.changes import Change
from sample_logs.planted.phrasing import read_phrases
from sample_logs.planted.scenario import Kind, Shape
from sample_logs.planted.timeline import draw_burst_moment, draw_caused_days, draw_moment, move_to_midweek
from sample_logs.planted.traits import TRAITS
from sample_logs.planted.versions import FIRST_VERSIONS, next_version

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sample_logs.planted.dice import Dice
    from sample_logs.planted.people import Person
    from sample_logs.planted.scenario import Scenario

BUSINESS = ("atlas", "conduit", "beacon")

HOSTS = {
    Kind.ACCESS: (*BUSINESS, "compass", "payroll"),
    Kind.OUTAGE: (*BUSINESS, "mail", "vpn"),
    Kind.REQUEST: (*BUSINESS, "compass"),
    Kind.DATA: (*BUSINESS, "compass"),
    Kind.TREATMENT: ("",),
}
"""Keys of the applications a kind may sit in; a kind not named here, in any of `BUSINESS`."""

LIKELY_CHANGES = (0.42, 0.66)
"""The part of the log in which the change behind a cause may lie."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A cause before its tickets are drawn; `app` is a key, `channel` and `site` are labels."""

    kind: Kind
    shape: Shape
    share: float
    tickets: int
    app: str
    site: str
    channel: str
    segment: str
    version: str
    change: Change
    since: date
    hour: int
    different: float
    """Different people for each ticket."""
    ramp_weeks: int

    def reaches(self, person: Person) -> bool:
        """Return whether somebody works where the cause is met."""
        return self.site in {"", person.site} and self.segment in {"", person.segment}


def plan_causes(dice: Dice, scenario: Scenario, language: str) -> tuple[Plan, ...]:
    """Decide where and when the cause of each kind begins."""
    terms = read_phrases(language).terms
    made: list[Plan] = []
    for position, kind in enumerate(scenario.kinds):
        app = _draw_app(dice, scenario, kind, [plan.app for plan in made])
        traits = TRAITS[kind]
        day = _draw_change_day(dice, scenario, [plan.change.day for plan in made])
        version = next_version(app, 1) if traits.new_version else ""
        site = dice.one(terms["sites"]) if traits.one_site else ""
        shape = scenario.shape_of(kind)
        pattern = terms["planted_changes"][kind.value]
        name = pattern["name"].format(app=terms["apps"].get(app, ""), version=version, site=site)
        made.append(
            Plan(
                kind=kind,
                shape=shape,
                share=scenario.share_of(position),
                tickets=round(scenario.tickets * scenario.share_of(position)),
                app=app,
                site=site,
                channel=terms["channels"][0] if traits.by_phone else "",
                segment=_choose_segment(scenario, position, terms["segments"]),
                version=version,
                change=Change(day, name, terms["apps"].get(app, ""), terms["change_types"][pattern["type"]]),
                since=day + timedelta(days=dice.between(0, 1) if shape is not Shape.SPIKE else 0),
                hour=dice.between(8, 13),
                different=scenario.people or traits.people,
                ramp_weeks=scenario.ramp_weeks,
            )
        )
    return tuple(made)


def _draw_app(dice: Dice, scenario: Scenario, kind: Kind, taken: Sequence[str]) -> str:
    if scenario.app and not taken:
        return scenario.app
    hosts = HOSTS.get(kind, BUSINESS)
    if TRAITS[kind].new_version:
        hosts = tuple(app for app in hosts if app in FIRST_VERSIONS)
    return dice.one([app for app in hosts if app not in taken] or hosts)


def _choose_segment(scenario: Scenario, position: int, segments: Sequence[str]) -> str:
    """Return the segment that the first cause is confined to, empty where it is not."""
    return segments[1 + scenario.seed % (len(segments) - 1)] if scenario.narrow and position == 0 else ""


def _draw_change_day(dice: Dice, scenario: Scenario, others: Sequence[date]) -> date:
    """Draw the day of a change, well apart from the other ones."""
    if scenario.change_day and not others:
        return scenario.change_day
    length = (scenario.last - scenario.first).days
    low, high = (round(length * part) for part in LIKELY_CHANGES)
    if others:
        low, high = round(length * 0.18), round(length * 0.8)
    while True:
        day = move_to_midweek(scenario.first + timedelta(days=dice.between(low, high)))
        if all(abs((day - other).days) >= min(30, length // 8) for other in others):
            return day


def draw_moments(dice: Dice, plan: Plan, last: date) -> list[datetime]:
    """Draw when the tickets of the cause arrive, sorted; the first on the day it begins."""
    days = draw_caused_days(dice, plan.tickets, plan.since, last, plan.shape, plan.ramp_weeks)
    if plan.shape is Shape.SPIKE:
        return sorted(draw_burst_moment(dice, day, plan.hour) for day in days)
    return sorted(draw_moment(dice, day) for day in days)


def draw_askers(dice: Dice, plan: Plan, people: Sequence[Person]) -> list[Person]:
    """Draw who writes each ticket of the cause: everybody once, some of them again."""
    near = [person for person in people if plan.reaches(person)]
    different = min(len(near), max(1, round(plan.tickets * plan.different)))
    chosen = dice.shuffle(near)[:different]
    limit = 3 + plan.tickets // different
    again: list[Person] = []
    times = dict.fromkeys(chosen, 1)
    while different + len(again) < plan.tickets:
        person = dice.one(chosen)
        # Who has written often writes again less often.
        if times[person] < limit and dice.chance(1 / times[person]):
            times[person] += 1
            again.append(person)
    return dice.shuffle(chosen + again)
