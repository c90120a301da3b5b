"""What leaves the window: how far it is, where it went, and nothing personal that the report would hide."""

from __future__ import annotations

import csv
import gc
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt, QThread, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage, QMouseEvent
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QLabel

from supportlens.app.output import reports
from supportlens.app.output.masked_rows import ROWS_A_PIECE, as_tsv, drain, mask_rows
from supportlens.app.output.requests import ExportRequest
from supportlens.domain import Stage, TicketQuery
from supportlens.gui.main_window import MainWindow
from supportlens.gui.main_window.leaving import leaving_window
from supportlens.gui.main_window.leaving.copy_runner import MASKED_FROM, encode_pieces, write_rows
from supportlens.gui.main_window.leaving.dragging import file_stem, pack_rows
from supportlens.gui.main_window.leaving.showing_files import reveal_command
from supportlens.gui.main_window.leaving.widget_menu import Leaving, make_menu
from supportlens.gui.pages.causes.cause_table import CauseTable
from supportlens.gui.pages.tickets.tickets_page import TicketsPage
from supportlens.gui.settings import Settings
from supportlens.gui.widgets import Button
from supportlens.gui.widgets.cards.card import Card
from supportlens.gui.widgets.charts.pareto_chart import ParetoChart
from supportlens.gui.widgets.charts.timeline_chart import TimelineChart
from supportlens.gui.widgets.charts.zoomable_timeline import ZoomableTimeline
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


@pytest.mark.parametrize("mask", [True, False])
def test_a_copy_may_be_stopped_in_each_of_its_parts(opened: MainWindow, *, mask: bool) -> None:
    opened.show_page("tickets")
    page = opened.page
    assert isinstance(page, TicketsPage)
    rows, told = page.model.take_rows([0] * 3_000), list[float]()
    pieces = write_rows(rows, page.study, page.words, mask=mask, progress=lambda _stage, at: told.append(at))
    assert told == [], "nothing is gathered before it is asked for"
    made = [*pieces]
    assert told == sorted(told)
    assert sum(part < MASKED_FROM for part in told) == 3  # the cells
    assert sum(part >= MASKED_FROM for part in told) == (15 if mask else 3)
    assert max(piece.count("\n") for piece in made) <= ROWS_A_PIECE  # more in one go would silence the window
    assert "".join(made).count("\n") == 3_000
    text = encode_pieces(made).data()
    assert text == "".join(made).encode()


def test_rows_that_left_go_one_by_one() -> None:
    """To let go of two hundred thousand at once kept the interpreter for a tenth of a second."""
    rows = [(str(number),) for number in range(3)]
    leaving = drain(rows)
    assert next(leaving) == ("0",)
    assert sorted(rows) == [("1",), ("2",)]
    assert [*leaving] == [("1",), ("2",)]


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


