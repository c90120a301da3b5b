"""Pages are built in slices: something is there at once, the window reacts in between, nothing is lost."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QTimer
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from supportlens.app.output.exporting import list_sheets
from supportlens.domain import TicketQuery
from supportlens.gui.pages.causes.causes_page import CausesPage
from supportlens.gui.pages.moments.moments_page import MomentsPage
from supportlens.gui.pages.plan.plan_page import PlanPage
from supportlens.gui.pages.report.report_page import ReportPage
from supportlens.gui.pages.tickets.tickets_page import TicketsPage
from supportlens.gui.pages.verdict.verdict_page import VerdictPage
from supportlens.gui.theme import LIGHT, Theme
from supportlens.gui.widgets.basics.slices import SLICE, Slices
from supportlens.i18n import words_for
from tests.builders import a_study
from tests.gui.shown_pages import show_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from supportlens.domain import Study
    from supportlens.gui.pages.base.page import Page


@pytest.fixture(scope="module")
def study() -> Study:
    return a_study()


@pytest.fixture(autouse=True)
def _in_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Slices, "at_once", False)


def count(to: int, done: list[object], name: str = "") -> Iterator[None]:
    for number in range(to):
        end = time.thread_time() + SLICE
        while time.thread_time() < end:
            pass
        done.append(f"{name}{number}")
        yield


def test_the_first_piece_is_there_at_once_and_the_window_reacts_between_the_others(qtbot: QtBot) -> None:
    owner, done = QObject(), list[object]()
    clock = QTimer(owner, interval=1)
    clock.timeout.connect(lambda: done.append("react"))
    clock.start()
    slices = Slices(owner)
    slices.begin(count(4, done), owner)
    assert done == ["0"]
    qtbot.waitUntil(lambda: slices.idle)
    clock.stop()
    assert [one for one in done if one != "react"] == ["0", "1", "2", "3"]
    assert "react" in done[done.index("1") : done.index("3")]


def test_what_comes_from_a_piece_goes_before_the_rest_and_what_waits_is_last(qtbot: QtBot) -> None:
    owner, done = QObject(), list[object]()
    slices = Slices(owner)

    def build() -> Iterator[None]:
        slices.begin(count(2, done, "part "), owner)
        yield
        done.append("rest")

    slices.begin(build(), owner)
    slices.when_done(lambda: done.append("complete"))
    qtbot.waitUntil(lambda: slices.idle)
    assert done == ["part 0", "part 1", "rest", "complete"]


def test_work_on_a_deleted_widget_is_given_up_and_a_fault_loses_only_its_own(qtbot: QtBot) -> None:
    owner, gone, done = QObject(), QObject(), list[object]()
    slices = Slices(owner)

    def stumble() -> Iterator[None]:
        raise ZeroDivisionError
        yield

    slices.begin(count(9, done), gone)
    gone.deleteLater()
    qtbot.waitUntil(lambda: slices.idle)
    assert len(done) < 9
    with pytest.raises(ZeroDivisionError):
        slices.begin(stumble(), owner)
    assert slices.idle


def test_a_fault_between_two_pieces_leaves_the_rest_built_and_laid_out(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    rows = QVBoxLayout(page)
    slices = Slices(page, page)

    def stumble() -> Iterator[None]:
        yield
        raise ZeroDivisionError

    def build() -> Iterator[None]:
        for _ in range(3):
            rows.addWidget(QLabel("A line"))
            yield

    page.show()
    with qtbot.capture_exceptions() as faults:
        slices.begin(stumble(), page)
        slices.begin(build(), page)
        qtbot.waitUntil(lambda: slices.idle)
    assert [kind for kind, *_ in faults] == [ZeroDivisionError]
    qtbot.wait(10)
    assert rows.isEnabled()
    assert len({label.y() for label in page.findChildren(QLabel)}) == 3


def test_pictures_do_not_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Slices, "at_once", True)
    owner, done = QObject(), list[object]()
    slices = Slices(owner)
    slices.begin(count(2, done), owner)
    slices.when_done(lambda: done.append("complete"))
    assert done == ["0", "1", "complete"]


def test_what_was_built_is_laid_out_at_the_end(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    rows = QVBoxLayout(page)
    slices = Slices(page, page)

    def build() -> Iterator[None]:
        for _ in range(3):
            rows.addWidget(QLabel("A line"))
            yield

    page.show()
    slices.begin(build(), page)
    qtbot.waitUntil(lambda: slices.idle)
    qtbot.wait(10)
    tops = [label.y() for label in page.findChildren(QLabel)]
    assert len(set(tops)) == 3
    assert rows.isEnabled()


def test_the_boxes_of_the_tickets_are_filled_while_the_window_reacts(qtbot: QtBot, study: Study) -> None:
    page = TicketsPage(study, words_for("en"), Theme(LIGHT))  # not shown: no turn of the window passes
    qtbot.addWidget(page)
    assert page.choosers.symptom.count() == 1  # only "all" at first
    page.show_query(TicketQuery(cause_id="C2"))
    shown = page.model.rowCount()
    qtbot.waitUntil(lambda: page._slices.idle)
    assert page.choosers.symptom.count() > len(study.symptoms)
    assert page.choosers.cause.value == "C2"  # what was asked for meanwhile holds, and is shown
    assert page.model.rowCount() == shown < len(study.tickets)


def test_the_report_lists_its_sheets_while_the_window_reacts(qtbot: QtBot, study: Study) -> None:
    page = ReportPage(study, words_for("en"), Theme(LIGHT))
    qtbot.addWidget(page)
    at_first = len(page.findChildren(QLabel))
    assert page.options().mask  # what can be chosen is there at once
    qtbot.waitUntil(lambda: page._slices.idle)
    sheets = 3 * len(list_sheets(study, words_for("en")))  # number, name and sentence of each
    assert at_first < sheets <= len(page.findChildren(QLabel))


@pytest.mark.parametrize("kind", [VerdictPage, CausesPage, PlanPage, MomentsPage, TicketsPage, ReportPage])
def test_a_page_built_in_slices_is_the_page_built_at_once(
    qtbot: QtBot, study: Study, kind: type[Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    in_slices = show_page(qtbot, kind, study, "en")
    qtbot.waitUntil(lambda: in_slices._slices.idle)
    qtbot.wait(20)
    monkeypatch.setattr(Slices, "at_once", True)
    at_once = show_page(qtbot, kind, study, "en")
    qtbot.wait(20)
    assert places(in_slices) == places(at_once)


class Painting(QObject):
    """Looks at the parts of a page whenever it is painted."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.content, self.times, self.faults = page.content, 0, list[str]()
        page.content.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.times += 1
            self._look()
        return super().eventFilter(watched, event)

    def _look(self) -> None:
        seen = [
            part
            for part in self.content.children()
            if isinstance(part, QWidget) and part.isVisible() and part.geometry().right() > 0
        ]
        for at, part in enumerate(seen):
            if part.height() < part.minimumSizeHint().height():
                self.faults.append(f"{type(part).__name__} is squeezed")
            if any(part.geometry().intersects(other.geometry()) for other in seen[:at]):
                self.faults.append(f"{type(part).__name__} lies over another")


