"""Every correction can be undone and done again, also after the project was closed in between."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supportlens.app import (
    add_answer,
    as_json,
    choose_kind,
    dismiss_cause,
    merge_causes,
    merge_symptoms,
    move_tickets,
    name_cause,
    place_symptoms,
    remove_answer,
    rename_symptom,
    split_symptom,
    write_project,
)
from supportlens.app.projects.project import Project
from supportlens.app.projects.step_history import MOST_STEPS, StepHistory
from supportlens.domain import Answer, Kind, Name, Question, Reply, Step, StepKind, Study, is_kept
from supportlens.resources import load_playbook
from tests.builders import a_study
from tests.unit.store.test_values import assert_same

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Correct = Callable[[Study, int], Study]

STEP = Step(StepKind.ANSWERED, datetime(2026, 9, 1, tzinfo=UTC), Name(es="Causa", en="Cause"), "Ana")


def a_cause(study: Study, number: int) -> str:
    return study.causes[number % len(study.causes)].id


def answer_one(study: Study, number: int) -> Study:
    question = list(Question)[number % len(Question)]
    return add_answer(
        study, Answer(a_cause(study, number), question, Reply.YES, f"N.º {number}", date(2026, 9, 1))
    )


def withdraw_one(study: Study, number: int) -> Study:
    return remove_answer(study, study.answers[number % len(study.answers)]) if study.answers else study


def rename_one(study: Study, number: int) -> Study:
    symptom = study.symptoms[number % len(study.symptoms)]
    return rename_symptom(study, symptom.id, Name(es=f"Síntoma {number}", en=f"Symptom {number}"))


def move_one(study: Study, number: int) -> Study:
    ticket = str(study.tickets.frame["ticket_id"][number % len(study.tickets)])
    return move_tickets(study, (ticket,), study.symptoms[number % len(study.symptoms)].id)


def merge_two_symptoms(study: Study, number: int) -> Study:
    ids = [one.id for one in study.symptoms]
    part, whole = ids[number % len(ids)], ids[(number + 1) % len(ids)]
    return merge_symptoms(study, part, whole) if part != whole else study


def merge_two_causes(study: Study, number: int) -> Study:
    part, whole = a_cause(study, number), a_cause(study, number + 1)
    return merge_causes(study, part, whole) if part != whole else study


def place_one(study: Study, number: int) -> Study:
    cause, other = study.cause(a_cause(study, number)), a_cause(study, number + 1)
    if cause is None or not cause.symptoms:
        return study
    alone = number % 2 and len(cause.symptoms) > 1
    if not alone and cause.id == other:
        return study
    return place_symptoms(study, cause.symptoms[:1], cause.id, None if alone else other)


CORRECTIONS: tuple[Correct, ...] = (
    answer_one,
    withdraw_one,
    rename_one,
    move_one,
    lambda study, number: choose_kind(study, a_cause(study, number), list(Kind)[number % len(Kind)]),
    lambda study, number: name_cause(study, a_cause(study, number), Name(es=f"C {number}", en=f"C {number}")),
    lambda study, number: name_cause(study, a_cause(study, number), None),
    lambda study, number: dismiss_cause(
        study, a_cause(study, number), dismissed=bool(number % 3), why=f"N.º {number}"
    ),
    lambda study, number: split_symptom(study, study.symptoms[number % len(study.symptoms)].id),
    merge_two_symptoms,
    merge_two_causes,
    place_one,
)


ONE = st.tuples(st.integers(0, len(CORRECTIONS) - 1), st.integers(0, 999))
FIFTY = st.lists(ONE, min_size=50, max_size=50)
FIFTEEN = st.lists(ONE, min_size=15, max_size=15)


@cache
def the_start() -> Study:
    return a_study(playbook=load_playbook())


@pytest.fixture
def start() -> Study:
    return the_start()


def assert_equal(one: Study, other: Study) -> None:
    for field in fields(Study):
        if is_kept(field):
            assert_same(getattr(one, field.name), getattr(other, field.name), field.name)


def through_a_file(path: Path, study: Study, history: StepHistory) -> tuple[Study, StepHistory]:
    with Project.open(path) as project:
        project.save(study, history)
    with Project.open(path) as project:
        again = project.study()
        return again, project.history(again)


@settings(max_examples=1)
@given(chosen=FIFTEEN)
def test_any_corrections_undone_are_the_start_and_done_again_the_end(
    tmp_path_factory: pytest.TempPathFactory, chosen: list[tuple[int, int]]
) -> None:
    check(tmp_path_factory, chosen)


@pytest.mark.campaign
@settings(max_examples=30)
@given(chosen=FIFTY)
def test_many_fifties_of_corrections_undone_are_the_start_and_done_again_the_end(
    tmp_path_factory: pytest.TempPathFactory, chosen: list[tuple[int, int]]
) -> None:
    check(tmp_path_factory, chosen)


def check(tmp_path_factory: pytest.TempPathFactory, chosen: list[tuple[int, int]]) -> None:
    start = the_start()
    path = tmp_path_factory.mktemp("project") / "mesa.supportlens"
    write_project(start, path)
    study, history = start, StepHistory()
    for number, (which, seed) in enumerate(chosen):
        after = CORRECTIONS[which](study, seed)
        study, history = after, history.take(STEP, study)
        if number == len(chosen) // 3:
            study, history = through_a_file(path, study, history)
    end = study
    study, history = through_a_file(path, study, history)
    assert_equal(study, end)
    for _ in chosen:
        study, history = history.undo(study)
    assert_equal(study, start)
    study, history = through_a_file(path, study, history)
    assert (len(history.past), len(history.future)) == (0, len(chosen))
    for _ in chosen:
        study, history = history.redo(study)
    assert_equal(study, end)


def test_a_step_is_kept_with_its_name_and_time_and_a_new_one_ends_the_future(
    start: Study, tmp_path: Path
) -> None:
    path = tmp_path / "mesa.supportlens"
    named = rename_one(start, 3)
    write_project(named, path, history=StepHistory().take(STEP, start))
    with Project.open(path) as project:
        study = project.study()
        history = project.history(study)
        assert history.last == STEP
        study, history = history.undo(study)
        assert as_json(study, "es") == as_json(start, "es")
        project.save(study, history)
        assert project.history(study).next == STEP
        other = answer_one(study, 1)
        project.save(other, history.take(STEP, study))
    with Project.open(path) as project:
        history = project.history(project.study())
        assert (len(history.past), len(history.future)) == (1, 0)
        assert project.find_faults() == ()


def test_a_study_saved_without_its_history_has_none(start: Study, tmp_path: Path) -> None:
    path = tmp_path / "mesa.supportlens"
    write_project(rename_one(start, 3), path, history=StepHistory().take(STEP, start))
    write_project(start, path)
    with Project.open(path, write=False) as project:
        assert project.history(project.study()).last is None
        assert project._store.part_names("past/") == ()


def test_the_oldest_steps_are_forgotten(start: Study) -> None:
    history = StepHistory()
    for _ in range(MOST_STEPS + 5):
        history = history.take(STEP, start)
    assert len(history.past) == MOST_STEPS


def test_the_reason_of_a_step_is_kept_and_the_study_is_not_written_for_it(
    start: Study, tmp_path: Path
) -> None:
    path = tmp_path / "mesa.supportlens"
    named = rename_one(start, 3)
    history = StepHistory().take(STEP, start)
    write_project(named, path, history=history)
    with Project.open(path) as project:
        study = project.study()
        explained = project.history(study).explain(["Lo pidió la jefa"])
        project.save(study, explained)
        assert project.history(study).last.why == "Lo pidió la jefa"
    with Project.open(path) as project:
        study = project.study()
        before, _ = project.history(study).undo(study)
        assert_equal(before, start)
