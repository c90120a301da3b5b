"""A language is a row of the table: menu, top bar, settings and keys follow it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QToolButton

from supportlens.domain import Language
from supportlens.gui.application import set_qt_language
from supportlens.gui.main_window import MainWindow
from supportlens.gui.menu_actions import key_text
from supportlens.gui.settings import Settings
from supportlens.i18n import words
from supportlens.resources import sample_paths

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


@pytest.fixture
def portuguese(monkeypatch: pytest.MonkeyPatch) -> Language:
    row = Language(
        "pt", "Português", "pt", "%", "", ("“", "”"), switch="Em &português", keys={"Shift": "Maiús"}
    )
    monkeypatch.setitem(words._SPOKEN, row.code, row)
    return row


def languages_of(window: MainWindow) -> dict[str, bool]:
    buttons = window.findChildren(QToolButton)
    return {button.text(): button.isChecked() for button in buttons if button.property("role") == "language"}


def test_a_third_language_appears_by_itself(qtbot: QtBot, portuguese: Language) -> None:
    settings = Settings()
    settings.language = "es"
    window = MainWindow(settings)
    qtbot.addWidget(window)
    switch = window._frame.table.by_id["language"]
    assert languages_of(window) == {"ES": True, "EN": False, "PT": False}
    assert switch.text() == "In &English"

    window.perform("language")
    assert window._frame.table.by_id["language"].text() == portuguese.switch
    window.perform("language")
    assert (Settings().language, window.words.language) == ("pt", "pt")
    assert languages_of(window) == {"ES": False, "EN": False, "PT": True}
    window.perform("language")
    assert window.words.language == "es"
    window.close()


def test_the_keys_of_a_third_language_are_written_as_they_are_printed(
    qapp: QApplication, portuguese: Language
) -> None:
    set_qt_language(qapp, portuguese.code)
    assert key_text("Ctrl+Shift+O") == "Ctrl+Maiús+O"
    set_qt_language(qapp, "en")


def test_a_language_without_a_sample_log_gets_that_of_the_first() -> None:
    assert sample_paths("pt") == sample_paths("es")
    assert [path.name for path in sample_paths("en")] == ["case_40.xlsx", "case_40_changes.csv"]
