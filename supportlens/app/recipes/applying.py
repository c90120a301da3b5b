"""Does a recipe on the tickets of another study, as far as they have what it speaks of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from supportlens.app.analysis.concluding import recut
from supportlens.app.analysis.symptom_edits import apply_corrections, can_split_symptom
from supportlens.app.projects.counting_apart import count_apart
from supportlens.app.recipes.collecting import find_words, hash_texts, list_symptoms_of
from supportlens.app.statements.answering import plan_again
from supportlens.app.statements.carrying_over import restore_statements
from supportlens.app.statements.coding_practice import apply_practice
from supportlens.domain import (
    CausesMerged,
    Derived,
    KnownCause,
    Moved,
    NotDone,
    SymptomsMerged,
    SymptomsPlaced,
    SymptomSplit,
    WhyNotDone,
    fold,
    hash_text,
    silent,
)

if TYPE_CHECKING:
    from pathlib import Path

    from supportlens.domain import (
        Amendment,
        CauseStatement,
        MovedByWords,
        Progress,
        Recipe,
        Renamed,
        Study,
        SymptomMark,
    )

SAME_WORDS = 0.5
"""Share of the words of two symptoms that both have, from which they are one.

Judgement: half; smaller takes symptoms for one that share an everyday word.
"""


@dataclass(frozen=True, slots=True)
class DoneRecipe:
    """A study on which a recipe was done, how many of its parts, and what could not be done."""

    study: Study
    done: int
    left: tuple[NotDone, ...]


def apply_recipe(
    study: Study, recipe: Recipe, *, model_folder: Path | None = None, progress: Progress = silent
) -> DoneRecipe:
    """Return the study with the settings and corrections of a recipe; what it had before stays."""
    left: list[NotDone] = []
    study = _apply_settings(study, recipe, left, model_folder, progress)
    symptoms = _Recognised(study, recipe)
    amendments: list[Amendment] = []
    for said in recipe.corrections:
        found = symptoms.translate(said)
        if isinstance(found, NotDone):
            left.append(found)
        elif found not in study.corrections:
            amendments.append(found)
    if amendments:
        study = apply_corrections(study, amendments, progress)
    known = [one for one in map(symptoms.translate_statement, recipe.statements) if one.symptoms or one.place]
    waiting = study.waiting
    study = restore_statements(replace(study, waiting=()), known)
    left += [_explain(one, study) for one in study.waiting]
    left += [
        NotDone("said", WhyNotDone.NO_CAUSE, one.known_as)
        for one in recipe.statements
        if not (one.place or symptoms.translate_statement(one).symptoms)
    ]
    study = replace(study, waiting=waiting)
    parts = len(recipe.corrections) + len(recipe.statements) + len(recipe.counted_apart)
    return DoneRecipe(study, parts - len(left), tuple(left))


def _apply_settings(
    study: Study, recipe: Recipe, left: list[NotDone], model_folder: Path | None, progress: Progress
) -> Study:
    for kind in recipe.counted_apart:
        groups = [group.id for group in study.apart if kind in (group.kind.value, group.id)]
        if not groups:
            left.append(NotDone("group_counted", WhyNotDone.NO_GROUP, kind))
        for group_id in groups:
            study = count_apart(study, group_id, counted=True, model_folder=model_folder, progress=progress)
    wanted = recipe.granularity * study.default_level
    level = min(study.levels, key=lambda each: abs(each - wanted), default=0)
    if study.levels and level != (study.level or study.default_level):
        study = recut(study, 0 if level == study.default_level else level, progress=progress)
    study = apply_practice(study, recipe.definitions)
    if recipe.plan_rules is not None and recipe.plan_rules != study.playbook.plan_rules:
        study = plan_again(study, recipe.plan_rules)
    return study


def _explain(said: CauseStatement, study: Study) -> NotDone:
    """Return why a statement found no cause: its column is missing, or what it speaks of."""
    if said.place is not None and said.place[0] not in study.tickets.frame.columns:
        return NotDone("said", WhyNotDone.NO_COLUMN, said.place[0])
    return NotDone("said", WhyNotDone.NO_CAUSE, said.known_as)


class _Recognised:
    """The symptoms of a study that are those of a recipe."""

    def __init__(self, study: Study, recipe: Recipe) -> None:
        self._study, self._recipe = study, recipe
        hashes = hash_texts(study)
        self._of_text = {text: one for one, texts in hashes.items() for text in texts}
        self._texts = {hash_text(text) for text in study.tickets.frame[Derived.TEXT]}
        self._words = {one.id: find_words(one) for one in study.symptoms}
        self._ids = {
            each: found for each, mark in recipe.marks.items() if (found := self._recognise(mark)) is not None
        }

    def translate(self, said: Amendment) -> Amendment | NotDone:
        """Return a correction of the study's own symptoms, or why it cannot be done."""
        what = type(said).__name__
        places = [one.place for one in _causes_of(said) if one.place is not None]
        for field, _ in places:
            if field not in self._study.tickets.frame.columns:
                return NotDone(what, WhyNotDone.NO_COLUMN, field)
        spoken_of = said.symptoms if isinstance(said, SymptomsPlaced) else list_symptoms_of(said)
        if not isinstance(said, CausesMerged) and (lost := [e for e in spoken_of if e not in self._ids]):
            return NotDone(what, WhyNotDone.NO_SYMPTOM, self._name(lost[0]))
        if lacking := [one for one in _causes_of(said) if not self._known(one).symptoms]:
            return NotDone(what, WhyNotDone.NO_CAUSE, lacking[0].known_as)
        return self._rewrite(said)

    def translate_statement(self, said: CauseStatement) -> CauseStatement:
        """Return a statement about the study's own symptoms, as far as it has them."""
        return replace(said, symptoms=tuple(self._ids[each] for each in said.symptoms if each in self._ids))

    def _rewrite(self, said: Amendment) -> Amendment | NotDone:
        if isinstance(said, CausesMerged):
            return CausesMerged(self._known(said.cause), self._known(said.into))
        if isinstance(said, SymptomsPlaced):
            into = self._known(said.into) if said.into else None
            own = tuple(self._ids[each] for each in said.symptoms)
            return SymptomsPlaced(own, self._known(said.cause), into)
        return self._rewrite_symptom(said)

    def _rewrite_symptom(
        self, said: Renamed | Moved | MovedByWords | SymptomsMerged | SymptomSplit
    ) -> Amendment | NotDone:
        own, what = self._ids[said.symptom_id], type(said).__name__
        if isinstance(said, SymptomSplit) and not can_split_symptom(self._study, own):
            return NotDone(what, WhyNotDone.NOT_DIVISIBLE, self._name(said.symptom_id))
        if isinstance(said, Moved) and said.text not in self._texts:
            return NotDone(what, WhyNotDone.NO_SYMPTOM, said.ticket_id)
        if not isinstance(said, SymptomsMerged):
            return replace(said, symptom_id=own)
        if own == self._ids[said.into]:
            return NotDone(what, WhyNotDone.NO_SYMPTOM, self._name(said.symptom_id))
        return SymptomsMerged(own, self._ids[said.into])

    def _known(self, cause: KnownCause) -> KnownCause:
        own = tuple(self._ids[each] for each in cause.symptoms if each in self._ids)
        return replace(cause, id="", symptoms=own)

    def _name(self, symptom_id: str) -> str:
        mark = self._recipe.marks.get(symptom_id)
        return next(iter(mark.name.values()), symptom_id) if mark else symptom_id

    def _recognise(self, mark: SymptomMark) -> str | None:
        """Return the symptom with most of the texts of a mark, else that of its name, else of its words."""
        votes: dict[str, int] = {}
        for text in mark.texts:
            if (found := self._of_text.get(text)) is not None:
                votes[found] = votes.get(found, 0) + 1
        if votes:
            return min(votes, key=lambda each: (-votes[each], each))
        names = {fold(text) for text in mark.name.values()}
        for one in self._study.symptoms:
            if names & {fold(text) for text in one.name.values()}:
                return one.id
        words = set(mark.words)
        alike = {each: len(words & own) / max(1, len(words | own)) for each, own in self._words.items()}
        best = min(alike, key=lambda each: (-alike[each], each), default=None)
        return best if best is not None and alike[best] >= SAME_WORDS else None


def _causes_of(said: Amendment) -> tuple[KnownCause, ...]:
    if isinstance(said, CausesMerged):
        return (said.cause, said.into)
    if isinstance(said, SymptomsPlaced):
        return (said.cause, said.into) if said.into else (said.cause,)
    return ()
