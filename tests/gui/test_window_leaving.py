"""What leaves the window: how far it is, where it went, and nothing personal that the report would hide."""

from __future__ import annotations

import csv
import gc
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, Qt, QThread, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication

from supportlens.app.output import reports
from supportlens.app.output.masked_rows import mask_rows
from supportlens.app.output.requests import ExportRequest
from supportlens.domain import Stage, TicketQuery
from supportlens.gui.main_window import MainWindow, exporting_window
from supportlens.gui.main_window.leaving.dragging import pack_rows
from supportlens.gui.main_window.leaving.showing_files import reveal_command
from supportlens.gui.pages.tickets.tickets_page import TicketsPage
from supportlens.gui.settings import Settings
from supportlens.gui.widgets import Button
from supportlens.gui.widgets.charts.timeline_chart import TimelineChart
from tests.builders import a_study

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from supportlens.domain import Progress, Study


@pytest.fixture(scope="module")
def study() -> Study:
    study = a_study()
    frame = study.tickets.frame.assign(subject="Llame a marta@example.com o al +34 612 345 678")
    return replace(study, tickets=replace(study.tickets, frame=frame))


class Opener(QObject):
    """Stands where the programs of the desktop would."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.urls.append(Path(url.toLocalFile()).name)


def write_slowly(
    _study: Study, path: Path, _language: str, *, progress: Progress, **_options: object
) -> None:
    """Stand for the workbook of a large log: it goes on until it is stopped."""
    for _ in range(10_000):
        progress(Stage.REPORT, 0.4)
        QThread.msleep(2)
    path.write_bytes(b"never")


def test_an_export_shows_how_far_it_is_and_can_be_stopped(
    qtbot: QtBot, opened: MainWindow, study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports, "write_report", write_slowly)
    notice = opened._frame.notice
    opened._export_runner.write(ExportRequest("xlsx", "es", mask=True), study, tmp_path / "a.xlsx")
    qtbot.waitUntil(lambda: notice.bar.value() == 40)
    assert notice.text == "Escribiendo «a.xlsx»…"
    with qtbot.waitSignal(opened._export_runner.stopped, timeout=1000):
        notice.action.click()
    assert notice.text == "No se escribió nada."
    assert not (tmp_path / "a.xlsx").exists()


def test_a_written_workbook_opens_from_the_notice_on_any_page(
    qtbot: QtBot, opened: MainWindow, tmp_path: Path
) -> None:
    opener = Opener()
    QDesktopServices.setUrlHandler("file", opener, "open")
    opened.show_page("tickets")
    opened._show_written(tmp_path / "informe.xlsx")
    notice = opened._frame.notice
    assert (notice.action.text(), notice.further.text()) == ("Abrir el libro", "Mostrar en la carpeta")
    assert opened.shown == "tickets"
    notice.action.click()
    QDesktopServices.unsetUrlHandler("file")
    assert opener.urls == ["informe.xlsx"]


@pytest.mark.parametrize(
    ("platform", "program", "last"),
    [("win32", "explorer.exe", "/select,"), ("darwin", "open", ""), ("linux", "dbus-send", "")],
)
def test_each_desktop_is_asked_to_choose_the_file(platform: str, program: str, last: str) -> None:
    path = Path("/a folder/informe ñ.xlsx")
    command = reveal_command(path, platform)
    assert command[0] == program
    assert any(str(path) in part or path.as_uri() in part for part in command)
    assert command[1].startswith(last)


PATIENCE = 60_000
"""Milliseconds that work beside the window may take on a busy machine."""


def test_a_long_copy_shows_how_far_it_is_and_can_be_stopped(qtbot: QtBot, opened: MainWindow) -> None:
    QGuiApplication.clipboard().setText("before")
    opened.show_page("tickets")
    page, notice = opened.page, opened._frame.notice
    assert isinstance(page, TicketsPage)
    page.table.rows_copied.emit([0, 1] * 100_000)
    qtbot.waitUntil(lambda: notice.text.startswith("Copiando 200"), timeout=PATIENCE)
    with qtbot.waitSignal(opened._copy_runner.stopped, timeout=PATIENCE):
        notice.action.click()
    assert notice.text == "No se copió nada."
    assert QGuiApplication.clipboard().text() == "before"


def test_rows_that_leave_are_left_out_of_the_search_for_garbage(opened: MainWindow) -> None:
    """A hundred thousand lists are searched again and again, a quarter of a second each time."""
    opened.show_page("tickets")
    page = opened.page
    assert isinstance(page, TicketsPage)
    cells = page.model.take_rows(range(3)).cells()
    masked = mask_rows(cells, (), page.study, page.words)
    gc.collect()
    assert not any(gc.is_tracked(row) for row in (*cells, *masked))


@pytest.mark.parametrize("masked", [True, False])
def test_copied_rows_are_masked_as_the_report_is(qtbot: QtBot, opened: MainWindow, *, masked: bool) -> None:
    opened.show_page("report")
    opened.page.masked.setChecked(masked)  # type: ignore[attr-defined]  # the page of the report
    opened.show_page("tickets")
    page = opened.page
    assert isinstance(page, TicketsPage)
    with qtbot.waitSignal(opened._copy_runner.copied, timeout=20_000) as copied:
        page.table.rows_copied.emit([0, 1])
    assert copied.args == [2]
    lines = QGuiApplication.clipboard().text().split("\n")
    assert len(lines) == 3
    assert ("marta@example.com" in lines[1], "612 345 678" in lines[1]) == (not masked, not masked)
    assert ("ocultos" in opened._frame.notice.text) == masked
    assert Settings().masked == masked


def test_the_tickets_of_a_filter_are_saved_as_a_table_without_personal_data(
    qtbot: QtBot, opened: MainWindow, study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "tickets ñ.csv"
    monkeypatch.setattr("supportlens.gui.main_window.exporting_window.choose_new_file", lambda *_asked: path)
    opened.show_tickets(TicketQuery(cause_id="C1"))
    page = opened.page
    assert isinstance(page, TicketsPage)
    with qtbot.waitSignal(opened._export_runner.written, timeout=30_000):
        page.save_rows()
    rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert len(rows) == 1 + page.model.rowCount()
    assert rows[0][:3] == ["Fecha", "Ticket", "Asunto"]
    assert "marta@example.com" not in path.read_text(encoding="utf-8-sig")
    assert opened._frame.notice.action.text() == "Abrir el archivo"


def test_dragged_rows_are_a_table_for_other_programs_masked_as_the_report_is(
    opened: MainWindow, study: Study, tmp_path: Path
) -> None:
    opened.show_tickets(TicketQuery(cause_id="C1"))
    page = opened.page
    assert isinstance(page, TicketsPage)
    rows = page.model.take_rows(range(3))
    data = pack_rows(rows, study, opened.words, tmp_path, mask=True)
    lines = data.text().splitlines()
    with Path(data.urls()[0].toLocalFile()).open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.reader(file))
    assert [line.split("\t") for line in lines] == table
    assert len(table) == 4
    assert "marta@" not in data.text()
    assert "marta@" in pack_rows(rows, study, opened.words, tmp_path, mask=False).text()


def test_a_row_is_chosen_whatever_keys_are_held_down(opened: MainWindow, qtbot: QtBot) -> None:
    opened.show_page("tickets")
    page = opened.page
    assert isinstance(page, TicketsPage)
    qtbot.keyPress(page.table, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    page.table.choose(2)
    qtbot.keyRelease(page.table, Qt.Key.Key_Control)
    assert page.table.chosen_rows() == [2]


def test_a_hand_drags_the_chosen_rows_but_not_thousands(
    opened: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    dragged: list[int] = []
    monkeypatch.setattr(
        exporting_window, "drag_rows", lambda _page, data: dragged.append(len(data.text().splitlines()) - 1)
    )
    opened.show_page("tickets")
    page = opened.page
    assert isinstance(page, TicketsPage)
    page.table.choose(1)
    page.table.startDrag(Qt.DropAction.CopyAction)
    assert dragged == [1]
    page.table.selectAll()
    page.table.startDrag(Qt.DropAction.CopyAction)
    assert dragged == [1]
    assert "Ctrl+C" in opened._frame.notice.accessibleName() + opened._frame.notice.text


@pytest.mark.parametrize("chosen", ["sentence", "card", "chart"])
def test_ctrl_c_copies_what_has_the_focus_else_the_sentence(
    opened: MainWindow, qtbot: QtBot, chosen: str
) -> None:
    opened.activateWindow()
    qtbot.waitUntil(opened.isActiveWindow)
    page = opened.page
    focused: dict[str, QWidget] = {
        "sentence": page,
        "card": next(one for one in page.findChildren(Button) if one.text() == "Preparar el plan"),
        "chart": page.findChild(TimelineChart),
    }
    focused[chosen].setFocus()
    QGuiApplication.clipboard().clear()
    if chosen == "chart":
        qtbot.keyClick(focused[chosen], Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        assert not QGuiApplication.clipboard().image().isNull()
        return
    with qtbot.waitSignal(opened._copy_runner.copied, timeout=20_000):
        qtbot.keyClick(focused[chosen], Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    start = {"sentence": page.sentence_label.accessibleName()[:20], "card": "Qué hacer"}[chosen]
    assert QGuiApplication.clipboard().text().startswith(start)
