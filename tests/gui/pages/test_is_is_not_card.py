"""The is / is-not table stands on a cause's page, and its figures open their tickets."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from supportlens.app import select
from supportlens.domain import Aspect, Fact, FactKind, IsIsNot, IsIsNotRow, TicketQuery
from supportlens.gui.pages.causes.cause_detail import CauseDetail
from supportlens.gui.pages.causes.is_is_not_table import fact_query
from supportlens.gui.theme import LIGHT, Theme
from supportlens.gui.widgets.cards.card import Card
from supportlens.gui.widgets.controls.row import Row
from supportlens.i18n import words_for
from supportlens.i18n.is_is_not import fact_line
from tests.builders import a_cause, a_study

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

NORTE = Fact(FactKind.VALUE, "site", "Norte", 101, 0.25, 0.2)
TABLE = IsIsNot(
    (
        IsIsNotRow(Aspect.WHAT, (Fact(FactKind.SYMPTOM, value="S1", tickets=160, share_inside=0.4),), ()),
        IsIsNotRow(Aspect.WHERE, (NORTE,), (Fact(FactKind.ABSENT, "product", "CRM", 0, 0.0, 0.2),)),
        IsIsNotRow(Aspect.WHEN, (Fact(FactKind.SINCE, first=date(2026, 5, 13), per_week=22.3),), ()),
    )
)


def a_detail(qtbot: QtBot, table: IsIsNot, language: str = "es") -> CauseDetail:
    detail = CauseDetail(a_cause(is_is_not=table), a_study(), words_for(language), Theme(LIGHT))
    list(detail.build())
    qtbot.addWidget(detail)
    detail.resize(1000, 1400)
    with qtbot.waitExposed(detail):
        detail.show()
    return detail


def texts(detail: CauseDetail) -> list[str]:
    return [row.accessibleName() for row in detail.findChildren(Row)]


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_fact_of_the_table_is_said(qtbot: QtBot, language: str):
    shown, words = texts(a_detail(qtbot, TABLE, language)), words_for(language)
    for row in TABLE.rows:
        for fact in (*row.is_, *row.is_not):
            assert fact_line(fact, a_study(), words) in shown


def test_the_table_leaves_as_it_is_shown(qtbot: QtBot) -> None:
    (card,) = (card for card in a_detail(qtbot, TABLE).findChildren(Card) if card.table is not None)
    titles, *rows = card.table()  # type: ignore[misc]  # it has one
    assert titles == ["", "Es", "No es"]
    assert rows[1] == [
        "Dónde",
        fact_line(NORTE, a_study(), words_for("es")),
        fact_line(TABLE.rows[1].is_not[0], a_study(), words_for("es")),
    ]
    assert [row[2] for row in rows] == ["", rows[1][2], ""]


def test_a_cause_without_a_table_has_no_card_for_it(qtbot: QtBot):
    without, with_table = a_detail(qtbot, IsIsNot()), a_detail(qtbot, TABLE)
    title = "Qué es y qué no es"
    assert title not in [label.accessibleName() for label in without.findChildren(QLabel)]
    assert title in [label.accessibleName() for label in with_table.findChildren(QLabel)]


def test_a_figure_opens_the_tickets_that_were_counted(qtbot: QtBot):
    detail = a_detail(qtbot, TABLE)
    said = fact_line(NORTE, a_study(), words_for("es"))
    row = next(row for row in detail.findChildren(Row) if row.accessibleName() == said)
    with qtbot.waitSignal(detail.wanted) as told:
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert told.args == [TicketQuery(cause_id="C1", field="site", value="Norte")]
    assert len(select(a_study(), told.args[0])) == NORTE.tickets


def test_a_value_without_tickets_and_the_time_before_open_nothing():
    assert fact_query(TABLE.rows[1].is_not[0], a_cause()) is None
    assert fact_query(Fact(FactKind.BEFORE, per_week=1.0), a_cause()) is None
