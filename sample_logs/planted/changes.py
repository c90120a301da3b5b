"""The change calendar: what happened on which day, and the versions that follow from it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sample_logs.planted.phrasing import phrases
from sample_logs.planted.timeline import working_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sample_logs.planted.causes import Plan
    from sample_logs.planted.drawing import Dice
    from sample_logs.planted.scenario import Scenario

CHANGES = 12
NEAR = 19
"""The two changes nearest to a planted one lie within so many days of it."""

FIRST_VERSIONS = {
    "atlas": (5, 1),
    "compass": (3, 4),
    "conduit": (8, 0),
    "beacon": (2, 7),
    "payroll": (11, 2),
    "mail": (16, 3),
}
"""The versions on the first day; what is missing here has none."""


@dataclass(frozen=True, slots=True)
class Change:
    """Something that happened on a day; `app` is the application's name or empty."""

    day: date
    name: str
    app: str
    type: str


class Versions:
    """Which version each application had on each day."""

    def __init__(self, updates: Sequence[tuple[date, str, str]]) -> None:
        self._updates = sorted(updates)

    def on(self, app: str, day: date) -> str:
        """Return the version of the application with that key, empty where it has none."""
        if app not in FIRST_VERSIONS:
            return ""
        major, minor = FIRST_VERSIONS[app]
        known = [(date.min, f"{major}.{minor}")] + [
            (since, version) for since, key, version in self._updates if key == app
        ]
        return known[bisect_right(known, (day, "~")) - 1][1]


def next_version(app: str, step: int) -> str:
    """Return the version that follows the first one after `step` updates."""
    major, minor = FIRST_VERSIONS[app]
    return f"{major}.{minor + step}"


def make_calendar(
    dice: Dice, scenario: Scenario, plans: Sequence[Plan], language: str
) -> tuple[tuple[Change, ...], Versions]:
    """Make twelve changes, the planted causes' own among them, and the versions they bring."""
    terms = phrases(language).terms
    changes = [plan.change for plan in plans]
    updates = [(plan.change.day, plan.app, plan.version) for plan in plans if plan.version]
    if scenario.trap:
        day = working_day(scenario.first + (scenario.last - scenario.first) / 2)
        version = next_version(scenario.trap, 1)
        updates.append((day, scenario.trap, version))
        changes.append(_update(terms, day, scenario.trap, version))
    taken = {plan.app for plan in plans if plan.app} | {scenario.trap} - {""}
    decoys = dice.shuffled(terms["decoys"])
    days = _decoy_days(dice, scenario, [change.day for change in changes], CHANGES - len(changes))
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


def _update(terms: dict[str, Any], day: date, app: str, version: str) -> Change:
    """Make the change by which everybody gets a new version."""
    pattern = terms["planted_changes"]["defect"]
    name = pattern["name"].format(app=terms["apps"][app], version=version, site="")
    return Change(day, name, terms["apps"][app], terms["change_types"][pattern["type"]])


def _decoy_days(dice: Dice, scenario: Scenario, planted: Sequence[date], count: int) -> list[date]:
    """Spread `count` days over the log, two of them near each planted change."""
    length = (scenario.last - scenario.first).days
    near = [
        working_day(day + timedelta(days=side * dice.between(5, NEAR - 4)))
        for day in planted
        for side in (-1, 1)
    ]
    rest = count - len(near)
    far = [
        working_day(
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
