"""The timeline by day, week and month: an outage of a day is seen, and its bar opens its tickets."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from supportlens.app import select
from supportlens.app.queries.timelines import Grain, count_days
from supportlens.gui.pages.cards.weekly_chart import TimelineCard
from supportlens.gui.theme import LIGHT, Theme
from supportlens.i18n import words_for
from tests.builders import a_study

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from supportlens.domain import Study

OUTAGE = date(2026, 5, 13)


@pytest.fixture(scope="module")
def study() -> Study:
    """Return a log of two tickets a day, with a third of all tickets on one day."""
    study = a_study()
    count = len(study.tickets)
    usual = pd.date_range("2026-03-02", periods=count - count // 3, freq="6h")
    days = [*usual, *[pd.Timestamp(OUTAGE)] * (count // 3)]
    frame = study.tickets.frame.assign(created_at=days)
    return replace(study, tickets=replace(study.tickets, frame=frame))


@pytest.fixture
def card(qtbot: QtBot, study: Study) -> TimelineCard:
    made = TimelineCard(study.causes[0], study, words_for("es"), Theme(LIGHT))
    qtbot.addWidget(made)
    made.resize(900, 420)
    with qtbot.waitExposed(made):
        made.show()
    return made


def turn(card: TimelineCard, x: float, by: int, keys: Qt.KeyboardModifier) -> bool:
    """Turn the wheel over the chart; return whether the chart took it."""
    place = QPointF(x, 100)
    event = QWheelEvent(
        place,
        place,
        QPoint(),
        QPoint(0, by),
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(card.chart, event)
    return event.isAccepted()


def test_by_day_an_outage_stands_out_and_opens_exactly_its_tickets(card: TimelineCard, study: Study) -> None:
    card.show_range(date(2026, 5, 1), date(2026, 5, 31))
    assert card.grain is Grain.DAY
    highest = max(card.chart.bars, key=lambda bar: bar.ours + bar.others)
    assert (highest.monday, highest.days) == (OUTAGE, 1)
    everything = replace(highest.payload, cause_id=None)
    assert len(select(study, everything)) == highest.ours + highest.others
    assert "13 may" in card.chart.marks()[12].tip


@pytest.mark.parametrize("grain", list(Grain))
def test_no_ticket_is_lost_or_counted_twice_at_any_length(study: Study, grain: Grain) -> None:
    counts = count_days(study, "C1")
    assert counts is not None
    bars = counts.bars(grain, counts.days)
    assert sum(total for _, _, total in bars) == len(study.tickets)
    assert sum(ours for _, ours, _ in bars) == study.causes[0].tickets
    for before, after in itertools.pairwise(bars):
        assert (after[0].first - before[0].last).days == 1


def test_the_wheel_zooms_around_the_day_under_it_and_back(card: TimelineCard) -> None:
    before = card.range.text()
    x = card.chart._x(OUTAGE, 0.5)
    for _ in range(3):
        assert turn(card, x, 120, Qt.KeyboardModifier.ControlModifier)
        x = card.chart._x(OUTAGE, 0.5)
    assert card.grain is Grain.DAY
    assert any(bar.monday == OUTAGE for bar in card.chart.bars)
    assert card.range.text() != before
    for _ in range(6):
        turn(card, x, -120, Qt.KeyboardModifier.ControlModifier)
    assert card.range.text() == before
    assert card.grain is Grain.WEEK


def test_the_wheel_alone_scrolls_the_page(card: TimelineCard) -> None:
    card.chart.clearFocus()
    assert not turn(card, 300, 120, Qt.KeyboardModifier.NoModifier)


def test_dragging_over_days_shows_them_and_no_click_follows(card: TimelineCard, qtbot: QtBot) -> None:
    told: list[object] = []
    card.chart.wanted.connect(told.append)
    left, right = QPoint(300, 150), QPoint(420, 150)
    first, last = card.chart.day_at(300), card.chart.day_at(420)
    qtbot.mousePress(card.chart, Qt.MouseButton.LeftButton, pos=left)
    qtbot.mouseMove(card.chart, QPoint(360, 150))
    qtbot.mouseMove(card.chart, right)
    qtbot.mouseRelease(card.chart, Qt.MouseButton.LeftButton, pos=right)
    assert told == []
    assert card._shown is not None
    assert (card._shown.first, card._shown.last) == (first, last)
    assert not card.whole.isHidden()
    card.whole.click()
    assert card._shown is None


def test_the_range_stands_in_words_with_its_tickets(card: TimelineCard, study: Study) -> None:
    assert card.range.text().endswith(f"· {words_for('es').number(len(study.tickets))} tickets")
    card.show_range(OUTAGE, OUTAGE.replace(day=19))
    assert card.range.text().startswith("13 may 2026 – 19 may 2026 · ")


def test_keys_zoom_and_the_buttons_choose_the_length(card: TimelineCard, qtbot: QtBot) -> None:
    card.chart.setFocus()
    qtbot.keyClick(card.chart, Qt.Key.Key_Plus)
    assert card._shown is not None
    card.grains.chosen.emit("month")
    assert {bar.days for bar in card.chart.bars} <= {28, 30, 31}
    assert "2026:" in card.chart.marks()[0].tip
    assert card.title.text() == card.chart.accessibleName() == "Tickets por mes"


def test_the_lengths_of_the_bars_stand_in_one_line_at_any_width(card: TimelineCard) -> None:
    def lines(width: int) -> int:
        card.resize(width, 420)
        QApplication.processEvents()
        return len({button.y() for button in card.grains.group.buttons()})

    assert (lines(900), lines(520), lines(card.minimumSizeHint().width())) == (1, 1, 1)
    assert card.range.width() > 60  # and the days that are shown have room beside them
