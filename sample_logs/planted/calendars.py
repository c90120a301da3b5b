"""The change calendar: the planted changes among others, and the versions that follow from them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sample_logs.planted.changes import Change
from sample_logs.planted.phrasing import read_phrases
from sample_logs.planted.timeline import move_to_midweek
from sample_logs.planted.versions import Versions, next_version

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sample_logs.planted.causes import Plan
    from sample_logs.planted.dice import Dice
    from sample_logs.planted.scenario import Scenario

CHANGES = 12
NEAR = 19
"""The two changes nearest to a planted one lie within so many days of it."""


def make_calendar(
    dice: Dice, scenario: Scenario, plans: Sequence[Plan], language: str
) -> tuple[tuple[Change, ...], Versions]:
    """Make twelve changes, the planted causes' own among them, and the versions they bring."""
    terms = read_phrases(language).terms
    changes = [plan.change for plan in plans]
    updates = [(plan.change.day, plan.app, plan.version) for plan in plans if plan.version]
    if scenario.trap:
        day = move_to_midweek(scenario.first + (scenario.last - scenario.first) / 2)
        version = next_version(scenario.trap, 1)
        updates.append((day, scenario.trap, version))
        changes.append(_make_update(terms, day, scenario.trap, version))
    taken = {plan.app for plan in plans if plan.app} | {scenario.trap} - {""}
    decoys = dice.shuffle(terms["decoys"])
    days = _draw_decoy_days(dice, scenario, [change.day for change in changes], CHANGES - len(changes))
    for day in days:
        decoy = next(entry for entry in decoys if entry.get("app", "") not in taken)
        decoys.remove(decoy)
        app = decoy.get("app", "")
        version = ""
        if decoy.get("update"):
            version = next_version(app, 1 + sum(key == app for _, key, _ in updates))
            updates.append((day, app, version))
        name = decoy["name"].format(version=version, app=terms["apps"].get(app, ""))
        changes.append(Change(day, name, terms["apps"].get(app, ""), terms["change_types"][decoy["type"]]))
    return tuple(sorted(changes, key=lambda change: (change.day, change.name))), Versions(updates)


def _make_update(terms: dict[str, Any], day: date, app: str, version: str) -> Change:
    """Make the change by which everybody gets a new version."""
    pattern = terms["planted_changes"]["defect"]
    name = pattern["name"].format(app=terms["apps"][app], version=version, site="")
    return Change(day, name, terms["apps"][app], terms["change_types"][pattern["type"]])


def _draw_decoy_days(dice: Dice, scenario: Scenario, planted: Sequence[date], count: int) -> list[date]:
    """Spread `count` days over the log, two of them near each planted change."""
    length = (scenario.last - scenario.first).days
    near = [
        move_to_midweek(day + timedelta(days=side * dice.between(5, NEAR - 4)))
        for day in planted
        for side in (-1, 1)
    ]
    rest = count - len(near)
    far = [
        move_to_midweek(
            scenario.first + timedelta(days=3 + (length - 12) * n // max(1, rest) + dice.between(0, 6))
        )
        for n in range(rest)
    ]
    taken = set(planted)
    free: list[date] = []
    for day in sorted(near + far):
        while day in taken:
            day += timedelta(days=1)  # noqa: PLW2901 - the day moves until it is free
        taken.add(day)
        free.append(day)
    return free
