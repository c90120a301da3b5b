"""The page of what the desk made its own: written in place, read by everybody, every occurrence listed."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy

from supportlens.app.standing.carrying import carry_desk_moments
from supportlens.app.standing.drafting import draft_of_cause
from supportlens.domain import (
    CallOutcome,
    CardReader,
    DeskMoments,
    LifeState,
    OccurrenceNote,
    Pilot,
    PilotCall,
    Requirement,
    Result,
    SheetPart,
    TextSource,
    TicketQuery,
    silent,
)
from supportlens.domain.logbook.listing import list_risky_occurrences
from supportlens.domain.logbook.marking import mark_occurrences
from supportlens.domain.standing.cards import CardRole
from supportlens.gui.main_window.leaving.copy_runner import write_rows
from supportlens.gui.main_window.stating.applying import apply_statement
from supportlens.gui.pages.base.statements import MomentChange, OccurrenceChange, PilotChange, TeamChange
from supportlens.gui.pages.logbook.logbook_page import WIDTHS, LogbookPage
from supportlens.gui.pages.standing.sheet_editor import read_number
from supportlens.gui.pages.standing.standing_page import OF_CAUSE, StandingPage
from supportlens.gui.theme import LIGHT, Theme
from supportlens.gui.widgets import Button
from supportlens.gui.widgets.cards.empty_state import EmptyState
from supportlens.i18n import words_for
from supportlens.i18n.standing.lives import target_line
from supportlens.resources import load_playbook
from tests.builders import a_study
from tests.gui.shown_pages import list_texts, show_page

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from supportlens.domain import Study

TODAY = date(2026, 9, 1)


@pytest.fixture(scope="module")
def study() -> Study:
    return a_study(playbook=load_playbook())


@pytest.fixture(scope="module")
def desk(study: Study) -> Study:
    """Return the study with a draft of its first cause, which Ana owns."""
    moment = replace(draft_of_cause(study, "C1", TODAY), owner="Ana", review=date(2999, 1, 1))
    return replace(study, desk_moments=DeskMoments().put(moment))


def test_a_draft_writes_its_figures_as_the_pages_do(qtbot: QtBot, study: Study) -> None:
    weekly = draft_of_cause(study, "C1", TODAY).baseline
    assert weekly is not None
    for region in ("MX", "AR"):
        words = words_for("es", region)
        page = StandingPage(study, words, Theme(LIGHT))
        qtbot.addWidget(page)
        page.recall(f"{OF_CAUSE}C1")
        assert page.editor is not None
        assert words.number(weekly, 1) in page.editor.moment.text(SheetPart.INDICATOR).in_("es")


def test_a_link_makes_a_draft_of_a_cause_once(qtbot: QtBot, study: Study) -> None:
    page = show_page(qtbot, StandingPage, study, "es")
    said: list[object] = []
    page.statement_wanted.connect(said.append)

    page.recall("cause/C1")
    page.recall("cause/C1")

    (change,) = said
    assert isinstance(change, MomentChange)
    assert change.moment.cause_id == "C1"
    assert change.moment.sheet[SheetPart.TRIGGER].source is TextSource.LOG
    assert page.memory() == change.moment.id
    assert page.keeps(replace(study, desk_moments=DeskMoments().put(change.moment)))
    assert not page.keeps(study), "after an undo the page is built anew"


def test_two_causes_give_two_sheets(qtbot: QtBot, study: Study) -> None:
    page = show_page(qtbot, StandingPage, study, "es")
    page.recall("cause/C1")
    assert page.editor is not None
    first = page.editor.moment
    page.recall("cause/C2")
    second = page.editor.moment

    assert first.id != second.id
    own = [part for part in SheetPart if first.sheet[part].source is TextSource.LOG and part in second.sheet]
    assert len(own) > 5
    assert [part for part in own if first.text(part) == second.text(part)] == []


def test_what_is_typed_is_kept_and_marked_as_the_teams_own(qtbot: QtBot, desk: Study) -> None:
    page = show_page(qtbot, StandingPage, desk, "es")
    assert page.editor is not None
    said: list[MomentChange] = []
    page.statement_wanted.connect(said.append)
    page.editor.boxes[SheetPart.SAY].setPlainText("Ahora mismo lo vemos.")
    page.editor.finish()

    (change,) = said
    moment = change.moment
    assert moment.text(SheetPart.SAY).in_("es") == "Ahora mismo lo vemos."
    assert moment.sheet[SheetPart.SAY].source is TextSource.PERSON
    assert "escrito por el equipo" in list_texts(page)
    assert "texto general del catálogo" in list_texts(page)


def test_a_pilot_that_worked_becomes_a_moment_with_its_result_and_no_tickets(
    qtbot: QtBot, study: Study
) -> None:
    outcomes = (CallOutcome.BOUGHT,) * 6 + (CallOutcome.NOT,) * 4
    calls = tuple(PilotCall(f"Cliente {n}", outcome=one) for n, one in enumerate(outcomes))
    page = show_page(qtbot, StandingPage, replace(study, pilots=(Pilot("P1", TODAY, calls),)), "es")
    said: list[object] = []
    page.statement_wanted.connect(said.append)

    page.recall("pilot/P1")

    assert page.editor is not None
    moment = page.editor.moment
    assert "6 de 10" in moment.text(SheetPart.TRIGGER).in_("es")
    assert target_line(moment, words_for("es")) == "Al menos 10 llamadas al mes"
    assert [one.pilot.moment_id for one in said if isinstance(one, PilotChange)] == [moment.id]
    assert not mark_occurrences(study, moment).any()
    assert moment.missing(TODAY) == (Requirement.OWNER,)


def test_the_target_is_read_with_a_point_or_a_comma_and_nothing_else() -> None:
    assert [read_number(text) for text in ("9,6", " 9.6 ", "0", "", "x", "-1", "inf")] == [
        9.6, 9.6, 0.0, None, None, None, None,
    ]  # fmt: skip


def test_an_owner_who_is_nobody_in_the_log_is_remarked_and_not_refused(qtbot: QtBot, desk: Study) -> None:
    page = show_page(qtbot, StandingPage, desk, "es")
    assert page.editor is not None
    assert "no aparece en esta bitácora" in page.editor.remark.text()

    page.editor.bring_to(LifeState.INSTITUTIONALISED)

    assert page.editor.moment.state is LifeState.INSTITUTIONALISED


def test_who_answers_three_questions_is_in_the_register_and_the_others_are_missing(
    qtbot: QtBot, desk: Study, tmp_path: Path
) -> None:
    page = show_page(qtbot, StandingPage, desk, "es")
    assert page.readers is not None
    listed = tmp_path / "equipo.txt"
    listed.write_text("Ana Ruiz\nLuis Gil\n1234\n", encoding="utf-8")
    with qtbot.waitSignal(page.statement_wanted) as said:
        page.readers.take_list(listed)
    assert isinstance(said.args[0], TeamChange)
    assert [member.name for member in said.args[0].team] == ["Ana Ruiz", "Luis Gil"]

    dialog = page.readers.check("Ana Ruiz")
    qtbot.addWidget(dialog)
    assert not dialog.done_button.isEnabled()
    for group, question in zip(dialog.choices, dialog._questions, strict=True):
        group.button(question.right).click()
    assert dialog.done_button.isEnabled()
    page.readers.record("Ana Ruiz", dialog.right)

    assert page.editor is not None
    assert page.editor.moment.readers == (CardReader("Ana Ruiz", page._today, 3),)
    texts = " ".join(list_texts(page))
    assert "La conocen 1 de 2 personas (50\N{NO-BREAK SPACE}%)." in texts
    assert "Faltan: Luis Gil." in texts


@pytest.mark.parametrize("role", list(CardRole))
def test_a_card_holds_what_its_role_does_and_is_saved_as_pdf(
    qtbot: QtBot, desk: Study, tmp_path: Path, role: CardRole
) -> None:
    page = show_page(qtbot, StandingPage, desk, "es")
    assert page.readers is not None
    card = page.readers.preview(role)
    qtbot.addWidget(card)
    text = card.page.toPlainText()
    start = {CardRole.AGENT: "Agente,", CardRole.LEAD: "Jefatura de soporte,", CardRole.OWNER: "Responsable,"}
    assert start[role] in text.split("Qué hacen los demás")[0]

    card.save(tmp_path / "tarjeta.pdf")

    assert (tmp_path / "tarjeta.pdf").read_bytes().startswith(b"%PDF")


def test_the_log_of_moments_is_filtered_opened_and_written(qtbot: QtBot, desk: Study, tmp_path: Path) -> None:
    page = show_page(qtbot, LogbookPage, desk, "es")
    QAbstractItemModelTester(page.model)
    everything = page.model.rowCount()
    page.moment.choose("M1")

    assert 0 < page.model.rowCount() < everything
    assert {one.cause_id for one in page.model.shown} == {"C1"}
    page.result.choose(page.model.shown[0].result)
    assert {one.result for one in page.model.shown} <= set(Result)
    page.model.sort(2, Qt.SortOrder.AscendingOrder)
    with qtbot.waitSignal(page.tickets_wanted) as wanted:
        page.table.doubleClicked.emit(page.model.index(0, 0))
    assert wanted.args == [TicketQuery(ids=(page.model.occurrence(0).ticket_id,))]

    page.export(tmp_path / "log.csv")
    with (tmp_path / "log.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) == page.model.rowCount() + 1


def test_the_names_in_the_log_of_moments_have_the_width_of_a_wide_window(qtbot: QtBot, desk: Study) -> None:
    table = show_page(qtbot, LogbookPage, desk, "es").table
    columns = table.horizontalHeader()
    for width in (2200, 900, 2300):
        table.resize(width, 400)
        qtbot.wait(1)
        shown = [columns.sectionSize(column) for column in range(columns.count())]
        assert all(size >= least for size, least in zip(shown, WIDTHS, strict=True))
        assert (shown[0], shown[6]) == (WIDTHS[0], WIDTHS[6]), "dates and levels are whole as they are"
        left = table.viewport().width() - sum(shown)
        assert 0 <= left < len(WIDTHS) if width > sum(WIDTHS) else shown == list(WIDTHS)


def test_a_row_of_the_log_of_moments_is_edited_in_place_and_stays_with_its_ticket(
    qtbot: QtBot, desk: Study
) -> None:
    page = show_page(qtbot, LogbookPage, desk, "es")
    page.table.choose(3)
    one = page.model.occurrence(3)
    action, owner = page.model.as_written(3)
    form = page.edit_row()
    assert (form.action.placeholderText(), form.owner.placeholderText()) == (action, owner)
    form.action.setText(" Se llamó  al cliente ")
    form.outcome.choose(Result.WELL)
    with qtbot.waitSignal(page.statement_wanted) as stated:
        form.accept()

    after = apply_statement(desk, stated.args[0])
    assert page.keeps(after)
    assert page.model.as_written(3) == ("Se llamó al cliente", owner)
    assert page.model.occurrence(3).result is Result.WELL
    assert [row for row in list_risky_occurrences(after) if row.note] == [page.model.occurrence(3)]
    recut_study = carry_desk_moments(after, desk)
    assert recut_study.desk_moments.notes == (
        OccurrenceNote(one.ticket_id, "Se llamó al cliente", "", Result.WELL),
    )

    emptied = apply_statement(after, OccurrenceChange(OccurrenceNote(one.ticket_id)))
    assert emptied.desk_moments == desk.desk_moments


def test_a_form_that_says_nothing_new_changes_nothing(qtbot: QtBot, desk: Study) -> None:
    page = show_page(qtbot, LogbookPage, desk, "es")
    stated = QSignalSpy(page.statement_wanted)
    page.table.choose(0)
    page.edit_row().accept()
    assert stated.count() == 0
    assert not page.keeps(replace(desk, desk_moments=DeskMoments()))


def test_rows_of_the_log_of_moments_are_copied_without_who_people_are(qtbot: QtBot, desk: Study) -> None:
    page = show_page(qtbot, LogbookPage, desk, "es")
    with qtbot.waitSignal(page.copy_wanted) as copied:
        page.table.rows_copied.emit([0, 1])
    rows, words = copied.args[0], words_for("es")
    customer, ticket = page.model.occurrence(0).customer, page.model.occurrence(0).ticket_id

    assert rows.count == 2
    plain = "".join(write_rows(rows, desk, words, mask=False, progress=silent))
    masked = "".join(write_rows(rows, desk, words, mask=True, progress=silent))
    assert len(plain.splitlines()) == 3
    assert customer in plain
    assert customer not in masked
    assert ticket in masked


def test_the_log_of_moments_sorts_days_and_risks_by_what_they_are(qtbot: QtBot, desk: Study) -> None:
    model = show_page(qtbot, LogbookPage, desk, "es").model
    model.sort(0, Qt.SortOrder.AscendingOrder)
    days = [one.day for one in model.shown]
    assert days == sorted(days)
    model.sort(-1)
    assert [(one.day, one.row) for one in model.shown] == sorted(
        ((one.day, one.row) for one in model.shown), reverse=True
    )
    model.sort(6, Qt.SortOrder.DescendingOrder)
    risks = [one.risk for one in model.shown if one.risk is not None]
    assert risks == sorted(risks, reverse=True)


def test_a_page_without_moments_begins_with_the_first_cause(qtbot: QtBot, study: Study) -> None:
    page = show_page(qtbot, StandingPage, study, "en")
    cause = study.main_cause
    begin = page.findChild(EmptyState).findChild(Button)
    assert begin.text() == f"Begin with {words_for('en').cite(cause.name)}"
    with qtbot.waitSignal(page.statement_wanted) as stated:
        begin.click()
    assert stated.args[0].moment.cause_id == cause.id
    assert "None is in force yet; 1 is being prepared." in list_texts(page)
    assert page.editor.moment.cause_id == cause.id

    quiet = replace(study, verdict=replace(study.verdict, cause_id=None))
    page = show_page(qtbot, StandingPage, quiet, "en")
    with qtbot.waitSignal(page.page_wanted) as wanted:
        page.findChild(EmptyState).findChild(Button).click()
    assert wanted.args == ["moments"]
