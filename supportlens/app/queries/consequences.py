"""What would come of a correction: the shares from the counts at once, the rest from the study it makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import Assigned, PlanChange, ShareChange

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supportlens.domain import Name, Study


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
        found.append(ShareChange(source.name, source.tickets, source.tickets - moved, total))
    before = target.tickets if target else 0
    found.append(ShareChange(target.name if target else None, before, before + moved, total))
    return tuple(found)


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
