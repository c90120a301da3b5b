"""The window with a project that keeps no texts: it says so, and reads its files again where needed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel, QMessageBox

from supportlens.app.projects.extending import AnalysisSettings
from supportlens.app.projects.living import extend_project
from supportlens.app.projects.project import Project
from supportlens.domain import Derived
from supportlens.gui.main_window import MainWindow
from supportlens.gui.settings import Settings
from tests.gui.test_projects import BROKEN, SENTENCES, opened_from, shown

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def project(tmp_path: Path) -> Path:
    rows = [f"{n};2026-01-1{n % 9};{SENTENCES[n % 4]} hoy {n % 7};P{n % 31}" for n in range(60)]
    log, path = tmp_path / "enero.csv", tmp_path / "mesa.supportlens"
    log.write_text("Número;Fecha;Asunto;Solicitante\n" + "\n".join(rows), encoding="utf-8")
    extend_project(path, [log], AnalysisSettings())
    return path


def a_window(qtbot: QtBot) -> MainWindow:
    settings = Settings()
    settings.language = "es"
    window = MainWindow(settings)
    qtbot.addWidget(window)
    return window


def answer_question(window: MainWindow, role: QMessageBox.ButtonRole) -> str:
    """Choose in the question that is open; return what it said."""
    window.perform("texts")
    (box,) = (each for each in window.findChildren(QMessageBox) if each.isVisible())
    next(button for button in box.buttons() if box.buttonRole(button) is role).click()
    return box.text()


def shown_anywhere(window: MainWindow) -> str:
    return "\n".join(label.accessibleName() or label.text() for label in window.findChildren(QLabel))


def keeps_texts(path: Path) -> bool:
    with Project.open(path, write=False) as project:
        return project.keeps_texts


def test_texts_are_left_out_after_a_question_and_come_back_when_the_files_are_read_again(
    qtbot: QtBot, project: Path
) -> None:
    window = opened_from(a_window(qtbot), qtbot, project)
    assert "conserva los textos" in answer_question(window, QMessageBox.ButtonRole.RejectRole)
    assert keeps_texts(project)
    with qtbot.waitSignal(window._project_saver.saved, timeout=20_000):
        answer_question(window, QMessageBox.ButtonRole.AcceptRole)
    assert not keeps_texts(project)
    assert window.study.tickets.frame[Derived.TEXT].ne("").all()  # until the project is opened again
    window.close()

    again = opened_from(a_window(qtbot), qtbot, project)
    assert "no hay textos" in again._frame.notice.text
    again.show_page("tickets")
    assert "solo se encuentran números de ticket" in shown_anywhere(again)
    again.show_page("verdict")
    said = replace(BROKEN, cause_id=again.study.causes[0].id)
    again.page.statement_wanted.emit(said)
    qtbot.waitUntil(lambda: "Primero analícelo de nuevo" in shown(again), timeout=20_000)
    with qtbot.waitSignal(again._analysis_runner.opened, timeout=60_000):
        again.perform("renew")
    again.page.statement_wanted.emit(said)
    qtbot.waitUntil(lambda: bool(again.study.answers), timeout=20_000)
    qtbot.waitUntil(lambda: not again.isWindowModified(), timeout=20_000)
    assert not keeps_texts(project)
    with qtbot.waitSignal(again._project_saver.saved, timeout=20_000):
        answer_question(again, QMessageBox.ButtonRole.AcceptRole)
    assert keeps_texts(project)
