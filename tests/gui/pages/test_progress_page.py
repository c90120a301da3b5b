"""The page of an analysis under way: what is known so far, what is provisional, how long it takes."""

from __future__ import annotations

import time
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from supportlens.domain import Glimpse, Heap, Name, Stage
from supportlens.gui.main_window import MainWindow
from supportlens.gui.main_window.analysis_runner import AnalysisRunner
from supportlens.gui.main_window.paged_window import PROGRESS
from supportlens.gui.pages.start.message_page import MessagePage
from supportlens.gui.pages.start.progress_page import ProgressPage
from supportlens.gui.widgets import Button
from supportlens.resources import sample_paths
from tests.builders import a_study
from tests.gui.shown_pages import list_texts, show_page

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from pytestqt.qtbot import QtBot

HEAPS = (
    Heap(Name({"en": "Menu gone", "es": "Sin menú"}), 0.25),
    Heap(Name({"en": "Login", "es": "Acceso"}), 0.1),
)
WEEKS = (date(2026, 3, 2), date(2026, 3, 9))


@pytest.fixture
def page(qtbot: QtBot) -> ProgressPage:
    return show_page(qtbot, ProgressPage, None, "en")


def test_nothing_is_claimed_before_anything_is_known(page: ProgressPage) -> None:
    assert not page.so_far.isVisible()
    assert page.time_left.accessibleName() == ""


def test_heaps_and_weeks_fill_as_texts_are_read(page: ProgressPage) -> None:
    page.show_glimpse(Glimpse(2_000, WEEKS, (900, 1_100), HEAPS))
    assert page.heaps.accessibleDescription() == "Menu gone; Login"
    page.show_progress(Stage.ENCODE, 0.5)
    assert page.heaps.accessibleDescription() == "Menu gone: 250 tickets; Login: 100 tickets"
    assert page.weeks.isVisible()
    page.show_progress(Stage.GROUP, 0.0)
    assert page.heaps.accessibleDescription() == "Menu gone: 500 tickets; Login: 200 tickets"
    assert not page.provisional.isVisible()


@pytest.mark.parametrize(("last", "shown"), [(date(2026, 3, 9), "9 Mar"), (date(2027, 3, 8), "8 Mar 2027")])
def test_weeks_of_several_years_say_which(page: ProgressPage, last: date, shown: str) -> None:
    page.show_glimpse(Glimpse(2_000, (date(2026, 3, 2), last), (900, 1_100), HEAPS))
    page.show_progress(Stage.ENCODE, 0.5)
    assert page.weeks.accessibleDescription().endswith(shown)


def test_the_heading_stays_where_it_is_while_the_page_fills(page: ProgressPage) -> None:
    page.resize(1000, 700)
    QApplication.processEvents()
    place = page._headline.mapTo(page, QPoint(0, 0))
    page.show_glimpse(Glimpse(80_000, WEEKS, (900, 1_100), HEAPS, sample=a_study()))
    page.show_progress(Stage.ENCODE, 0.5)
    QApplication.processEvents()
    assert page._headline.mapTo(page, QPoint(0, 0)) == place


def test_what_comes_from_a_sample_is_said_to_be_provisional(page: ProgressPage) -> None:
    page.show_glimpse(Glimpse(80_000, heaps=HEAPS, sample=a_study()))
    page.show_progress(Stage.GROUP, 0.0)
    assert page.provisional.isVisible()
    assert "Provisional, from 1,000 of 80,000 tickets" in list_texts(page)
    assert any("40% of the requests" in text for text in list_texts(page))
    assert page.heaps.accessibleDescription().startswith("Menu gone: about 20,000 tickets")
    page.show_glimpse(Glimpse(80_000, heaps=HEAPS))
    assert not page.provisional.isVisible()
    assert page.heaps.accessibleDescription().startswith("Menu gone: 20,000 tickets")


def test_the_time_left_follows_from_how_long_it_took_so_far(page: ProgressPage) -> None:
    page.show_progress(Stage.ENCODE, 0.5, time.monotonic() - 300)
    page._show_time_left()
    assert "minutes left" in page.time_left.accessibleName()


def test_what_a_replaced_analysis_shows_is_not_shown(qapp: QObject) -> None:
    runner, seen = AnalysisRunner(qapp), list[Glimpse]()
    runner.glimpsed.connect(seen.append)
    runner._worker_showed.emit(0, Glimpse(1))
    assert seen == []
    assert runner.seen is None
    runner.deleteLater()


def test_while_a_log_is_read_the_other_pages_say_so_and_lead_back(window: MainWindow, qtbot: QtBot) -> None:
    """They said that no log was open, also those that had been looked at before it was opened."""
    window.show_page("causes")
    window.show_page("start")
    with qtbot.waitSignal(window._analysis_runner.began):
        window.open(sample_paths("es"))
    window.show_page("causes")
    page = window.page
    assert isinstance(page, MessagePage)
    assert page.message.text.startswith("Su bitácora se está leyendo")
    page.act(page.message.button[1])
    assert window.shown == PROGRESS
    window.show_page("causes")
    with qtbot.waitSignal(window._analysis_runner.cancelled, timeout=20_000):
        window.page.act("cancel")
    window.show_page("causes")
    assert isinstance(window.page, MessagePage)
    assert window.page.message.text.startswith("Todavía no hay una bitácora abierta")


def test_the_analysis_can_be_stopped_in_view_in_a_low_window(qtbot: QtBot) -> None:
    page = show_page(qtbot, ProgressPage, None, "es")
    page.resize(900, 420)
    page.show_glimpse(Glimpse(2_000, WEEKS, (900, 1_100), HEAPS))
    QApplication.processEvents()
    stop = next(one for one in page.findChildren(Button) if one.text() == "Detener")
    assert stop.mapTo(page, stop.rect().bottomLeft()).y() < page.height()
