"""Plans training actions for causes."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from supportlens.domain import ActionType, Assigned, Field, Stage, TrainingAction, silent
from supportlens.training.audience import count_trainees, group_audience
from supportlens.training.syllabus import build_syllabus, count_usage

if TYPE_CHECKING:
    import pandas as pd

    from supportlens.domain import Attribution, Cause, Progress, Tickets, Verdict
    from supportlens.training.syllabus import WordUsage

MAX_ACTIONS = 5
"""Maximum actions of a plan.

Judgement: as many as a team can carry out at a time.
"""
UNTEACHABLE_SHARE = 0.2
"""Share of the tickets that training cannot prevent.

Judgement: there are always new users; smaller promises more than training achieves.
"""
DAYS_A_WEEK = 7


def plan_training(
    tickets: Tickets, attribution: Attribution, verdict: Verdict, progress: Progress = silent
) -> tuple[TrainingAction, ...]:
    """Plan an action for the verdict's cause and for every other cause that training can reduce.

    The verdict's cause comes first, whatever its kind; then knowledge gaps and treatment in the order of
    `attribution.causes`; five at most.
    """
    chosen = _choose_causes(attribution.causes, verdict)
    usage = count_usage(tickets)
    actions = []
    for number, cause in enumerate(chosen):
        progress(Stage.PLAN, number / len(chosen))
        actions.append(_plan_action(f"A{number + 1}", cause, tickets, attribution, usage))
    progress(Stage.PLAN, 1.0)
    return tuple(actions)


def _choose_causes(causes: tuple[Cause, ...], verdict: Verdict) -> list[Cause]:
    first = [cause for cause in causes if cause.id == verdict.cause_id]
    others = [cause for cause in causes if cause.action.is_training and cause not in first]
    return (first + others)[:MAX_ACTIONS]


def _plan_action(
    action_id: str, cause: Cause, tickets: Tickets, attribution: Attribution, usage: WordUsage
) -> TrainingAction:
    assignment = attribution.assignment
    inside = tickets.frame[assignment[Assigned.CAUSE].eq(cause.id)]
    service = cause.action is ActionType.COACH_SERVICE
    syllabus = build_syllabus(cause, attribution.symptoms, inside, assignment[Assigned.SYMPTOM], usage)
    now = _measure_weekly(cause, tickets, inside)
    return TrainingAction(
        id=action_id,
        cause_id=cause.id,
        type=cause.action,
        family="service" if service else "users",
        people=count_trainees(inside, service=service),
        audience=group_audience(inside, service=service),
        product=next((claim.value for claim in cause.scope if claim.field == Field.PRODUCT), ""),
        change=cause.change.change.name if cause.change else "",
        minutes=5 * math.ceil(sum(topic.minutes for topic in syllabus) / 5),
        syllabus=syllabus,
        weekly_now=now,
        weekly_target=_set_target(cause, now),
    )


def _measure_weekly(cause: Cause, tickets: Tickets, inside: pd.DataFrame) -> float:
    """Return the tickets per week that an action can still reduce: the level since the onset.

    0 for a spike that is over and for a log without dates; without an onset, the mean of the log.
    """
    first, last = tickets.first_date, tickets.last_date
    if first is None or last is None or (cause.onset is not None and cause.onset.end is not None):
        return 0.0
    if cause.onset is not None:
        return cause.onset.after_per_week
    return len(inside) / max(((last - first).days + 1) / DAYS_A_WEEK, 1.0)


def _set_target(cause: Cause, now: float) -> float:
    """Return the level before the onset or a fifth of today's, the larger, and at most today's."""
    before = cause.onset.before_per_week if cause.onset else 0.0
    return min(now, max(before, UNTEACHABLE_SHARE * now))
