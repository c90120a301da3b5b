"""What would come of a correction: a first count of it, and how the plan of the study it makes differs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from supportlens.domain import Assigned, Factor, PlanChange, ShareChange

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supportlens.domain import Cause, Name, Study


def foresee_placing(
    study: Study, symptoms: Iterable[str], cause_id: str, into: str | None
) -> tuple[ShareChange, ...]:
    """Return what moving symptoms from a cause to another, or to one of their own, does to both."""
    inside = study.assignment[Assigned.CAUSE].eq(cause_id)
    moved = int((inside & study.assignment[Assigned.SYMPTOM].isin(set(symptoms))).sum())
    return _moved(study, cause_id, into, moved)


def foresee_merging(study: Study, cause_id: str, into: str) -> tuple[ShareChange, ...]:
    """Return what merging a cause with another does to the other."""
    cause = study.cause(cause_id)
    changes = _moved(study, cause_id, into, cause.tickets if cause else 0)
    return tuple(change for change in changes if change.after)


def _moved(study: Study, cause_id: str, into: str | None, moved: int) -> tuple[ShareChange, ...]:
    total, found = len(study.tickets), []
    source, target = study.cause(cause_id), study.cause(into)
    if source is not None:
        found.append(ShareChange(source.name, source.tickets, source.tickets - moved, total, cause_id))
    before = target.tickets if target else 0
    found.append(ShareChange(target.name if target else None, before, before + moved, total, into))
    return tuple(found)


def recount(study: Study, changes: Iterable[ShareChange]) -> Study:
    """Return the study with its causes and its verdict at a first count after a correction.

    Shares are exact. What a cause has in excess is taken to change as its tickets do, and by it the first
    cause is chosen; places, starts, changes and kinds stay as they are until they are computed.
    """
    changed = {one.cause_id: one for one in changes if one.cause_id is not None}
    counted = [_count_again(cause, changed.get(cause.id)) for cause in study.causes]
    left = _rank_again([cause for cause in counted if cause.tickets])
    return replace(study, causes=left, verdict=replace(study.verdict, cause_id=_find_first(study, left)))


def _count_again(cause: Cause, change: ShareChange | None) -> Cause:
    """Return a cause with the tickets of a change; one that keeps too few of its excess has no rise left."""
    from supportlens import causes  # noqa: PLC0415 - needs pandas

    if change is None:
        return cause
    excess = cause.excess * change.after / max(1, change.before)
    return replace(
        cause,
        tickets=change.after,
        share=change.after / max(1, change.total),
        excess=excess,
        onset=cause.onset if excess >= causes.MIN_EXCESS_TICKETS else None,
    )


def _rank_again(causes: list[Cause]) -> tuple[Cause, ...]:
    """Return the causes in the order of their priority, of which only the part of the excess is new."""
    most = max((cause.excess for cause in causes), default=0.0)

    def weigh(cause: Cause) -> tuple[bool, bool, float]:
        if cause.priority is None:
            return cause.dismissed, cause.onset is None, 0.0
        value = cause.excess / most if most else 0.0
        parts = tuple(
            replace(part, value=value, figure=cause.excess) if part.factor is Factor.EXCESS else part
            for part in cause.priority.parts
        )
        score = replace(cause.priority, parts=parts).score if cause.onset is not None else 0.0
        return cause.dismissed, cause.onset is None, -round(score, 9)

    return tuple(sorted(causes, key=weigh))


def _find_first(study: Study, causes: tuple[Cause, ...]) -> str | None:
    """Return the cause of the verdict: the first that rose, in a log without dates the one that was it."""
    before = study.main_cause
    if before is None:
        return None
    if before.onset is None:
        return before.id if any(cause.id == before.id for cause in causes) else None
    return next((cause.id for cause in causes if cause.onset is not None and not cause.dismissed), None)


def compare_plans(before: Study, after: Study) -> PlanChange:
    """Return how the plan of a corrected study differs; a cause keeps its id through a correction."""
    had, has = _planned(before), _planned(after)
    return PlanChange(
        len(after.plan),
        tuple(name for cause_id, name in has.items() if cause_id not in had),
        tuple(name for cause_id, name in had.items() if cause_id not in has),
    )


def _planned(study: Study) -> dict[str, Name]:
    causes = {action.cause_id: study.cause(action.cause_id) for action in study.plan}
    return {cause_id: cause.name for cause_id, cause in causes.items() if cause is not None}
