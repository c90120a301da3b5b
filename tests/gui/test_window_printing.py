"""What is printed: the page as it is shown, whole, light, and without what only a hand can press."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize
from PySide6.QtPrintSupport import QPrintPreviewDialog
from PySide6.QtWidgets import QApplication

from supportlens.gui.main_window import MainWindow
from supportlens.gui.main_window.leaving import printing
from supportlens.gui.main_window.leaving.printing import paint_page
from supportlens.gui.pages.causes.causes_page import CausesPage
from supportlens.gui.theme import LIGHT, Theme
from supportlens.gui.widgets import Button
from supportlens.gui.widgets.basics.slices import Slices

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from supportlens.domain import Study


def test_a_page_is_printed_light_and_whole(opened: MainWindow, study: Study) -> None:
    opened.set_look("dark")
    picture = paint_page("verdict", study, opened.words)
    corner = picture.toImage().pixelColor(2, 2)
    assert corner == Theme(LIGHT).colour("surface")
    assert picture.height() > picture.width() / 2


@pytest.mark.parametrize("page", ["verdict", "causes"])
def test_a_page_is_printed_whole_though_the_window_builds_it_in_slices(
    opened: MainWindow, study: Study, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = paint_page(page, study, opened.words).height()
    monkeypatch.setattr(Slices, "at_once", False)
    assert paint_page(page, study, opened.words).height() == whole


def test_the_preview_keeps_its_printer_and_fits_the_screen(
    opened: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A printer that was made beside the dialog was gone before the first sheet, and the program with it."""
    monkeypatch.setattr(printing, "PREVIEW_SIZE", QSize(9000, 7000))
    opened.perform("print")
    gc.collect()
    preview = opened.findChild(QPrintPreviewDialog)
    assert preview is not None
    qtbot.waitExposed(preview)
    QApplication.processEvents()
    assert preview.printer().pageRect(preview.printer().Unit.Point).width() > 0
    room = opened.screen().availableSize()
    assert preview.width() < room.width()
    assert preview.height() < room.height()
    preview.close()


def test_the_chosen_cause_is_printed_and_no_button(
    opened: MainWindow, study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[str | None] = []

    def note(page: CausesPage) -> bool:
        printed.append(page.memory())
        roles = {str(one.property("role")) for one in page.findChildren(Button) if one.isVisible()}
        assert roles == {"link"}
        return close(page)

    close = CausesPage.close
    opened.show_page("causes")
    last = study.causes[-1]
    opened.page.recall(last.id)
    monkeypatch.setattr(CausesPage, "close", note)
    paint_page("causes", study, opened.words, opened.page)
    assert printed == [last.id]


def test_what_is_no_page_has_the_verdict_printed(opened: MainWindow, study: Study) -> None:
    opened.show_error(ValueError("x"))
    verdict = paint_page("verdict", study, opened.words)
    assert paint_page(opened.shown, study, opened.words, opened.page).size() == verdict.size()
