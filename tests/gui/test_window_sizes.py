"""The window from a small laptop to a wide screen: what matters is in view and nothing hangs over."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QToolButton, QWidget

from supportlens.domain import Name
from supportlens.gui.main_window import MainWindow, OpenedStudy
from supportlens.gui.models import COLUMNS, TicketColumn
from supportlens.gui.pages import PAGES
from supportlens.gui.pages.causes.causes_page import CausesPage
from supportlens.gui.pages.tickets.search_box import LEAST_WIDTH
from supportlens.gui.pages.tickets.tickets_page import TicketsPage
from supportlens.gui.widgets.basics.labels import breakable
from supportlens.gui.widgets.shell.navigation import Navigation
from supportlens.gui.widgets.tickets.reading_pane import MarkedText, TicketReading
from supportlens.gui.widgets.tickets.ticket_table import PADDING

if TYPE_CHECKING:
    from supportlens.domain import Study

BESIDE_TEXT = 44
"""Pixels of the glass and the edges of the search box."""
SIZES = [(1024, 600), (1280, 720), (1920, 1080)]


def set_size(window: MainWindow, size: tuple[int, int]) -> None:
    window.resize(*size)
    for _ in range(4):  # layouts settle in more than one round
        QApplication.processEvents()


def place_of(widget: QWidget, window: MainWindow) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


@pytest.mark.parametrize("size", [(800, 540), *SIZES, (2560, 1440)])
def test_nothing_is_wider_than_the_window(opened: MainWindow, size: tuple[int, int]) -> None:
    for page in PAGES:
        opened.show_page(page.id)
        set_size(opened, size)
        assert (opened.width(), opened.height()) == size
        for area in opened.page.findChildren(QScrollArea):
            assert area.horizontalScrollBar().maximum() == 0, page.id


@pytest.mark.parametrize("size", SIZES)
def test_what_to_do_is_in_view_without_scrolling(opened: MainWindow, size: tuple[int, int]) -> None:
    opened.show_page("verdict")
    set_size(opened, size)
    names = {"Preparar el plan"}
    found = [b for b in opened.page.findChildren(QAbstractButton) if b.accessibleName() in names]
    assert len(found) == 1
    assert opened.rect().contains(place_of(found[0], opened))


@pytest.mark.parametrize(
    ("size", "least"), [((960, 540), 7), ((1024, 600), 9), ((1280, 720), 12), ((1920, 1080), 21)]
)
def test_the_list_of_tickets_shows_many_rows(opened: MainWindow, size: tuple[int, int], least: int) -> None:
    opened.show_page("tickets")
    set_size(opened, size)
    page = opened.page
    assert isinstance(page, TicketsPage)
    assert page.table.viewport().height() // page.table.rowHeight(0) >= least
    assert page.search.width() >= LEAST_WIDTH
    shown = page.search.fontMetrics().horizontalAdvance(page.search.placeholderText())
    assert shown <= page.search.width() - BESIDE_TEXT, "what the box is for is not cut"


@pytest.mark.parametrize(("width", "beside"), [(800, False), (1024, True), (1920, True)])
def test_the_reader_stands_beside_the_list_where_it_fits(
    opened: MainWindow,
    width: int,
    beside: bool,  # noqa: FBT001 - a case
) -> None:
    opened.show_page("tickets")
    set_size(opened, (width, 720))
    page = opened.page
    assert isinstance(page, TicketsPage)
    assert (place_of(page.pane, opened).left() > place_of(page.table, opened).right()) == beside


def test_a_wide_screen_shows_the_chosen_cause_beside_the_table(opened: MainWindow) -> None:
    opened.show_page("causes")
    page = opened.page
    assert isinstance(page, CausesPage)
    for size, beside in ((1280, False), (1920, True)):
        set_size(opened, (size, 900))
        detail = page._detail
        assert detail is not None
        assert (place_of(detail, opened).left() > place_of(page.table, opened).right()) == beside


def test_the_icons_of_a_narrow_navigation_keep_their_size(opened: MainWindow) -> None:
    set_size(opened, (1024, 600))
    for button in opened.findChild(Navigation).findChildren(QToolButton):
        drawn = button.grab().toImage()
        ground = drawn.pixelColor(drawn.width() // 2, 3)
        inked = [
            x
            for x in range(3, drawn.width() - 3)
            if any(drawn.pixelColor(x, y) != ground for y in range(6, drawn.height() - 6))
        ]
        assert max(inked) - min(inked) >= 14, button.accessibleName()


def test_the_smallest_window_fits_a_screen_at_twice_its_size(opened: MainWindow) -> None:
    room = QRect(0, 0, 1920 // 2, 1080 // 2 - 40)  # what a desktop leaves of a common screen at 200 %
    assert room.contains(QRect(QPoint(0, 0), opened.minimumSize()))


def test_the_names_of_causes_are_never_cut(opened: MainWindow) -> None:
    opened.show_page("causes")
    set_size(opened, (1024, 600))
    page = opened.page
    assert isinstance(page, CausesPage)
    for row in page.table.by_cause.values():
        for text in row.findChildren(QLabel):
            assert "\N{HORIZONTAL ELLIPSIS}" not in text.text()
            assert text.height() >= text.heightForWidth(text.width())


def test_a_short_text_leaves_its_room_to_the_fields_and_a_long_one_keeps_it(opened: MainWindow) -> None:
    opened.show_page("tickets")
    set_size(opened, (1024, 600))
    page = opened.page
    assert isinstance(page, TicketsPage)
    pane, said = page.pane, MarkedText("listo")
    facts = tuple((f"Campo {n}", "valor") for n in range(12))
    heights = []
    for text in (said, MarkedText("listo\n" * 60)):
        pane.show_reading(TicketReading("ok", text, "", MarkedText(""), (), facts), "1 de 1")
        set_size(opened, (1024, 600))
        heights.append((pane._text.height(), pane._facts.height()))
        assert opened.rect().contains(place_of(pane, opened))
    (short, fields), (long, fewer) = heights
    assert short < 40
    assert fields > 2 * fewer
    assert long > fewer


def test_the_list_shows_the_cause_beside_the_reader_of_a_small_laptop(opened: MainWindow) -> None:
    opened.show_page("tickets")
    set_size(opened, (1024, 600))
    page = opened.page
    assert isinstance(page, TicketsPage)
    assert not page.table.isColumnHidden(COLUMNS.index(TicketColumn.CAUSE))
    assert page.table.columnWidth(COLUMNS.index(TicketColumn.SUBJECT)) >= 160
    for box in page.choosers.boxes:
        assert box.toolTip() == box.currentText()
    assert "frase exacta" in page.search.toolTip()


LONG = (
    "Administración de proveedores extranjeros y facturación electrónica consolidada: conciliación bancaria",
    "ERP_FINANZAS_CONSOLIDACION_MENSUAL_SUBSIDIARIAS_LATINOAMERICA_V2026_PRODUCCION",
)


def test_names_of_any_length_fit_a_small_laptop(window: MainWindow, study: Study) -> None:
    names = [Name(dict.fromkeys(("es", "en"), text)) for text in LONG]
    causes = tuple(replace(cause, name=names[at % 2]) for at, cause in enumerate(study.causes))
    symptoms = tuple(replace(symptom, name=names[at % 2]) for at, symptom in enumerate(study.symptoms))
    window.take(OpenedStudy(replace(study, causes=causes, symptoms=symptoms), (Path("caso_40.csv"),)))
    for page in PAGES:
        window.show_page(page.id)
        set_size(window, (1024, 600))
        for area in window.page.findChildren(QScrollArea):
            assert area.horizontalScrollBar().maximum() == 0, page.id


def test_only_words_that_no_language_has_are_broken() -> None:
    assert breakable("Institucionalizaciones de la verdad") == "Institucionalizaciones de la verdad"
    parts = breakable(LONG[1]).split("\N{ZERO WIDTH SPACE}")
    assert "".join(parts) == LONG[1]
    assert max(map(len, parts)) <= 17
    assert breakable("x" * 40).count("\N{ZERO WIDTH SPACE}") == 2


@pytest.mark.parametrize("zoom", [100, 150])
def test_days_of_the_list_are_whole_at_every_size_of_texts(opened: MainWindow, zoom: int) -> None:
    opened.resize(1280, 720)
    opened.settings.zoom = zoom
    opened.set_look("light")
    opened.show_page("tickets")
    page = opened.page
    assert isinstance(page, TicketsPage)
    measure = QFontMetrics(page.theme.font(13, 400, tabular=True))
    needed = max(measure.horizontalAdvance(str(page.model.index(row, 0).data())) for row in range(5))
    assert page.table.columnWidth(0) >= needed + 2 * PADDING
    subject = [column for column in range(len(COLUMNS)) if COLUMNS[column] is TicketColumn.SUBJECT]
    assert page.table.columnWidth(subject[0]) >= 150


def test_no_chart_stands_below_all_the_causes_of_a_narrow_window(window: MainWindow, study: Study) -> None:
    """It was forty rows down; what is in view stays where it is when the chart goes up."""
    many = tuple(replace(study.causes[0], id=f"C{n}") for n in range(1, 41))
    window.take(OpenedStudy(replace(study, causes=many), (Path("caso.csv"),)))
    window.show_page("causes")
    set_size(window, (1024, 600))
    page = window.page
    assert isinstance(page, CausesPage)
    table, chart = page.table, page._shares
    assert place_of(table, window).top() < place_of(chart, window).top(), "a laptop shows the causes first"
    more = table._more
    assert more is not None
    before = place_of(table, window).top()
    more.click()
    set_size(window, (1024, 600))
    assert len(table.by_cause) == len(many)
    assert place_of(chart, window).bottom() < place_of(table, window).top()
    assert abs(place_of(table, window).top() - before) <= 2
    set_size(window, (1366, 768))
    assert place_of(chart, window).right() < place_of(table, window).left()
