"""A project while something else goes on: what is asked for meanwhile is done, what is closed is kept."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from supportlens.app import remember, rename_symptom, write_project
from supportlens.app.projects.reopening import reopen
from supportlens.domain import InputFile, Name
from supportlens.gui.main_window import MainWindow, OpenedStudy
from supportlens.gui.main_window.messages import failure
from supportlens.gui.settings import Settings
from supportlens.resources import load_playbook
from tests.builders import a_study
from tests.gui.test_projects import BROKEN, answered
from tests.text_projects import write_text_project

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from supportlens.domain import Progress, Study

LOG = (Path("caso_40.csv"),)


@pytest.fixture(scope="module")
def study() -> Study:
    return a_study(playbook=load_playbook())


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    made = MainWindow(Settings())
    qtbot.addWidget(made)
    return made


def test_what_somebody_asks_to_save_while_work_is_kept_is_saved(
    qtbot: QtBot, window: MainWindow, study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered(window, qtbot, study)
    go, projects = threading.Event(), window._project_saver
    monkeypatch.setattr(projects.recovery, "keep", lambda *_: go.wait(20.0))
    projects._keep()
    projects.write(tmp_path / "mesa.supportlens")
    projects._keep()  # somebody paused once more
    with qtbot.waitSignal(projects.saved, timeout=20_000):
        go.set()
    assert (tmp_path / "mesa.supportlens").exists()
    assert not window.isWindowModified()


def test_what_is_said_while_the_log_is_cut_anew_is_said_of_the_new_cut(
    qtbot: QtBot, window: MainWindow, study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    go, cut = threading.Event(), []

    def slowly(before: Study, level: int, *, progress: Progress) -> Study:
        del progress
        cut.append(before)
        go.wait(20.0)
        return replace(before, level=level)

    monkeypatch.setattr("supportlens.app.recut", slowly)
    window.take(OpenedStudy(study, LOG))
    window.recut(3)
    window.show_page("verdict")
    window.page.statement_wanted.emit(BROKEN)
    qtbot.waitUntil(lambda: bool(window.study and window.study.answers), timeout=20_000)
    go.set()
    qtbot.waitUntil(lambda: bool(window.study and window.study.level == 3), timeout=20_000)
    assert window.study is not None
    assert window.study.answers == (BROKEN,)
    assert len(cut) == 2


def test_what_comes_after_a_log_was_saved_as_a_project_goes_on_from_it(
    qtbot: QtBot, window: MainWindow, study: Study, tmp_path: Path
) -> None:
    window.take(OpenedStudy(study, LOG))
    for name in ("mesa.supportlens", "otra.supportlens"):
        with qtbot.waitSignal(window._project_saver.saved, timeout=20_000):
            window._project_saver.write(tmp_path / name)
        assert window.opened is not None
        assert window.opened.project == window.project == tmp_path / name


def test_work_that_nobody_saved_is_offered_as_soon_as_its_log_is_closed(
    qtbot: QtBot, window: MainWindow, study: Study
) -> None:
    answered(window, qtbot, study)
    assert window.list_unsaved() == ()
    window.perform("close")
    (left,) = window.list_unsaved()
    assert window._project_saver.recovery.of(left.path) == left


def test_unsaved_work_is_opened_although_its_logs_are_gone(
    qtbot: QtBot, window: MainWindow, study: Study, tmp_path: Path
) -> None:
    gone = InputFile(str(tmp_path / "enero.csv"), sha256="0" * 64)
    recovery = window._project_saver.recovery
    recovery.keep(replace(study, inputs=(gone,)), "0a1b2c", "enero", tmp_path / "mesa.supportlens")
    with qtbot.waitSignal(window._analysis_runner.opened, timeout=60_000):
        window.open((recovery.all()[0].path,))
    assert window.study is not None
    assert window.study.inputs == (gone,)
    assert window.windowTitle().startswith("mesa")


def test_earlier_unsaved_work_whose_logs_are_gone_is_called_as_its_project(
    qtbot: QtBot, window: MainWindow, study: Study, tmp_path: Path
) -> None:
    gone = InputFile(str(tmp_path / "enero.csv"), sha256="0" * 64)
    recovery = window._project_saver.recovery
    recovery.keep(study, "0a1b2c", "enero", tmp_path / "mesa.supportlens")
    write_text_project(recovery.all()[0].path, remember(replace(study, inputs=(gone,))))
    with qtbot.waitSignal(window._analysis_runner.failed, timeout=60_000) as told:
        window.open((recovery.all()[0].path,))
    assert told.args is not None
    said = failure(told.args[0], window.words).text
    assert "mesa" in said
    assert "0a1b2c" not in said


def test_a_project_that_somebody_saves_while_it_is_opened_is_shown_as_it_is_now(
    qtbot: QtBot, window: MainWindow, study: Study, tmp_path: Path
) -> None:
    path = tmp_path / "mesa.supportlens"
    write_project(study, path)
    read = reopen(path)
    write_project(rename_symptom(read.study, "S1", Name(es="Lo nuevo", en="The new")), path)
    window.take(OpenedStudy(read.study, (), path, history=read.history, revision=read.revision))
    qtbot.waitUntil(lambda: window.study.symptom("S1").name.in_("es") == "Lo nuevo", timeout=20_000)
    qtbot.waitUntil(lambda: not window._project_saver.outdated, timeout=20_000)
    assert window.project == path


def test_a_copy_is_saved_as_the_project_is_now_and_the_project_stays_open(
    qtbot: QtBot, window: MainWindow, study: Study, tmp_path: Path
) -> None:
    path, copy = tmp_path / "mesa.supportlens", tmp_path / "mesa (copia).supportlens"
    write_project(study, path)
    window.take(OpenedStudy(study, LOG, path))
    named = rename_symptom(study, "S1", Name(es="Lo nuevo", en="The new"))
    window._project_saver.touch(named)
    with qtbot.waitSignal(window._project_saver.copied, timeout=20_000) as told:
        window._project_saver.write_copy(copy)
    assert told.args == [copy]
    assert window.project == path
    assert reopen(copy).study.symptom("S1").name.in_("es") == "Lo nuevo"
