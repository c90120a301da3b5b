"""Versions of applications: the first of each, those that follow, and which one was in use on a day."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

FIRST_VERSIONS = {
    "atlas": (5, 1),
    "compass": (3, 4),
    "conduit": (8, 0),
    "beacon": (2, 7),
    "payroll": (11, 2),
    "mail": (16, 3),
}
"""The versions on the first day; what is missing here has none."""


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

    def settle(self, day: date, app: str, version: str) -> Versions:
        """Return the versions in which the application has that one from the day to the end."""
        earlier = [update for update in self._updates if update[1] != app or update[0] < day]
        return Versions([*earlier, (day, app, version)])


def next_major(app: str) -> str:
    """Return the first version of the next generation."""
    return f"{FIRST_VERSIONS[app][0] + 1}.0"


def next_version(app: str, step: int) -> str:
    """Return the version that follows the first one after `step` updates."""
    major, minor = FIRST_VERSIONS[app]
    return f"{major}.{minor + step}"