@pytest.mark.parametrize("kind", [VerdictPage, CausesPage, PlanPage, MomentsPage])
def test_nothing_is_seen_before_it_has_its_place(qtbot: QtBot, study: Study, kind: type[Page]) -> None:
    page = kind(study, words_for("es"), Theme(LIGHT))
    painting = Painting(page)
    qtbot.addWidget(page)
    page.resize(1252, 904)
    page.show()
    qtbot.waitUntil(lambda: page._slices.idle)
    qtbot.wait(30)
    assert painting.times > 1
    assert painting.faults == []
    assert page.window().updatesEnabled()


def test_a_page_that_goes_while_it_settles_leaves_its_window_painted(qtbot: QtBot, study: Study) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    page = PlanPage(study, words_for("es"), Theme(LIGHT))
    QVBoxLayout(window).addWidget(page)
    window.show()
    qtbot.waitUntil(lambda: not window.updatesEnabled())
    page.deleteLater()
    qtbot.waitUntil(window.updatesEnabled)


def places(page: Page) -> list[tuple[str, int, int, int, int]]:
    """Return what stands where in the content of a page, and how large it is."""
    found = [part for part in page.content.findChildren(QWidget) if part.isVisible()]
    corners = [part.mapTo(page.content, QPoint(0, 0)) for part in found]
    return sorted(
        (type(part).__name__, at.x(), at.y(), part.width(), part.height())
        for part, at in zip(found, corners, strict=True)
    )
