"""The window for everyone: named controls, targets that are hit, room for longer languages, a tour."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QScrollArea,
)

from supportlens.gui.dialogs.tour import Tour
from supportlens.gui.main_window import MainWindow
from supportlens.gui.pages import LINKED_PAGES, PAGES
from supportlens.gui.pages.plan.plan_page import PlanPage
from supportlens.gui.pages.tickets.tickets_page import TicketsPage
from supportlens.i18n.words import Words
from tests.gui.cut_texts import cut_when_settled
from tests.gui.shown_pages import show_page

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from supportlens.domain import Study

CONTROLS = (QAbstractButton, QComboBox, QLineEdit, QAbstractItemView)


def test_every_page_can_be_shown_in_high_contrast(opened: MainWindow) -> None:
    opened.set_look("contrast")
    for page in (*PAGES, *LINKED_PAGES):
        opened.show_page(page.id)
        assert opened.page.theme.tokens.name.startswith("contrast")


@pytest.mark.parametrize("page", [page.id for page in (*PAGES, *LINKED_PAGES)])
def test_every_control_has_a_name_and_a_target_that_is_hit(opened: MainWindow, page: str) -> None:
    opened.show_page(page)
    QApplication.processEvents()
    controls = [each for kind in CONTROLS for each in opened.findChildren(kind) if each.isVisibleTo(opened)]
    assert len(controls) > 10
    for control in controls:
        if type(control).__module__.startswith("PySide6") and control.objectName().startswith("qt_"):
            continue  # a part of another control: its arrow, the box inside it
        if isinstance(control, QHeaderView) and control.orientation() is Qt.Orientation.Vertical:
            continue  # hidden: rows have no names
        told = QAccessible.queryAccessibleInterface(control)
        assert told.text(QAccessible.Text.Name).strip(), (type(control).__name__, control.parentWidget())
        pressed = isinstance(control, QAbstractButton) and control.focusPolicy() is not Qt.FocusPolicy.NoFocus
        if pressed and control.isEnabled():
            assert min(control.width(), control.height()) >= 24, control.accessibleName()


def test_a_language_half_as_long_again_is_never_cut_or_wider_than_the_window(
    opened: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = Words.say

    def say_longer(self: Words, message: str, /, **facts: object) -> str:
        text = said(self, message, **facts)
        return text + "~" * (len(text) // 2) if " " not in text else f"{text} {text[: len(text) // 2]}"

    monkeypatch.setattr(Words, "say", say_longer)
    opened._rebuild()
    opened.resize(1024, 600)
    cut: dict[str, list[str]] = {}
    for page in (*PAGES, *LINKED_PAGES):
        opened.show_page(page.id)
        cut[page.id] = list(cut_when_settled(opened))
        assert opened.width() == 1024, page.id
        for area in opened.page.findChildren(QScrollArea):
            assert area.horizontalScrollBar().maximum() == 0, page.id
    monkeypatch.undo()
    assert {page: texts for page, texts in cut.items() if texts} == {}


def test_the_tour_has_three_steps_and_ends_with_the_sample_or_is_skipped(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.perform("tour")
    tour = window.findChild(Tour)
    titles = [tour.title.text()]
    for _ in range(2):
        tour.following.click()
        titles.append(tour.title.text())
    assert len(set(titles)) == 3
    assert tour.following.text() == "Abrir la bitácora de ejemplo"
    tour.back.click()
    assert tour.title.text() == titles[1]
    tour.skip.click()
    assert not tour.isVisible()


def test_an_empty_page_has_room_for_its_sentences_in_every_language(qtbot: QtBot, study: Study) -> None:
    for language in ("es", "en"):
        page = show_page(qtbot, PlanPage, replace(study, plan=()), language)
        page.resize(900, 560)
        assert cut_when_settled(page) == []


def test_a_page_can_be_left_before_it_is_whole(opened: MainWindow) -> None:
    for page in (*PAGES, *LINKED_PAGES):
        opened.show_page(page.id)  # the rest of it is built when the window is free
    assert opened.shown == LINKED_PAGES[-1].id


def test_the_focus_of_a_list_is_seen_on_all_sides(opened: MainWindow, qtbot: QtBot) -> None:
    opened.show_page("tickets")
    page = opened.page
    assert isinstance(page, TicketsPage)
    opened.activateWindow()
    qtbot.waitUntil(opened.isActiveWindow)
    page.table.setFocus()
    QApplication.processEvents()
    picture = page.table.grab().toImage()
    right, bottom = picture.width() - 1, picture.height() - 1
    sides = ((right // 2, 0), (right // 2, bottom), (0, bottom // 2), (right, bottom // 2))
    accent = page.theme.colour("accent")
    assert [picture.pixelColor(*side) for side in sides] == [accent] * 4


def test_enter_goes_on_in_the_tour_and_skips_nothing(opened: MainWindow, qtbot: QtBot) -> None:
    tour = Tour(opened, opened.words, opened.theme)
    tour.open()
    qtbot.waitUntil(tour.isActiveWindow)
    for place in (1, 2):
        focused = tour.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, Qt.Key.Key_Return)
        assert tour.isVisible(), place
    assert tour.place.accessibleName() == "3 de 3"
    tour.close()
