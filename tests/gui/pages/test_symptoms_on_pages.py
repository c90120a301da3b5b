"""The reading pane says why a ticket is in its symptom or in none, and what did not count."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from supportlens.domain import Assigned, Field, TicketQuery, UnassignedReason
from supportlens.gui.models import TicketFilter
from supportlens.gui.pages.tickets.tickets_page import TicketsPage
from supportlens.gui.theme import LIGHT, Theme
from supportlens.gui.widgets import Chip
from supportlens.i18n import field_name, words_for
from tests.builders import a_study, some_stage_results
from tests.panes import marked_texts, plain_text, tied_texts

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def page(qtbot: QtBot) -> TicketsPage:
    return a_page(qtbot, {})


def a_page(qtbot: QtBot, first: dict[str, str]) -> TicketsPage:
    """Show a study in which the `first` ticket of a reason has another one."""
    study = a_study()
    reasons = study.assignment[Assigned.ASIDE].tolist()
    for reason, other in first.items():
        reasons[reasons.index(reason)] = other
    study = replace(study, assignment=study.assignment.assign(**{Assigned.ASIDE: reasons}))
    page = TicketsPage(replace(study, stage_results=some_stage_results(study)), words_for("en"), Theme(LIGHT))
    qtbot.addWidget(page)
    page.resize(1252, 904)
    with qtbot.waitExposed(page):
        page.show()
    return page


def mentions(page: TicketsPage) -> list[str]:
    QApplication.processEvents()
    return [chip.accessibleName() for chip in page.pane.findChildren(Chip) if chip.isVisible()]


def test_a_ticket_names_the_next_nearest_symptom_and_its_language(page: TicketsPage) -> None:
    page.show_query(TicketQuery(symptom_id="S1"))
    assert "next nearest: Dónde quedó el botón de exporta" in mentions(page)
    assert mentions(page)[-1] == "in Spanish"


def test_the_words_that_tie_a_ticket_to_its_symptom_are_underlined_in_any_inflection(
    page: TicketsPage,
) -> None:
    page.show_query(TicketQuery(symptom_id="S1"))
    assert {text.lower() for text in tied_texts(page.pane)} == {"menú", "facturas"}
    assert marked_texts(page.pane) == []


def test_what_was_searched_for_is_marked_even_where_it_also_ties(page: TicketsPage) -> None:
    page.show_filter(TicketFilter(query=TicketQuery(symptom_id="S1"), search="facturas"))
    assert set(marked_texts(page.pane)) == {"facturas"}
    assert {text.lower() for text in tied_texts(page.pane)} == {"menú"}


def test_what_did_not_count_unfolds_and_stays_unfolded_from_ticket_to_ticket(
    page: TicketsPage, qtbot: QtBot
) -> None:
    page.show_query(TicketQuery(ids=("T-00001", "T-00004")))
    assert page.pane.unfold.isVisible()
    assert "Saludos, Ana" not in plain_text(page.pane)
    qtbot.mouseClick(page.pane.unfold, Qt.MouseButton.LeftButton)
    assert "Saludos, Ana" in plain_text(page.pane)
    page.table.step(1)
    assert "Saludos, Ana" in plain_text(page.pane)


def test_a_ticket_of_which_all_counted_has_nothing_to_unfold(page: TicketsPage) -> None:
    study = page.study
    assert study is not None
    assert study.stage_results is not None
    cleaned = study.stage_results.cleaned
    whole = next(
        row for row in range(len(study.tickets)) if not cleaned.removed[row] and not cleaned.events[row]
    )
    page.show_query(TicketQuery(ids=(study.tickets.frame["ticket_id"].iloc[whole],)))
    assert page.model.rowCount() == 1
    assert not page.pane.unfold.isVisible()


def test_a_machines_line_is_shown_as_its_template(page: TicketsPage, qtbot: QtBot) -> None:
    page.show_query(TicketQuery(symptom_id="S5"))
    study = page.study
    assert study is not None
    assert study.stage_results is not None
    crashed = next(row for row, events in enumerate(study.stage_results.cleaned.events) if events)
    page.show_query(TicketQuery(ids=(study.tickets.frame["ticket_id"].iloc[crashed],)))
    page.pane.unfold.setChecked(True)
    assert "ERROR <*> spooler stopped" in plain_text(page.pane)


def test_tickets_in_no_symptom_can_be_listed_by_the_reason_which_is_told(qtbot: QtBot) -> None:
    page = a_page(qtbot, {"rare": "mixed"})
    box = page.choosers.symptom
    box.choose(UnassignedReason.MIXED)
    box.activated.emit(box.currentIndex())
    assert page.model.rowCount() == 1
    assert mentions(page)[0] == "without a symptom: several topics at once"
    assert box.currentText() == "Without a symptom: several topics at once (1)"
    assert "It is about several topics" in plain_text(page.pane)
    assert not any("courtesy" in box.itemText(at) for at in range(box.count())), "the one reason there is"


def test_the_reason_of_a_ticket_that_says_nothing_is_told(page: TicketsPage) -> None:
    page.show_filter(TicketFilter(bucket=UnassignedReason.HOLLOW))
    assert page.model.rowCount() == 28
    assert mentions(page)[0] == "without a symptom: a courtesy or a test"
    assert "Why no symptom" in plain_text(page.pane)


def test_a_ticket_that_is_still_open_is_read_without_the_day_it_was_resolved(qtbot: QtBot) -> None:
    study, words = a_study(), words_for("en")
    frame = study.tickets.frame.copy()
    frame["resolved_at"] = frame["created_at"] + pd.Timedelta(hours=2)
    frame.loc[frame.index[0], "resolved_at"] = pd.NaT
    page = TicketsPage(replace(study, tickets=replace(study.tickets, frame=frame)), words, Theme(LIGHT))
    qtbot.addWidget(page)
    page.show_query(TicketQuery(ids=(frame["ticket_id"].iloc[0],)))
    assert field_name(Field.RESOLVED_AT, words) not in plain_text(page.pane)
    page.show_query(TicketQuery(ids=(frame["ticket_id"].iloc[1],)))
    assert field_name(Field.RESOLVED_AT, words) in plain_text(page.pane)
