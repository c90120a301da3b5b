"""Two periods side by side: every part is there, they add up, and each number opens its tickets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from supportlens.app import compare, select
from supportlens.domain import Name, Period, TicketQuery
from supportlens.gui.main_window import MainWindow, OpenedStudy
from supportlens.gui.pages.comparison.comparison_page import ComparisonPage
from supportlens.gui.pages.comparison.comparison_table import _rate_change
from supportlens.gui.settings import Settings
from supportlens.gui.theme import LIGHT, Theme
from supportlens.gui.widgets.cards.card import Card
from supportlens.gui.widgets.controls.day_box import DayBox
from supportlens.gui.widgets.controls.link import Link
from supportlens.i18n import words_for
from tests.builders import a_study
from tests.gui.shown_pages import list_links, show_page

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from supportlens.domain import Study

SPLIT = (Period(date(2026, 2, 2), date(2026, 3, 1)), Period(date(2026, 6, 1), date(2026, 6, 28)))


@pytest.fixture(scope="module")
def study() -> Study:
    return a_study()


def a_page(qtbot: QtBot, study: Study, language: str = "en") -> ComparisonPage:
    page = ComparisonPage(study, words_for(language), Theme(LIGHT))
    qtbot.addWidget(page)
    page.show_comparison(compare(study, SPLIT))
    return page


def shown(page: ComparisonPage) -> str:
    return "\n".join(label.accessibleName() for label in page.findChildren(QLabel))


def test_a_cause_that_came_is_new_and_the_parts_add_up(qtbot: QtBot, study: Study) -> None:
    comparison = compare(study, SPLIT)
    said = shown(a_page(qtbot, study))
    assert "New" in said
    assert f"New: {words_for('en').cite(study.causes[0].name)}." in said
    assert "No clear change" in said
    assert sum(part.change for part in comparison.causes) == comparison.total.change
    assert f"= +{comparison.total.change} tickets." in said


def test_every_count_opens_as_many_tickets(qtbot: QtBot, study: Study) -> None:
    page = a_page(qtbot, study)
    said: list[TicketQuery] = []
    page.tickets_wanted.connect(said.append)
    counts = [link for link in page.findChildren(Link) if link.text().isdigit()]
    assert len(counts) >= 6
    for link in counts:
        link.click()
        assert len(select(study, said[-1])) == int(link.text()), link.accessibleName()


def test_the_table_leaves_with_all_causes_and_figures_that_add_up(qtbot: QtBot, study: Study) -> None:
    (card,) = (card for card in a_page(qtbot, study).findChildren(Card) if card.table is not None)
    titles, *rows, total = card.table()  # type: ignore[misc]  # it has one
    assert titles == ["Cause", "Trend", "Before", "Now", "Change"]
    assert len(rows) == len(compare(study, SPLIT).causes)
    for column in (2, 3, 4):
        assert sum(int(row[column]) for row in rows) == int(total[column])


@pytest.mark.parametrize(
    ("days", "trouble"),
    [
        ((2, 1, 3, 4), "cannot end before"),
        ((1, 3, 2, 4), "overlap"),
        ((1, 2, 400, 401), "outside the log"),
    ],
)
def test_periods_that_cannot_be_compared_are_refused_with_the_reason(
    qtbot: QtBot, study: Study, days: tuple[int, ...], trouble: str
) -> None:
    page = a_page(qtbot, study)
    start = study.tickets.first_date.toordinal()
    for box, day in zip((*page.first, *page.second), days, strict=True):
        box.show_day(date.fromordinal(start + day))
    with qtbot.assertNotEmitted(page.comparison_wanted):
        page.compared.click()
    assert trouble in page.trouble.text()


def test_chosen_periods_are_asked_for(qtbot: QtBot, study: Study) -> None:
    page = a_page(qtbot, study)
    with qtbot.waitSignal(page.comparison_wanted) as told:
        page.compared.click()
    assert told.args == [SPLIT]


def test_the_window_compares_the_last_weeks_by_itself_and_keeps_the_choice(
    qtbot: QtBot, study: Study
) -> None:
    settings = Settings()
    settings.language = "es"
    window = MainWindow(settings)
    qtbot.addWidget(window)
    window.take(OpenedStudy(study, (Path("caso_40.csv"),)))
    window.show_page("comparison")
    qtbot.waitUntil(lambda: window.page.memory() is not None, timeout=20_000)
    usual = compare(study)
    assert window.page.memory() == (usual.first, usual.second)
    window.page.comparison_wanted.emit(SPLIT)
    qtbot.waitUntil(lambda: window.page.memory() == SPLIT, timeout=20_000)


def test_a_log_without_dates_says_so(qtbot: QtBot, study: Study) -> None:
    tickets = study.tickets
    undated = type(tickets)(tickets.frame.drop(columns=["created_at"]), tickets.original, tickets.files)
    page = ComparisonPage(a_study(tickets=undated), words_for("es"), Theme(LIGHT))
    qtbot.addWidget(page)
    page.show_comparison(None)
    assert "no tiene fechas" in shown(page)


def test_a_rare_cause_has_a_rate_that_is_not_none() -> None:
    assert _rate_change(0.25, 0.05, words_for("en")) == "0.25 \N{RIGHTWARDS ARROW} 0.05"
    assert _rate_change(6.15, 6.9, words_for("en")).endswith("6.9")


def test_names_get_the_room_that_the_figures_leave_and_figures_stand_at_the_right(
    qtbot: QtBot, study: Study
) -> None:
    names = ("Menú", "Las facturas de proveedores extranjeros salen con otra moneda en la vista previa")
    renamed = [
        replace(cause, name=Name(dict.fromkeys(("es", "en"), name)))
        for cause, name in zip(study.causes[:2], names, strict=True)
    ]
    page = show_page(qtbot, ComparisonPage, replace(study, causes=(*renamed, *study.causes[2:])), "es")
    page.show_comparison(compare(page.study, SPLIT))
    links = list_links(page)

    assert [links[name].text() for name in names] == list(names)
    page.resize(700, 900)
    QApplication.processEvents()
    assert links[names[1]].text().endswith("\N{HORIZONTAL ELLIPSIS}")
    assert links[names[1]].toolTip() == names[1]
    assert (links[names[0]].text(), links[names[0]].toolTip()) == (names[0], "")
    page.resize(1252, 900)
    QApplication.processEvents()
    assert (links[names[1]].text(), links[names[1]].toolTip()) == (names[1], "")


@pytest.mark.parametrize(("language", "region"), [("es", ""), ("en", ""), ("en", "US"), ("es", "MX")])
def test_days_are_typed_as_they_are_written_elsewhere(qtbot: QtBot, language: str, region: str) -> None:
    words = words_for(language, region)
    box = DayBox(Theme(LIGHT), "Day", words.locale)
    qtbot.addWidget(box)
    box.show_day(date(2026, 7, 6))
    assert box.text().replace(".", "") == words.day(date(2026, 7, 6), "long")


def test_a_log_that_is_too_short_proposes_its_halves(qtbot: QtBot, study: Study) -> None:
    page = ComparisonPage(study, words_for("es"), Theme(LIGHT))
    qtbot.addWidget(page)
    page.show_comparison(None)
    days = [box.day for box in (*page.first, *page.second)]
    assert (days[0], days[-1]) == (study.tickets.first_date, study.tickets.last_date)
    assert days == sorted(days)
    assert page._find_trouble(days) == ""
