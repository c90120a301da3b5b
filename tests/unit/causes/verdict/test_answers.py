"""Answers: what a person says moves the kind, names the change, and is listed with who said it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from supportlens.app import answer
from supportlens.domain import (
    Answer,
    Certainty,
    CertaintyReason,
    ChangeSource,
    Doubt,
    Kind,
    Question,
    Reply,
)
from supportlens.resources import load_playbook
from tests.builders import ONSET, a_cause, a_study

SAID = date(2026, 9, 1)


def said(question: Question, reply: Reply, text: str = "", about: date | None = None) -> Answer:
    return Answer("C1", question, reply, text, SAID, "Ana", about)


def study(**changes: object):
    plain = a_study(playbook=load_playbook())
    return replace(plain, causes=(a_cause(**changes), *plain.causes[1:]))


def test_what_does_not_work_as_designed_is_a_defect_and_no_knowledge_gap():
    after = answer(study(), [said(Question.WORKS_AS_DESIGNED, Reply.NO)])

    cause = after.cause("C1")
    assert cause.kind is Kind.DEFECT
    assert cause.kind_scores[Kind.DEFECT] == pytest.approx(0.4 + 3.0)
    assert cause.kind_scores[Kind.KNOWLEDGE_GAP] == pytest.approx(4.8 - 4.0)
    assert cause.signals_for[0].answer.who == "Ana"
    assert after.plan[0].type is cause.action


def test_what_works_as_designed_is_a_knowledge_gap_and_no_defect():
    doubtful = study(kind=Kind.DEFECT, kind_scores={Kind.DEFECT: 2.4, Kind.KNOWLEDGE_GAP: 1.1})

    cause = answer(doubtful, [said(Question.WORKS_AS_DESIGNED, Reply.YES)]).cause("C1")

    assert cause.kind is Kind.KNOWLEDGE_GAP
    assert Kind.DEFECT not in cause.kind_scores


def test_that_nobody_was_told_decides_between_two_kinds_alike():
    mixed = study(kind=Kind.UNCLEAR, kind_scores={Kind.DEFECT: 1.0, Kind.KNOWLEDGE_GAP: 1.0})

    after = answer(mixed, [said(Question.WHO_WAS_TOLD, Reply.NO)])

    assert after.cause("C1").kind is Kind.KNOWLEDGE_GAP
    assert CertaintyReason.ANSWERED in after.verdict.certain_because


def test_an_answer_that_is_not_known_moves_nothing():
    before = study()
    cause = answer(before, [said(Question.WORKS_AS_DESIGNED, Reply.UNKNOWN)]).cause("C1")

    assert (cause.kind, cause.kind_scores) == (Kind.KNOWLEDGE_GAP, before.cause("C1").kind_scores)
    assert len(cause.answers) == 1


def test_answers_are_not_added_twice_and_one_that_is_left_out_is_undone():
    no = said(Question.WORKS_AS_DESIGNED, Reply.NO)
    once = answer(study(), [no])

    assert answer(once, [no]).causes == once.causes
    assert answer(once, []).causes == answer(study(), []).causes


def test_of_two_answers_to_one_question_the_later_counts():
    question = Question.WORKS_AS_DESIGNED
    cause = answer(study(), [said(question, Reply.NO), said(question, Reply.YES)]).cause("C1")

    assert cause.kind is Kind.KNOWLEDGE_GAP
    assert [one.reply for one in cause.answers] == [Reply.YES]


def test_a_change_that_a_person_names_is_confirmed_whatever_the_case_and_accents():
    after = answer(study(), [said(Question.WHAT_CHANGED, Reply.YES, "ACTUALIZACION 5.2")])

    change = after.cause("C1").change
    assert change.confirmed
    assert change.change.name == "Actualización 5.2"
    assert CertaintyReason.CHANGE_CONFIRMED in after.verdict.certain_because
    assert Doubt.RIVAL_CHANGE not in after.verdict.doubts


def test_a_change_that_no_calendar_has_becomes_the_change_and_the_other_its_rival():
    day = ONSET + timedelta(days=1)
    cause = answer(study(), [said(Question.WHAT_CHANGED, Reply.YES, "Nuevo proveedor", day)]).cause("C1")

    assert (cause.change.change.day, cause.change.change.name) == (day, "Nuevo proveedor")
    assert cause.change.change.source is ChangeSource.ANSWER
    assert cause.change.lag_days == 1
    assert 0 < cause.change.chance < 0.1
    assert cause.rivals[0].change.name == "Actualización 5.2"


def test_a_change_without_a_day_is_noted_and_not_made_up():
    cause = answer(study(), [said(Question.WHAT_CHANGED, Reply.YES, "Nuevo proveedor")]).cause("C1")

    assert cause.change.change.name == "Actualización 5.2"
    assert not cause.change.confirmed
    assert cause.answers[0].text == "Nuevo proveedor"


@pytest.mark.parametrize(
    "contrary",
    [
        said(Question.WHAT_CHANGED, Reply.YES, "Mudanza", ONSET - timedelta(days=90)),
        said(Question.WHAT_CHANGED, Reply.NO),
        said(Question.SINCE_WHEN, Reply.NO),
        said(Question.SINCE_WHEN, Reply.YES, "", ONSET + timedelta(days=40)),
    ],
)
def test_an_answer_at_odds_with_the_log_is_a_doubt(contrary):
    after = answer(study(), [contrary])

    assert Doubt.ANSWER_DISAGREES in after.verdict.doubts
    assert after.verdict.certainty is not Certainty.HIGH


def test_a_day_that_agrees_with_the_start_is_no_doubt():
    agreeing = said(Question.SINCE_WHEN, Reply.YES, "", ONSET + timedelta(days=3))

    assert Doubt.ANSWER_DISAGREES not in answer(study(), [agreeing]).verdict.doubts


def test_a_question_that_was_answered_is_not_asked_again():
    after = answer(study(), [said(Question.WORKS_AS_DESIGNED, Reply.YES)])

    assert Question.WORKS_AS_DESIGNED not in after.verdict.questions
    assert Question.WHO_WAS_TOLD in after.verdict.questions


def test_an_answer_about_another_cause_leaves_this_one_as_it_is():
    other = Answer("C3", Question.WORKS_AS_DESIGNED, Reply.YES, who="Luis")
    before = study()
    after = answer(before, [other])

    assert after.cause("C1") == before.cause("C1")
    assert after.cause("C3").kind is not Kind.DEFECT
    assert after.causes[0].id == "C1"
