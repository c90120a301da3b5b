"""Situations that customers meet with: a redesign of an application, and a day on which much fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sample_logs.planted.causes import Plan
from sample_logs.planted.changes import Change
from sample_logs.planted.phrasing import read_phrases
from sample_logs.planted.scenario import Kind, Shape, Situation
from sample_logs.planted.situations.setting import choose_day, read_texts
from sample_logs.planted.versions import next_major

if TYPE_CHECKING:
    from datetime import date

    from sample_logs.planted.dice import Dice
    from sample_logs.planted.scenario import Scenario
    from sample_logs.planted.versions import Versions

APPLICATIONS = ("atlas", "conduit", "beacon", "compass")
NUMBERED = 0.6
"""The chance that a redesign has a version of its own."""
ANNOUNCED = 0.6
"""The chance that what customers meet with stands in the calendar."""
MOST_CLIMB_WEEKS = 7

Events = dict[Situation, Plan]


def plan_events(
    dice: Dice,
    scenario: Scenario,
    plans: tuple[Plan, ...],
    language: str,
    changes: tuple[Change, ...],
    versions: Versions,
) -> tuple[Events, tuple[Change, ...], Versions]:
    """Plan what customers meet with, and enter it among the changes and versions."""
    events: Events = {}
    if Situation.REDESIGN in scenario.situations:
        plan = events[Situation.REDESIGN] = _plan_redesign(dice, scenario, plans, language)
        if plan.version:
            versions = versions.settle(plan.change.day, plan.app, plan.version)
        # Further updates of the same application would take the new look off again.
        changes = tuple(each for each in changes if each.app != plan.change.app or each.day < plan.change.day)
        changes = _enter(dice, changes, plan.change)
    if Situation.OUTAGE_IN_MANY_WORDS in scenario.situations:
        plan = events[Situation.OUTAGE_IN_MANY_WORDS] = _plan_outage(dice, scenario, plans, language)
        changes = _enter(dice, changes, plan.change)
    return events, changes, versions


def _enter(dice: Dice, changes: tuple[Change, ...], change: Change) -> tuple[Change, ...]:
    if not dice.chance(ANNOUNCED):
        return changes
    return tuple(sorted((*changes, change), key=lambda each: (each.day, each.name)))


def _plan_redesign(dice: Dice, scenario: Scenario, plans: tuple[Plan, ...], language: str) -> Plan:
    terms = read_phrases(language).terms
    taken = {plan.app for plan in plans}
    app = dice.one([key for key in APPLICATIONS if key not in taken])
    day = choose_day(dice, scenario, plans)
    climb = dice.between(0, MOST_CLIMB_WEEKS) if dice.chance(0.7) else 0
    version = next_major(app) if dice.chance(NUMBERED) else ""
    name = read_texts("desk", language)["announced"].format(app=terms["apps"][app], version=version)
    change = Change(
        day, " ".join(name.split()).replace(" :", ":"), terms["apps"][app], terms["change_types"]["update"]
    )
    return _plan(Kind.KNOWLEDGE_GAP, Shape.RAMP if climb else Shape.STEP, day, change, app, version, climb)


def _plan_outage(dice: Dice, scenario: Scenario, plans: tuple[Plan, ...], language: str) -> Plan:
    day = choose_day(dice, scenario, plans, 0.3, 0.85)
    types = read_phrases(language).terms["change_types"]
    change = Change(day, read_texts("desk", language)["works"], "", types["network"])
    return _plan(Kind.OUTAGE, Shape.SPIKE, day, change)


def _plan(
    kind: Kind, shape: Shape, day: date, change: Change, app: str = "", version: str = "", climb: int = 0
) -> Plan:
    return Plan(
        kind=kind,
        shape=shape,
        share=0.0,
        tickets=0,
        app=app,
        site="",
        channel="",
        segment="",
        version=version,
        change=change,
        since=day,
        hour=9,
        different=1.0,
        ramp_weeks=climb,
    )
