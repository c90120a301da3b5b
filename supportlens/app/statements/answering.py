"""Applies answers, chosen kinds and chosen names to a study, and judges it again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from supportlens.app.statements.following_up import measure_taken, review_care, with_actions
from supportlens.domain import Attribution, Dismissal, GivenName, Kind, Question, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from supportlens.domain import Answer, Cause, Name, PlanRules, Study


_FOLLOWING = (
    "moments",
    "plan",
    "untaught",
    "service_training",
    "measured",
    "phased",
    "playbook",
    "care",
)
"""The fields that are computed anew after every statement, and that many statements leave as they were."""


def answer(
    study: Study,
    answers: Iterable[Answer],
    kinds: Mapping[str, Kind] | None = None,
    names: Mapping[str, Name] | None = None,
    dismissed: Iterable[Dismissal] | None = None,
) -> Study:
    """Return the study as judged from the log, all `answers` and what a person chose.

    `answers` is the complete list: an answer that is left out is undone. `kinds` and `names` are those
    chosen by a person, by cause id, `dismissed` the causes that are none; None keeps those of the study.
    Kinds, changes, the order of the causes, the verdict, the moments and the plan are computed anew; ids,
    symptoms and tickets stay.
    """
    from supportlens import causes  # noqa: PLC0415 - slow: needs pandas

    all_answers = tuple(answers)
    chosen = chosen_kinds(study) if kinds is None else kinds
    first, last = study.tickets.first_date, study.tickets.last_date
    days = (last - first).days + 1 if first and last else 0
    answered = causes.apply_answers(study.causes, all_answers, study.playbook, days)
    chosen_names = given_names(study) if names is None else names
    found, named = _apply_names(study, causes.apply_kinds(answered, chosen), chosen_names)
    none = study.dismissed if dismissed is None else _sort_dismissals(dismissed)
    found = _set_dismissed(found, {one.cause_id for one in none})
    told_so_far = (study.unanswered_verdict or study.verdict) if all_answers or chosen or none else None
    judged = replace(
        study,
        causes=found,
        verdict=_judge(study, found),
        answers=all_answers,
        given_names=named,
        dismissed=none,
    )
    return conclude_again(replace(judged, unanswered_verdict=told_so_far))


def conclude_again(study: Study) -> Study:
    """Return the study with moments and plan recomputed from its causes and its verdict.

    Raises `ProjectWithoutTexts` for tickets whose texts were left out: both follow from them.
    """
    study.tickets.require_texts()
    from supportlens import moments  # noqa: PLC0415 - as above
    from supportlens.resources import open_phrases  # noqa: PLC0415 - as above

    attribution = Attribution(study.causes, study.symptoms, study.assignment, study.weeks, study.weekly)
    cache = study.stage_results.cache if study.stage_results else None
    matched = moments.match_moments(
        study.tickets,
        attribution,
        study.playbook,
        corrections=study.code_corrections,
        cache=cache,
        phrases=open_phrases(),
    )
    found = replace(
        study,
        assignment=_keep_equal(study.assignment, study.assignment.assign(**matched.assignment)),
        moments=matched.moments,
        coding=study.coding if study.coding and study.coding.same_as(matched.coding) else matched.coding,
        journey=study.journey if study.journey == matched.journey else matched.journey,
    )
    return _keep_unchanged(study, review_care(plan_again(found, study.playbook.plan_rules)))


def plan_again(study: Study, rules: PlanRules) -> Study:
    """Return the study with its plan recomputed by `rules`: what is worth a training, and what is assumed.

    Raises `ProjectWithoutTexts` as `conclude_again` does.
    """
    study.tickets.require_texts()
    from supportlens import causes, training  # noqa: PLC0415 - as above

    study = replace(study, playbook=replace(study.playbook, plan_rules=rules))
    country = study.stage_results.country if study.stage_results else None
    coding = study.coding
    measured, phased = measure_taken(
        study.tickets, study.assignment, study.causes, study.taken, country, study
    )
    study = replace(study, causes=with_actions(study.causes, (*measured, *phased)))
    held = tuple(cause for cause in study.causes if not cause.dismissed)
    attribution = Attribution(held, study.symptoms, study.assignment, study.weeks, study.weekly)
    plan = training.plan_training(
        study.tickets,
        attribution,
        study.verdict,
        study.playbook,
        causes.find_holidays(country, study.tickets.last_date),
    )
    return replace(
        study,
        plan=plan.actions,
        untaught=plan.untaught,
        measured=measured,
        phased=phased,
        service_training=training.plan_service(study.tickets, coding, study.playbook) if coding else None,
    )


def _sort_dismissals(said: Iterable[Dismissal]) -> tuple[Dismissal, ...]:
    """Return one statement for each cause, the last one."""
    by_cause = {one.cause_id: one for one in said}
    return tuple(by_cause[each] for each in sorted(by_cause))


def _set_dismissed(found: tuple[Cause, ...], none: set[str]) -> tuple[Cause, ...]:
    """Return the causes with those that are none marked, and last."""
    marked = [
        cause if cause.dismissed == (cause.id in none) else replace(cause, dismissed=cause.id in none)
        for cause in found
    ]
    return tuple(sorted(marked, key=lambda cause: cause.dismissed))


def _keep_unchanged(before: Study, after: Study) -> Study:
    """Return a study with the values of the earlier one where they are equal: saving does not write them."""
    pairs = ((name, getattr(before, name), getattr(after, name)) for name in _FOLLOWING)
    same = {name: held for name, held, now in pairs if now is not held and now == held}
    return replace(after, **same) if same else after


def _keep_equal(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Return the table as it was if nothing changed, so that saving does not write it anew."""
    return before if before.equals(after) else after


