"""Applies edits by a person: another name for a symptom, another symptom for a ticket."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from supportlens.app.analysis.analysing import recut
from supportlens.app.statements.answering import conclude_again
from supportlens.domain import Assigned, Derived, Field, Moved, Name, Renamed, hash_text, silent

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supportlens.domain import Amendment, Cause, Progress, StageResults, Study, Symptom


def rename_symptom(study: Study, symptom_id: str, name: Name) -> Study:
    """Return the study with another name for a symptom, which every later study keeps.

    Causes named after it (with or without a place) and the topics of the plan change with it; the
    result is the same as after a new cut of the tree, but faster. Raises `KeyError` for a symptom
    that is not in the study.
    """
    symptom = study.symptom(symptom_id)
    if symptom is None:
        raise KeyError(symptom_id)
    symptoms = tuple(replace(one, name=name) if one is symptom else one for one in study.symptoms)
    went_on = study.continuation
    if went_on is not None:
        trends = (replace(one, name=name) if one.symptom_id == symptom_id else one for one in went_on.trends)
        went_on = replace(went_on, trends=tuple(trends))
    renamed = replace(
        study,
        symptoms=symptoms,
        causes=tuple(_rename_in_cause(cause, symptom, name) for cause in study.causes),
        given_names=tuple(
            replace(one, told=_name_after_renaming(cause, one.told, symptom, name))
            for one in study.given_names
            if (cause := study.cause(one.cause_id)) is not None
        ),
        continuation=went_on,
        corrections=(*study.corrections, Renamed(symptom_id, name)),
        stage_results=_settle_ids(study, study.stage_results) if study.stage_results else None,
    )
    return conclude_again(renamed)


def _rename_in_cause(cause: Cause, symptom: Symptom, name: Name) -> Cause:
    plain = _rename_in_cause(cause.unanswered, symptom, name) if cause.unanswered else None
    return replace(cause, name=_name_after_renaming(cause, cause.name, symptom, name), unanswered=plain)


def _name_after_renaming(cause: Cause, called: Name, symptom: Symptom, name: Name) -> Name:
    """Return the name of a cause after a symptom is renamed; it changes if the cause is named after it."""
    from supportlens import causes  # noqa: PLC0415 - needs pandas

    lends = cause.symptoms == (symptom.id,)
    was, now = (causes.name_cause(each, cause.scope) for each in (symptom.name, name))
    return now if lends and called == was else called


def move_tickets(
    study: Study, ticket_ids: Iterable[str], symptom_id: str, *, progress: Progress = silent
) -> Study:
    """Return the study with tickets, and every ticket of the same text, put into a symptom.

    Causes, verdict, moments and plan are computed anew. Raises `KeyError` for a ticket or a symptom
    that is not in the study.
    """
    if study.symptom(symptom_id) is None:
        raise KeyError(symptom_id)
    frame, wanted = study.tickets.frame, tuple(ticket_ids)
    ids = frame[Field.TICKET_ID.value]
    first = frame[ids.isin(wanted) & ~ids.duplicated()]
    texts = dict(zip(first[Field.TICKET_ID.value], first[Derived.TEXT], strict=True))
    moved = [Moved(each, hash_text(texts[each]), symptom_id) for each in wanted]
    return _apply_corrections(study, moved, progress)


def _apply_corrections(study: Study, mended: Iterable[Amendment], progress: Progress) -> Study:
    """Record corrections and apply them; a study without workings only records them."""
    corrections = (*study.corrections, *mended)
    if study.stage_results is None:
        return replace(study, corrections=corrections)
    stage_results = _settle_ids(study, study.stage_results)
    return recut(
        replace(study, corrections=corrections, stage_results=stage_results), study.level, progress=progress
    )


def _settle_ids(study: Study, stage_results: StageResults) -> StageResults:
    """Fix the ids of the symptoms, so that they keep their meaning at every later cut."""
    leaves = stage_results.leaves
    if leaves.blocks:
        return stage_results
    tally = [Counter[str]() for _ in range(leaves.tree.leaves)]
    ids = study.assignment[Assigned.SYMPTOM].tolist()
    for code, each in zip(stage_results.vectors.codes.tolist(), ids, strict=True):
        if code >= 0 and leaves.labels[code] >= 0:
            tally[leaves.labels[code]][each] += 1
    blocks = tuple(votes.most_common(1)[0][0] for votes in tally)
    return replace(stage_results, leaves=replace(leaves, blocks=blocks))
