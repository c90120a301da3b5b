"""Milestones: what happened during a log, as a timeline marks it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from supportlens.domain.languages import Name
from supportlens.domain.standing.readings import WEEK_DAYS

if TYPE_CHECKING:
    from supportlens.domain.study import Study


class MilestoneKind(StrEnum):
    """What happened on a day."""

    CHANGE = "change"
    """A change of the calendar, such as a release."""
    ACTION = "action"
    """An action that was taken, such as a training."""
    MOMENT = "moment"
    """A moment of truth that was put in force."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """A day on which something happened, and its name."""

    day: date
    kind: MilestoneKind
    name: str | Name
    """As a calendar or a person wrote it; of a moment, by language."""
    group: str = ""
    """The group that an action was for, "" if it was for everybody."""


def list_milestones(study: Study) -> tuple[Milestone, ...]:
    """Return the changes, the actions that were taken and the moments put in force, by day.

    A row of a calendar that is both a change and an action is one milestone, the action.
    """
    actions = [Milestone(one.start, MilestoneKind.ACTION, one.name, one.value) for one in study.taken]
    acted = {(one.day, one.name) for one in actions}
    changes = [
        Milestone(change.day, MilestoneKind.CHANGE, change.name)
        for change in study.calendar
        if (change.day, change.name) not in acted
    ]
    moments = [
        Milestone(step.day, MilestoneKind.MOMENT, moment.name)
        for moment in study.desk_moments.moments
        for step in [one for one in moment.life if one.state.in_force][:1]
    ]
    found = dict.fromkeys((*changes, *actions, *moments))
    return tuple(sorted(found, key=lambda one: (one.day, list(MilestoneKind).index(one.kind), str(one.name))))


def weekly_target(study: Study, cause_id: str) -> float | None:
    """Return the one target of a cause in tickets a week: its standing moment's, else its plan's.

    Once an action has settled the cause, the target is the one that was aimed at with it. None without any.
    """
    moment = study.desk_moments.of_cause(cause_id)
    if moment is not None and moment.target is not None and moment.target_of.is_read_from_tickets:
        return moment.target * WEEK_DAYS / moment.target_of.days
    action = next((one for one in study.plan if one.cause_id == cause_id), None)
    if action is not None:
        return action.weekly_target if action.weekly_now > 0 else None
    return next((line.target for line in study.untaught if line.cause_id == cause_id), None)
