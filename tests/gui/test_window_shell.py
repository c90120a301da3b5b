"""The window: what is dropped, asked or goes wrong never loses what is open."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from supportlens.app.output.requests import ExportRequest
from supportlens.domain import FileMissing, Rejection, SourceFile, TicketQuery
from supportlens.gui.dialogs.error_report import ErrorReport
from supportlens.gui.main_window import MainWindow, OpenedStudy
from supportlens.gui.pages import PAGES
from supportlens.gui.pages.start.message_page import MessagePage
from supportlens.gui.settings import Settings
from supportlens.gui.widgets.charts.chart import Chart
from supportlens.gui.widgets.charts.sparkline import Sparkline
from supportlens.gui.widgets.shell.drop_zone import DropOverlay
from supportlens.i18n import words_for
from supportlens.i18n.verdicts import verdict_sentence
from tests.builders import a_study

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from supportlens.domain import Study

PAGE_IDS = [page.id for page in PAGES]


def a_log(folder: Path, name: str = "tíckets ñ.csv") -> Path:
    """Write a log of 80 tickets."""
    rows = [
        f"{n};2026-0{1 + n % 6}-1{n % 9};No encuentro el menú de facturas {n % 7};Atlas" for n in range(80)
    ]
    path = folder / name
    path.write_text("Número;Fecha;Asunto;Aplicación\n" + "\n".join(rows), encoding="utf-8")
    return path


def mime(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drag_in(target: QWidget, data: QMimeData) -> QDragEnterEvent:
    middle = target.rect().center()
    event = QDragEnterEvent(
        middle, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(target, event)
    return event


def drop(target: QWidget, data: QMimeData) -> None:
    assert drag_in(target, data).isAccepted()
    middle = QPointF(target.rect().center())
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    move = QDragMoveEvent(middle.toPoint(), Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(target, move)
    assert move.isAccepted()
    QApplication.sendEvent(target, QDropEvent(middle, Qt.DropAction.CopyAction, data, buttons, keys))


def visible_texts(window: MainWindow) -> set[str]:
    found = set()
    for widget in window.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if isinstance(widget, (QLabel, QAbstractButton, Chart)):
            found |= {widget.accessibleName(), widget.toolTip()}
        if isinstance(widget, QAbstractButton):
            found.add(widget.text().strip())
        if isinstance(widget, QLineEdit):
            found.add(widget.placeholderText())
    return found - {""}


@pytest.mark.parametrize("page_id", PAGE_IDS)
def test_files_can_be_dropped_on_any_page(
    qtbot: QtBot, opened: MainWindow, tmp_path: Path, page_id: str
) -> None:
    opened.show_page(page_id)
    log = a_log(tmp_path)
    under = opened.childAt(QPoint(800, 400)) or opened
    with qtbot.waitSignal(opened._analysis_runner.began) as told:
        drop(under, mime(log))
    assert told.args == [(log,)]
    assert opened.shown == "progress"


def test_a_folder_and_several_files_come_in_together(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    folder = tmp_path / "enero"
    folder.mkdir()
    one, other = a_log(tmp_path, "a.csv"), a_log(folder, "b.csv")
    with qtbot.waitSignal(window._analysis_runner.began) as told:
        drop(window.page, mime(one, folder))
    assert told.args == [(one, folder)]
    assert other.exists()


def test_dropping_returns_before_anything_is_read(window: MainWindow, tmp_path: Path) -> None:
    drop(window.page, mime(a_log(tmp_path)))
    assert window.shown == "start"


def test_while_dragging_the_whole_window_says_what_will_happen(window: MainWindow, tmp_path: Path) -> None:
    veil = window.findChild(DropOverlay)
    drag_in(window.page, mime(tmp_path / "a.csv"))
    assert veil.isVisible()
    assert veil.size() == window.size()
    assert veil.text == "Suelte para analizar «a.csv»"
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert not veil.isVisible()
    drag_in(window.page, mime(tmp_path))
    assert veil.text.startswith("Suelte para analizar todas las bitácoras de")
    drag_in(window.page, mime(tmp_path / "a.csv", tmp_path / "b.csv"))
    assert veil.text == "Suelte para analizar juntos estos 2 archivos o carpetas"


def test_what_lies_elsewhere_is_not_taken(window: MainWindow) -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://example.com/tickets.csv")])
    assert not drag_in(window.page, data).isAccepted()


def test_the_search_box_leaves_files_to_the_window(window: MainWindow) -> None:
    assert not any(box.acceptDrops() for box in window._frame.top.findChildren(QLineEdit))


def test_a_missing_file_is_explained_and_the_open_study_stays(
    qtbot: QtBot, opened: MainWindow, study: Study, tmp_path: Path
) -> None:
    opened.show_page("causes")
    with qtbot.waitSignal(opened._analysis_runner.failed, timeout=30_000):
        opened.open((tmp_path / "nada.csv",))
    assert isinstance(opened.page, MessagePage)
    assert "«nada.csv»" in opened.page.message.text
    assert opened.study is study
    opened.perform("back")
    assert opened.shown == "causes"


def test_an_analysis_can_be_stopped_and_gives_the_page_back(
    qtbot: QtBot, opened: MainWindow, study: Study, tmp_path: Path
) -> None:
    opened.show_page("verdict")
    opened.open((a_log(tmp_path),))
    with qtbot.waitSignal(opened._analysis_runner.cancelled, timeout=30_000):
        opened.perform("cancel")
    assert opened.shown == "verdict"
    assert opened.study is study


def test_who_looks_elsewhere_finds_the_running_analysis_at_the_start(
    opened: MainWindow, tmp_path: Path
) -> None:
    opened.open((a_log(tmp_path),))
    opened.show_page("causes")
    assert opened.shown == "causes"
    opened.show_page("start")
    assert opened.shown == "progress"


def test_a_newer_wish_replaces_the_analysis_under_way(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    first, second = a_log(tmp_path, "a.csv"), tmp_path / "gone.csv"
    window.open((first,))
    with qtbot.waitSignal(window._analysis_runner.failed, timeout=30_000):
        window.open((second,))
    assert "«gone.csv»" in window.page.message.text


def test_a_bug_is_told_without_losing_anything(opened: MainWindow, study: Study) -> None:
    opened.show_error(ZeroDivisionError("inside"))
    assert "Algo falló dentro del programa" in opened.page.message.text
    opened.perform("error_report")
    report = opened.findChild(ErrorReport)
    assert "ZeroDivisionError" in report.text.toPlainText()
    report.accept()
    assert opened.study is study


@pytest.mark.parametrize("page_id", PAGE_IDS)
def test_without_a_log_every_page_says_what_would_help(window: MainWindow, page_id: str) -> None:
    window.show_page(page_id)
    names = [
        button.accessibleName() for button in window.page.findChildren(QAbstractButton) if button.isVisible()
    ]
    assert "Elegir archivos…" in names


@pytest.mark.parametrize("page_id", [*PAGE_IDS, "message", "progress"])
def test_no_english_is_left_in_spanish(opened: MainWindow, page_id: str) -> None:
    opened.show_error(FileMissing("x.csv"))
    opened._show(page_id)
    spanish = visible_texts(opened)
    opened.set_language("en")
    english = visible_texts(opened)
    words = words_for("es")
    left = {text for text in spanish if words.say(text) != text}
    assert left <= {"Plan"}, "a word of both: the page in Spanish, a stage in English"
    assert len(spanish - english) >= 6, "the switch changes what is seen"


def test_the_page_and_its_cause_survive_a_change_of_language_and_look(opened: MainWindow) -> None:
    opened.show_page("causes/C3")
    opened.set_language("en")
    opened.set_look("dark")
    assert opened.shown == "causes"
    assert opened.page.memory() == "C3"
    assert opened.theme.tokens.name == "dark"


def test_a_number_opens_its_tickets(opened: MainWindow) -> None:
    opened.page.tickets_wanted.emit(TicketQuery(cause_id="C2"))
    assert opened.shown == "tickets"
    assert opened.page.model.rowCount() == 240


def test_the_search_of_the_bar_leads_to_the_tickets(qtbot: QtBot, opened: MainWindow) -> None:
    search = opened._frame.top.search
    qtbot.keyClicks(search, "contrasena")
    qtbot.keyClick(search, Qt.Key.Key_Return)
    assert opened.shown == "tickets"
    assert opened.page.model.rowCount() == 240


def test_the_keys_of_the_pages_show_them(qtbot: QtBot, opened: MainWindow) -> None:
    opened.activateWindow()
    for number, page_id in enumerate(PAGE_IDS, 1):
        key = Qt.Key(Qt.Key.Key_0 + number)
        qtbot.keyClick(opened, key, Qt.KeyboardModifier.ControlModifier)
        assert opened.shown == page_id


def test_the_bar_and_the_foot_say_what_is_open(opened: MainWindow) -> None:
    texts = visible_texts(opened)
    assert "caso 40" in texts
    assert "enero – agosto 2026" in texts
    assert "caso_40.csv\n1\N{NO-BREAK SPACE}000 tickets\nsin conexión" in texts


def test_a_log_is_not_named_after_the_calendar_that_was_read_before_it(opened: MainWindow) -> None:
    study = a_study()
    calendar = replace(study.tickets.files[0], path="cambios.csv", rows_read=0)
    tickets = replace(study.tickets, files=(calendar, *study.tickets.files))
    opened.take(OpenedStudy(replace(study, tickets=tickets), (Path("cambios.csv"), Path("caso_40.csv"))))
    texts = visible_texts(opened)
    assert "caso 40" in texts
    assert "caso_40.csv + 1\n1\N{NO-BREAK SPACE}000 tickets\nsin conexión" in texts


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("page_id", [*PAGE_IDS, "message", "progress"])
def test_no_page_is_wider_than_a_small_screen(
    qtbot: QtBot, opened: MainWindow, page_id: str, language: str
) -> None:
    opened.set_language(language)
    opened.show_error(FileMissing("x.csv"))
    opened._show(page_id)
    opened.resize(1366, 768)
    qtbot.wait(20)
    assert opened.width() == 1366
    for area in opened.page.findChildren(QScrollArea):
        assert area.horizontalScrollBar().maximum() == 0
    assert opened.page.minimumSizeHint().width() <= opened._frame.stack.width()


def test_the_navigation_leaves_its_words_where_room_is_scarce(qtbot: QtBot, opened: MainWindow) -> None:
    opened.resize(1000, 700)
    qtbot.waitUntil(lambda: opened._frame.side.width() < 100)
    opened.resize(1200, 700)
    qtbot.waitUntil(lambda: opened._frame.side.width() == 188)


def test_the_footer_counts_the_files_that_are_used_and_no_others(opened: MainWindow, study: Study) -> None:
    """A picture in the folder was said to be part of the log."""
    log = study.tickets.files[0]
    picture = SourceFile("foto.png", "png", None, None, 0, (Rejection(0, "not_a_log"),))
    calendar = SourceFile("cambios.csv", "csv", "utf-8", ",", 0, (Rejection(0, "change_calendar"),))
    footer = opened._frame.side._footer
    for files, others in (((picture, log), ""), ((log, picture, calendar), " + 1")):
        opened._frame.show_study(replace(study, tickets=replace(study.tickets, files=files)))
        assert footer.accessibleName().splitlines()[0] == Path(log.path).name + others


@pytest.mark.parametrize("page_id", [*PAGE_IDS, "message", "progress"])
def test_everything_that_can_be_used_has_a_name(opened: MainWindow, page_id: str) -> None:
    opened.show_error(FileMissing("x.csv"))
    opened._show(page_id)
    kinds = (QAbstractButton, QLineEdit, QComboBox, Chart)
    nameless = [
        widget
        for kind in kinds
        for widget in opened.findChildren(kind)
        if widget.isVisible()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not widget.accessibleName()
    ]
    assert nameless == []


def log_sentence(study: Study) -> str:
    return "".join(part.text for part in verdict_sentence(study, words_for("es")))


def test_recent_analyses_are_offered_at_the_start_with_their_sentence_and_a_picture(
    qtbot: QtBot, window: MainWindow, study: Study, tmp_path: Path
) -> None:
    log = a_log(tmp_path)
    window.take(OpenedStudy(study, (log,)))
    window.show_page("start")
    row = next(
        button
        for button in window.page.findChildren(QAbstractButton)
        if button.accessibleName().startswith("tíckets ñ.csv: ")
    )
    assert row.accessibleName().endswith(log_sentence(study))
    assert row.findChild(Sparkline) is not None
    with qtbot.waitSignal(window._analysis_runner.began) as told:
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert told.args == [(log,)]


def test_closing_while_an_analysis_runs_leaves_no_thread(window: MainWindow, tmp_path: Path) -> None:
    window.open((a_log(tmp_path),))
    window.close()
    assert not window._analysis_runner.running


def test_the_language_of_the_window_is_told_for_qts_own_dialogues(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.language_changed) as told:
        window.perform("language")
    assert told.args == ["en"]
    assert Settings().language == "en"


@pytest.mark.parametrize("form", ["xlsx", "csv", "json"])
def test_what_is_exported_is_written_and_shown(
    qtbot: QtBot, opened: MainWindow, study: Study, tmp_path: Path, form: str
) -> None:
    path = tmp_path / f"informe ñ.{form}"
    with qtbot.waitSignal(opened._export_runner.written, timeout=60_000):
        opened._export_runner.write(ExportRequest(form, "es", mask=True), study, path)
    assert path.stat().st_size > 1000
    assert opened.shown == "verdict"  # nobody is taken away from what is read meanwhile
    assert f"Se escribió «{path.name}»." in visible_texts(opened)
    opened.show_page("report")
    assert opened._frame.notice.isVisible()


def test_an_export_that_cannot_be_written_is_explained(
    qtbot: QtBot, opened: MainWindow, study: Study, tmp_path: Path
) -> None:
    with qtbot.waitSignal(opened._export_runner.failed, timeout=60_000):
        opened._export_runner.write(
            ExportRequest("csv", "es", mask=True), study, tmp_path / "nowhere" / "a.csv"
        )
    assert "«a.csv»" in opened.page.message.text
    opened.perform("back")
    assert opened.study is study


def test_words_searched_stay_in_the_bar_only_with_their_tickets(
    qtbot: QtBot, opened: MainWindow, study: Study
) -> None:
    for leave in (
        lambda: opened.show_page("verdict"),
        lambda: opened.take(OpenedStudy(study, (Path("caso_40.csv"),))),
    ):
        search = opened._frame.top.search
        search.setText("menú de facturas")
        qtbot.keyClick(search, Qt.Key.Key_Return)
        assert (opened.shown, search.text()) == ("tickets", "menú de facturas")
        leave()
        assert not search.text()
