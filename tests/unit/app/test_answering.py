"""What people say moves the study, and can be taken back as if it had never been said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from supportlens.app import (
    add_answer,
    answer,
    carry_over_statements,
    choose_kind,
    chosen_kinds,
    questions_about,
    remove_answer,
)
from supportlens.app.statements.kind_corrections import (
    CorrectionMemory,
    apply_learnt_weights,
    learn_weights,
    make_correction,
)
from supportlens.app.statements.successors import lasting_identity
from supportlens.domain import Answer, AnswerRule, Kind, Name, Question, Reply
from tests.builders import a_study

if TYPE_CHECKING:
    from pathlib import Path

    from supportlens.domain import Study

BROKEN = Answer("C1", Question.WORKS_AS_DESIGNED, Reply.NO, "It fails", date(2026, 9, 1), "Ana")


def an_open_study() -> Study:
    study = a_study()
    rules = (
        AnswerRule("broken", Question.WORKS_AS_DESIGNED, Reply.NO, Kind.DEFECT, 3.0, Name(es="no", en="no")),
        AnswerRule(
            "broken", Question.WORKS_AS_DESIGNED, Reply.NO, Kind.KNOWLEDGE_GAP, -4.0, Name(es="no", en="no")
        ),
    )
    return replace(study, playbook=replace(study.playbook, answers=rules))


def test_an_answer_moves_kind_verdict_and_plan_and_is_kept() -> None:
    study = add_answer(an_open_study(), BROKEN)
    assert study.cause("C1").kind is Kind.DEFECT
    assert study.answers == (BROKEN,)
    assert Question.WORKS_AS_DESIGNED not in study.verdict.questions
    assert study.unanswered_verdict == an_open_study().verdict


def test_what_a_second_answer_leaves_as_it_was_is_not_another_value() -> None:
    study = add_answer(an_open_study(), BROKEN)
    again = add_answer(study, replace(BROKEN, text="Also in the evening"))
    assert again.causes != study.causes
    assert again.care is study.care
    assert again.moments is study.moments
    assert again.playbook is study.playbook
    moved = add_answer(study, replace(BROKEN, reply=Reply.YES))
    assert moved.plan != study.plan


def test_an_answer_taken_back_leaves_what_the_log_told() -> None:
    study = remove_answer(add_answer(an_open_study(), BROKEN), BROKEN)
    assert study.causes == an_open_study().causes
    assert study.answers == ()
    assert study.unanswered_verdict is None


def test_a_second_answer_to_the_same_question_takes_the_place_of_the_first() -> None:
    later = replace(BROKEN, reply=Reply.UNKNOWN, who="Luis")
    assert add_answer(add_answer(an_open_study(), BROKEN), later).answers == (later,)


def test_a_chosen_kind_stays_through_answers_until_it_is_given_up() -> None:
    study = add_answer(choose_kind(an_open_study(), "C1", Kind.DATA), BROKEN)
    cause = study.cause("C1")
    assert (cause.kind, cause.inferred_kind) == (Kind.DATA, Kind.DEFECT)
    assert chosen_kinds(study) == {"C1": Kind.DATA}
    assert choose_kind(study, "C1", None).cause("C1").kind is Kind.DEFECT


def test_choosing_what_is_told_anyway_is_no_choice() -> None:
    study = choose_kind(an_open_study(), "C1", Kind.KNOWLEDGE_GAP)
    assert chosen_kinds(study) == {}
    assert study.cause("C1") == an_open_study().cause("C1")


def test_signals_are_told_for_the_chosen_kind_and_against_it() -> None:
    cause = choose_kind(an_open_study(), "C1", Kind.DEFECT).cause("C1")
    assert [signal.id for signal in cause.signals_for] == ["error_code"]
    assert "cannot_find" in [signal.id for signal in cause.signals_against]


def test_what_was_said_goes_with_the_tickets_to_another_cut() -> None:
    said = choose_kind(add_answer(an_open_study(), BROKEN), "C2", Kind.DATA)
    renamed = {"C1": "C7", "C2": "C8"}
    plain = an_open_study()
    cut = replace(
        plain,
        assignment=plain.assignment.assign(cause_id=plain.assignment["cause_id"].replace(renamed)),
        causes=tuple(replace(cause, id=renamed.get(cause.id, cause.id)) for cause in plain.causes),
    )
    carried = carry_over_statements(said, cut)
    assert carried.cause("C7").kind is Kind.DEFECT
    assert carried.cause("C8").kind is Kind.DATA
    assert [one.cause_id for one in carried.answers] == ["C7"]


def test_an_answer_about_a_cause_that_is_gone_is_not_lost() -> None:
    stray = replace(BROKEN, cause_id="C99")
    assert answer(an_open_study(), (stray,)).answers == (stray,)


def test_what_was_answered_is_not_asked_again() -> None:
    study = add_answer(an_open_study(), BROKEN)
    assert Question.WORKS_AS_DESIGNED in questions_about(an_open_study().cause("C1"))
    assert Question.WORKS_AS_DESIGNED not in questions_about(study.cause("C1"))


def test_corrections_outlive_the_program_and_move_the_weights_of_the_next_log(tmp_path: Path) -> None:
    study = choose_kind(an_open_study(), "C1", Kind.DEFECT)
    correction = make_correction(study, "C1")
    assert correction is not None
    assert (correction.told, correction.corrected) == (Kind.KNOWLEDGE_GAP, Kind.DEFECT)
    CorrectionMemory(tmp_path / "kept.json").keep(correction)
    kept = CorrectionMemory(tmp_path / "kept.json").all()
    assert kept == (correction,)
    learnt = learn_weights(study.playbook, kept)
    weights = {rule.id: rule.weight for rule in apply_learnt_weights(study.playbook, learnt).signals}
    assert weights["error_code"] > 2.0 > weights["cannot_find"]


def test_a_correction_is_forgotten_by_what_its_cause_is_known_by(tmp_path: Path) -> None:
    study = choose_kind(an_open_study(), "C1", Kind.DEFECT)
    kept = CorrectionMemory(tmp_path / "kept.json")
    kept.keep(make_correction(study, "C1"))
    kept.forget(lasting_identity(study, "C1"))
    assert kept.all() == ()


def test_a_damaged_file_of_corrections_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "kept.json"
    odd = '[1, {"cause": 3}, {"cause": "a", "told": "x", "corrected": "y", "signals": []}]'
    for text in ("{", "{}", odd):
        path.write_text(text, encoding="utf-8")
        assert CorrectionMemory(path).all() == ()
