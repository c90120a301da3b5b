"""A symptom is dragged onto a cause or out of its own; what comes of it is seen before the hand lets go."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QMouseEvent
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QWidget

from supportlens.app import analyse, place_symptoms
from supportlens.domain import StepKind, SymptomsPlaced
from supportlens.gui.dialogs.list_choice import ListChoice
from supportlens.gui.main_window import MainWindow, OpenedStudy
from supportlens.gui.pages.base.statements import SymptomPlacing, SymptomSplitting
from supportlens.gui.pages.cards.step_preview import StepPreview
from supportlens.gui.pages.causes.causes_page import CausesPage
from supportlens.gui.pages.causes.drop_board import DropBoard
from supportlens.gui.pages.causes.split_preview import SplitDialog
from supportlens.gui.pages.causes.symptom_drag import DraggedSymptom, pack
from supportlens.gui.pages.causes.symptom_rows import SymptomRow
from supportlens.gui.theme import LIGHT, Theme
from supportlens.i18n import words_for
from tests.builders import a_study
from tests.gui.shown_pages import list_texts

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from supportlens.domain import Cause, Study

MENU = ("No encuentro el menú de facturas", "Dónde quedó el botón de exportar a Excel", "No veo mis columnas")
OTHERS = ("La impresora no imprime etiquetas", "Olvidé mi contraseña del portal")


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows = [f"{n};2026-0{1 + n // 20}-1{n % 9};{OTHERS[n % 2]} hoy {n % 7};Portal" for n in range(100)]
    rows += [f"m{n};2026-06-{1 + n % 28:02};{MENU[n % 3]} hoy {n % 7};Atlas" for n in range(120)]
    path = tmp_path_factory.mktemp("mesa") / "junio.csv"
    path.write_text("Número;Fecha;Asunto;Aplicación\n" + "\n".join(rows), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def study(log: Path) -> Study:
    return analyse([log])


@pytest.fixture
def opened(window: MainWindow, study: Study, log: Path) -> MainWindow:
    window.take(OpenedStudy(study, (log,)))
    window.show_page("causes/" + broad(study).id)
    return window


def broad(study: Study) -> Cause:
    return max(study.causes, key=lambda cause: len(cause.symptoms))


def other(study: Study) -> Cause:
    return next(cause for cause in study.causes_by_size if cause.id != broad(study).id)


def board_of(window: MainWindow, study: Study) -> DropBoard:
    page = window.page
    assert isinstance(page, CausesPage)
    return page.open_board(DraggedSymptom(broad(study).symptoms[0], broad(study).id))


def bring(widget: QWidget, place: QPoint, dragged: DraggedSymptom, *, let_go: bool) -> bool:
    """Send what a drag sends to a widget; return whether it takes what is dragged."""
    data, where = pack(dragged), QPointF(place)
    how = (Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entering = QDragEnterEvent(place, *how)
    QApplication.sendEvent(widget, entering)
    if not entering.isAccepted():
        return False
    moving = QDragMoveEvent(place, *how)
    QApplication.sendEvent(widget, moving)
    taken = moving.isAccepted()
    ending = QDropEvent(where, *how) if let_go and taken else QDragLeaveEvent()
    QApplication.sendEvent(widget, ending)  # or Qt would go on to send what follows to this widget
    return taken


def test_the_shares_are_seen_at_once_and_the_sentence_and_the_plan_before_the_hand_lets_go(
    opened: MainWindow, study: Study, qtbot: QtBot
) -> None:
    board = board_of(opened, study)
    cause, into = broad(study), other(study)
    row = next(row for row in range(board.targets.count()) if board.targets.item(row).data(0x100) == into.id)
    place = board.targets.visualItemRect(board.targets.item(row)).center()
    dragged = DraggedSymptom(cause.symptoms[0], cause.id)

    hovered = QSignalSpy(board.targets.hovered)
    assert bring(board.targets.viewport(), place, dragged, let_go=False)
    assert hovered.at(0)[0] == into.id
    assert not board.preview.shares.isVisible()  # the hand has gone on
    board.consider(into.id)
    assert board.preview.bar.isVisible()
    shares = QSignalSpy(board.preview.bar.valueChanged)
    symptom = study.symptom(cause.symptoms[0])
    after = into.tickets + symptom.tickets
    assert f"({into.tickets} → {after} tickets)" in board.preview.shares.text()
    assert "veredicto" in board.preview.sentence.text().casefold()  # at a first count, before anything else
    assert board.preview.sentence.isVisible()
    assert not board.preview.plan.isVisible()
    qtbot.waitUntil(board.preview.plan.isVisible, timeout=30_000)
    assert not board.preview.bar.isVisible()
    assert shares.count() > 0
    assert "veredicto" in board.preview.sentence.text().casefold()
    assert opened.study is study  # nothing has changed yet

    assert bring(board.targets.viewport(), place, dragged, let_go=True)
    qtbot.waitUntil(lambda: opened.study is not study, timeout=30_000)
    assert opened.study.cause(into.id).tickets == after
    placed = place_symptoms(study, (symptom.id,), cause.id, into.id)
    assert opened.study.causes == placed.causes  # the very command of the command line
    assert isinstance(opened.study.corrections[-1], SymptomsPlaced)
    assert opened._statement_runner.history.last.kind is StepKind.SYMPTOM_PLACED
    opened.perform("undo")
    assert opened.study.causes == study.causes


def test_dropped_beside_the_causes_it_stays_where_it_is(opened: MainWindow, study: Study) -> None:
    board = board_of(opened, study)
    spy = QSignalSpy(board.stated)
    below = QPoint(10, board.targets.viewport().height() - 1)
    assert board.targets.itemAt(below) is None
    strange = DraggedSymptom("S99", broad(study).id)

    assert not bring(
        board.targets.viewport(),
        below,
        DraggedSymptom(broad(study).symptoms[0], broad(study).id),
        let_go=True,
    )
    assert not bring(board.targets.viewport(), QPoint(10, 10), strange, let_go=True)
    assert spy.count() == 0


def test_a_row_of_the_table_takes_symptoms_of_other_causes_only(opened: MainWindow, study: Study) -> None:
    page, cause, into = opened.page, broad(study), other(study)
    spy = QSignalSpy(page.statement_wanted)
    dragged = DraggedSymptom(cause.symptoms[0], cause.id)

    assert not bring(page.table.by_cause[cause.id], QPoint(5, 5), dragged, let_go=True)
    assert bring(page.table.by_cause[into.id], QPoint(5, 5), dragged, let_go=True)
    QApplication.processEvents()
    assert [spy.at(n)[0] for n in range(spy.count())] == [
        SymptomPlacing((cause.symptoms[0],), cause.id, into.id)
    ]


def test_a_pressed_row_that_is_moved_is_dragged_and_one_that_rests_is_pressed(
    opened: MainWindow, study: Study, qtbot: QtBot
) -> None:
    row = next(
        one for one in opened.page.findChildren(SymptomRow) if one._symptom.id == broad(study).symptoms[0]
    )
    row.dragged.disconnect()  # a drag would wait for a hand
    dragged, pressed = QSignalSpy(row.dragged), QSignalSpy(row.wanted)
    begin = QPoint(row.width() // 2, row.height() - 4)
    qtbot.mousePress(row, Qt.MouseButton.LeftButton, pos=begin)
    qtbot.mouseMove(row, begin + QPoint(40, 10))
    QApplication.sendEvent(row, moved(row, begin + QPoint(40, 10)))
    qtbot.mouseRelease(row, Qt.MouseButton.LeftButton, pos=begin + QPoint(40, 10))
    assert (dragged.count(), pressed.count()) == (1, 0)

    qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=begin)
    assert (dragged.count(), pressed.count()) == (1, 1)


def moved(row: SymptomRow, where: QPoint) -> QMouseEvent:
    return QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(where),
        row.mapToGlobal(QPointF(where)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )


def test_by_keys_the_list_of_causes_shows_the_same_consequences(
    opened: MainWindow, study: Study, qtbot: QtBot
) -> None:
    cause = broad(study)
    correcting = opened.page._detail._correcting
    correcting.place_symptom(study.symptom(cause.symptoms[0]), cause)
    choice = opened.findChild(ListChoice)
    preview = choice.findChild(StepPreview)
    assert "→" in preview.shares.text()
    qtbot.waitUntil(preview.plan.isVisible, timeout=30_000)
    choice.reject()


def test_a_symptom_is_split_after_its_parts_were_seen(qtbot: QtBot) -> None:
    study = a_study()
    whole, *others = study.symptoms
    parts = tuple(
        replace(whole, id=f"{whole.id}.{n}", tickets=tickets)
        for n, tickets in ((1, 90), (2, whole.tickets - 90))
    )
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = SplitDialog(parent, whole, study, words_for("es"), Theme(LIGHT))
    considered, done = QSignalSpy(dialog.considered), QSignalSpy(dialog.accepted)
    dialog.ask()
    assert considered.at(0)[0].statement == SymptomSplitting(whole.id)
    assert not dialog.split.isEnabled()

    dialog.shown.show_after(SymptomSplitting(whole.id), replace(study, symptoms=(*parts, *others)))
    assert dialog.shown.parts == list(parts)
    assert {"90 tickets", "El veredicto no cambia.", "El plan conserva sus acciones."} <= set(
        list_texts(dialog)
    )
    dialog.split.click()
    assert done.count() == 1
