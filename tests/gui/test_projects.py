"""A project is opened, saved and gone on with in the window; what nobody saved is never lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLabel

from supportlens.app import add_answer, analyse, remember, write_project
from supportlens.app.projects.copies import keep_copy
from supportlens.app.projects.project_files import read_project
from supportlens.app.projects.reopening import LogsGone
from supportlens.domain import Answer, ProjectDamaged, Question, Reply
from supportlens.gui.main_window import MainWindow, OpenedStudy
from supportlens.gui.main_window.dropped_files import drop_line
from supportlens.gui.main_window.window_frame import log_path
from supportlens.gui.settings import Settings
from supportlens.i18n import words_for
from supportlens.resources import load_playbook
from tests.builders import a_study
from tests.text_projects import write_text_project

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from supportlens.domain import Study

BROKEN = Answer("C1", Question.WORKS_AS_DESIGNED, Reply.NO, "Falla", date(2026, 9, 1), "Ana Ruiz")
SENTENCES = (
    "No encuentro el menú de facturas",
    "La impresora no imprime etiquetas",
    "Olvidé mi contraseña del portal",
    "El pedido llegó sin la factura",
)


@pytest.fixture(scope="module")
def study() -> Study:
    return a_study(playbook=load_playbook())


@pytest.fixture
def a_window(qtbot: QtBot) -> Callable[[], MainWindow]:
    def made() -> MainWindow:
        settings = Settings()
        settings.language = "es"
        window = MainWindow(settings)
        qtbot.addWidget(window)
        return window

    return made


@pytest.fixture
def log(tmp_path: Path) -> Path:
    folder = tmp_path / "mesa"
    folder.mkdir()
    rows = [
        f"{n};2026-0{1 + n % 6}-1{n % 9};{SENTENCES[n % 4]} hoy {n % 7};App{n % 2};P{n % 31}"
        for n in range(120)
    ]
    path = folder / "enero.csv"
    path.write_text("Número;Fecha;Asunto;Aplicación;Solicitante\n" + "\n".join(rows), encoding="utf-8")
    return path


@pytest.fixture
def earlier_project(log: Path) -> Path:
    """Return a project in the form of the first versions, which holds no tickets."""
    return write_text_project(log.with_name("mesa.supportlens"), remember(answered_log(log)))


def answered_log(log: Path) -> Study:
    study = analyse([log])
    return add_answer(study, replace(BROKEN, cause_id=study.causes[0].id))


@pytest.fixture
def project(log: Path) -> Path:
    path = log.with_name("mesa.supportlens")
    write_project(answered_log(log), path)
    return path


def answered(window: MainWindow, qtbot: QtBot, study: Study) -> MainWindow:
    window.take(OpenedStudy(study, (Path("caso_40.csv"),)))
    window.page.statement_wanted.emit(BROKEN)
    qtbot.waitUntil(lambda: bool(window.study.answers), timeout=20_000)
    return window


def shown(window: MainWindow) -> str:
    found = [label.accessibleName() for label in window.findChildren(QLabel) if label.isVisibleTo(window)]
    return "\n".join(found)


def opened_from(window: MainWindow, qtbot: QtBot, *paths: Path) -> MainWindow:
    with qtbot.waitSignal(window._analysis_runner.opened, timeout=60_000):
        window.open(paths)
    return window


def test_what_is_said_marks_the_title_until_it_is_saved(
    qtbot: QtBot, a_window: Callable[[], MainWindow], study: Study, tmp_path: Path
) -> None:
    window = a_window()
    window.take(OpenedStudy(study, (Path("caso_40.csv"),)))
    assert not window.isWindowModified()
    answered(window, qtbot, study)
    assert window.isWindowModified()
    assert "sin guardar" in shown(window)
    path = tmp_path / "mesa.supportlens"
    with qtbot.waitSignal(window._project_saver.saved, timeout=20_000):
        window._project_saver.write(path)
    assert not window.isWindowModified()
    assert window.windowTitle().startswith("mesa")
    assert [one.answers[0].who for one in read_project(path).said] == ["Ana Ruiz"]
    assert window.settings.recent[0].paths == (path,)
    assert window.list_unsaved() == ()
    assert list(window.settings.unsaved.glob("*.supportlens")) == []
    window.perform("undo")
    assert window.isWindowModified()
    assert window._frame.top._title.text() == "mesa"  # and not the name of its log


def test_saving_asks_for_a_place_once_and_gives_the_file_its_ending(
    qtbot: QtBot,
    a_window: Callable[[], MainWindow],
    study: Study,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = []

    def ask(*_args: object) -> tuple[str, str]:
        asked.append(1)
        return str(tmp_path / "mesa 2.0"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    window = a_window()
    window.take(OpenedStudy(study, (Path("caso_40.csv"),)))
    for _ in range(2):
        with qtbot.waitSignal(window._project_saver.saved, timeout=20_000) as told:
            window.perform("save")
        assert told.args == [tmp_path / "mesa 2.0.supportlens"]
    assert asked == [1]


def test_a_report_of_a_project_is_proposed_under_its_name(
    qtbot: QtBot,
    a_window: Callable[[], MainWindow],
    study: Study,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    proposed = []

    def refuse(_window: object, _title: str, path: str, _kind: str) -> tuple[str, str]:
        proposed.append(Path(path).name)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", refuse)
    window = a_window()
    window.take(OpenedStudy(study, (Path("caso_40.csv"),)))
    window._export("xlsx")
    with qtbot.waitSignal(window._project_saver.saved, timeout=20_000):
        window._project_saver.write(tmp_path / "mesa.supportlens")
    window._export("xlsx")
    assert [name.partition("-")[2] for name in proposed] == ["supportlens.xlsx"] * 2
    assert proposed[0].partition("-")[0] == log_path(study).stem
    assert proposed[1].partition("-")[0] == "mesa"


def test_work_that_nobody_saved_is_offered_after_the_window_was_closed(
    qtbot: QtBot, a_window: Callable[[], MainWindow], log: Path
) -> None:
    first = opened_from(a_window(), qtbot, log)
    cause_id = first.study.causes[0].id
    first.page.statement_wanted.emit(replace(BROKEN, cause_id=cause_id))
    qtbot.waitUntil(lambda: bool(first.study.answers), timeout=20_000)
    assert a_window().list_unsaved() == ()  # it is open there
    first.close()  # at once, before it was kept by itself
    second = a_window()
    assert "Cambios en «enero»" in shown(second)
    opened_from(second, qtbot, second.list_unsaved()[0].path)
    assert [one.who for one in second.study.answers] == ["Ana Ruiz"]
    assert second.isWindowModified()
    assert "está como usted lo dejó" in second._frame.notice._text.accessibleName()
    second.close()
    third = a_window()
    button = next(
        each for each in third.page.findChildren(QAbstractButton) if each.accessibleName() == "Descartar"
    )
    button.click()
    assert third.list_unsaved() == ()
    assert "Cambios en" not in shown(third)


CRASH = """
import os, sys, time
from pathlib import Path
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from supportlens.gui.main_window import MainWindow, OpenedStudy
from supportlens.gui.settings import Settings
from supportlens.resources import load_playbook
from tests.gui.test_projects import BROKEN
from tests.builders import a_study
for form in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
    QSettings.setPath(form, QSettings.Scope.UserScope, sys.argv[1])
