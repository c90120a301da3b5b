"""The window reacts while it works: a log is opened, looked at, searched, regrouped and written."""

from __future__ import annotations

import gc
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication
from shiboken6 import Shiboken

from supportlens.app.output.requests import ExportRequest
from supportlens.children import Workplace
from supportlens.domain import Study
from supportlens.gui.application import keep_fluent
from supportlens.gui.main_window import OpenedStudy
from supportlens.gui.pages import page_ids
from supportlens.gui.pages.tickets.tickets_page import TicketsPage
from supportlens.gui.widgets.basics.slices import Slices
from supportlens.resources import sample_paths
from tests.builders import a_study
from tests.watchdog import LONGEST, Watchdog, measure_handicap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from supportlens.gui.main_window import MainWindow

PATIENCE = 240.0


@pytest.fixture
def dog(monkeypatch: pytest.MonkeyPatch) -> Iterator[Watchdog]:
    """Watch a window that works as it does for a person: with children, and pages built in slices."""
    monkeypatch.setattr(Workplace, "apart", True)
    monkeypatch.setattr(Slices, "at_once", False)
    made = Watchdog()
    yield made
    made.stop()
    made.deleteLater()


def ends(window: MainWindow) -> list[object]:
    """Return a list that gets how each job of the window ended."""
    ended: list[object] = []
    analyses, exports = window._analysis_runner, window._export_runner
    for signal in (
        analyses.opened,
        analyses.failed,
        exports.written,
        exports.failed,
        window._copy_runner.copied,
    ):
        signal.connect(ended.append)
    analyses.cancelled.connect(lambda: ended.append("cancelled"))
    return ended


@pytest.mark.campaign  # the gaps are those of a machine that does nothing else
def test_nothing_silences_the_window(window: MainWindow, dog: Watchdog, tmp_path: Path) -> None:
    ended, seen = ends(window), list[Any]()
    window._analysis_runner.glimpsed.connect(seen.append)

    with dog.watch("stopping"):
        window.open(sample_paths("es"))
        dog.wait(0.3)
        window._analysis_runner.cancel()
        assert dog.wait_for(lambda: bool(ended), 5.0)
    assert ended.pop() == "cancelled"

    with dog.watch("loading"):
        window.open(sample_paths("es"))
        assert dog.wait_for(lambda: bool(ended), PATIENCE)
        dog.wait(0.2)
    study = window.study
    assert study is not None
    assert len(study.tickets) == 1_000
    assert seen[-1].heaps
    assert sum(seen[-1].weekly) == 1_000

    for page in sorted(page_ids()):
        with dog.watch(page):
            window.show_page(page)
            assert dog.wait_for(lambda: window.page._slices.idle, PATIENCE)
    window.show_page("tickets")
    tickets = window.page
    assert isinstance(tickets, TicketsPage)
    for text in ("fac", "factura", ""):
        with dog.watch(f"searching {text}"):
            tickets.show_search(text)
    for column in range(5):
        with dog.watch(f"sorting {column}"):
            tickets.table.sortByColumn(column, Qt.SortOrder.AscendingOrder)

    def write() -> None:
        window._export_runner.write(ExportRequest("xlsx", "es", mask=True), study, tmp_path / "o.xlsx")

    level = next(one for one in study.levels if one != study.level)
    for name, job in (
        ("copying", lambda: tickets._copy(list(range(tickets.model.rowCount())))),
        ("regrouping", lambda: window.recut(level)),
        ("writing", write),
    ):
        ended.clear()
        with dog.watch(name):
            job()
            assert dog.wait_for(lambda: bool(ended), PATIENCE)
    assert (tmp_path / "o.xlsx").exists()
    # What moves much memory suffers from a busy machine twice as much as the loop by which it is measured.
    told = "\n".join(map(str, dog.too_long(LONGEST * measure_handicap() ** 2)))
    assert told == ""


def test_the_watchdog_notices_what_silences_a_window(dog: Watchdog) -> None:
    with dog.watch("computing"):
        end = time.thread_time() + 2 * LONGEST
        while time.thread_time() < end:
            pass
    with dog.watch("waiting"):
        dog.wait(2 * LONGEST)
    assert {one.during for one in dog.too_long()} == {"computing"}


def test_a_study_goes_when_another_is_opened_without_a_search_for_garbage(
    window: MainWindow, qtbot: QtBot
) -> None:
    study = a_study()
    known = {id(one) for one in gc.get_objects() if type(one) is Study}

    def left() -> bool:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        return any(type(one) is Study and id(one) not in known for one in gc.get_objects())

    gc.disable()
    try:
        window.take(OpenedStudy(replace(study), (Path("mayo.csv"),)))
        for page in page_ids():
            window.show_page(page)
            QApplication.processEvents()
        assert left()
        window.take(OpenedStudy(study, (Path("junio.csv"),)))
        qtbot.waitUntil(lambda: not left())
    finally:
        gc.enable()


def test_pages_that_go_are_taken_apart_one_at_a_time(window: MainWindow, qtbot: QtBot) -> None:
    """All pages of 200 000 tickets at once took 110 to 160 ms of the window's thread."""
    window.take(OpenedStudy(a_study(), (Path("mayo.csv"),)))
    for page in ("causes", "plan", "report", "tickets", "verdict"):
        window.show_page(page)
    made = list(window._pages.values())
    window.take(OpenedStudy(a_study(), (Path("junio.csv"),)))
    assert not set(made) & set(window._pages.values())
    assert window._removing.isActive()
    window._removing.stop()  # each of its turns is taken by hand
    left = [len(made)]
    while left[-1]:
        window._removing.timeout.emit()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        left.append(sum(map(Shiboken.isValid, made)))
    assert left == [*range(len(made), -1, -1)]
    window.take(OpenedStudy(a_study(), (Path("julio.csv"),)))
    window.set_look("dark")  # which replaces the frame in which the removed pages are
    qtbot.waitUntil(lambda: not window._removing.isActive())


def test_many_rows_are_copied_without_a_search_for_garbage_among_all(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What pages make of 200 000 tickets was searched several times in one copy, 0.1 s each."""
    monkeypatch.setattr(sys, "setswitchinterval", lambda _seconds: None)
    usual = gc.get_threshold()
    try:
        keep_fluent(window)
        gc.collect()
        before = gc.get_stats()[2]["collections"]
        rows = [(str(number), [number]) for number in range(200_000)]
        assert gc.get_stats()[2]["collections"] == before
        assert gc.get_stats()[1]["collections"] > 0
    finally:
        gc.set_threshold(*usual)
    assert len(rows) == 200_000


def test_the_window_has_its_turn_within_a_millisecond(window: MainWindow) -> None:
    """A list asks Python for each cell, and waits each time so long for a thread that computes."""
    usual, thresholds = sys.getswitchinterval(), gc.get_threshold()
    try:
        keep_fluent(window)
        assert sys.getswitchinterval() < 0.001
    finally:
        sys.setswitchinterval(usual)
        gc.set_threshold(*thresholds)


def test_what_arrives_with_a_study_is_left_out_of_the_search_for_garbage(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "setswitchinterval", lambda _seconds: None)
    monkeypatch.setattr(gc, "set_threshold", lambda *_each: None)
    keep_fluent(window)
    kept = [[] for _ in range(1000)]
    before = gc.get_freeze_count()
    window.take(OpenedStudy(a_study(), (Path("mayo.csv"),)))
    assert gc.get_freeze_count() >= before + len(kept)