def add_answer(study: Study, said: Answer) -> Study:
    """Return the study with one more answer; it replaces an earlier one to the same question."""
    others = (one for one in study.answers if (one.cause_id, one.question) != (said.cause_id, said.question))
    return answer(study, (*others, said))


def remove_answer(study: Study, said: Answer) -> Study:
    """Return the study without an answer."""
    return answer(study, (one for one in study.answers if one != said))


def choose_kind(study: Study, cause_id: str, kind: Kind | None) -> Study:
    """Return the study with the kind of a cause chosen by a person; None restores the kind from the log."""
    others = {each: chosen for each, chosen in chosen_kinds(study).items() if each != cause_id}
    return answer(study, study.answers, others if kind is None else {**others, cause_id: kind})


def chosen_kinds(study: Study) -> dict[str, Kind]:
    """Return the kinds that people chose, by cause id."""
    return {cause.id: cause.kind for cause in study.causes if cause.inferred_kind is not None}


def name_cause(study: Study, cause_id: str, name: Name | None) -> Study:
    """Return the study with the name of a cause chosen by a person; None restores the generated name.

    Raises `KeyError` for a cause that is not in the study.
    """
    if study.cause(cause_id) is None:
        raise KeyError(cause_id)
    others = {each: given for each, given in given_names(study).items() if each != cause_id}
    return answer(study, study.answers, None, others if name is None else {**others, cause_id: name})


def dismiss_cause(study: Study, cause_id: str, *, dismissed: bool = True, why: str = "") -> Study:
    """Return the study with what was found as a cause said to be none, or to be one after all.

    Its tickets stay in every count; verdict, plan and ranking are those of the other causes. Raises
    `KeyError` for a cause that is not in the study.
    """
    if study.cause(cause_id) is None:
        raise KeyError(cause_id)
    others = tuple(one for one in study.dismissed if one.cause_id != cause_id)
    said = (*others, Dismissal(cause_id, why)) if dismissed else others
    return answer(study, study.answers, dismissed=said)


def given_names(study: Study) -> dict[str, Name]:
    """Return the names that people gave, by cause id."""
    return {one.cause_id: one.name for one in study.given_names}


def questions_about(cause: Cause) -> tuple[Question, ...]:
    """Return the questions whose answers could still change the judgement of a cause."""
    from supportlens import causes  # noqa: PLC0415 - as above

    return causes.find_open_questions(cause)


def _apply_names(
    study: Study, found: tuple[Cause, ...], given: Mapping[str, Name]
) -> tuple[tuple[Cause, ...], tuple[GivenName, ...]]:
    """Set the chosen names, and generated ones for all other causes; return the chosen names too."""
    program_names = {one.cause_id: one.told for one in study.given_names}
    own = [replace(cause, name=program_names.get(cause.id, cause.name)) for cause in found]
    named = tuple(GivenName(cause.id, given[cause.id], cause.name) for cause in own if cause.id in given)
    return tuple(replace(cause, name=given.get(cause.id, cause.name)) for cause in own), named


def _judge(study: Study, found: tuple[Cause, ...]) -> Verdict:
    """Judge the causes that are some; a rise of everything that one of the others explains is no finding."""
    from supportlens import causes  # noqa: PLC0415 - as above

    taken = tuple(cause for cause in found if not cause.dismissed)
    told = study.unanswered_verdict or study.verdict
    general = told.general
    if general is not None and any(cause.dismissed and cause.id in general.cause_ids for cause in found):
        general = None
    judged = causes.judge_causes(taken, study.tickets, study.calendar, general=general)
    return replace(  # answers about a cause cannot add what the log lacks
        judged, usual=told.usual, gaps=told.gaps
    )
