"""Which cause of a study continues a cause of an earlier one."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from supportlens.domain import trace_ancestors

if TYPE_CHECKING:
    from supportlens.domain import Cause, CauseStatement, Study


def lasting_identity(study: Study, cause_id: str) -> str:
    """Return the identity of a cause across months, "" if the study does not have it."""
    from supportlens import causes  # noqa: PLC0415 - slow: needs pandas

    cause = study.cause(cause_id)
    return causes.record_correction(with_program_name(study, cause), cause.kind).cause if cause else ""


def with_program_name(study: Study, cause: Cause) -> Cause:
    """Return a cause with its generated name."""
    program_names = {one.cause_id: one.told for one in study.given_names}
    return replace(cause, name=program_names.get(cause.id, cause.name))


def find_successor(said: CauseStatement, study: Study) -> str:
    """Return the cause that continues the cause of a statement, "" if none does."""
    shared: Counter[str] = Counter()
    for cause in study.causes:
        if not _is_elsewhere(said, cause):
            shared[cause.id] = sum(
                symptom.tickets
                for symptom in map(study.symptom, cause.symptoms)
                if symptom is not None and any(_is_same_symptom(symptom.id, each) for each in said.symptoms)
            )
    first = min(shared, key=lambda each: (-shared[each], each), default="")
    if first and shared[first]:
        return first
    return next(
        (cause.id for cause in study.causes if lasting_identity(study, cause.id) == said.known_as), ""
    )


def _is_same_symptom(one: str, other: str) -> bool:
    """Return whether two ids mean the same symptom, or one is part of the other."""
    return one in trace_ancestors(other) or other in trace_ancestors(one)


def _is_elsewhere(said: CauseStatement, cause: Cause) -> bool:
    """Return whether a cause has another value than the earlier one in the field that locates it."""
    if said.place is None or cause.place is None:
        return False
    field, value = said.place
    claimed = {claim.value for claim in cause.scope if claim.field == field}
    return bool(claimed) and value not in claimed
