"""What is printed: the page as it is shown, whole, light, and without what only a hand can press."""

from __future__ import annotations

import gc
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QLineEdit,
    QSlider,
    QTextEdit,
    QToolButton,
    QWidget,
)

from supportlens.gui.main_window import MainWindow
from supportlens.gui.main_window.leaving import printing
from supportlens.gui.main_window.leaving.printing import fill_sheets, paint_blocks, paint_page
from supportlens.gui.main_window.leaving.sheet_breaks import LEAST_FILLED, Block, PageBlocks, find_breaks
from supportlens.gui.pages import page_ids
from supportlens.gui.pages.base.page import Page
from supportlens.gui.pages.causes.causes_page import CausesPage
from supportlens.gui.theme import LIGHT, Theme
from supportlens.gui.widgets import Button
from supportlens.gui.widgets.basics.slices import Slices
from supportlens.gui.widgets.cards.document import Document, DocumentSection
from supportlens.gui.widgets.controls.choice import Choice
from supportlens.gui.widgets.controls.link import Link

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

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


PRINTED = sorted(page_ids() - {"start"})


@pytest.fixture
def paper(opened: MainWindow, study: Study, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Page]:
    """Return a page as it is when it is painted for paper."""

    def print_page(page_id: str) -> Page:
        painted: list[Page] = []
        with monkeypatch.context() as kept:
            kept.setattr(Page, "deleteLater", lambda _page: None)
            kept.setattr(Page, "close", lambda page: painted.append(page) or True)
            paint_page(page_id, study, opened.words)
        opened._frame.stack.addWidget(painted[0])  # goes with the window
        return painted[0]

    return print_page


def shown_on(page: Page, *kinds: type[QWidget]) -> list[QWidget]:
    return [one for kind in kinds for one in page.findChildren(kind) if one.isVisibleTo(page)]


@pytest.mark.parametrize("page_id", PRINTED)
def test_nothing_that_is_only_pressed_scrolled_or_slid_stands_on_paper(
    paper: Callable[[str], Page], page_id: str
) -> None:
    """Pencils, sliders, bars and forms stood there without the buttons that they belong to."""
    page = paper(page_id)
    assert [one.text() for one in shown_on(page, Button) if not isinstance(one, Link)] == []
    pressed = [one for one in shown_on(page, QToolButton) if one.property("role") == "icon"]
    assert pressed == []
    assert shown_on(page, QSlider) == []
    areas = shown_on(page, QAbstractScrollArea)
    assert not [one for one in areas if one.verticalScrollBar().isVisibleTo(page)]
    for choice in page.findChildren(Choice):
        left = [one for one in choice.group.buttons() if one.isVisibleTo(choice)]
        assert len(left) == 1 or choice.group.checkedButton() is None
    for section in shown_on(page, DocumentSection):
        assert len(shown_on(section, QLabel, QLineEdit, QTextEdit)) > 1, section.accessibleName()


@pytest.mark.parametrize(
    ("page_id", "gone", "kept"),
    [
        (
            "plan",
            ("Ready to send", "Already done?", "Record it"),
            ("What to teach, most asked first", "How to check it"),
        ),
        ("follow_up", ("Already done?",), ("Before the next release",)),
        ("causes", ("Is it a different kind?",), ("Questions to ask now", "Why it is this kind")),
        ("report", ("Other forms", "Language of the report"), ("What the workbook contains",)),
    ],
)
def test_forms_and_empty_sections_are_not_printed_and_what_is_said_is(
    opened: MainWindow,
    paper: Callable[[str], Page],
    page_id: str,
    gone: tuple[str, ...],
    kept: tuple[str, ...],
) -> None:
    page = paper(page_id)
    texts = " | ".join(one.accessibleName() or one.text() for one in shown_on(page, QLabel, QAbstractButton))
    for text in gone:
        assert opened.words.say(text) not in texts
    for text in kept:
        assert opened.words.say(text) in texts


def test_no_line_is_left_where_a_section_is_not_printed(paper: Callable[[str], Page]) -> None:
    document = paper("plan").findChildren(Document)[0]
    items = (document.rows.itemAt(at) for at in range(document.rows.count()))
    parts = [item.widget() for item in items if item is not None]
    shown = [one for one in parts if one is not None and one.isVisibleTo(document)]
    lines = [one.property("role") == "hairline" for one in shown]
    assert len(shown) < sum(one is not None for one in parts)
    assert not [pair for pair in pairwise(lines) if all(pair)]


def test_an_answered_question_is_printed_with_its_answer_and_an_open_one_with_all(
    opened: MainWindow, paper: Callable[[str], Page]
) -> None:
    choices = [one for one in paper("verdict").findChildren(Choice) if one.group.checkedButton() is None]
    assert choices
    asked = choices[0]
    assert all(button.isVisibleTo(asked) for button in asked.group.buttons())
    asked.choose(asked._keys[1])
    asked.show_chosen_only()
    assert [one.isVisibleTo(asked) for one in asked.group.buttons()] == [False, True, False]


def test_what_is_no_page_has_the_verdict_printed(opened: MainWindow, study: Study) -> None:
    opened.show_error(ValueError("x"))
    verdict = paint_page("verdict", study, opened.words)
    assert paint_page(opened.shown, study, opened.words, opened.page).size() == verdict.size()


def test_no_card_is_cut_between_two_sheets_where_one_holds_it(opened: MainWindow, study: Study) -> None:
    picture, blocks = paint_blocks("verdict", study, opened.words)
    height, high = round(picture.deviceIndependentSize().height()), 520
    tops = find_breaks(height, high, blocks)
    assert len(tops) > 1
    assert len(blocks.cards) > 3
    for block in (*blocks.cards, *blocks.lines):
        if block.bottom - block.top <= LEAST_FILLED * high:
            assert not [top for top in tops if block.top < top < block.bottom], block
    assert all(following - top <= high for top, following in pairwise((*tops, height)))


def test_a_card_that_would_leave_a_sheet_empty_is_cut_between_its_lines() -> None:
    lines = tuple(Block(top, top + 18) for top in range(110, 990, 20))
    blocks = PageBlocks((Block(0, 90), Block(100, 1000)), (Block(10, 80), *lines))
    tops = find_breaks(1000, 600, blocks)
    assert tops == [0, 590]
    assert find_breaks(1000, 1000, blocks) == [0]
    assert find_breaks(1500, 600, PageBlocks((), (Block(0, 1500),))) == [0, 600, 1200]


def test_the_sheets_hold_the_whole_page(opened: MainWindow, study: Study, tmp_path: Path) -> None:
    picture, blocks = paint_blocks("causes", study, opened.words)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "causes.pdf"))
    room = printer.pageRect(QPrinter.Unit.DevicePixel)
    high = int(picture.deviceIndependentSize().width() * room.height() / room.width())
    tops = find_breaks(round(picture.deviceIndependentSize().height()), high, blocks)
    assert fill_sheets(printer, picture, blocks) == len(tops)
    assert (tmp_path / "causes.pdf").read_bytes().startswith(b"%PDF")
