"""The page of the customers: what it shows, and what it asks for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from supportlens import app
from supportlens.app.output.agenda_files import agenda_text
from supportlens.customers import draw_pilot
from supportlens.domain import (
    AgendaEntry,
    AgendaKind,
    BadEpisode,
    CallOutcome,
    CareRules,
    CriticalContact,
    CustomerAtRisk,
    CustomerCare,
    Derived,
    Field,
    FollowUpDue,
    RiskLevel,
    TicketQuery,
)
from supportlens.gui.main_window.stating.applying import apply_statement
from supportlens.gui.pages.base.statements import PilotChange
from supportlens.gui.pages.customers.customers_page import CustomersPage
from supportlens.gui.widgets.controls.choice import Choice
from supportlens.gui.widgets.controls.combo_box import ComboBox
from supportlens.gui.widgets.controls.link import Link
from supportlens.gui.widgets.controls.number_box import NumberBox, read_amount
from supportlens.i18n import words_for
from supportlens.i18n.follow_up.services import due_line, pilot_line
from tests.builders import a_study
from tests.gui.shown_pages import list_texts, show_page

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from supportlens.domain import Study

END = date(2026, 8, 31)


@pytest.fixture(scope="module")
def study() -> Study:
    """A study with something due to customers of every kind."""
    base = a_study()
    cause = base.causes[0].id
    episodes = tuple(
        BadEpisode(date(2026, month, 3), date(2026, month, 3), cause, "", (f"T{month}",))
        for month in (4, 6, 8)
    )
    renewal = AgendaEntry(
        END, AgendaKind.RENEWAL, "Casa Ñandú, S.A.", "C1", date(2026, 9, 10), 15, 10, episodes=3
    )
    due = tuple(
        FollowUpDue(f"Cliente {n}", f"C{n}", date(2026, 3, 1), "Revisión", 50.0, once=True) for n in range(12)
    )
    care = CustomerCare(
        as_of=END,
        customers=40,
        at_risk=(CustomerAtRisk("Casa Ñandú", "C1", RiskLevel.ALARM, episodes, spoiled=True),),
        critical=(CriticalContact("T9", "Taller Sur", END, 7, cause),),
        due=due,
        buyers=30,
        agenda=(renewal,),
    )
    return replace(base, care=care)


def test_those_who_need_somebody_today_come_first_and_open_their_tickets(qtbot: QtBot, study: Study) -> None:
    page = show_page(qtbot, CustomersPage, study, "es")
    texts = " ".join(list_texts(page))

    assert "1 cliente está por irse" in texts
    assert "hace cinco a siete meses; seguimientos desde entonces: cero." in texts
    queries = [link._payload for link in page.findChildren(Link)]
    opened = [query.ids for query in queries if isinstance(query, TicketQuery)]
    assert opened[:4] == [("T9",), ("T4",), ("T6",), ("T8",)]


def test_a_contact_without_a_cause_is_shown_by_its_own_words(qtbot: QtBot, study: Study) -> None:
    ticket = "T-00700"
    text = study.tickets.frame.set_index(Field.TICKET_ID.value).loc[ticket, Derived.TEXT]
    care = study.care
    assert care is not None
    lone = BadEpisode(END, END, "", "", (ticket,))
    care = replace(
        care,
        at_risk=(replace(care.at_risk[0], episodes=(*care.at_risk[0].episodes, lone)),),
        critical=(CriticalContact(ticket, "Taller Sur", END, 7, ""),),
    )
    page = show_page(qtbot, CustomersPage, replace(study, care=care), "es")
    texts = [link.text() for link in page.findChildren(Link)]
    said = [one for one in texts if f"«{' '.join(text.split())[:20]}" in one]
    assert len(said) == 2, "once among the critical contacts, once among the bad experiences"
    assert not any("sin causa propia" in one for one in texts)


def test_customers_whom_everybody_asked_leave_nobody_to_ask(study: Study) -> None:
    care = CustomerCare(as_of=END, buyers=30, follow_ups=8)
    assert due_line(care, words_for("en")).endswith("all have been in contact since.")
    assert study.care is not None
    assert "nobody asked the others" in due_line(replace(study.care, follow_ups=8), words_for("en"))


def test_six_of_ten_calls_are_sixty_per_cent_with_the_exact_interval(qtbot: QtBot, study: Study) -> None:
    pilot = draw_pilot(study.care) if study.care else None
    assert pilot is not None
    bought = tuple(
        replace(call, outcome=CallOutcome.BOUGHT if n < 6 else CallOutcome.NOT)
        for n, call in enumerate(pilot.calls)
    )
    done = replace(pilot, calls=bought)

    assert len(pilot.calls) == 10
    assert pilot_line(done, words_for("en")) == "6 of 10 bought = 60% (26% to 88%, exact)."
    kept = app.keep_pilot(study, done)
    assert kept.pilots == (done,)
    page = show_page(qtbot, CustomersPage, app.keep_pilot(study, pilot), "en")
    boxes = page.findChildren(ComboBox)
    with qtbot.waitSignal(page.statement_wanted) as stated:
        boxes[0].setCurrentIndex(1)
        boxes[0].activated.emit(1)
    (change,) = stated.args
    assert isinstance(change, PilotChange)
    assert change.pilot.bought == 1
    assert apply_statement(study, change).pilots[0].bought == 1

    bought = show_page(qtbot, CustomersPage, apply_statement(study, change), "en")
    amount, *others = bought.findChildren(NumberBox)
    assert not any(box.isEnabled() for box in others), "only who bought has an amount"
    amount.setText("1.200,50")
    with qtbot.waitSignal(bought.statement_wanted) as stated:
        amount.editingFinished.emit()
    assert stated.args[0].pilot.value == 1200.5
    assert "Value: 1,200.5." in pilot_line(stated.args[0].pilot, words_for("en"))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,200.50", 1200.5),
        ("1.200,50", 1200.5),
        ("1 200", 1200.0),
        ("1.200", 1200.0),
        ("85 %", 85.0),
        ("9,6", 9.6),
        ("$ 30", 30.0),
        ("", None),
        ("x", None),
        ("-1", None),
        ("1,2x", None),
    ],
)
def test_an_amount_is_read_as_people_write_it(text: str, number: float | None) -> None:
    assert read_amount(text) == number


def test_the_agenda_is_a_calendar_that_every_program_reads(
    qtbot: QtBot, study: Study, tmp_path: Path
) -> None:
    page = show_page(qtbot, CustomersPage, study, "es")
    page.export(tmp_path / "agenda.ics")
    text = (tmp_path / "agenda.ics").read_bytes().decode()

    assert study.care is not None
    assert text == agenda_text(study.care.agenda, words_for("es"))
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert text.endswith("END:VCALENDAR\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    unfolded = text.replace("\r\n ", "")
    assert "DTSTART;VALUE=DATE:20260831" in unfolded
    assert "SUMMARY:Renovación: Casa Ñandú\\, S.A." in unfolded


def test_how_long_a_bad_experience_counts_can_be_chosen_and_chosen_back(qtbot: QtBot, study: Study) -> None:
    assert study.care is not None
    page = show_page(qtbot, CustomersPage, study, "en")
    (choice,) = page.findChildren(Choice)
    with qtbot.waitSignal(page.statement_wanted) as asked:
        choice.chosen.emit("182")
    (change,) = asked.args
    shorter = apply_statement(study, change)
    assert shorter.care is not None
    assert shorter.care.rules.window_days == 182

    # With nobody left at risk the choice stays, and the title says how long the time is.
    bare = replace(study, care=replace(study.care, at_risk=(), rules=CareRules(window_days=182)))
    page = show_page(qtbot, CustomersPage, bare, "en")
    (choice,) = page.findChildren(Choice)
    assert choice.key == "182"
    assert "Bad experiences in the last 182 days" in list_texts(page)
