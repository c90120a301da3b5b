"""Turns causes into training actions."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from supportlens.domain import ActionType, Assigned, Field, Stage, TrainingAction, silent
from supportlens.training.audience import audience_of, people_in
from supportlens.training.syllabus import syllabus_of, usage_of

if TYPE_CHECKING:
    import pandas as pd

    from supportlens.domain import Attribution, Cause, Progress, Tickets, Verdict
    from supportlens.training.syllabus import Usage

MOST = 5
"""Actions that a team can carry out at a time."""
REST = 0.2
"""Share of the tickets that no training takes away."""
DAYS_A_WEEK = 7


def prepare(
    tickets: Tickets, attribution: Attribution, verdict: Verdict, progress: Progress = silent
) -> tuple[TrainingAction, ...]:
    """Plan an action for the verdict's cause and for every other cause that teaching can bring down.

    The verdict's cause comes first, whatever its kind; then knowledge gaps and treatment in the
    order of `attribution.causes`; five at most.
    """
    chosen = _chosen(attribution.causes, verdict)
    usage = usage_of(tickets)
    actions = []
    for number, cause in enumerate(chosen):
        progress(Stage.PLAN, number / len(chosen))
        actions.append(_action(f"A{number + 1}", cause, tickets, attribution, usage))
    progress(Stage.PLAN, 1.0)
    return tuple(actions)


def _chosen(causes: tuple[Cause, ...], verdict: Verdict) -> list[Cause]:
    first = [cause for cause in causes if cause.id == verdict.cause_id]
    others = [cause for cause in causes if cause.action.is_training and cause not in first]
    return (first + others)[:MOST]


def _action(
    action_id: str, cause: Cause, tickets: Tickets, attribution: Attribution, usage: Usage
) -> TrainingAction:
    assignment = attribution.assignment
    inside = tickets.frame[assignment[Assigned.CAUSE].eq(cause.id)]
    service = cause.action is ActionType.COACH_SERVICE
    syllabus = syllabus_of(cause, attribution.symptoms, inside, assignment[Assigned.SYMPTOM], usage)
    now = _weekly(cause, tickets, inside)
    return TrainingAction(
        id=action_id,
        cause_id=cause.id,
        type=cause.action,
        family="service" if service else "users",
        people=people_in(inside, service=service),
        audience=audience_of(inside, service=service),
        product=next((claim.value for claim in cause.scope if claim.field == Field.PRODUCT), ""),
        change=cause.change.change.name if cause.change else "",
        minutes=5 * math.ceil(sum(topic.minutes for topic in syllabus) / 5),
        syllabus=syllabus,
        weekly_now=now,
        weekly_target=_target(cause, now),
    )


def _weekly(cause: Cause, tickets: Tickets, inside: pd.DataFrame) -> float:
    """Return the tickets a week that an action can still bring down: the level since the onset.

    Nought for a spike that is over and for a log without dates; without an onset, the mean of the log.
    """
    first, last = tickets.first_date, tickets.last_date
    if first is None or last is None or (cause.onset is not None and cause.onset.end is not None):
        return 0.0
    if cause.onset is not None:
        return cause.onset.after_per_week
    return len(inside) / max(((last - first).days + 1) / DAYS_A_WEEK, 1.0)


def _target(cause: Cause, now: float) -> float:
    """Return the level before the onset or a fifth of today's, the larger, and never more than today's."""
    before = cause.onset.before_per_week if cause.onset else 0.0
    return min(now, max(before, REST * now))
