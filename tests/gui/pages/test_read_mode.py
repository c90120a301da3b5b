"""A person reads ticket after ticket with one key each, and sees how often the program was right."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from supportlens.app.projects.project import Project
from supportlens.app.projects.project_files import write_project
from supportlens.app.statements.checking import accept_ticket, count_agreement, list_checks, note_moved
from supportlens.domain import Assigned, TicketQuery
from supportlens.gui.main_window import MainWindow, OpenedStudy
from supportlens.gui.models import TicketFilter
from supportlens.gui.pages.base.statements import CauseName, FilterRemoval
from supportlens.gui.pages.tickets.tickets_page import TicketsPage
from supportlens.gui.widgets import Chip
from supportlens.gui.widgets.controls.link import Link
from supportlens.i18n import words_for
from supportlens.i18n.projects.agreement import agreement_line
from tests.builders import a_study

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from supportlens.domain import Study


@pytest.fixture(scope="module")
def study() -> Study:
    return a_study()


@pytest.fixture
def opened(window: MainWindow, study: Study) -> MainWindow:
    window.take(OpenedStudy(study, ()))
    window.show_page("verdict")
    window.show_tickets(TicketQuery(cause_id="C1"))
    return window


def tickets_page(window: MainWindow) -> TicketsPage:
    assert isinstance(window.page, TicketsPage)
    return window.page


def test_a_accepts_a_ticket_and_goes_on_and_the_rate_is_said(opened: MainWindow, qtbot: QtBot) -> None:
    page = tickets_page(opened)
    for _ in range(3):
        qtbot.keyClick(page, Qt.Key.Key_A)

    assert opened.page is page  # nothing was rebuilt
    assert page.table.currentIndex().row() == 3
    read = page.heading.read.text().replace("\N{NO-BREAK SPACE}", " ")
    assert read == "3 leídos · de acuerdo en el 100 % (44 % a 100 %)"
    page.table.step(-1)
    assert page.reader.accept.isChecked()
    assert "leído: de acuerdo" in [chip.accessibleName() for chip in page.pane.findChildren(Chip)]


def test_a_second_time_takes_it_back_and_undo_does_not(opened: MainWindow, qtbot: QtBot) -> None:
    page = tickets_page(opened)
    opened._statement_runner.take(CauseName("C1", None))
    qtbot.waitUntil(lambda: bool(opened._statement_runner.history.past), timeout=20_000)
    page = tickets_page(opened)
    qtbot.keyClick(page, Qt.Key.Key_A)
    qtbot.keyClick(page, Qt.Key.Key_A)
    assert len(opened.study.marks.checks) == 2
    assert len(opened._statement_runner.history.past) == 1  # reading is no step

    opened.perform("undo")
    assert len(opened.study.marks.checks) == 2

    page = tickets_page(opened)
    page.table.choose(0)
    qtbot.keyClick(page, Qt.Key.Key_A)
    assert len(opened.study.marks.checks) == 1
    assert page.table.currentIndex().row() == 0  # what is taken back stays in view


def test_that_a_ticket_has_no_symptom_is_accepted_too(opened: MainWindow, study: Study, qtbot: QtBot) -> None:
    page = tickets_page(opened)
    page.show_filter(TicketFilter(query=TicketQuery(symptom_id="")))
    assert study.assignment[Assigned.SYMPTOM].eq("").any()
    qtbot.keyClick(page, Qt.Key.Key_A)

    (check,) = opened.study.marks.checks
    assert (check.given, check.said, check.agrees) == ("", "", True)


def test_a_moved_ticket_counts_as_disagreement_until_the_move_is_undone(study: Study) -> None:
    first, second = study.tickets.frame["ticket_id"].head(2)
    read = accept_ticket(study, first)
    other = next(one.id for one in study.symptoms if one.id != study.assignment[Assigned.SYMPTOM].iloc[1])
    symptoms = study.assignment[Assigned.SYMPTOM].copy()
    symptoms.iloc[1] = other
    moved = note_moved(read, replace(read, assignment=read.assignment.assign(symptom_id=symptoms)), (second,))

    assert agreement_line(count_agreement(list_checks(moved), [first, second]), words_for("en")) == (
        "2 read · you agree with 50% (9%–91%)"
    )
    undone = replace(study, marks=moved.marks)
    assert set(list_checks(undone)) == {first}


def test_many_tickets_moved_at_once_were_not_read(study: Study) -> None:
    assert note_moved(study, study, ("T-00001", "T-00002")) is study


def test_a_filter_is_saved_found_again_and_removed(opened: MainWindow, tmp_path: Path) -> None:
    page = tickets_page(opened)
    page.show_filter(TicketFilter(query=TicketQuery(cause_id="C1"), product="Atlas", search="menú"))
    box = page.heading.saved.ask_name()
    assert box.textValue().startswith("causa: Atlas")
    box.setTextValue("Lo de Atlas")
    box.accept()
    (saved,) = opened.study.marks.filters
    path = tmp_path / "mesa.supportlens"
    write_project(opened.study, path)
    with Project.open(path) as kept:
        assert kept.study().marks.filters == (saved,)

    page.show_filter(TicketFilter())
    menu = page.heading.saved.open_menu()
    menu.actions()[0].trigger()
    menu.close()
    assert page.filter == TicketFilter(query=TicketQuery(cause_id="C1"), product="Atlas", search="menú")

    opened._statement_runner.take(FilterRemoval("Lo de Atlas"))
    assert opened.study.marks.filters == ()


def test_all_tickets_are_no_filter_to_save(
    opened: MainWindow,
) -> None:
    page = tickets_page(opened)
    page.show_filter(TicketFilter())
    menu = page.heading.saved.open_menu()
    assert [action.isEnabled() for action in menu.actions()] == [False]
    menu.close()


def test_the_way_here_is_shown_and_each_place_leads_back(opened: MainWindow) -> None:
    page = tickets_page(opened)
    page.change_filter(TicketFilter(query=TicketQuery(cause_id="C1"), product="Atlas"))
    names = [link.accessibleName() for link in shown_links(page)]
    assert names[-2:] == ["Veredicto", "causa: Atlas: no encuentro el menú"]

    shown_links(page)[-1].click()
    assert page.filter == TicketFilter(query=TicketQuery(cause_id="C1"))
    shown_links(page)[-1].click()
    assert opened.shown == "verdict"


def test_a_page_chosen_in_the_navigation_begins_a_way_of_its_own(opened: MainWindow) -> None:
    opened.perform("causes")
    opened.show_tickets(TicketQuery(cause_id="C1"))
    assert [link.accessibleName() for link in shown_links(opened.page)] == ["Causas"]
    opened.perform("verdict")
    opened.perform("tickets")
    assert shown_links(opened.page) == []
    opened.step_back()
    assert opened.shown == "verdict", "the way back is kept"


def test_the_way_from_all_tickets_to_some_names_both(opened: MainWindow) -> None:
    """It read "Tickets > Tickets"."""
    opened.perform("tickets")
    assert isinstance(opened.page, TicketsPage)
    opened.page.show_filter(TicketFilter())
    opened.page.change_filter(TicketFilter(query=TicketQuery(cause_id="C1")))
    (link,) = shown_links(opened.page)
    assert link.accessibleName() == "Todos los tickets"


def shown_links(page: TicketsPage) -> list[Link]:
    QApplication.processEvents()
    return [one for one in page.heading.trail.findChildren(Link) if one.isVisible()]
