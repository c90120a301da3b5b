"""Collects the data with which the next study recognises the symptoms of this one."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain import (
    Assigned,
    Derived,
    EarlierStudy,
    KnownSymptom,
    Moved,
    MovedByWords,
    Representative,
    SymptomsMerged,
    hash_text,
    trace_ancestors,
)
from supportlens.symptoms.tree.centroids import Centroids

if TYPE_CHECKING:
    import numpy.typing as npt

    from supportlens.domain import Amendment, StageResults, Study

    Rows = npt.NDArray[np.int64]

REPRESENTATIVES = 60
"""Representative texts of a symptom: the nearest to the centroid, the farthest, and evenly between.

Judgement: enough for a centroid and its width; more enlarge the project file and change little.
"""


def remember_symptoms(study: Study, stage_results: StageResults) -> EarlierStudy:
    """Return the symptoms, texts and corrections known from a study and the earlier ones.

    A known symptom without tickets in the study keeps its representatives. One that the study splits or joins
    is succeeded by an heir: the symptom with most of its tickets.
    """
    earlier = stage_results.known
    found = _summarise_symptoms(study, stage_results)
    here = {one.id for one in found}
    heirs = _find_heirs(study, stage_results, here)
    gone = [
        KnownSymptom(one.id, one.name, 0, one.representatives)
        for one in (earlier.symptoms if earlier else ())
        if one.id not in here and one.id not in heirs
    ]
    before = earlier.placed.items() if earlier else ()
    frame = study.tickets.frame
    assigned = zip(frame[Derived.TEXT], study.assignment[Assigned.SYMPTOM], strict=True)
    return EarlierStudy(
        symptoms=(*found, *gone),
        placed={
            **{key: heirs.get(symptom_id, symptom_id) for key, symptom_id in before},
            **_choose_most_frequent(assigned),
        },
        next_number=max(
            [
                earlier.next_number if earlier else 1,
                *(_read_number(symptom_id) + 1 for symptom_id in (*here, *heirs)),
            ]
        ),
        tickets=int(frame[Derived.INFORMATIVE].sum()),
        first=study.tickets.first_date,
        last=study.tickets.last_date,
        encoder=study.engine.encoder,
        corrections=tuple(_redirect(one, heirs) for one in study.corrections),
    )


def _redirect(correction: Amendment, heirs: dict[str, str]) -> Amendment:
    """Return a correction with its target replaced by the heir, if the symptom has one."""
    if isinstance(correction, Moved | MovedByWords):
        return replace(correction, symptom_id=heirs.get(correction.symptom_id, correction.symptom_id))
    if isinstance(correction, SymptomsMerged):
        return replace(correction, into=heirs.get(correction.into, correction.into))
    return correction


def _find_heirs(study: Study, stage_results: StageResults, here: set[str]) -> dict[str, str]:
    """Return the heir of each block that is not a symptom of the study."""
    leaves, given = stage_results.leaves, study.assignment[Assigned.SYMPTOM].tolist()
    tally: dict[str, Counter[str]] = {}
    for code, symptom_id in zip(stage_results.vectors.codes.tolist(), given, strict=True):
        leaf = int(leaves.labels[code]) if code >= 0 else -1
        if leaf >= 0 and symptom_id and leaves.blocks and leaves.blocks[leaf] not in here:
            tally.setdefault(leaves.blocks[leaf], Counter())[symptom_id] += 1
    return {block: min(votes, key=lambda one: (-votes[one], one)) for block, votes in tally.items()}


def _choose_most_frequent(assigned: zip[tuple[str, str]]) -> dict[str, str]:
    """Return the id of the most frequent symptom of each text."""
    votes = Counter((hash_text(text), symptom) for text, symptom in assigned if symptom)
    chosen: dict[str, tuple[int, str]] = {}
    for (key, symptom), count in votes.items():  # sorting a hundred thousand would keep the interpreter
        chosen[key] = max(chosen.get(key, (0, "")), (count, symptom))
    return {key: symptom for key, (_, symptom) in chosen.items()}


def _read_number(symptom_id: str) -> int:
    """Return the number of an id or of the id it derives from."""
    found = re.search(r"\d+", trace_ancestors(symptom_id)[-1])
    return int(found.group()) if found else 0


def _summarise_symptoms(study: Study, stage_results: StageResults) -> list[KnownSymptom]:
    vectors, cleaned = stage_results.vectors, stage_results.cleaned
    place = {symptom.id: number for number, symptom in enumerate(study.symptoms)}
    given = study.assignment[Assigned.SYMPTOM].tolist()
    labels = np.full(len(vectors.texts), -1, dtype=np.int64)
    language_of: dict[int, str] = {}
    for code, symptom_id, language in zip(vectors.codes.tolist(), given, cleaned.languages, strict=True):
        if code >= 0 and symptom_id:
            labels[code] = place[symptom_id]
            language_of.setdefault(code, language)
    if labels.max(initial=-1) < 0:
        return []
    own = Centroids.of(labels, vectors).cosines_to_own(vectors, labels)
    return [
        KnownSymptom(
            symptom.id,
            symptom.name,
            symptom.tickets,
            tuple(
                Representative(vectors.texts[row], language_of[row])
                for row in _choose_representatives(labels, own, number)
            ),
        )
        for number, symptom in enumerate(study.symptoms)
    ]


def _choose_representatives(labels: Rows, own: npt.NDArray[np.float32], symptom: int) -> list[int]:
    """Choose the representative rows of a symptom: evenly by rank of closeness to its centroid."""
    rows = np.flatnonzero(labels == symptom)
    ranked = rows[np.lexsort((rows, -own[rows]))]
    places = np.unique(np.linspace(0, len(ranked) - 1, min(REPRESENTATIVES, len(ranked))).round().astype(int))
    return [int(row) for row in ranked[places]]
