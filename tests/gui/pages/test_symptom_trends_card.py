"""What a project says of month to month is seen in the window, and leads to the tickets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

from supportlens.domain import Continuation, Name, SymptomTrend, TicketQuery, Trend
from supportlens.gui.pages.cards.symptom_trends import symptom_trends_card
from supportlens.gui.pages.comparison.comparison_page import ComparisonPage
from supportlens.gui.pages.verdict.verdict_page import VerdictPage
from supportlens.gui.theme import LIGHT, Theme
from supportlens.gui.widgets.controls.row import Row
from supportlens.i18n import words_for
from tests.builders import a_study

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from supportlens.gui.pages.base.page import Page

ES = words_for("es")
TRENDS = (
    SymptomTrend("S1", Name(es="Menú", en="Menu"), Trend.GROWING, 10, 60, 0.001),
    SymptomTrend("S900", Name(es="Fax", en="Fax"), Trend.GONE, 12, 0, 0.01),
    *(SymptomTrend(f"S{n}", Name(es=f"Nuevo {n}", en=f"New {n}"), Trend.NEW, 0, 9) for n in range(20, 28)),
)
SINCE = Continuation(TRENDS, date(2026, 1, 1), date(2026, 3, 31), 90, 60, by_days=True)


def said(widget: object) -> str:
    return "\n".join(label.accessibleName() for label in widget.findChildren(QLabel))


@pytest.mark.parametrize("page", [VerdictPage, ComparisonPage])
def test_the_pages_say_what_changed_since_the_project_was_saved(qtbot: QtBot, page: type[Page]) -> None:
    made = page(replace(a_study(), continuation=SINCE), ES, Theme(LIGHT))
    qtbot.addWidget(made)
    told = said(made)
    assert "Desde que se guardó el proyecto" in told
    assert "En aumento: «Menú»" in told
    assert "«Fax»" in told


def test_a_study_of_no_project_says_nothing_of_one(qtbot: QtBot) -> None:
    assert symptom_trends_card(a_study(), ES, Theme(LIGHT), print) is None


def test_a_line_leads_to_the_tickets_where_there_are_any(qtbot: QtBot) -> None:
    wanted = []
    card = symptom_trends_card(replace(a_study(), continuation=SINCE), ES, Theme(LIGHT), wanted.append)
    qtbot.addWidget(card)
    for row in card.findChildren(Row):
        row.click()
    assert [one for one in wanted if one] == [TicketQuery(symptom_id="S1")]


def test_many_symptoms_of_one_trend_are_folded_until_somebody_asks(qtbot: QtBot) -> None:
    card = symptom_trends_card(replace(a_study(), continuation=SINCE), ES, Theme(LIGHT), print)
    qtbot.addWidget(card)
    assert "Nuevo 27" not in said(card)
    assert card.more.text() == "Mostrar 3 más"
    card.more.click()
    assert "Nuevo 27" in said(card)


def test_a_project_without_later_tickets_says_so(qtbot: QtBot) -> None:
    card = symptom_trends_card(
        replace(a_study(), continuation=replace(SINCE, span_now=0)), ES, Theme(LIGHT), print
    )
    qtbot.addWidget(card)
    assert "Menú" not in said(card)
