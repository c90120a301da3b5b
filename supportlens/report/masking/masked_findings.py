"""Masks the findings of a study: every text taken from tickets goes through the masker."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from supportlens.domain import ChangeSource, Field, IsIsNot, Name, Renamed, SymptomFeatures
from supportlens.report.masking.masked_customers import mask_care, mask_pilot, mask_taken
from supportlens.report.masking.masked_moments import mask_desk_moments
from supportlens.report.masking.masker import PEOPLE_FIELDS

if TYPE_CHECKING:
    from supportlens.domain import (
        Answer,
        AudienceGroup,
        Cause,
        Change,
        ChangeMatch,
        Continuation,
        Extension,
        Fact,
        Objective,
        Onset,
        Peers,
        ScopeClaim,
        Screening,
        ServiceTraining,
        Signal,
        StageResults,
        Study,
        Symptom,
        Topic,
        TrainingAction,
    )
    from supportlens.report.masking.masker import Masker

# A version such as 10.0.0.12 looks like an IP address, and none of these identifies a person.
_PLAIN_FIELDS = frozenset({Field.VERSION.value, Field.PRIORITY.value, Field.LANGUAGE.value})


def mask_findings(study: Study, masker: Masker) -> Study:
    """Return `study` with the texts of its findings masked; its tickets stay unchanged."""
    matches = [cause.change.change for cause in study.causes if cause.change]
    changes = {change.name: _mask_change(change, masker).name for change in matches}
    return replace(
        study,
        causes=tuple(_mask_cause(cause, masker) for cause in study.causes),
        symptoms=tuple(_mask_symptom(symptom, masker) for symptom in study.symptoms),
        measured=tuple(mask_taken(one, masker) for one in study.measured),
        phased=tuple(mask_taken(one, masker) for one in study.phased),
        care=mask_care(study.care, masker) if study.care else None,
        pilots=tuple(mask_pilot(pilot, masker) for pilot in study.pilots),
        plan=tuple(_mask_action(action, changes, masker) for action in study.plan),
        untaught=tuple(
            replace(
                line,
                answer=masker.mask_text(line.answer),
                taken=mask_taken(line.taken, masker) if line.taken else None,
            )
            for line in study.untaught
        ),
        service_training=_mask_service(study.service_training, masker) if study.service_training else None,
        continuation=_mask_continuation(study.continuation, masker) if study.continuation else None,
        stage_results=_mask_workings(study.stage_results, masker) if study.stage_results else None,
        calendar=tuple(_mask_change(change, masker) for change in study.calendar),
        screening=_mask_screening(study.screening, masker),
        desk_moments=mask_desk_moments(study.desk_moments, masker),
        dismissed=tuple(replace(one, why=masker.mask_text(one.why)) for one in study.dismissed),
        corrections=tuple(
            replace(one, name=_mask_name(one.name, masker)) if isinstance(one, Renamed) else one
            for one in study.corrections
        ),
        extension=_mask_extension(study.extension, masker) if study.extension else None,
    )


def _mask_extension(found: Extension, masker: Masker) -> Extension:
    """Mask the name of the cause that the verdict named before."""
    name = found.before.name
    return replace(found, before=replace(found.before, name=_mask_name(name, masker))) if name else found


def _mask_screening(screening: Screening, masker: Masker) -> Screening:
    """Mask who sent what was set apart."""

    def masked(sender: str) -> str:
        return masker.mask_person(sender) if sender else ""

    groups = tuple(replace(group, sender=masked(group.sender)) for group in screening.groups)
    return replace(screening, groups=groups, only_sender=masked(screening.only_sender))


def _mask_workings(stage_results: StageResults, masker: Masker) -> StageResults:
    """Mask the templates of machine lines and their examples."""
    templates = tuple(
        replace(
            template, pattern=masker.mask_text(template.pattern), example=masker.mask_text(template.example)
        )
        for template in stage_results.cleaned.templates
    )
    return replace(stage_results, cleaned=replace(stage_results.cleaned, templates=templates))


def _mask_continuation(continuation: Continuation, masker: Masker) -> Continuation:
    trends = tuple(replace(one, name=_mask_name(one.name, masker)) for one in continuation.trends)
    return replace(continuation, trends=trends)


def _mask_name(name: Name, masker: Masker) -> Name:
    return name.map(lambda text: _mask_parts(text, masker))


def _mask_parts(text: str, masker: Masker) -> str:
    """Mask a name part by part: in "Password: problems getting in" no password follows the place."""
    place, colon, rest = text.partition(": ")
    first, _, more = rest.partition(" ")
    if not (colon and more and first.isalpha()):
        return masker.mask_text(text)
    return f"{masker.mask_text(place)}: {masker.mask_text(rest)}"


def _mask_value(field: str, value: str, masker: Masker) -> str:
    if field in _PLAIN_FIELDS:
        return value
    return masker.mask_person(value) if field in PEOPLE_FIELDS else masker.mask_text(value)


def _mask_cause(cause: Cause, masker: Masker) -> Cause:
    return replace(
        cause,
        name=_mask_name(cause.name, masker),
        signals_for=tuple(_mask_signal(signal, masker) for signal in cause.signals_for),
        signals_against=tuple(_mask_signal(signal, masker) for signal in cause.signals_against),
        scope=tuple(_mask_claim(claim, masker) for claim in cause.scope),
        combinations=tuple(_mask_claim(claim, masker) for claim in cause.combinations),
        is_is_not=_mask_table(cause.is_is_not, masker),
        onset=_mask_onset(cause.onset, masker) if cause.onset else None,
        change=_mask_match(cause.change, masker) if cause.change else None,
        rivals=tuple(_mask_match(rival, masker) for rival in cause.rivals),
        answers=tuple(_mask_answer(answer, masker) for answer in cause.answers),
        taken=mask_taken(cause.taken, masker) if cause.taken else None,
        taken_in_part=tuple(mask_taken(one, masker) for one in cause.taken_in_part),
        unanswered=_mask_cause(cause.unanswered, masker) if cause.unanswered else None,
    )


def _mask_signal(signal: Signal, masker: Masker) -> Signal:
    return replace(
        signal,
        phrases=tuple(masker.mask_text(phrase) for phrase in signal.phrases),
        answer=_mask_answer(signal.answer, masker) if signal.answer else None,
    )


def _mask_answer(answer: Answer, masker: Masker) -> Answer:
    who = masker.mask_person(answer.who) if answer.who else ""
    return replace(answer, text=masker.mask_text(answer.text), who=who)


def _mask_claim(claim: ScopeClaim, masker: Masker) -> ScopeClaim:
    return replace(
        claim,
        value=_mask_value(claim.field, claim.value, masker),
        further=tuple((field, _mask_value(field, value, masker)) for field, value in claim.further),
    )


def _mask_table(table: IsIsNot, masker: Masker) -> IsIsNot:
    return IsIsNot(
        tuple(
            replace(
                row,
                is_=tuple(_mask_fact(fact, masker) for fact in row.is_),
                is_not=tuple(_mask_fact(fact, masker) for fact in row.is_not),
            )
            for row in table.rows
        )
    )


def _mask_fact(fact: Fact, masker: Masker) -> Fact:
    """Mask the value of a field; a fact about a symptom holds only its id."""
    return replace(fact, value=_mask_value(fact.field, fact.value, masker)) if fact.field else fact


def _mask_match(match: ChangeMatch, masker: Masker) -> ChangeMatch:
    return replace(match, change=_mask_change(match.change, masker))


def _mask_change(change: Change, masker: Masker) -> Change:
    if change.source is ChangeSource.VERSION:  # its name consists of the application and the version
        version = change.name.removeprefix(change.product)
        return replace(change, name=masker.mask_text(change.product) + version)
    return replace(change, name=masker.mask_text(change.name))


def _mask_onset(onset: Onset, masker: Masker) -> Onset:
    levels = tuple(
        replace(level, change=_mask_match(level.change, masker) if level.change else None)
        for level in onset.levels
    )
    return replace(onset, levels=levels)


def _mask_symptom(symptom: Symptom, masker: Masker) -> Symptom:
    features = SymptomFeatures(
        tuple(masker.mask_text(word) for word in symptom.features.words),
        tuple((field, _mask_value(field, value, masker)) for field, value in symptom.features.fields),
    )
    return replace(symptom, name=_mask_name(symptom.name, masker), features=features)


def _mask_action(action: TrainingAction, changes: dict[str, str], masker: Masker) -> TrainingAction:
    """Mask an action; `changes` are the masked names of those that causes coincide with."""
    return replace(
        action,
        change=changes.get(action.change) or masker.mask_text(action.change),
        audience=tuple(_mask_group(group, masker) for group in action.audience),
        syllabus=tuple(_mask_topic(topic, masker) for topic in action.syllabus),
        left_out=replace(
            action.left_out, titles=tuple(_mask_name(title, masker) for title in action.left_out.titles)
        ),
        askers=tuple(masker.mask_person(name) for name in action.askers),
        knowing=tuple(masker.mask_person(name) for name in action.knowing),
        teacher=replace(action.teacher, name=masker.mask_person(action.teacher.name))
        if action.teacher
        else None,
        peers=_mask_peers(action.peers, masker) if action.peers else None,
        done=tuple(mask_taken(one, masker) for one in action.done),
        left=tuple(_mask_group(group, masker) for group in action.left),
    )


def _mask_service(training: ServiceTraining, masker: Masker) -> ServiceTraining:
    return replace(
        training,
        examples=tuple(replace(one, text=masker.mask_text(one.text)) for one in training.examples),
        names=tuple(masker.mask_person(name) for name in training.names),
        groups=tuple(_mask_group(group, masker) for group in training.groups),
    )


def _mask_peers(peers: Peers, masker: Masker) -> Peers:
    return replace(
        peers,
        groups=tuple(
            replace(group, value=_mask_value(group.field, group.value, masker)) for group in peers.groups
        ),
        names=tuple(masker.mask_person(name) for name in peers.names),
    )


def _mask_group(group: AudienceGroup, masker: Masker) -> AudienceGroup:
    return replace(group, value=_mask_value(group.field, group.value, masker))


def _mask_topic(topic: Topic, masker: Masker) -> Topic:
    return replace(
        topic,
        title=_mask_name(topic.title, masker),
        questions=tuple(masker.mask_text(question) for question in topic.questions),
        answer=masker.mask_text(topic.answer),
        instruction=masker.mask_text(topic.instruction),
        ask=masker.mask_person(topic.ask) if topic.ask else "",
        objective=_mask_objective(topic.objective, masker),
        translated_objectives=tuple(
            (code, _mask_objective(one, masker)) for code, one in topic.translated_objectives
        ),
    )


def _mask_objective(objective: Objective, masker: Masker) -> Objective:
    subject, path = masker.mask_text(objective.subject), masker.mask_text(objective.path)
    return replace(objective, subject=subject, path=path)
