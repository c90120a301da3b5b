"""Applies edits of symptoms by a person: other names, other symptoms for tickets, two as one, one as two."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from supportlens.app.analysis.concluding import recut
from supportlens.app.statements.answering import conclude_again
from supportlens.app.statements.carrying_over import know_cause
from supportlens.domain import (
    Assigned,
    Derived,
    Field,
    Moved,
    MovedByWords,
    Name,
    Renamed,
    SymptomsMerged,
    SymptomSplit,
    hash_text,
    silent,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supportlens.domain import Amendment, Cause, KnownCause, Progress, StageResults, Study, Symptom


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
    study: Study,
    ticket_ids: Iterable[str],
    symptom_id: str,
    *,
    words: tuple[str, ...] = (),
    progress: Progress = silent,
) -> Study:
    """Return the study with tickets, and every ticket of the same text, put into a symptom.

    With `words` it is a rule: all tickets with all of them belong to the symptom, also those to come.
    Causes, verdict, moments and plan are computed anew. Raises `KeyError` for a ticket or a symptom
    that is not in the study.
    """
    if study.symptom(symptom_id) is None:
        raise KeyError(symptom_id)
    frame, wanted = study.tickets.frame, tuple(ticket_ids)
    ids = frame[Field.TICKET_ID.value]
    first = frame[ids.isin(wanted) & ~ids.duplicated()]
    texts = dict(zip(first[Field.TICKET_ID.value], first[Derived.TEXT], strict=True))
    moved: list[Amendment] = [Moved(each, hash_text(texts[each]), symptom_id) for each in wanted]
    if words:
        moved.append(MovedByWords(words, symptom_id))
    return apply_corrections(study, moved, progress)


def merge_symptoms(study: Study, symptom_id: str, into: str, *, progress: Progress = silent) -> Study:
    """Return the study with all tickets of a symptom in another one, which keeps its id and its name.

    Causes, verdict, moments and plan are computed anew. Raises `KeyError` for a symptom that is not in the
    study, or the same one twice.
    """
    for each in (symptom_id, into):
        if study.symptom(each) is None or symptom_id == into:
            raise KeyError(each)
    return apply_corrections(study, [SymptomsMerged(symptom_id, into)], progress)


def split_symptom(study: Study, symptom_id: str, *, progress: Progress = silent) -> Study:
    """Return the study with a symptom split into two, where its tree parts: ``S3`` to ``S3.1`` and ``S3.2``.

    Causes, verdict, moments and plan are computed anew. Raises `KeyError` for a symptom that cannot be split.
    """
    if study.stage_results is not None and not can_split_symptom(study, symptom_id):
        raise KeyError(symptom_id)
    if study.symptom(symptom_id) is None:
        raise KeyError(symptom_id)
    return apply_corrections(study, [SymptomSplit(symptom_id)], progress)


def can_split_symptom(study: Study, symptom_id: str) -> bool:
    """Return whether a symptom has two parts that are large enough."""
    from supportlens import symptoms  # noqa: PLC0415 - needs SciPy

    found = study.stage_results
    if found is None or study.symptom(symptom_id) is None:
        return False
    labels = study.assignment[Assigned.SYMPTOM].eq(symptom_id).to_numpy(dtype=int) - 1
    return symptoms.can_split(labels, 0, found.vectors, found.leaves)


def apply_corrections(study: Study, mended: Iterable[Amendment], progress: Progress) -> Study:
    """Return the study with further corrections; a study without workings only records them.

    Ids of symptoms and causes stay. Raises `ProjectWithoutTexts` for tickets whose texts were left out.
    """
    study.tickets.require_texts()
    corrections = (*study.corrections, *mended)
    if study.stage_results is None:
        return replace(study, corrections=corrections)
    stage_results = _settle_ids(study, study.stage_results)
    return recut(
        replace(study, corrections=corrections, stage_results=stage_results),
        study.level,
        known_causes=know_causes(study),
        progress=progress,
    )


def know_causes(study: Study) -> tuple[KnownCause, ...]:
    """Return what identifies the causes of a study, and those before it that it does not have."""
    here = tuple(know_cause(study, cause.id) for cause in study.causes)
    known = study.stage_results.known if study.stage_results else None
    ids = {one.id for one in here}
    return (*here, *(one for one in (known.causes if known else ()) if one.id not in ids))


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
