"""Verdict and causes: every figure leads to its tickets, and what is not known is said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea

from supportlens.app import select
from supportlens.domain import Gap, Name, NoVerdict, Question, TicketQuery, Verdict
from supportlens.gui.models import PeopleQuery
from supportlens.gui.pages.cards.questions_card import QuestionForm
from supportlens.gui.pages.causes.causes_page import CausesPage
from supportlens.gui.pages.verdict.verdict_page import VerdictPage
from supportlens.gui.theme import LIGHT, Theme
from supportlens.gui.widgets import Button, Chip
from supportlens.gui.widgets.cards.empty_state import EmptyState
from supportlens.gui.widgets.charts.chart import Chart
from supportlens.gui.widgets.charts.pareto_chart import ParetoChart
from supportlens.gui.widgets.charts.timeline_chart import TimelineChart
from supportlens.gui.widgets.charts.waffle import Waffle
from supportlens.gui.widgets.controls.row import Row
from supportlens.i18n import no_verdict_line, words_for
from supportlens.i18n.verdicts import join_segments, verdict_sentence
from tests.builders import a_cause, a_study

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from supportlens.domain import Study
    from supportlens.gui.pages.base.page import Page


@pytest.fixture(scope="module")
def study() -> Study:
    return a_study()


def show(qtbot: QtBot, kind: type[Page], study: Study, language: str = "es") -> Page:
    page = kind(study, words_for(language), Theme(LIGHT))
    qtbot.addWidget(page)
    page.resize(1252, 904)
    with qtbot.waitExposed(page):
        page.show()
    return page


def texts(page: Page) -> str:
    shown = [label for label in page.findChildren(QLabel) if label.isVisible()]
    return "\n".join(label.accessibleName() or label.text() for label in shown)


def pressed(qtbot: QtBot, page: Page) -> list[TicketQuery]:
    """Press everything that can be pressed and return the emitted queries."""
    said: list[TicketQuery] = []
    page.tickets_wanted.connect(said.append)
    for button in [*page.findChildren(Chip), *page.findChildren(Row), *page.findChildren(Button)]:
        if button.isVisible() and button.focusPolicy() != Qt.FocusPolicy.NoFocus:
            button.click()
    return said


@pytest.mark.parametrize("kind", [VerdictPage, CausesPage])
def test_every_pressed_figure_opens_at_least_one_ticket(qtbot: QtBot, study: Study, kind: type[Page]) -> None:
    honest = replace(study.causes[0], signals_against=())  # the builder's error code is in no text
    study = replace(study, causes=(honest, *study.causes[1:]))
    said = pressed(qtbot, show(qtbot, kind, study))
    assert len(said) >= 5
    for query in said:
        assert select(study, query), query


def test_the_count_in_a_chip_is_the_count_that_it_opens(qtbot: QtBot, study: Study) -> None:
    page = show(qtbot, VerdictPage, study, "en")
    chip = next(chip for chip in page.findChildren(Chip) if "tickets" in chip.accessibleName())
    assert chip.accessibleName() == "400 of 1,000 tickets"
    with qtbot.waitSignal(page.tickets_wanted) as told:
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert len(select(study, told.args[0])) == 400


def test_a_bar_of_a_week_opens_the_tickets_of_the_cause_in_that_week(qtbot: QtBot, study: Study) -> None:
    page = show(qtbot, VerdictPage, study)
    chart = page.findChild(TimelineChart)
    week = next(i for i, count in enumerate(study.causes[0].weekly) if count)
    with qtbot.waitSignal(page.tickets_wanted) as told:
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.marks()[week].area.center().toPoint())
    assert len(select(study, told.args[0])) == study.causes[0].weekly[week]


def test_the_sentence_of_the_page_is_that_of_the_program(qtbot: QtBot, study: Study) -> None:
    for language in ("es", "en"):
        page = show(qtbot, VerdictPage, study, language)
        assert join_segments(verdict_sentence(study, words_for(language))) in texts(page)


def test_the_share_comes_with_its_interval_and_what_it_was_before(qtbot: QtBot, study: Study) -> None:
    page = show(qtbot, VerdictPage, study, "en")
    assert "37 – 43%" in texts(page)
    assert "before: 0%" in texts(page)
    assert page.findChild(Waffle).filled == 40


def test_the_one_button_leads_to_the_plan(qtbot: QtBot, study: Study) -> None:
    page = show(qtbot, VerdictPage, study, "en")
    button = next(b for b in page.findChildren(Button) if b.property("role") == "primary")
    with qtbot.waitSignal(page.page_wanted) as told:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert told.args == ["plan"]


def test_doubts_questions_and_gaps_are_said(qtbot: QtBot, study: Study) -> None:
    said = texts(show(qtbot, VerdictPage, study))
    assert "Mudanza de la sede Sur" in said
    assert "¿Funciona Atlas según lo previsto?" in said
    assert "la bitácora no dice quién preguntó" in said


def test_without_a_verdict_the_page_says_why_and_what_is_most_frequent(qtbot: QtBot, study: Study) -> None:
    quiet = replace(
        study,
        verdict=Verdict(
            None, None, NoVerdict.NOTHING_CHANGED, (), (Question.SINCE_WHEN,), (), (Gap.NO_CALENDAR,)
        ),
    )
    page = show(qtbot, VerdictPage, quiet)
    said = texts(page)
    assert "Nada sobresale" in said
    assert "Contraseñas y bloqueos" in said
    assert "calendario de cambios" in said
    assert "¿Desde cuándo ocurre?" in said
    assert all(week.ours == 0 for week in page.findChild(TimelineChart)._weeks)
    assert page.findChild(Waffle) is None


def test_a_log_without_dates_has_no_empty_chart(qtbot: QtBot, study: Study) -> None:
    undated = replace(
        study,
        weeks=(),
        weekly=(),
        causes=tuple(replace(cause, weekly=(), onset=None, change=None) for cause in study.causes),
    )
    for kind in (VerdictPage, CausesPage):
        page = show(qtbot, kind, undated)
        assert page.findChild(TimelineChart) is None
        assert "La bitácora no tiene fechas" in texts(page)


def test_names_from_the_log_are_never_taken_for_markup(qtbot: QtBot, study: Study) -> None:
    name = Name(es="<b>gordo</b> & <img src=x>", en="<b>bold</b>")
    odd = replace(study, causes=(replace(study.causes[0], name=name), *study.causes[1:]))
    assert "<b>gordo</b> & <img src=x>" in texts(show(qtbot, CausesPage, odd))


def test_choosing_a_cause_opens_its_detail(qtbot: QtBot, study: Study) -> None:
    page = show(qtbot, CausesPage, study)
    assert page.memory() == "C1"
    rows = [row for row in page.findChildren(Row) if row.accessibleName().startswith("Impresora del piso 3")]
    qtbot.mouseClick(rows[0], Qt.MouseButton.LeftButton)
    assert page.memory() == "C3"
    assert rows[0].isChecked()
    qtbot.waitUntil(lambda: "No se concentra en un solo lugar." in texts(page))


def test_table_chart_and_sentence_rank_the_causes_by_their_tickets(qtbot: QtBot, study: Study) -> None:
    counts = {"C1": 40, "C2": 90, "C3": 60, "C4": 10}
    causes = tuple(a_cause(cause_id, tickets=count, symptoms=()) for cause_id, count in counts.items())
    page = show(qtbot, CausesPage, replace(study, causes=causes), "en")
    chart = page.findChild(ParetoChart)
    assert chart is not None
    assert [mark.payload for mark in chart.marks()] == ["C2", "C3", "C1", "C4"]
    assert list(page.table.by_cause) == ["C2", "C3", "C1", "C4"]
    total = len(study.tickets)
    share = words_for("en").percent((90 + 60 + 40) / total)
    assert f"3 causes account for {share} of the tickets (190 of {total:,})." in texts(page)


def test_a_bar_of_pareto_chooses_its_cause(qtbot: QtBot, study: Study) -> None:
    page = show(qtbot, CausesPage, study)
    chart = next(chart for chart in page.findChildren(Chart) if not isinstance(chart, TimelineChart))
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.marks()[1].area.center().toPoint())
    assert page.memory() == "C2"


def test_many_causes_are_shown_when_asked_for(qtbot: QtBot, study: Study) -> None:
    many = replace(study, causes=tuple(a_cause(f"C{n}", tickets=90 - n, symptoms=()) for n in range(1, 31)))
    page = show(qtbot, CausesPage, many, "en")
    more = next(b for b in page.findChildren(QAbstractButton) if b.accessibleName() == "Show 22 more")
    shown = [
        row for row in page.findChildren(Row) if row.isVisible() and "Knowledge gap" in row.accessibleName()
    ]
    assert len(shown) == 8
    page.recall("C20")  # the chosen one beside them, with its rank: the others would push its detail away
    assert list(page.table.by_cause)[8:] == ["C20"]
    page.recall("C12")
    assert list(page.table.by_cause)[8:] == ["C12"]
    assert page.table.by_cause["C12"].isChecked()
    assert next(one.text() for one in page.table.by_cause["C12"].findChildren(QLabel)) == "12"
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(
        lambda: (
            sum(row.isVisible() and "Knowledge gap" in row.accessibleName() for row in page.findChildren(Row))
            == 30
        )
    )
    assert list(page.table.by_cause) == [f"C{n}" for n in range(1, 31)]
    assert page.table.by_cause["C12"].isChecked()
    page.recall("C30")
    assert page.memory() == "C30"


def test_a_cause_that_no_longer_exists_is_let_pass(qtbot: QtBot, study: Study) -> None:
    page = show(qtbot, CausesPage, study)
    page.recall("C99")
    assert page.memory() == "C1"


def test_typical_tickets_are_quoted_with_their_numbers(qtbot: QtBot, study: Study) -> None:
    page = show(qtbot, CausesPage, study)
    typical = study.causes[0].typical_ids[0]
    assert typical in texts(page)
    assert "«" in texts(page)


def test_the_smaller_symptoms_unfold_when_asked_for(qtbot: QtBot, study: Study) -> None:
    symptoms = tuple(
        replace(study.symptoms[0], id=f"S{n}", tickets=n, weekly=study.symptoms[0].weekly)
        for n in range(1, 13)
    )
    chief = replace(study.causes[0], symptoms=tuple(symptom.id for symptom in symptoms))
    full = replace(study, symptoms=symptoms, causes=(chief, *study.causes[1:]))
    page = show(qtbot, CausesPage, full, "en")

    def counts() -> list[str]:
        rows = [row for row in page.findChildren(Row) if row.isVisible()]
        return [
            row.accessibleName().rpartition(": ")[2]
            for row in rows
            if row.accessibleName().endswith("tickets")
        ]

    assert "12 tickets" in counts()
    assert "3 tickets" not in counts()
    more = next(b for b in page.findChildren(Button) if b.accessibleName() == "Show 4 more")
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "3 tickets" in counts())


def test_rejected_changes_stand_apart_from_the_evidence(qtbot: QtBot, study: Study) -> None:
    said = texts(show(qtbot, CausesPage, study)).split("\n")
    apart = said.index("Otros cambios cercanos a esa fecha")
    rival = next(i for i, text in enumerate(said) if "Mudanza de la sede Sur" in text)
    assert apart < rival
    assert not said[rival].startswith("Coincide")


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_reason_opens_its_tickets_by_key(qtbot: QtBot, study: Study, key: Qt.Key) -> None:
    page = show(qtbot, CausesPage, study)
    rows = [row for row in page.findChildren(Row) if row.focusPolicy() != Qt.FocusPolicy.NoFocus]
    reason = next(row for row in rows if "Atlas" in row.accessibleName() and "95" in row.accessibleName())
    reason.setFocus()
    with qtbot.waitSignal(page.tickets_wanted):
        qtbot.keyClick(reason, key)


def test_the_symptoms_of_the_verdict_are_in_view_where_its_chip_leads(qtbot: QtBot, study: Study) -> None:
    verdict = show(qtbot, VerdictPage, study, "en")
    chip = next(chip for chip in verdict.findChildren(Chip) if "symptom" in chip.accessibleName())
    with qtbot.waitSignal(verdict.page_wanted) as told:
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    page_id, _, detail = told.args[0].partition("/")
    assert page_id == "causes"
    page = show(qtbot, CausesPage, study, "en")
    page.recall(detail)

    def heading_in_view() -> bool:
        headings = page._detail.findChildren(QLabel)  # the detail before this one may still be on its way out
        title = "What people say (symptoms)"
        return any(not one.visibleRegion().isEmpty() for one in headings if one.accessibleName() == title)

    qtbot.waitUntil(heading_in_view)


@pytest.mark.parametrize("kind", [VerdictPage, CausesPage])
@pytest.mark.parametrize("width", [820, 940, 1252])
def test_a_page_never_scrolls_sideways(qtbot: QtBot, study: Study, kind: type[Page], width: int) -> None:
    page = show(qtbot, kind, study)
    page.resize(width, 640)
    area = page.findChild(QScrollArea)
    qtbot.waitUntil(lambda: area.width() == width and area.horizontalScrollBar().maximum() == 0)


def test_the_chart_of_causes_keeps_its_height_when_the_table_grows(qtbot: QtBot, study: Study) -> None:
    many = replace(study, causes=tuple(a_cause(f"C{n}", symptoms=()) for n in range(1, 31)))
    page = show(qtbot, CausesPage, many, "en")
    chart = page.findChild(ParetoChart)
    before = chart.geometry()  # its width may give way to a scroll bar
    more = next(b for b in page.findChildren(QAbstractButton) if b.accessibleName() == "Show 22 more")
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.table.height() > 2 * before.height())
    assert (chart.geometry().top(), chart.height()) == (before.top(), before.height())


def test_the_page_of_causes_ends_where_its_cards_end(qtbot: QtBot, study: Study) -> None:
    page = show(qtbot, CausesPage, study)
    qtbot.waitUntil(lambda: page.findChild(QScrollArea).verticalScrollBar().maximum() > 0)
    detail = page._detail
    assert page.content.height() - detail.mapTo(page.content, detail.rect().bottomLeft()).y() < 80


def test_the_place_is_among_the_reasons(qtbot: QtBot, study: Study) -> None:
    said = texts(show(qtbot, VerdictPage, study, "en"))
    assert "Atlas: 100% of this cause" in said


def test_every_question_to_ask_now_has_a_place_for_its_answer(qtbot: QtBot, study: Study) -> None:
    page = show(qtbot, VerdictPage, study)
    forms = page.findChildren(QuestionForm)
    assert [form.question for form in forms] == list(study.verdict.questions)
    assert all(form.accessibleName() in texts(page) for form in forms)


@pytest.mark.parametrize("kind", [Chip, Button])
def test_chips_and_buttons_are_pressed_by_enter_too(
    qtbot: QtBot, study: Study, kind: type[Chip | Button]
) -> None:
    page = show(qtbot, VerdictPage, study)
    said: list[object] = []
    page.tickets_wanted.connect(said.append)
    page.page_wanted.connect(said.append)
    first = next(found for found in page.findChildren(kind) if found.focusPolicy() != Qt.FocusPolicy.NoFocus)
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Return)
    assert len(said) == 1


@pytest.mark.parametrize("kind", [VerdictPage, CausesPage])
def test_the_people_of_a_cause_are_shown_as_people(qtbot: QtBot, study: Study, kind: type[Page]) -> None:
    page = show(qtbot, kind, study, "en")
    chip = next(chip for chip in page.findChildren(Chip) if chip.accessibleName() == "212 people")
    with qtbot.waitSignal(page.tickets_wanted) as told:
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert told.args == [PeopleQuery(cause_id="C1")]


def test_a_log_without_causes_says_why_and_leads_to_its_tickets(qtbot: QtBot, study: Study) -> None:
    verdict = replace(study.verdict, cause_id=None, reason=NoVerdict.TOO_FEW_TICKETS)
    page = show(qtbot, CausesPage, replace(study, causes=(), verdict=verdict), "en")
    blank = page.findChild(EmptyState)
    assert no_verdict_line(page.study, words_for("en")) in texts(page)
    with qtbot.waitSignal(page.tickets_wanted) as wanted:
        blank.findChild(Button).click()
    assert wanted.args == [TicketQuery()]
