"""The page of the tickets: narrowing, searching, reading and copying."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QTableView, QWidget

from supportlens.domain import TicketQuery
from supportlens.gui.models import COLUMNS, Bucket, FilterCondition, PeopleQuery, TicketColumn, TicketFilter
from supportlens.gui.pages.tickets.tickets_page import TicketsPage
from supportlens.gui.widgets import Chip
from supportlens.gui.widgets.controls.combo_box import ComboBox
from supportlens.gui.widgets.controls.filter_chip import FilterChip
from tests.builders import a_study
from tests.gui.shown_pages import show_page
from tests.panes import marked_texts, plain_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pytestqt.qtbot import QtBot

    from supportlens.domain import Study


@pytest.fixture(scope="module")
def study() -> Study:
    return a_study()


@pytest.fixture
def page(qtbot: QtBot, study: Study) -> TicketsPage:
    return a_page(qtbot, study, "es")


def a_page(qtbot: QtBot, study: Study, language: str) -> TicketsPage:
    return show_page(qtbot, TicketsPage, study, language)


def chips(page: TicketsPage) -> list[FilterChip]:
    QApplication.processEvents()  # new chips are shown when the event loop comes round
    return [chip for chip in page.findChildren(FilterChip) if chip.isVisible()]


def chip_names(page: TicketsPage) -> list[str]:
    return [chip.accessibleName() for chip in chips(page)]


def test_a_number_pressed_elsewhere_shows_its_tickets_and_says_which(page: TicketsPage) -> None:
    page.recall(TicketQuery(cause_id="C1", symptom_id="S2"))
    assert page.model.rowCount() == 130
    assert page.heading.count.text() == "130 tickets de 1\N{NO-BREAK SPACE}000"
    assert chip_names(page) == [
        "Quitar: causa: Atlas: no encuentro el menú",
        "Quitar: síntoma: Dónde quedó el botón de exporta",
    ]


def test_a_chip_pressed_takes_its_condition_away(page: TicketsPage, qtbot: QtBot) -> None:
    page.show_query(TicketQuery(cause_id="C1", symptom_id="S2"))
    qtbot.mouseClick(chips(page)[1], Qt.MouseButton.LeftButton)
    assert page.model.rowCount() == 400
    qtbot.mouseClick(chips(page)[0], Qt.MouseButton.LeftButton)
    assert page.model.rowCount() == 1000
    assert chips(page) == []


def test_typing_searches_after_a_pause(page: TicketsPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.search, "MENU facturas")
    qtbot.waitUntil(lambda: page.model.rowCount() == 160)
    assert chip_names(page) == ["Quitar: contiene «MENU facturas»"]


def test_found_words_are_marked_in_the_reading_pane(page: TicketsPage) -> None:
    page.recall("menu explico")
    assert marked_texts(page.pane) == ["menú", "explicó"]


def test_a_reason_found_in_answers_is_marked_only_there(page: TicketsPage) -> None:
    page.recall(TicketQuery(cause_id="C1", field="resolution", pattern="nuev"))
    assert page.model.rowCount() == 290
    assert len(chips(page)) == 2
    assert marked_texts(page.pane) == ["nuev"]
    page.show_filter(page.filter.without(FilterCondition.PATTERN))
    assert page.filter == TicketFilter(query=TicketQuery(cause_id="C1"))


def test_a_search_narrows_what_a_query_shows(page: TicketsPage, qtbot: QtBot) -> None:
    page.show_query(TicketQuery(cause_id="C1"))
    qtbot.keyClicks(page.search, "exportar")
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert page.model.rowCount() == 130


def test_the_boxes_follow_the_query_and_narrow_further(page: TicketsPage) -> None:
    page.show_query(TicketQuery(field="product", value="Atlas"))
    assert page.choosers.product.value == "Atlas"
    choose(page.choosers.symptom, "S3")
    assert page.model.rowCount() == 110
    choose(page.choosers.product, None)
    assert page.filter == TicketFilter(query=TicketQuery(symptom_id="S3"))


def choose(box: ComboBox, value: object) -> None:
    box.choose(value)
    box.activated.emit(box.currentIndex())


@pytest.mark.parametrize(("bucket", "tickets"), [(Bucket.UNASSIGNED, 2), (Bucket.SAYS_NOTHING, 28)])
def test_tickets_without_a_symptom_can_be_chosen(page: TicketsPage, bucket: Bucket, tickets: int) -> None:
    choose(page.choosers.symptom, bucket)
    assert page.model.rowCount() == tickets
    assert len(chips(page)) == 1


def test_where_no_ticket_is_left_the_page_says_so_and_leads_back(page: TicketsPage, qtbot: QtBot) -> None:
    page.recall("xyzzy")
    assert not page.table.isVisible()
    buttons = [button for button in page.findChildren(QAbstractButton) if button.isVisible()]
    everything = next(button for button in buttons if button.text() == "Ver todos los tickets")
    qtbot.mouseClick(everything, Qt.MouseButton.LeftButton)
    assert page.model.rowCount() == 1000
    assert page.table.isVisible()
    assert page.search.text() == ""


def test_the_reading_pane_holds_all_that_is_known(page: TicketsPage) -> None:
    page.show_query(TicketQuery(ids=("T-00340",)))
    told = plain_text(page.pane)
    for expected in ("T-00340", "Atlas", "5.2", "Cerrado", "Persona", "caso_40.csv, fila 341", "Ya es la"):
        assert expected in told
    mentions = [chip.accessibleName() for chip in mentioned(page)]
    assert mentions[0] == "causa: Atlas: no encuentro el menú"
    assert mentions[2] == "confianza 86\N{NO-BREAK SPACE}%"


def mentioned(page: TicketsPage) -> list[Chip]:
    QApplication.processEvents()
    return [chip for chip in page.pane.findChildren(Chip) if chip.isVisible()]


def test_a_cause_pressed_in_the_reading_pane_shows_its_tickets(page: TicketsPage, qtbot: QtBot) -> None:
    page.show_query(TicketQuery(ids=("T-00340",)))
    qtbot.mouseClick(mentioned(page)[0], Qt.MouseButton.LeftButton)
    assert page.model.rowCount() == 400


def test_the_ticket_being_read_stays_open_when_the_list_widens(page: TicketsPage) -> None:
    page.show_query(TicketQuery(ids=("T-00340",)))
    page.show_filter(TicketFilter())
    assert page.table.currentIndex().row() == 339
    assert "T-00340" in plain_text(page.pane)


def test_j_and_k_walk_through_the_tickets(page: TicketsPage, qtbot: QtBot) -> None:
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_J)
    qtbot.keyClick(page.table, Qt.Key.Key_J)
    qtbot.keyClick(page.table, Qt.Key.Key_K)
    assert page.table.chosen_rows() == [1]
    assert "T-00002" in plain_text(page.pane)


def test_arrows_walk_and_the_ends_hold(page: TicketsPage, qtbot: QtBot) -> None:
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    assert page.table.chosen_rows() == [1]
    page.table.choose(999)
    qtbot.keyClick(page.table, Qt.Key.Key_J)
    assert page.table.chosen_rows() == [999]


def test_j_typed_into_the_search_is_a_letter(page: TicketsPage, qtbot: QtBot) -> None:
    page.search.setFocus()
    qtbot.keyClicks(page.search, "jk")
    assert page.search.text() == "jk"
    assert page.table.chosen_rows() == [0]


def test_chosen_rows_are_copied_by_the_standard_key(page: TicketsPage, qtbot: QtBot) -> None:
    page.table.setFocus()
    page.table.selectAll()
    page.table.choose(0)
    qtbot.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    with qtbot.waitSignal(page.copy_wanted) as asked:
        qtbot.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    taken = asked.args[0]
    assert taken.titles[1] == "Ticket"
    assert [cells[1] for cells in taken.cells()] == ["T-00001", "T-00002"]


def test_a_header_sorts_up_then_down_then_not_at_all(page: TicketsPage, qtbot: QtBot) -> None:
    page.resize(2200, 904)  # every column has room
    QApplication.processEvents()
    for expected in ("Atlas", "Portal", "CRM"):
        press_header(page, qtbot, TicketColumn.PRODUCT)
        assert page.model.index(0, COLUMNS.index(TicketColumn.PRODUCT)).data() == expected


def press_header(page: TicketsPage, qtbot: QtBot, column: TicketColumn) -> None:
    header = page.table.horizontalHeader()
    middle = header.sectionViewportPosition(COLUMNS.index(column)) + 20
    where = header.viewport().rect().topLeft()
    where.setX(middle)
    where.setY(header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=where)


def test_what_a_customer_wrote_is_never_taken_for_markup(qtbot: QtBot) -> None:
    study = a_study()
    study.tickets.frame.loc[0, "text"] = "<b>hola</b> <img src='http://example.com/x.png'> & <menu>"
    study.tickets.frame.loc[0, "subject"] = "<i>asunto</i>"
    page = a_page(qtbot, study, "es")
    page.recall("menu")
    page.show_query(TicketQuery(ids=("T-00001",)))
    assert "<b>hola</b> <img src='http://example.com/x.png'> & <menu>" in plain_text(page.pane)
    title = next(text for text in page.pane.findChildren(QLabel) if text.text() == "<i>asunto</i>")
    assert title.textFormat() is Qt.TextFormat.PlainText


def test_memory_gives_back_what_was_shown(page: TicketsPage, qtbot: QtBot, study: Study) -> None:
    page.show_query(TicketQuery(cause_id="C1"))
    page.recall(TicketFilter(query=TicketQuery(cause_id="C1"), search="facturas"))
    other = a_page(qtbot, study, "en")
    other.recall(page.memory())
    assert other.heading.count.text() == "160 tickets of 1,000"
    assert other.search.text() == "facturas"


def test_every_word_is_in_the_language_of_the_window(page: TicketsPage, qtbot: QtBot, study: Study) -> None:
    english = a_page(qtbot, study, "en")
    for box, other in zip(page.choosers.boxes, english.choosers.boxes, strict=True):
        assert box.itemText(0) != other.itemText(0)
    assert page.search.placeholderText() != english.search.placeholderText()


def test_everything_that_can_be_used_has_a_name(page: TicketsPage) -> None:
    page.show_query(TicketQuery(cause_id="C1", symptom_id="S1"))
    kinds: tuple[type[QWidget], ...] = (QAbstractButton, QComboBox, QLineEdit, QTableView)
    nameless = [
        widget
        for kind in kinds
        for widget in page.findChildren(kind)
        if widget.isVisible()
        and not widget.objectName().startswith("qt_")
        and not isinstance(widget.parent(), (QLineEdit, QTableView))
        and not (widget.accessibleName() or getattr(widget, "text", str)())
    ]
    assert nameless == []


def test_nothing_is_wider_than_a_small_window(page: TicketsPage) -> None:
    page.resize(1366 - 188, 700)
    assert page.minimumSizeHint().width() <= 1366 - 188


@pytest.mark.parametrize("width", [820, 940, 1252, 2200])
def test_the_subject_keeps_its_room_in_a_narrow_window(page: TicketsPage, width: int) -> None:
    page.resize(width, 644)
    QApplication.processEvents()
    assert page.table.columnWidth(COLUMNS.index(TicketColumn.SUBJECT)) >= 180
    assert page.table.horizontalScrollBar().maximum() == 0
    shown = not page.table.isColumnHidden(COLUMNS.index(TicketColumn.CONFIDENCE))
    assert shown == (width == 2200)


def test_the_header_is_not_asked_which_rows_are_chosen(page: TicketsPage) -> None:
    """It asks every row before it paints, which silences the window on a long list."""
    page.table.selectAll()
    assert len(page.table.chosen_rows()) == page.model.rowCount()
    assert not page.table.horizontalHeader().selectionModel().hasSelection()


def opening_of(qtbot: QtBot, study: Study, times: Sequence[str]) -> str:
    frame = study.tickets.frame.copy()
    frame["created_at"] = pd.Timestamp("2026-01-19")
    for place, time in zip(frame.index, times, strict=False):
        frame.loc[place, "created_at"] = pd.Timestamp(time)
    page = a_page(qtbot, replace(study, tickets=replace(study.tickets, frame=frame)), "en")
    page.show_query(TicketQuery(ids=(frame["ticket_id"].iloc[0],)))
    return plain_text(page.pane)


def test_a_log_of_days_shows_no_times(qtbot: QtBot, study: Study) -> None:
    told = opening_of(qtbot, study, ["2026-01-19"])
    assert "19 Jan 2026" in told
    assert "00:00" not in told
    assert "19 Jan 2026, 00:00" in opening_of(qtbot, study, ["2026-01-19", "2026-01-19 08:30"])


def test_what_confidence_measures_is_said_on_hover(page: TicketsPage) -> None:
    meaning = "Cuánto más cerca está este ticket de su síntoma que del siguiente más cercano"
    header = page.model.headerData(
        COLUMNS.index(TicketColumn.CONFIDENCE), Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole
    )
    assert header == meaning
    page.show_query(TicketQuery(ids=("T-00340",)))
    sure = mentioned(page)[2]
    assert sure.toolTip() == meaning
    assert not sure.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def test_people_are_told_one_after_another(page: TicketsPage) -> None:
    column = COLUMNS.index(TicketColumn.REQUESTER)
    assert page.table.isColumnHidden(column)
    page.show_query(PeopleQuery(cause_id="C1"))
    assert page.model.rowCount() == 400
    assert not page.table.isColumnHidden(column)
    people = [page.model.index(row, column).data() for row in range(400)]
    assert people == sorted(people)
    taken = page.model.take_rows([0])
    assert people[0] in taken.cells()[0]
    assert [taken.titles[place] for place in taken.people] == ["Solicitante"]
    page.recall(page.memory())
    assert not page.table.isColumnHidden(column)
    page.show_query(TicketQuery(cause_id="C1"))
    assert page.table.isColumnHidden(column)
    assert page.model.index(0, COLUMNS.index(TicketColumn.ID)).data() == min(
        page.model.index(row, COLUMNS.index(TicketColumn.ID)).data() for row in range(400)
    )
    assert not page.model.take_rows([0]).people
