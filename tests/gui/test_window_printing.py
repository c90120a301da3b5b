"""What is printed: the page as it is shown, whole, light, and without what only a hand can press."""

from __future__ import annotations

import gc
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QApplication

from supportlens.gui.main_window import MainWindow
from supportlens.gui.main_window.leaving import printing
from supportlens.gui.main_window.leaving.printing import fill_sheets, paint_blocks, paint_page
from supportlens.gui.main_window.leaving.sheet_breaks import LEAST_FILLED, Block, PageBlocks, find_breaks
from supportlens.gui.pages.causes.causes_page import CausesPage
from supportlens.gui.theme import LIGHT, Theme
from supportlens.gui.widgets import Button
from supportlens.gui.widgets.basics.slices import Slices

if TYPE_CHECKING:
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
