"""What is being computed can be taken back as what was computed can: the last thing said goes first."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QAction

from supportlens.app import add_answer
from supportlens.app.projects.step_history import StepHistory
from supportlens.app.statements.kind_corrections import CorrectionMemory
from supportlens.domain import Answer, Kind, Name, Question, Reply, Step, StepKind
from supportlens.gui.main_window import MainWindow, OpenedStudy
from supportlens.gui.pages.base.statements import CauseName, KindChoice, TicketAcceptance
from supportlens.gui.settings import Settings
from supportlens.resources import load_playbook
from tests.builders import a_study

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from supportlens.domain import Study

BROKEN = Answer("C1", Question.WORKS_AS_DESIGNED, Reply.NO, "Falla", date(2026, 9, 1), "Ana Ruiz")
TOLD = replace(BROKEN, question=Question.WHO_WAS_TOLD)
NAMED = CauseName("C1", Name(es="Mío", en="Mine"))


@pytest.fixture(scope="module")
def study() -> Study:
    return a_study(playbook=load_playbook())


@pytest.fixture
def window(qtbot: QtBot, study: Study) -> MainWindow:
    settings = Settings()
    settings.language = "es"
    made = MainWindow(settings)
    qtbot.addWidget(made)
    made.take(OpenedStudy(study, (Path("caso_40.csv"),)))
    return made


def wait(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until nothing is computed any more."""
    qtbot.waitUntil(lambda: window._statement_runner._job is None, timeout=20_000)


def titles(window: MainWindow) -> tuple[str, str]:
    """Return what the menu offers to undo and to do again, "" where it offers nothing."""
    actions = [window.findChild(QAction, name) for name in ("undo", "redo")]
    undo, redo = (action.text() if action.isEnabled() else "" for action in actions)
    return undo, redo


def test_an_answer_that_is_being_computed_is_taken_back_and_given_again(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.page.statement_wanted.emit(BROKEN)
    undo, redo = titles(window)
    assert "respuesta" in undo.lower()
    assert not redo
    window.findChild(QAction, "undo").trigger()
    assert window._frame.top._busy.isHidden()
    undo, redo = titles(window)
    assert not undo
    assert "respuesta" in redo.lower()
    wait(qtbot, window)
    assert window.study.answers == ()
    assert not window._statement_runner.history.past
    window.findChild(QAction, "redo").trigger()
    qtbot.waitUntil(lambda: window.study.answers == (BROKEN,), timeout=20_000)
    assert window.study.main_cause.kind is Kind.DEFECT


def test_one_that_waits_behind_it_goes_first_and_leaves_it_alone(qtbot: QtBot, window: MainWindow) -> None:
    window.page.statement_wanted.emit(BROKEN)
    window.page.statement_wanted.emit(TOLD)
    window.perform("undo")
    wait(qtbot, window)
    assert window.study.answers == (BROKEN,)
    window.perform("redo")
    wait(qtbot, window)
    assert window.study.answers == (BROKEN, TOLD)


def test_whatever_stage_they_are_in_steps_go_back_and_come_again_in_their_order(
    qtbot: QtBot, window: MainWindow, study: Study
) -> None:
    window.page.statement_wanted.emit(NAMED)
    wait(qtbot, window)
    window.page.statement_wanted.emit(BROKEN)
    window.page.statement_wanted.emit(TOLD)
    seen = []
    for _ in range(4):  # once more than there is
        seen.append(titles(window)[0])
        window.perform("undo")
    assert len(set(seen)) == 3
    assert seen[-1] == ""
    assert window.study.answers == ()
    assert window.study.cause("C1").name == study.cause("C1").name
    wait(qtbot, window)
    window.perform("redo")
    assert window.study.cause("C1").name == NAMED.name
    window.perform("redo")
    wait(qtbot, window)
    assert window.study.answers == (BROKEN,)
    window.perform("redo")
    wait(qtbot, window)
    assert window.study.answers == (BROKEN, TOLD)
    assert titles(window)[1] == ""
    assert len(window._statement_runner.history.past) == 3


def test_what_was_undone_before_cannot_come_again_after_something_else_was_said(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.page.statement_wanted.emit(NAMED)
    wait(qtbot, window)
    window.perform("undo")
    window.page.statement_wanted.emit(BROKEN)
    window.perform("undo")
    window.perform("redo")  # the answer, not the name
    wait(qtbot, window)
    window.perform("redo")
    assert window.study.answers == (BROKEN,)
    assert window.study.cause("C1").name != NAMED.name
    window.page.statement_wanted.emit(TOLD)
    window.perform("undo")
    window.page.statement_wanted.emit(NAMED)
    assert titles(window)[1] == ""
    wait(qtbot, window)
    assert window.study.answers == (BROKEN,)


def test_a_mark_is_no_step_and_stays_while_the_answer_before_it_goes(
    qtbot: QtBot, window: MainWindow, study: Study
) -> None:
    ticket = str(study.tickets.frame["ticket_id"].iloc[0])
    window.page.statement_wanted.emit(BROKEN)
    window.page.statement_wanted.emit(TicketAcceptance(ticket))
    window.perform("undo")
    wait(qtbot, window)
    assert window.study.answers == ()
    assert window.study.marks.checks
    window.perform("redo")
    wait(qtbot, window)
    assert window.study.answers == (BROKEN,)


@pytest.mark.parametrize("finished", [False, True])
def test_no_kind_is_on_record_of_a_choice_that_was_taken_back(
    qtbot: QtBot, window: MainWindow, *, finished: bool
) -> None:
    window.page.statement_wanted.emit(KindChoice("C1", Kind.DEFECT))
    if finished:  # its thread has ended, which the window has not heard of yet
        window._statement_runner._job._worker.wait()
    window.perform("undo")
    wait(qtbot, window)
    assert window.study.main_cause.kind is Kind.KNOWLEDGE_GAP
    assert CorrectionMemory(window.settings.corrections).all() == ()


def test_an_undo_that_is_computed_is_stopped_by_redo_and_followed_by_a_further_undo(
    qtbot: QtBot, window: MainWindow, study: Study
) -> None:
    """Before files were added only what was said is known, so that undo computes the causes anew."""
    step = Step(StepKind.ANSWERED, datetime.now(tz=UTC))
    both = add_answer(add_answer(study, BROKEN), TOLD)
    history = StepHistory().take(step, study).take(step, add_answer(study, BROKEN)).settle()
    window.take(OpenedStudy(both, (Path("caso_41.csv"),), history=history))
    runner = window._statement_runner
    window.perform("undo")
    window.perform("redo")
    wait(qtbot, window)
    assert window.study is both
    assert runner.history.past == history.past
    window.perform("undo")
    window.perform("undo")
    window.page.statement_wanted.emit(NAMED)
    wait(qtbot, window)
    qtbot.waitUntil(lambda: not runner.unapplied, timeout=20_000)
    assert window.study.answers == ()
    assert window.study.cause("C1").name == NAMED.name
    assert len(runner.history.past) == 1
