"""A person without a mouse: from the verdict to a moment that everybody works by, by keys alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from supportlens.domain import LifeState
from supportlens.gui.main_window import MainWindow, OpenedStudy
from supportlens.gui.pages.standing.standing_page import StandingPage
from supportlens.resources import load_playbook
from tests.builders import a_study

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

FORWARD, BACK = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
MOST_STEPS = 80


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key, held: Qt.KeyboardModifier = FORWARD) -> None:
    """Press a key where the focus is."""
    qtbot.keyClick(window.focusWidget() or window, key, held)
    QApplication.processEvents()


def go_to(qtbot: QtBot, window: MainWindow, name: str, held: Qt.KeyboardModifier = FORWARD) -> QWidget:
    """Press Tab until a control with this name has the focus; return it."""
    for _ in range(MOST_STEPS):
        press(qtbot, window, Qt.Key.Key_Tab, held)
        focused = window.focusWidget()
        if focused is not None and focused.accessibleName() == name:
            return focused
    msg = f"Tab does not reach {name}"
    raise AssertionError(msg)


def test_a_moment_is_institutionalised_by_keys_alone(window: MainWindow, qtbot: QtBot) -> None:
    window.take(OpenedStudy(a_study(playbook=load_playbook()), (Path("caso_40.csv"),)))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)

    go_to(qtbot, window, "Institucionalizar esto")
    press(qtbot, window, Qt.Key.Key_Return)
    page = window.page
    assert isinstance(page, StandingPage)

    go_to(qtbot, window, "Institucionalizar")
    press(qtbot, window, Qt.Key.Key_Return)
    assert page.editor is not None
    assert page.editor.moment.state is LifeState.DETECTED
    assert window.focusWidget() is page.editor.owner, "what is missing has the focus"
    qtbot.keyClicks(window.focusWidget(), "Marta Ruiz")
    go_to(qtbot, window, "Institucionalizar", BACK)
    scrolled = page.scrolled
    press(qtbot, window, Qt.Key.Key_Return)

    assert page.editor.moment.state is LifeState.INSTITUTIONALISED
    assert window.focusWidget() in page.editor.moves.values(), "the focus stays where the states are chosen"
    assert abs(page.scrolled - scrolled) < 100
    assert window.study is not None
    assert [one.owner for one in window.study.desk_moments.moments] == ["Marta Ruiz"]
