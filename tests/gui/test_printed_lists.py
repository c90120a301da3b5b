"""A list is printed whole, as it is filtered and sorted: not only the rows that the window has room for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog, QPrintPreviewWidget

from supportlens.gui.main_window import MainWindow
from supportlens.gui.main_window.leaving import list_printing
from supportlens.gui.main_window.leaving.list_printing import (
    ANYWHERE,
    BETWEEN_WORDS,
    LEAST_COLUMN,
    ListPrinter,
    fill_rows,
    find_list,
    share_width,
    wrapping,
)
from supportlens.gui.main_window.leaving.printing import fill_sheets, paint_blocks
from supportlens.gui.pages.logbook.logbook_page import LogbookPage
from supportlens.gui.pages.tickets.tickets_page import TicketsPage
from supportlens.gui.theme import LIGHT, Theme
from tests.builders import a_study
from tests.pdf_texts import NOTHING, copied_text

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from supportlens.domain import Study

PERSONAL = "Soy Marta, escriba a marta@example.com"


@pytest.fixture(scope="module")
def study() -> Study:
    return a_study()


def printed(window: MainWindow, qtbot: QtBot, path: Path) -> tuple[str, int]:
    """Return the text that can be copied from the printed page in view, and its number of sheets."""
    table = find_list(window.page)
    assert table is not None
    making = ListPrinter(window)
    with qtbot.waitSignal(making.prepared, timeout=30_000) as told:
        making.begin(table, window.study, window.words, mask=window.settings.masked)
    page = paint_blocks(window.shown, window.study, window.words, window.page, with_list=False)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    sheets = fill_sheets(printer, *page, *told.args, window.words)
    return copied_text(path), sheets


def shown_tickets(window: MainWindow, qtbot: QtBot, search: str = "") -> TicketsPage:
    window.show_page("tickets")
    page = window.page
    assert isinstance(page, TicketsPage)
    page.show_search(search)
    qtbot.waitUntil(lambda: not page.model.preparing.awaited, timeout=20_000)
    return page


def test_every_ticket_that_is_listed_is_printed_in_its_order(
    opened: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    page = shown_tickets(opened, qtbot)
    text, sheets = printed(opened, qtbot, tmp_path / "all.pdf")
    ids = page.model.ticket_ids(range(page.model.rowCount()))
    assert len(ids) == 1000
    assert sheets > 10
    places = [text.find(one) for one in ids]
    assert -1 not in places
    assert places == sorted(places)
    assert NOTHING not in text
    assert "Lalistatiene1000filas,quesiguen." in text
    assert f"Página{sheets}de{sheets}" in text
    page.table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    qtbot.waitUntil(lambda: page.model.ticket_ids([0]) == (max(ids),), timeout=20_000)
    text, _ = printed(opened, qtbot, tmp_path / "sorted.pdf")
    assert text.find(max(ids)) < text.find(min(ids))


def test_only_what_the_filter_leaves_is_printed(opened: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    page = shown_tickets(opened, qtbot, "T-0001")
    count = page.model.rowCount()
    assert 1 < count < 20
    text, sheets = printed(opened, qtbot, tmp_path / "some.pdf")
    assert sheets == 1
    assert text.count("T-0") == count
    assert f"Lalistatiene{count}filas" in text


def test_more_rows_than_anybody_reads_on_paper_are_not_printed_and_that_is_said(
    opened: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_printing, "MOST_PRINTED", 40)
    shown_tickets(opened, qtbot)
    text, _ = printed(opened, qtbot, tmp_path / "first.pdf")
    assert "Siguenlasprimeras40de1000filas" in text
    assert text.count("T-0") == 40


@pytest.mark.parametrize("masked", [True, False])
def test_printed_rows_are_masked_as_the_report_is(
    opened: MainWindow, qtbot: QtBot, tmp_path: Path, *, masked: bool
) -> None:
    study = opened.study
    frame = study.tickets.frame.assign(subject=PERSONAL)
    opened.take(replace(opened.opened, study=replace(study, tickets=replace(study.tickets, frame=frame))))
    opened.settings.masked = masked
    shown_tickets(opened, qtbot)
    text, _ = printed(opened, qtbot, tmp_path / "masked.pdf")
    assert ("marta@example.com" in text) is not masked
    assert ("Losdatospersonales" in text) is masked


def test_the_log_of_moments_is_printed_whole(opened: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    opened.show_page("logbook")
    page = opened.page
    assert isinstance(page, LogbookPage)
    qtbot.waitUntil(lambda: page._built, timeout=20_000)
    text, _ = printed(opened, qtbot, tmp_path / "moments.pdf")
    assert page.model.shown
    assert all(one.ticket_id in text for one in page.model.shown)


def test_the_key_of_printing_opens_a_preview_with_all_of_it(opened: MainWindow, qtbot: QtBot) -> None:
    shown_tickets(opened, qtbot)
    opened.perform("print")
    qtbot.waitUntil(lambda: opened.findChild(QPrintPreviewDialog) is not None, timeout=30_000)
    preview = opened.findChild(QPrintPreviewDialog)
    sheets = preview.findChild(QPrintPreviewWidget)
    qtbot.waitUntil(lambda: sheets.pageCount() > 10, timeout=20_000)
    preview.close()


def test_a_printed_text_is_broken_within_a_word_only_where_it_alone_is_too_wide(qapp: object) -> None:
    metrics = QFontMetricsF(Theme(LIGHT).font(12))
    wide = metrics.horizontalAdvance("navegación nueva")
    assert wrapping("navegación nueva", metrics, wide) == BETWEEN_WORDS
    assert wrapping("navegación nueva", metrics, wide - 5) == BETWEEN_WORDS
    assert wrapping("navegación/nueva", metrics, wide - 20) == ANYWHERE


def test_columns_share_the_paper_and_rows_fill_the_sheets() -> None:
    assert share_width([30, 100, 900, 800], 1000) == [LEAST_COLUMN, 101, 417.5, 417.5]
    assert share_width([30, 100], 500) == [LEAST_COLUMN, 436]
    assert fill_rows([10] * 5, 25, 0) == [range(2), range(2, 4), range(4, 5)]
    assert fill_rows([10] * 3, 25, 10) == [range(1), range(1, 3)]
    assert fill_rows([40, 10], 25, 0) == [range(1), range(1, 2)]
