"""Applies edits of causes by a person: two as one, symptoms in another cause or in one of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.app.analysis.symptom_edits import apply_corrections
from supportlens.app.statements.carrying_over import know_cause
from supportlens.domain import CausesMerged, SymptomsPlaced, silent

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supportlens.domain import Progress, Study


def merge_causes(study: Study, cause_id: str, into: str, *, progress: Progress = silent) -> Study:
    """Return the study with two causes as one, which keeps the id and the name of `into`.

    Place, start, kind, change and the rest are computed anew from the tickets of both. Raises `KeyError`
    for a cause that is not in the study, or the same one twice.
    """
    for each in (cause_id, into):
        if study.cause(each) is None or cause_id == into:
            raise KeyError(each)
    said = CausesMerged(know_cause(study, cause_id), know_cause(study, into))
    return apply_corrections(study, [said], progress)


def place_symptoms(
    study: Study,
    symptom_ids: Iterable[str],
    cause_id: str,
    into: str | None,
    *,
    progress: Progress = silent,
) -> Study:
    """Return the study with symptoms moved from one cause to another, or, without `into`, to a new one.

    Raises `KeyError` for a cause or symptom that is not in the study, and if nothing would be left of a cause
    that is only to be split.
    """
    wanted = tuple(symptom_ids)
    cause = study.cause(cause_id)
    if cause is None or cause_id == into:
        raise KeyError(cause_id)
    if into is not None and study.cause(into) is None:
        raise KeyError(into)
    if unknown := [each for each in wanted if study.symptom(each) is None]:
        raise KeyError(unknown[0])
    if into is None and set(cause.symptoms) <= set(wanted):
        raise KeyError(cause_id)
    said = SymptomsPlaced(
        wanted, know_cause(study, cause_id), know_cause(study, into) if into is not None else None
    )
    return apply_corrections(study, [said], progress)
