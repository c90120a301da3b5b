"""Whether a situation is named: in what the desk changed, in the groups set apart, in the general rise.

What the program does not have yet is read as empty, so that the benchmark says "not named".
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sample_logs.planted import Situation

if TYPE_CHECKING:
    from sample_logs.planted import PlantedSituation
    from supportlens.domain import Study

NEAR_DAYS = 7
FAR_DAYS = 14
"""Days by which the day of an export of open tickets may be missed: what is open thins out slowly."""
EXCESS = 0.3
"""The part by which the excess of a general rise may be missed."""
FOUND, CLEAN = 0.8, 0.9
"""The least part of a group that is set apart, and the least part of what is set apart that belongs to it."""

APART = {
    Situation.SPAM_FLOOD: "spam",
    Situation.AUTO_REPLIES: "automatic",
    Situation.TESTER: "test",
    Situation.MACHINE_ALERTS: "machine",
    Situation.HEAVY_REQUESTER: "one_person",
}
RISES = (Situation.REDESIGN, Situation.OUTAGE_IN_MANY_WORDS)
KINDS = {
    Situation.NEW_BRANCH: ("new",),
    Situation.NEW_CUSTOMER: ("new",),
    Situation.NEW_CHANNEL: ("new",),
    Situation.NEW_LANGUAGE: ("new", "language"),
    Situation.NEW_APPLICATION: ("new",),
    Situation.CATEGORY_RENAMED: ("renam",),
    Situation.TEAM_RENAMED: ("renam",),
    Situation.STATUS_RENAMED: ("renam",),
    Situation.APPLICATION_RENAMED: ("renam",),
    Situation.MACRO: ("macro", "form", "text"),
    Situation.FORM: ("macro", "form", "text"),
    Situation.MIGRATION_DAY: ("migrat", "import", "edit"),
    Situation.DATES_EDITED: ("migrat", "import", "edit"),
    Situation.OPEN_ONLY: ("open",),
    Situation.MISSING_MONTH: ("missing", "gap"),
    Situation.NUMBERS_RESTART: ("number",),
}
"""Words of which a desk change's kind holds one; an import and a bulk edit leave the same trace."""
UNDATED = (Situation.NUMBERS_RESTART,)


def is_named(study: Study, situation: PlantedSituation) -> bool:
    """Return whether the study names what happened at the desk, and on the right day."""
    what = Situation(situation.what)
    if what in APART:
        return any(_is_group(kind, ids, situation) for kind, ids in apart_groups(study))
    if what in RISES and _is_general(general_rise(study), situation):
        return True
    if what is Situation.OUTAGE_IN_MANY_WORDS:
        return any(_is_whole_day(cause, situation) for cause in getattr(study, "causes", ()))
    if what in RISES:
        return False
    return any(_is_change(change, situation) for change in desk_changes(study))


def desk_changes(study: Study) -> tuple[Any, ...]:
    """Return what changed at the desk."""
    return tuple(getattr(study, "desk_changes", ()))


def general_rise(study: Study) -> Any:
    """Return the general rise, None without one."""
    return getattr(study.verdict, "general", None)


def apart_groups(study: Study) -> list[tuple[str, set[str]]]:
    """Return the groups that are nobody's request, each as its kind and its tickets' ids."""
    return [
        (
            str(group.kind),
            {str(key) for key in getattr(group, "ticket_ids", None) or getattr(group, "ids", ())},
        )
        for group in getattr(study, "apart", ())
    ]


def what_is_said(study: Study) -> str:
    """Return the desk's changes, the groups and the general rise as one line."""
    told = [
        f"{change.kind} {change.field} {change.day} {change.before!r}>{change.after!r}"
        for change in desk_changes(study)
    ]
    told += [f"apart {kind} {len(ids)}" for kind, ids in apart_groups(study)]
    if (general := general_rise(study)) is not None:
        told.append(f"general {_day(general.onset)} +{general.excess:.0f}")
    return "; ".join(told) or "nothing of the desk"


def _is_group(kind: str, ids: set[str], situation: PlantedSituation) -> bool:
    wanted = set(situation.ids)
    both = len(ids & wanted)
    return (
        kind == APART[Situation(situation.what)] and both >= FOUND * len(wanted) and both >= CLEAN * len(ids)
    )


def _is_general(general: Any, situation: PlantedSituation) -> bool:
    if general is None:
        return False
    near = _is_near(general.onset, situation, NEAR_DAYS)
    return near and abs(general.excess - situation.excess) <= EXCESS * situation.excess


def _is_whole_day(cause: Any, situation: PlantedSituation) -> bool:
    """Return whether a cause is that day alone, with most of its excess."""
    onset = cause.onset
    if onset is None or onset.end is None or not _is_near(onset, situation, 1):
        return False
    return bool((onset.end - onset.day).days <= 1 and cause.excess >= FOUND * situation.excess)


def _is_change(change: Any, situation: PlantedSituation) -> bool:
    what = Situation(situation.what)
    if not any(word in str(change.kind).lower() for word in KINDS[what]):
        return False
    if what not in UNDATED and not _is_near(
        change.day, situation, FAR_DAYS if what is Situation.OPEN_ONLY else NEAR_DAYS
    ):
        return False
    if KINDS[what] != ("new",) and KINDS[what] != ("renam",):
        return True
    return situation.after.casefold() in {str(change.before).casefold(), str(change.after).casefold()}


def _is_near(told: Any, situation: PlantedSituation, days: int) -> bool:
    day = _day(told)
    return day is not None and abs((day - situation.day).days) <= days


def _day(told: Any) -> date | None:
    """Return the day of a date, a moment or an onset."""
    day = getattr(told, "day", None) if not isinstance(told, date) else told
    if isinstance(day, datetime):
        return day.date()
    return day if isinstance(day, date) else None