app = QApplication([])
window = MainWindow(Settings())
window.take(OpenedStudy(a_study(playbook=load_playbook()), (Path("caso_40.csv"),)))
window.page.statement_wanted.emit(BROKEN)
until = time.monotonic() + 60
while not window._project_saver.recovery.all() and time.monotonic() < until:
    app.processEvents()
os._exit(1)
"""


def test_what_was_said_before_a_crash_is_offered_at_the_next_start(
    a_window: Callable[[], MainWindow], tmp_path: Path
) -> None:
    top = Path(__file__).parents[2]
    command = [sys.executable, "-c", CRASH, str(tmp_path / "settings")]
    environment = {**os.environ, "PYTHONPATH": str(top)}
    done = subprocess.run(command, cwd=top, env=environment, check=False, timeout=120)
    assert done.returncode == 1
    left = a_window().list_unsaved()
    assert [one.name for one in left] == ["caso 40"]
    assert read_project(left[0].path).said[0].answers[0].who == "Ana Ruiz"


def test_what_was_said_is_kept_by_itself_while_the_window_is_open(
    qtbot: QtBot, a_window: Callable[[], MainWindow], study: Study
) -> None:
    window = answered(a_window(), qtbot, study)
    qtbot.waitUntil(lambda: bool(window._project_saver.recovery.all()), timeout=20_000)
    kept = window._project_saver.recovery.all()[0]
    assert [one.answers[0].text for one in read_project(kept.path).said] == ["Falla"]


def test_a_project_is_opened_with_its_files_and_what_was_said(
    qtbot: QtBot, a_window: Callable[[], MainWindow], project: Path
) -> None:
    window = opened_from(a_window(), qtbot, project)
    assert window.project == project
    assert window.study.answers[0].who == "Ana Ruiz"
    assert not window.isWindowModified()
    assert window._frame.notice.isHidden()
    assert window.settings.recent[0].is_project


def test_a_project_says_which_of_its_files_changed_or_moved(
    qtbot: QtBot, a_window: Callable[[], MainWindow], earlier_project: Path, log: Path, tmp_path: Path
) -> None:
    project, other = earlier_project, tmp_path / "otra"
    shutil.move(log.parent, other)
    window = opened_from(a_window(), qtbot, other / project.name)
    assert "«enero.csv» cambió de lugar y se encontró de nuevo" in window._frame.notice.text
    write_text_project(other / project.name, remember(window.study))
    with (other / log.name).open("a", encoding="utf-8") as file:
        file.write("\n999;2026-06-20;La impresora no imprime;App1;P3")
    again = opened_from(a_window(), qtbot, other / project.name)
    assert "«enero.csv» cambió desde que se guardó" in again._frame.notice.text
    assert len(again.study.tickets) == 121
    with qtbot.waitSignal(window._project_saver.saved, timeout=20_000):
        window._project_saver.write(other / project.name)
    assert (other / f"{project.name}.bak").exists()


def test_a_project_is_opened_as_it_was_saved_whatever_became_of_its_files(
    qtbot: QtBot,
    a_window: Callable[[], MainWindow],
    project: Path,
    log: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    log.unlink()
    monkeypatch.setattr("supportlens.app.projects.reopening.analyse", None)  # nothing is analysed anew
    window = opened_from(a_window(), qtbot, project)
    assert len(window.study.tickets) == 120
    assert window.study.levels
    assert window._frame.notice.isHidden()


def test_a_project_that_another_window_has_is_only_read(
    qtbot: QtBot, a_window: Callable[[], MainWindow], project: Path
) -> None:
    first = opened_from(a_window(), qtbot, project)
    second = opened_from(a_window(), qtbot, project)
    assert "aquí solo se puede leer" in second._frame.notice.text
    before = project.read_bytes()
    second.page.statement_wanted.emit(replace(BROKEN, cause_id=second.study.causes[-1].id))
    qtbot.waitUntil(lambda: bool(second._project_saver.recovery.all()), timeout=20_000)
    assert second.isWindowModified()
    assert project.read_bytes() == before
    first.close()
    third = opened_from(a_window(), qtbot, project)
    assert third._project_saver.holder is None


def test_what_is_said_of_a_project_is_in_its_file_without_saving(
    qtbot: QtBot, a_window: Callable[[], MainWindow], project: Path
) -> None:
    window = opened_from(a_window(), qtbot, project)
    cause_id = window.study.causes[1].id
    window.page.statement_wanted.emit(replace(BROKEN, cause_id=cause_id, text="También falla"))
    qtbot.waitUntil(lambda: len(window.study.answers) == 2, timeout=20_000)
    qtbot.waitUntil(lambda: not window.isWindowModified(), timeout=20_000)
    texts = {one.text for each in read_project(project).said for one in each.answers}
    assert texts == {"Falla", "También falla"}
    window.close()
    assert {each.name for each in project.parent.iterdir()} == {".mesa.copies", "enero.csv", project.name}


def test_a_project_whose_files_are_gone_asks_for_them_and_goes_on(
    qtbot: QtBot,
    a_window: Callable[[], MainWindow],
    earlier_project: Path,
    log: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    project, elsewhere = earlier_project, tmp_path / "lejos.csv"
    shutil.move(log, elsewhere)
    window = a_window()
    with qtbot.waitSignal(window._analysis_runner.failed, timeout=60_000) as told:
        window.open((project,))
    assert isinstance(told.args[0], LogsGone)
    assert "«enero.csv»" in window.page.message.text
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(elsewhere)], ""))
    with qtbot.waitSignal(window._analysis_runner.opened, timeout=60_000):
        window.perform("find_logs")
    assert (window.project, window.study.answers[0].who) == (project, "Ana Ruiz")


def test_a_damaged_project_is_told_in_a_sentence_and_what_is_open_stays(
    qtbot: QtBot, a_window: Callable[[], MainWindow], study: Study, tmp_path: Path
) -> None:
    path = tmp_path / "roto.supportlens"
    path.write_bytes(b"{")
    window = a_window()
    window.take(OpenedStudy(study, (Path("caso_40.csv"),)))
    with qtbot.waitSignal(window._analysis_runner.failed, timeout=30_000) as told:
        window.open((path,))
    assert isinstance(told.args[0], ProjectDamaged)
    assert "roto.supportlens" in window.page.message.text
    assert window.study is study


def test_what_was_said_is_undone_and_done_again_after_the_project_was_closed(
    qtbot: QtBot, a_window: Callable[[], MainWindow], project: Path
) -> None:
    window = opened_from(a_window(), qtbot, project)
    cause_id = window.study.causes[1].id
    window.page.statement_wanted.emit(replace(BROKEN, cause_id=cause_id, text="También falla"))
    qtbot.waitUntil(lambda: len(window.study.answers) == 2, timeout=20_000)
    window.close()
    again = opened_from(a_window(), qtbot, project)
    undo = again._frame.table.by_id["undo"]
    assert undo.text().startswith("&Deshacer: Respuesta sobre «")
    again.perform("undo")
    assert [one.text for one in again.study.answers] == ["Falla"]
    assert undo.text() == "&Deshacer"
    assert again._frame.table.by_id["redo"].text().startswith("&Rehacer: Respuesta sobre «")
    again.close()
    third = opened_from(a_window(), qtbot, project)
    third.perform("redo")
    assert [one.text for one in third.study.answers] == ["Falla", "También falla"]


@pytest.mark.parametrize(
    ("choice", "tickets"), [("Empezar un análisis nuevo", 40), ("Agregar al proyecto", 160)]
)
def test_the_log_of_another_desk_is_added_only_when_somebody_says_so(
    qtbot: QtBot, a_window: Callable[[], MainWindow], project: Path, log: Path, choice: str, tickets: int
) -> None:
    window = opened_from(a_window(), qtbot, project)
    other = log.with_name("hotel.csv")
    rows = [
        f"H{n},2026-02-{1 + n % 27:02d} 10:00,Guest {n}: the {('shower', 'lamp')[n % 2]} broke,Tower {n % 4}"
        for n in range(40)
    ]
    other.write_text("Request,Reported,Message,Building\n" + "\n".join(rows), encoding="utf-8")
    window.open((other,))
    qtbot.waitUntil(lambda: window._desk_question.box is not None, timeout=30_000)
    box = window._desk_question.box
    assert box.defaultButton().text() == "Empezar un análisis nuevo"
    with qtbot.waitSignal(window._analysis_runner.opened, timeout=60_000):
        next(each for each in box.buttons() if each.text() == choice).click()
    assert len(window.study.tickets) == tickets
    assert window.project == (project if tickets == 160 else None)


def test_a_project_of_another_version_is_shown_as_it_was_and_renewed_when_somebody_asks(
    qtbot: QtBot, a_window: Callable[[], MainWindow], log: Path
) -> None:
    path, study = log.with_name("vieja.supportlens"), answered_log(log)
    write_project(replace(study, engine=replace(study.engine, version="0.0.9")), path)
    window = opened_from(a_window(), qtbot, path)
    assert window.study.engine.version == "0.0.9"
    assert "Se muestra como se guardó" in window._frame.notice.text
    with qtbot.waitSignal(window._analysis_runner.opened, timeout=60_000):
        window._follow_notice("renew")
    assert window.study.engine.version != "0.0.9"
    assert window.study.answers[0].who == "Ana Ruiz"
    assert window.project == path


def test_a_damaged_project_offers_its_last_good_copy(
    qtbot: QtBot, a_window: Callable[[], MainWindow], project: Path
) -> None:
    keep_copy(project)
    project.write_bytes(project.read_bytes()[:30_000])
    damaged = project.read_bytes()
    window = a_window()
    with qtbot.waitSignal(window._analysis_runner.failed, timeout=60_000):
        window.open((project,))
    assert window.page.message.button == ("Abrir la última copia íntegra", "open_copy")
    with qtbot.waitSignal(window._analysis_runner.opened, timeout=60_000):
        window.perform("open_copy")
    assert window.project == project.with_name("mesa (1).supportlens")
    assert len(window.study.tickets) == 120
    assert project.read_bytes() == damaged


def test_a_log_that_comes_while_a_project_is_open_goes_on_from_it(
    qtbot: QtBot, a_window: Callable[[], MainWindow], project: Path, log: Path
) -> None:
    window = opened_from(a_window(), qtbot, project)
    later = log.with_name("julio.csv")
    rows = [
        f"{n};2026-07-1{n % 9};{SENTENCES[n % 4]} hoy {n % 7};App{n % 2};P{n % 31}" for n in range(500, 580)
    ]
    later.write_text("Número;Fecha;Asunto;Aplicación;Solicitante\n" + "\n".join(rows), encoding="utf-8")
    opened_from(window, qtbot, later)
    assert window.project == project
    assert window.isWindowModified()
    assert window.study.continuation is not None
    assert window.study.continuation.span_now > 0
    assert len(window.study.tickets) == 200  # January and July together
    assert window.study.answers[0].who == "Ana Ruiz"
    assert "Se agregó: «julio.csv» (80 tickets nuevos)." in window._frame.notice.text
    opened_from(window, qtbot, later)
    assert "Nada cambió." in window._frame.notice.text
    with qtbot.waitSignal(window._project_saver.saved, timeout=20_000):
        window.perform("save")
    window.perform("close")
    assert (window.study, window.windowTitle(), window.shown) == (None, "SupportLens", "start")
    opened_from(window, qtbot, project)
    assert window.study.continuation.span_now > 0  # how July went on is told again


def test_a_project_that_cannot_be_written_is_explained_and_stays_kept(
    qtbot: QtBot, a_window: Callable[[], MainWindow], study: Study, tmp_path: Path
) -> None:
    window = answered(a_window(), qtbot, study)
    qtbot.waitUntil(lambda: bool(window._project_saver.recovery.all()), timeout=20_000)
    with qtbot.waitSignal(window._project_saver.failed, timeout=20_000):
        window._project_saver.write(tmp_path / "nowhere" / "mesa.supportlens")
    assert window.page.message.button == ("Guardar en otro lugar…", "save_as")
    assert window.isWindowModified()
    assert window.project is None
    assert len(window._project_saver.recovery.all()) == 1


def test_dropping_says_what_it_will_do_with_a_project(tmp_path: Path) -> None:
    words, project, log = words_for("es"), tmp_path / "mesa.supportlens", tmp_path / "julio.csv"
    assert drop_line((project,), words) == "Suelte para abrir el proyecto «mesa»"
    assert drop_line((log,), words, project) == "Suelte para agregar el archivo al proyecto «mesa»"
    assert drop_line((project, log), words) == "Suelte para agregar el archivo al proyecto «mesa»"
    assert drop_line((log, log), words, project) == "Suelte para agregar 2 archivos al proyecto «mesa»"
    assert drop_line((log,), words, project, (log,)) == f"«{log.name}» ya está en el proyecto"
    other = log.with_name("otro.csv")
    both = drop_line((log, other), words, project, (log,))
    assert both == f"Suelte para agregar el archivo al proyecto «mesa»; «{log.name}» ya está en el proyecto"
