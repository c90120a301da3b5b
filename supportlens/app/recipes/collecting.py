"""Collects the settings and corrections of a study into a recipe."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from supportlens.app.analysis.concluding import recut
from supportlens.app.statements.carrying_over import collect_statements
from supportlens.domain import (
    Assigned,
    CausesMerged,
    Derived,
    Moved,
    MovedByWords,
    Recipe,
    Renamed,
    SymptomMark,
    SymptomsMerged,
    SymptomSplit,
    fold,
    hash_text,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supportlens.domain import Amendment, Study, Symptom

MOST_TEXTS = 40
"""Texts of a symptom by which it is recognised, the most frequent first.

Judgement: enough to find it in a log that shares texts; of others its words decide.
"""
LEAST_LETTERS = 4
"""Letters from which a word identifies a symptom. Judgement: shorter ones are articles and pronouns."""


def collect_recipe(study: Study) -> Recipe:
    """Return what a person set and corrected in a study, with what identifies the symptoms spoken of."""
    statements = collect_statements(study)
    wanted = {each for said in study.corrections for each in list_symptoms_of(said)} | {
        each for one in statements for each in one.symptoms
    }
    marks = _mark_symptoms(study, wanted)
    kinds = {group.id: group.kind.value for group in study.apart}
    rules = study.playbook.plan_rules
    return Recipe(
        marks,
        tuple(one for one in study.corrections if marks.keys() >= {*list_symptoms_of(one)}),
        statements,
        study.level / study.default_level if study.level and study.default_level else 1.0,
        tuple(sorted({kinds.get(each, each.split(":")[0]) for each in study.screening.counted})),
        study.playbook.definitions,
        rules,
    )


def list_symptoms_of(said: Amendment) -> tuple[str, ...]:
    """Return the ids of all symptoms that a correction speaks of."""
    if isinstance(said, Renamed | Moved | MovedByWords | SymptomSplit):
        return (said.symptom_id,)
    if isinstance(said, SymptomsMerged):
        return (said.symptom_id, said.into)
    if isinstance(said, CausesMerged):
        return (*said.cause.symptoms, *said.into.symptoms)
    return (*said.symptoms, *said.cause.symptoms, *(said.into.symptoms if said.into else ()))


def find_words(symptom: Symptom) -> set[str]:
    """Return the words by which a symptom is recognised."""
    written = [*symptom.features.words, *(text for _, text in symptom.name.items())]
    return {word for text in written for word in fold(text).split() if len(word) >= LEAST_LETTERS}


def hash_texts(study: Study) -> dict[str, Counter[str]]:
    """Return the tickets of each text, by its hash, for each symptom."""
    found: dict[str, Counter[str]] = {}
    texts, given = study.tickets.frame[Derived.TEXT], study.assignment[Assigned.SYMPTOM]
    for text, symptom_id in zip(texts, given, strict=True):
        if symptom_id:
            found.setdefault(symptom_id, Counter())[hash_text(text)] += 1
    return found


def _mark_symptoms(study: Study, wanted: Iterable[str]) -> dict[str, SymptomMark]:
    """Return what identifies symptoms as they were before the corrections, or are since."""
    ids = set(wanted)
    if not study.corrections or study.stage_results is None:
        return _mark(study, ids)
    return {**_mark(study, ids), **_mark(recut(replace(study, corrections=()), study.level), ids)}


def _mark(study: Study, ids: set[str]) -> dict[str, SymptomMark]:
    hashes = hash_texts(study)
    return {
        one.id: SymptomMark(
            one.name,
            tuple(sorted(find_words(one))),
            tuple(each for each, _ in sorted(hashes[one.id].items(), key=lambda item: (-item[1], item[0])))[
                :MOST_TEXTS
            ],
        )
        for one in study.symptoms
        if one.id in ids and one.id in hashes
    }