def pull(widget: QWidget, start: QPoint, end: QPoint) -> None:
    """Press, move and let go of the left button, as a hand does."""
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    steps = (
        (QEvent.Type.MouseButtonPress, start, left, left),
        (QEvent.Type.MouseMove, (start + end) / 2, none, left),
        (QEvent.Type.MouseMove, end, none, left),
        (QEvent.Type.MouseButtonRelease, end, left, none),
    )
    for kind, place, button, held in steps:
        where = QPointF(place)
        event = QMouseEvent(
            kind, where, QPointF(widget.mapToGlobal(place)), button, held, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(widget, event)


@pytest.fixture
def dropped(monkeypatch: pytest.MonkeyPatch) -> list[QMimeData]:
    """What was dragged out of the window and let go over another program."""
    seen: list[QMimeData] = []
    monkeypatch.setattr(leaving_window, "drag_rows", lambda _place, data, _shown=None: seen.append(data))
    return seen


def test_a_chart_is_dragged_out_as_picture_file_and_figures(
    opened: MainWindow, dropped: list[QMimeData]
) -> None:
    opened.show_page("causes")
    opened.page.complete()
    chart = opened.page.findChild(ParetoChart)
    assert chart is not None
    pull(chart, QPoint(40, 40), QPoint(120, 60))
    (data,) = dropped
    (url,) = data.urls()
    assert QImage(url.toLocalFile()).width() == 2 * chart.width()
    assert not QImage(data.imageData()).isNull()
    assert data.text().splitlines()[0].split("\t") == chart.figures()[0]
    assert Path(url.toLocalFile()).exists()  # a file manager copies it after the hand has let go
    opened.close_jobs()
    assert not Path(url.toLocalFile()).exists()


def test_over_a_timeline_days_are_chosen_and_above_it_it_is_dragged_out(
    opened: MainWindow, dropped: list[QMimeData]
) -> None:
    chart = opened.page.findChild(ZoomableTimeline)
    assert chart is not None
    chosen = QSignalSpy(chart.range_wanted)
    pull(chart, QPoint(100, 40), QPoint(200, 45))
    assert (chosen.count(), len(dropped)) == (1, 0)
    chart = opened.page.findChild(ZoomableTimeline)
    assert chart is not None
    pull(chart, QPoint(100, 40), QPoint(100, -90))
    assert (chosen.count(), len(dropped)) == (1, 1)


def test_a_table_is_dragged_out_by_any_of_its_rows_masked_as_the_report_is(
    opened: MainWindow, dropped: list[QMimeData], study: Study
) -> None:
    opened.show_page("causes")
    opened.page.complete()
    table = opened.page.findChild(CauseTable)
    assert table is not None
    row = next(iter(table.by_cause.values()))
    pull(row, QPoint(60, 10), QPoint(120, 30))
    (data,) = dropped
    lines = [line.split("\t") for line in data.text().splitlines()]
    assert lines[0] == ["Causa", "Tipo", "%", "Tickets", "Desde"]
    assert [int(line[3]) for line in lines[1:]] == [cause.tickets for cause in study.causes_by_size]
    assert Path(data.urls()[0].toLocalFile()).name == "Causas.csv"
    heading = next(child for child in table.findChildren(QLabel) if child.accessibleName() == "Causa")
    pull(table, heading.mapTo(table, QPoint(4, 4)), QPoint(300, 40))
    assert len(dropped) == 2


def test_a_card_that_is_no_table_stays_where_it_is(opened: MainWindow, dropped: list[QMimeData]) -> None:
    opened.page.complete()
    for card in opened.page.findChildren(Card):
        if card.table is None and card.isVisible():
            pull(card, QPoint(4, 4), QPoint(60, 30))
    assert not dropped


def test_a_table_is_copied_and_saved_by_its_menu(
    opened: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "causas.csv"
    monkeypatch.setattr(leaving_window, "choose_new_file", lambda *_asked: path)
    opened.show_page("causes")
    opened.page.complete()
    table = opened.page.findChild(CauseTable)
    assert table is not None
    leaving = Leaving(opened._copy_picture, opened._copy_figures, opened._save_place, opened._copy_text)
    lines = {line.text(): line for line in make_menu(table, leaving, opened.words).actions()}
    lines["Copiar la tabla"].trigger()
    assert opened._frame.notice.text == "La tabla se copió."
    copied = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    lines["Guardar como CSV…"].trigger()
    assert list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines())) == copied
    assert "Copiar el texto" in lines


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("a/b: ¿c?", "a b ¿c"),
        ("", "SupportLens"),
        ("x" * 200, "x" * 80),
        ("Tickets por semana", "Tickets por semana"),
    ],
)
def test_a_dragged_file_has_a_name_that_every_system_takes(name: str, stem: str) -> None:
    assert file_stem(name) == stem


@pytest.mark.parametrize(
    ("cell", "leaves_as"),
    [("-3", "-3"), ("-0.5", "-0.5"), ("-3+A1", "'-3+A1"), ("=1", "'=1"), ("+34", "'+34"), ("- no", "'- no")],
)
def test_a_fall_stays_a_figure_and_a_formula_becomes_text(cell: str, leaves_as: str) -> None:
    assert as_tsv([[cell]]) == leaves_as


def test_a_hand_drags_the_chosen_rows_but_not_thousands(
    opened: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    dragged: list[int] = []
    monkeypatch.setattr(
        leaving_window, "drag_rows", lambda _page, data: dragged.append(len(data.text().splitlines()) - 1)
    )
    opened.show_page("tickets")
    page = opened.page
    assert isinstance(page, TicketsPage)
    view = page.table.viewport()
    here, there = (page.table.visualRect(page.model.index(row, 0)).center() for row in (1, 3))
    page.table.choose(1)
    pull(view, here, there)
    assert dragged == [1]
    assert page.table.chosen_rows() == [1]
    pull(view, there, here)  # a row that is not chosen yet: rows are chosen
    assert dragged == [1]
    assert page.table.chosen_rows() == [1, 2, 3]
    page.table.selectAll()
    pull(view, here, there)
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


COPY_AND_LEAVE = """
import sys
from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QApplication
from supportlens.gui.main_window import MainWindow
from supportlens.gui.settings import Settings
app = QApplication(["supportlens"])
window = MainWindow(Settings())
window.show()
window._copy_runner._finish(QByteArray(b"copied"), 1)
print(app.clipboard().text())
window.close()
"""


def test_the_program_ends_in_order_after_rows_were_copied() -> None:
    """Qt's own clipboard let go of the rows after Python was gone: signal 11 instead of the exit code."""
    ran = subprocess.run([sys.executable, "-c", COPY_AND_LEAVE], capture_output=True, text=True, check=False)
    assert ran.stdout == "copied\n"
    assert ran.returncode == 0, ran.stderr
