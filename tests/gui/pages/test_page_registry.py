"""A page is one row of the registry: its place in the navigation, its title and its shortcut follow."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLabel, QToolButton

from supportlens.domain import silent
from supportlens.gui.main_window import MainWindow, OpenedStudy
from supportlens.gui.menu_actions import list_actions
from supportlens.gui.pages import LINKED_PAGES, PAGES, PageEntry, page_registry
from supportlens.gui.pages.base.page import Page
from supportlens.gui.pages.page_registry import load_pages
from supportlens.gui.settings import Settings
from supportlens.i18n import words_for
from supportlens.resources import coding_examples
from tests.builders import a_study

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

ASKING = ("app/queries", "app/statements", "app/standing", "gui/pages")
"""Folders whose functions import parts of the program when they are called, on the window's thread."""
TITLES = {"es": "Bitácora de hoy", "en": "Log of today"}


class PlantedPage(Page):
    """A page that shows one word."""

    def build(self) -> None:
        self.add(QLabel("planted"))


@pytest.fixture
def planted(monkeypatch: pytest.MonkeyPatch) -> PageEntry:
    """Add a page to the registry by a row, and its module."""
    module = ModuleType("planted_page")
    vars(module)["PlantedPage"] = PlantedPage
    monkeypatch.setitem(sys.modules, "supportlens.gui.pages.planted_page", module)
    row = PageEntry(
        "planted", "heart", "F9", lambda words: TITLES[words.language], "planted_page:PlantedPage"
    )
    monkeypatch.setattr(page_registry, "PAGES", (*PAGES[:3], row, *PAGES[3:]))
    return row


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_row_is_all_that_a_new_page_needs(qtbot: QtBot, planted: PageEntry, language: str) -> None:
    settings = Settings()
    settings.language = language
    window = MainWindow(settings)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.take(OpenedStudy(a_study(), ()))
    buttons = [button for button in window.findChildren(QToolButton) if button.property("role") == "page"]
    ordered = [button.accessibleName() for button in sorted(buttons, key=lambda button: button.y())]

    button = buttons[[each.accessibleName() for each in buttons].index(TITLES[language])]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    assert ordered.index(TITLES[language]) == 3
    assert not button.icon().isNull()
    assert "9" in button.toolTip()
    assert isinstance(window.page, PlantedPage)
    assert button.property("here")
    window.show_page("verdict")
    qtbot.keyClick(window, Qt.Key.Key_F9)
    assert window.shown == planted.id
    window.close()


def test_a_page_that_the_menu_leads_to_is_one_row_too(
    qtbot: QtBot, planted: PageEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    linked = planted._replace(command=lambda _: "Pl&anted")
    monkeypatch.setattr(page_registry, "PAGES", PAGES)
    monkeypatch.setattr(page_registry, "LINKED_PAGES", (*LINKED_PAGES, linked))
    window = MainWindow(Settings())
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.take(OpenedStudy(a_study(), ()))
    (action,) = (each for each in window.findChildren(QAction) if each.text() == "Pl&anted")

    action.trigger()

    assert isinstance(window.page, PlantedPage)
    window.show_page("verdict")
    qtbot.keyClick(window, Qt.Key.Key_F9)
    assert window.shown == linked.id
    window.close()


@pytest.mark.parametrize("entry", [*PAGES, *LINKED_PAGES], ids=lambda entry: entry.id)
def test_every_row_leads_to_a_page_with_a_title(entry: PageEntry) -> None:
    assert issubclass(entry.load_class(), Page)
    assert all(entry.title(words_for(language)) for language in ("es", "en"))


def test_no_shortcut_means_two_things() -> None:
    keys = [entry.keys for entry in (*PAGES, *LINKED_PAGES) if entry.keys]
    keys += [key for action in list_actions(words_for("en")) for key in action.keys]
    uses = Counter(QKeySequence(key).toString() for key in keys)
    assert [key for key, times in uses.items() if times > 1] == []


def test_what_pages_ask_for_is_imported_before_they_are_shown() -> None:
    """The window's thread would import it otherwise: numbers, causes and plans take a tenth of a second."""
    source = Path(page_registry.__file__).parents[2]
    written = "".join(
        path.read_text(encoding="utf-8") for folder in ASKING for path in (source / folder).rglob("*.py")
    )
    asked = set(re.findall(r"^ +from (supportlens\.\w+) import .*PLC0415", written, re.MULTILINE))
    several = re.findall(
        r"^ +from supportlens import ([\w, ]+?)(?: as \w+)? +#.*PLC0415", written, re.MULTILINE
    )
    asked |= {f"supportlens.{name}" for names in several for name in names.split(", ")}
    asked -= {"supportlens.ingest"}  # a file of customers is read by a job of its own
    assert {"supportlens.causes", "supportlens.moments", "supportlens.symptoms"} <= asked
    loaded = (
        "import sys; from supportlens.domain import silent;"
        "from supportlens.gui.pages.page_registry import load_pages;"
        "load_pages(silent); print(*sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", loaded], capture_output=True, encoding="utf-8", check=True)
    assert asked - set(told.stdout.split()) == set()


def test_examples_of_codes_are_read_before_a_ticket_asks_for_them() -> None:
    coding_examples.cache_clear()
    load_pages(silent)
    assert coding_examples.cache_info().currsize == 1
