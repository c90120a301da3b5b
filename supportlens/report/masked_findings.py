"""A study whose findings name nobody: every text taken from tickets goes through the masker."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from supportlens.domain import Because, Field, Name
from supportlens.report.masking import PEOPLE_FIELDS

if TYPE_CHECKING:
    from supportlens.domain import (
        AudienceGroup,
        Cause,
        ChangeMatch,
        Continuation,
        ScopeClaim,
        Signal,
        Study,
        Symptom,
        Topic,
        TrainingAction,
        Workings,
    )
    from supportlens.report.masking import Masker

# A version such as 10.0.0.12 would pass for an address of a computer, and none of these is a person.
_PLAIN_FIELDS = frozenset({Field.VERSION.value, Field.PRIORITY.value, Field.LANGUAGE.value})


def mask_findings(study: Study, masker: Masker) -> Study:
    """Give `study` with the texts of its findings masked; its tickets are left as they are."""
    return replace(
        study,
        causes=tuple(_cause(cause, masker) for cause in study.causes),
        symptoms=tuple(_symptom(symptom, masker) for symptom in study.symptoms),
        plan=tuple(_action(action, masker) for action in study.plan),
        continuation=_continuation(study.continuation, masker) if study.continuation else None,
        workings=_workings(study.workings, masker) if study.workings else None,
    )


def _workings(workings: Workings, masker: Masker) -> Workings:
    """Mask the machines' lines, of which an example is kept as it was written."""
    templates = tuple(
        replace(template, pattern=masker.text(template.pattern), example=masker.text(template.example))
        for template in workings.cleaned.templates
    )
    return replace(workings, cleaned=replace(workings.cleaned, templates=templates))


def _continuation(continuation: Continuation, masker: Masker) -> Continuation:
    trends = tuple(replace(one, name=_name(one.name, masker)) for one in continuation.trends)
    return replace(continuation, trends=trends)


def _name(name: Name, masker: Masker) -> Name:
    return Name(masker.text(name.es), masker.text(name.en))


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
        change=_match(cause.change, masker) if cause.change else None,
        rivals=tuple(_match(rival, masker) for rival in cause.rivals),
    )


def _signal(signal: Signal, masker: Masker) -> Signal:
    return replace(signal, phrases=tuple(masker.text(phrase) for phrase in signal.phrases))


def _claim(claim: ScopeClaim, masker: Masker) -> ScopeClaim:
    return replace(claim, value=_value(claim.field, claim.value, masker))


def _match(match: ChangeMatch, masker: Masker) -> ChangeMatch:
    return replace(match, change=replace(match.change, name=masker.text(match.change.name)))


def _symptom(symptom: Symptom, masker: Masker) -> Symptom:
    because = Because(
        tuple(masker.text(word) for word in symptom.because.words),
        tuple((field, _value(field, value, masker)) for field, value in symptom.because.fields),
    )
    return replace(symptom, name=_name(symptom.name, masker), because=because)


def _action(action: TrainingAction, masker: Masker) -> TrainingAction:
    return replace(
        action,
        change=masker.text(action.change),
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
