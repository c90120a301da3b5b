"""The page of the moments of truth: the columns, the sheets, and the numbers that open tickets."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea

from supportlens.domain import Kind, MomentMatch, MomentState, Name, TicketQuery
from supportlens.gui.pages.moments.moments_page import MomentsPage
from supportlens.gui.widgets.charts.risk_dots import RiskDots
from tests.builders import a_moment, a_study
from tests.gui.shown_pages import list_links, list_texts, show_page

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from supportlens.domain import Study


@pytest.fixture(scope="module")
def study() -> Study:
    return a_study()


@pytest.fixture
def page(qtbot: QtBot, study: Study) -> MomentsPage:
    return a_page(qtbot, study)


def a_page(qtbot: QtBot, study: Study, language: str = "es") -> MomentsPage:
    return show_page(qtbot, MomentsPage, study, language)


def test_the_sheet_of_the_riskiest_moment_is_open_at_first(page: MomentsPage) -> None:
    assert page.memory() == "support_request"


def test_each_moment_stands_in_the_column_of_its_state(page: MomentsPage) -> None:
    texts = list_texts(page)
    assert [text for text in texts if text[-3:-1] == "\N{MIDDLE DOT} "] == [
        "Detectado \N{MIDDLE DOT} 2",
        "Faltan datos \N{MIDDLE DOT} 1",
    ], "a state without moments has no column"
    assert set(page.cards) == {"support_request", "complaint", "renewal"}


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_card_opens_its_sheet_by_key(page: MomentsPage, qtbot: QtBot, key: Qt.Key) -> None:
    qtbot.keyClick(page.cards["complaint"], key)
    assert page.memory() == "complaint"


def test_a_card_opens_its_sheet_by_mouse_and_brings_it_into_view(page: MomentsPage, qtbot: QtBot) -> None:
    page.resize(1252, 480)
    qtbot.mouseClick(page.cards["complaint"], Qt.MouseButton.LeftButton)
    area = page.findChild(QScrollArea)
    assert area is not None
    qtbot.waitUntil(lambda: area.verticalScrollBar().value() > 0)
    assert page.memory() == "complaint"


def test_a_sheet_says_all_that_the_catalogue_knows(page: MomentsPage) -> None:
    texts = list_texts(page)
    moment = a_moment("support_request", 2)
    for name in (moment.trigger, moment.expects, *moment.steps, moment.avoid, moment.prevention):
        assert name.in_("es") in texts
    for name in (moment.indicator, moment.target, moment.opportunity):
        assert name.in_("es") in texts
    assert f"«{moment.say.in_('es')}»" in texts
    assert texts.index("1") < texts.index(moment.steps[0].in_("es"))


def test_a_number_of_tickets_opens_them(page: MomentsPage, qtbot: QtBot) -> None:
    number = list_links(page.cards["complaint"])["61 tickets"]
    with qtbot.waitSignal(page.tickets_wanted) as wanted:
        qtbot.mouseClick(number, Qt.MouseButton.LeftButton)
    assert wanted.args == [TicketQuery(moment_id="complaint")]


def test_the_numbers_of_the_sheet_open_their_tickets(page: MomentsPage, qtbot: QtBot) -> None:
    page.recall("support_request")
    found = list_links(page)
    expected = {
        "970 tickets": TicketQuery(moment_id="support_request"),
        "Contraseñas y bloqueos": TicketQuery(cause_id="C2", moment_id="support_request"),
    }
    for name, query in expected.items():
        with qtbot.waitSignal(page.tickets_wanted) as wanted:
            qtbot.mouseClick(found[name], Qt.MouseButton.LeftButton)
        assert wanted.args == [query]


def test_a_risk_is_said_in_words_and_by_its_parts(page: MomentsPage) -> None:
    dots = page.cards["support_request"].findChild(RiskDots)
    assert dots is not None
    assert dots.accessibleName() == "Riesgo 4 de 5"
    assert len(dots.toolTip().splitlines()) == 3
    assert "Recurrencia 80\N{NO-BREAK SPACE}%" in dots.toolTip()


def test_words_that_the_catalogue_quotes_are_not_quoted_twice(qtbot: QtBot, study: Study) -> None:
    quoted = replace(a_moment(), say=Name(es="«Lo reviso hoy»", en="“I will look today”"))
    match = MomentMatch(quoted, MomentState.DETECTED, 5, 3, ("C1",), None)
    assert "«Lo reviso hoy»" in list_texts(a_page(qtbot, replace(study, moments=(match,))))


def test_a_sheet_names_some_causes_and_counts_the_rest(qtbot: QtBot, study: Study) -> None:
    causes = tuple(replace(study.causes[0], id=f"C{n}") for n in range(1, 10))
    match = MomentMatch(a_moment(), MomentState.DETECTED, 5, 3, tuple(cause.id for cause in causes), None)
    page = a_page(qtbot, replace(study, causes=causes, moments=(match,)))
    assert "y 3 más" in list_texts(page)


def test_a_silent_moment_says_which_data_would_show_it(page: MomentsPage) -> None:
    page.recall("renewal")
    assert "Esta bitácora no permite verlo. Hace falta la fecha de renovación de cada cliente." in list_texts(
        page
    )


def test_a_log_that_shows_no_moment_says_so(qtbot: QtBot, study: Study) -> None:
    quiet = MomentMatch(a_moment(), MomentState.QUIET, 0, None, (), None)
    page = a_page(qtbot, replace(study, moments=(quiet,)), "en")
    assert any("None of the 1 moments of truth appears" in text for text in list_texts(page))
    assert "Quiet \N{MIDDLE DOT} 1" in list_texts(page)
    assert list_links(page) == {}


def test_the_sheet_that_was_open_is_open_again_in_the_other_language(qtbot: QtBot, study: Study) -> None:
    page = a_page(qtbot, study)
    page.recall("complaint")
    english = a_page(qtbot, study, "en")
    english.recall(page.memory())
    assert "A customer's complaint" in list_texts(english)
    assert "What to avoid" in list_texts(english)
    assert "Qué evitar" not in list_texts(english)


def test_an_unknown_moment_changes_nothing(page: MomentsPage) -> None:
    page.recall("no such moment")
    page.recall(Kind.DEFECT)
    assert page.memory() == "support_request"


def test_every_card_has_a_name(page: MomentsPage) -> None:
    assert page.cards["complaint"].accessibleName() == "1. Queja de un cliente"


def test_nothing_is_wider_than_a_small_window(page: MomentsPage) -> None:
    page.resize(1366 - 188, 700)
    area = page.findChild(QScrollArea)
    assert area is not None
    assert area.horizontalScrollBar().maximum() == 0
