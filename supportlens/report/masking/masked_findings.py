"""A study whose findings name nobody: every text taken from tickets goes through the masker."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from supportlens.domain import Because, ChangeSource, Field, IsIsNot, Name
from supportlens.report.masking.masker import PEOPLE_FIELDS

if TYPE_CHECKING:
    from supportlens.domain import (
        Answer,
        AudienceGroup,
        Cause,
        Change,
        ChangeMatch,
        Continuation,
        Fact,
        Onset,
        ScopeClaim,
        Signal,
        StageResults,
        Study,
        Symptom,
        Topic,
        TrainingAction,
    )
    from supportlens.report.masking.masker import Masker

# A version such as 10.0.0.12 would pass for an address of a computer, and none of these is a person.
_PLAIN_FIELDS = frozenset({Field.VERSION.value, Field.PRIORITY.value, Field.LANGUAGE.value})


def mask_findings(study: Study, masker: Masker) -> Study:
    """Return `study` with the texts of its findings masked; its tickets are left as they are."""
    matches = [cause.change.change for cause in study.causes if cause.change]
    changes = {change.name: _change(change, masker).name for change in matches}
    return replace(
        study,
        causes=tuple(_cause(cause, masker) for cause in study.causes),
        symptoms=tuple(_symptom(symptom, masker) for symptom in study.symptoms),
        plan=tuple(_action(action, changes, masker) for action in study.plan),
        continuation=_continuation(study.continuation, masker) if study.continuation else None,
        stage_results=_workings(study.stage_results, masker) if study.stage_results else None,
        calendar=tuple(_change(change, masker) for change in study.calendar),
    )


def _workings(stage_results: StageResults, masker: Masker) -> StageResults:
    """Mask the machines' lines, of which an example is kept as it was written."""
    templates = tuple(
        replace(template, pattern=masker.text(template.pattern), example=masker.text(template.example))
        for template in stage_results.cleaned.templates
    )
    return replace(stage_results, cleaned=replace(stage_results.cleaned, templates=templates))


def _continuation(continuation: Continuation, masker: Masker) -> Continuation:
    trends = tuple(replace(one, name=_name(one.name, masker)) for one in continuation.trends)
    return replace(continuation, trends=trends)


def _name(name: Name, masker: Masker) -> Name:
    return name.map(masker.text)


def _value(field: str, value: str, masker: Masker) -> str:
    if field in _PLAIN_FIELDS:
        return value
    return masker.person(value) if field in PEOPLE_FIELDS else masker.text(value)


def _cause(cause: Cause, masker: Masker) -> Cause:
    return replace(
        cause,
        name=_name(cause.name, masker),
        signals_for=tuple(_signal(signal, masker) for signal in cause.signals_for),
        signals_against=tuple(_signal(signal, masker) for signal in cause.signals_against),
        scope=tuple(_claim(claim, masker) for claim in cause.scope),
        combinations=tuple(_claim(claim, masker) for claim in cause.combinations),
        is_is_not=_table(cause.is_is_not, masker),
        onset=_onset(cause.onset, masker) if cause.onset else None,
        change=_match(cause.change, masker) if cause.change else None,
        rivals=tuple(_match(rival, masker) for rival in cause.rivals),
        answers=tuple(_answer(answer, masker) for answer in cause.answers),
        unanswered=_cause(cause.unanswered, masker) if cause.unanswered else None,
    )


def _signal(signal: Signal, masker: Masker) -> Signal:
    return replace(
        signal,
        phrases=tuple(masker.text(phrase) for phrase in signal.phrases),
        answer=_answer(signal.answer, masker) if signal.answer else None,
    )


def _answer(answer: Answer, masker: Masker) -> Answer:
    who = masker.person(answer.who) if answer.who else ""
    return replace(answer, text=masker.text(answer.text), who=who)


def _claim(claim: ScopeClaim, masker: Masker) -> ScopeClaim:
    return replace(
        claim,
        value=_value(claim.field, claim.value, masker),
        also=tuple((field, _value(field, value, masker)) for field, value in claim.also),
    )


def _table(table: IsIsNot, masker: Masker) -> IsIsNot:
    return IsIsNot(
        tuple(
            replace(
                row,
                is_=tuple(_fact(fact, masker) for fact in row.is_),
                is_not=tuple(_fact(fact, masker) for fact in row.is_not),
            )
            for row in table.rows
        )
    )


def _fact(fact: Fact, masker: Masker) -> Fact:
    """Mask the value of a field; a symptom is told by its id."""
    return replace(fact, value=_value(fact.field, fact.value, masker)) if fact.field else fact


def _match(match: ChangeMatch, masker: Masker) -> ChangeMatch:
    return replace(match, change=_change(match.change, masker))


def _change(change: Change, masker: Masker) -> Change:
    if change.source is ChangeSource.VERSION:  # its name is that of the application, and the version
        version = change.name.removeprefix(change.product)
        return replace(change, name=masker.text(change.product) + version)
    return replace(change, name=masker.text(change.name))


def _onset(onset: Onset, masker: Masker) -> Onset:
    levels = tuple(
        replace(level, change=_match(level.change, masker) if level.change else None)
        for level in onset.levels
    )
    return replace(onset, levels=levels)


def _symptom(symptom: Symptom, masker: Masker) -> Symptom:
    because = Because(
        tuple(masker.text(word) for word in symptom.because.words),
        tuple((field, _value(field, value, masker)) for field, value in symptom.because.fields),
    )
    return replace(symptom, name=_name(symptom.name, masker), because=because)


def _action(action: TrainingAction, changes: dict[str, str], masker: Masker) -> TrainingAction:
    """Mask an action; `changes` are the masked names of those that causes coincide with."""
    return replace(
        action,
        change=changes.get(action.change) or masker.text(action.change),
        audience=tuple(_group(group, masker) for group in action.audience),
        syllabus=tuple(_topic(topic, masker) for topic in action.syllabus),
    )


def _group(group: AudienceGroup, masker: Masker) -> AudienceGroup:
    return replace(group, value=_value(group.field, group.value, masker))


def _topic(topic: Topic, masker: Masker) -> Topic:
    return replace(
        topic,
        title=_name(topic.title, masker),
        questions=tuple(masker.text(question) for question in topic.questions),
        answer=masker.text(topic.answer),
    )
