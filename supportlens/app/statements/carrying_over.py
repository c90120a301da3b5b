"""Carries statements about the causes of one study over to another study."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from supportlens.app.statements.answering import answer, chosen_kinds, given_names
from supportlens.app.statements.successors import find_successor, lasting_identity
from supportlens.domain import CauseStatement, Dismissal, KnownCause

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from supportlens.domain import Study

Given = TypeVar("Given")


def collect_statements(study: Study) -> tuple[CauseStatement, ...]:
    """Return all statements about the causes of a study, and those that wait for a cause to return."""
    spoken_of = (
        {one.cause_id for one in study.answers}
        | chosen_kinds(study).keys()
        | given_names(study).keys()
        | {one.cause_id for one in study.dismissed}
    )
    return (*_statements_about(study, spoken_of), *study.waiting)


def _statements_about(study: Study, cause_ids: Iterable[str]) -> list[CauseStatement]:
    kinds, names = chosen_kinds(study), given_names(study)
    none = {one.cause_id: one for one in study.dismissed}
    return [
        replace(
            identify_cause(study, each),
            answers=tuple(one for one in study.answers if one.cause_id == each),
            kind=kinds.get(each),
            name=names.get(each),
            dismissed=each in none,
            why=none[each].why if each in none else "",
        )
        for each in sorted(cause_ids)
    ]


def identify_cause(study: Study, cause_id: str) -> CauseStatement:
    """Return what identifies a cause later; only its id if the study does not have it."""
    cause = study.cause(cause_id)
    if cause is None:
        return CauseStatement(cause_id)
    place = (cause.place.field, cause.place.value) if cause.place else None
    return CauseStatement(lasting_identity(study, cause_id), cause.symptoms, place)


def know_cause(study: Study, cause_id: str) -> KnownCause:
    """Return what identifies a cause of a study in later ones."""
    found = identify_cause(study, cause_id)
    return KnownCause(cause_id, found.symptoms, found.place, found.known_as)


def restore_statements(study: Study, said: Iterable[CauseStatement]) -> Study:
    """Return the study with the statements about the earlier causes that its causes continue.

    A cause continues the one whose symptoms account for most of its tickets, unless their places
    differ; otherwise the one with the same place and name. Statements without a cause wait, and so
    do a name for a cause that already has one and a kind that agrees with the log.
    """
    answers, waiting = list(study.answers), []
    kinds, names = chosen_kinds(study), given_names(study)
    none = {one.cause_id: one for one in study.dismissed}
    for one in said:
        heir = find_successor(one, study)
        if not heir:
            waiting.append(one)
            continue
        answers += [replace(each, cause_id=heir) for each in one.answers]
        second_kind, second_name = one.kind and heir in kinds, one.name and heir in names
        if second_kind or second_name:
            late = one.kind if second_kind else None, one.name if second_name else None
            waiting.append(replace(one, answers=(), kind=late[0], name=late[1], dismissed=False, why=""))
        if one.kind:
            kinds.setdefault(heir, one.kind)
        if one.name:
            names.setdefault(heir, one.name)
        if one.dismissed:
            none.setdefault(heir, Dismissal(heir, one.why))
    if (tuple(answers), kinds, names, len(none)) == (
        study.answers,
        chosen_kinds(study),
        given_names(study),
        len(study.dismissed),
    ):
        return replace(study, waiting=tuple(waiting))
    judged = answer(study, answers, kinds, names, none.values())
    idle = sorted(kinds.keys() - chosen_kinds(judged).keys())
    waiting += [replace(identify_cause(judged, each), kind=kinds[each]) for each in idle]
    return replace(judged, waiting=tuple(waiting))


def carry_over_statements(before: Study, after: Study) -> Study:
    """Return `after`, another cut of the same tickets, with the statements about the causes of `before`.

    A statement goes to the cause that now has most of its cause's tickets. It waits if no cause has
    any; a kind or a name also waits if an earlier cause already gave that cause its own.
    """
    kinds, names = chosen_kinds(before), given_names(before)
    if not (before.answers or kinds or names or before.waiting or before.dismissed):
        return after
    heirs = {cause.id: _find_largest_part(cause.id, before, after) for cause in before.causes}
    none = {one.cause_id for one in before.dismissed}
    spoken_of = {one.cause_id for one in before.answers} | kinds.keys() | names.keys() | none
    lost = _statements_about(before, {each for each in spoken_of if not heirs.get(each, each)})
    statements = tuple(
        replace(one, cause_id=heirs.get(one.cause_id) or one.cause_id)
        for one in before.answers
        if heirs.get(one.cause_id, one.cause_id)
    )
    handed_kinds, late_kinds = _hand_on(kinds, heirs)
    handed_names, late_names = _hand_on(names, heirs)
    late = (
        replace(identify_cause(before, each), kind=late_kinds.get(each), name=late_names.get(each))
        for each in sorted(late_kinds.keys() | late_names.keys())
    )
    dismissed = [replace(one, cause_id=heir) for one in before.dismissed if (heir := heirs.get(one.cause_id))]
    carried = answer(after, statements, handed_kinds, handed_names, dismissed)
    return restore_statements(carried, (*before.waiting, *late, *lost))


def _hand_on(
    given: Mapping[str, Given], heirs: Mapping[str, str]
) -> tuple[dict[str, Given], dict[str, Given]]:
    """Return what each successor gets from the first cause it continues, and what must wait."""
    handed: dict[str, Given] = {}
    late: dict[str, Given] = {}
    for each, value in given.items():
        heir = heirs[each]
        if heir in handed:
            late[each] = value
        elif heir:
            handed[heir] = value
    return handed, late


def _find_largest_part(cause_id: str, before: Study, after: Study) -> str:
    """Return the cause with most tickets of an earlier one, "" if none has any."""
    cause_ids = after.assignment["cause_id"].to_numpy()[
        (before.assignment["cause_id"] == cause_id).to_numpy()
    ]
    counts = {str(each): int((cause_ids == each).sum()) for each in sorted(set(cause_ids)) if each}
    return max(counts, key=lambda each: (counts[each], each), default="")
