"""Every field is a filter, with the tickets that the other conditions leave each value."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from supportlens.app import select
from supportlens.app.queries import facets
from supportlens.app.queries.facets import count_values, list_facets, with_field
from supportlens.domain import TicketQuery
from supportlens.gui.models import TicketFilter, preparing
from supportlens.gui.pages.tickets import facet_popup
from supportlens.gui.pages.tickets.tickets_page import TicketsPage
from supportlens.i18n import words_for
from tests.builders import a_study
from tests.gui.shown_pages import show_page

if TYPE_CHECKING:
    from PySide6.QtWidgets import QListWidget
    from pytestqt.qtbot import QtBot

    from supportlens.domain import Study
    from supportlens.gui.pages.tickets.facet_popup import FacetPopup


@pytest.fixture(scope="module")
def study() -> Study:
    study = a_study()
    count = len(study.tickets)
    sites = ["Norte" if number % 4 else "Sur" for number in range(count)]
    tags = ["urgente; red" if number % 2 else "red" for number in range(count)]
    frame = study.tickets.frame.assign(site=sites, tags=tags)
    return replace(study, tickets=replace(study.tickets, frame=frame))


@pytest.fixture
def page(qtbot: QtBot, study: Study) -> TicketsPage:
    return show_page(qtbot, TicketsPage, study, "es")


def open_field(page: TicketsPage, name: str) -> FacetPopup:
    popup = page.open_facets()
    assert popup is not None
    for row in range(popup.fields.count()):
        if popup.fields.item(row).text() == name:
            popup.fields.setCurrentRow(row)
    return popup


def values_of(popup: FacetPopup) -> list[str]:
    return [popup.values.item(row).text() for row in range(popup.values.count())]


def choose(popup: FacetPopup, beginning: str) -> None:
    item = next(
        popup.values.item(row)
        for row in range(popup.values.count())
        if popup.values.item(row).text().startswith(beginning)
    )
    popup.values.itemClicked.emit(item)


def test_a_count_is_what_choosing_the_value_shows(page: TicketsPage) -> None:
    page.show_filter(TicketFilter(query=TicketQuery(cause_id="C1")))
    popup = open_field(page, "Sede")
    offered = values_of(popup)
    choose(popup, "Norte")
    shown = words_for("es").number(page.model.rowCount())
    assert f"Norte ({shown})" in offered
    assert page.filter.query.cause_id == "C1"


def texts(listed: QListWidget) -> list[str]:
    return [listed.item(row).text() for row in range(listed.count())]


@pytest.mark.parametrize("name", ["Síntoma", "Sede", "Etiquetas"])
def test_the_values_of_many_tickets_are_counted_while_the_window_reacts(
    page: TicketsPage, name: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.show_filter(TicketFilter(query=TicketQuery(cause_id="C1")))
    few = open_field(page, name)
    fields, values, row = texts(few.fields), texts(few.values), few.fields.currentRow()
    assert len(values) > 2
    few.close()
    monkeypatch.setattr(preparing, "AT_ONCE", 0)
    monkeypatch.setattr(facets, "VALUES_AT_ONCE", 1)
    monkeypatch.setattr(facet_popup, "LOOKED_AT_ONCE", 1)
    many = page.open_facets()
    assert many is not None
    # Without a desktop a list closes by itself.
    many.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    assert texts(many.fields) == []
    qtbot.waitUntil(lambda: not many._preparing.awaited)
    assert texts(many.fields) == fields
    many.fields.setCurrentRow(row)
    assert texts(many.values) != values
    qtbot.waitUntil(lambda: not many._preparing.awaited)
    assert texts(many.values) == values
    many.search.setText("zzz")
    many.search.setText("")  # what is typed last holds
    qtbot.waitUntil(lambda: not many._preparing.awaited)
    assert texts(many.values) == values
    many.fields.setCurrentRow(0)
    many.deleteLater()  # while it counts


def test_conditions_add_up_and_each_facet_counts_under_the_others(page: TicketsPage) -> None:
    page.show_filter(TicketFilter(search="menú"))
    choose(open_field(page, "Sede"), "Sur")
    choose(open_field(page, "Aplicación"), "Atlas")
    assert page.filter.query.value == "Sur"
    assert page.filter.product == "Atlas"
    assert page.filter.search == "menú"
    popup = open_field(page, "Sede")
    assert {"Norte", "Sur"} <= {text.rpartition(" (")[0] for text in values_of(popup)}
    choose(popup, "Todos los valores")
    assert page.filter.query == TicketQuery()


def test_each_tag_is_a_value(page: TicketsPage, study: Study) -> None:
    popup = open_field(page, "Etiquetas")
    assert f"red ({words_for('es').number(len(study.tickets))})" in values_of(popup)
    assert any(text.startswith("urgente (") for text in values_of(popup))
    popup.close()


def test_values_are_searched_while_letters_are_typed(page: TicketsPage) -> None:
    popup = open_field(page, "Aplicación")
    popup.search.setText("ATL")
    assert [text.rpartition(" (")[0] for text in values_of(popup)][1:] == ["Atlas"]
    popup.close()


def test_the_boxes_count_under_the_other_conditions_when_they_open(page: TicketsPage, qtbot: QtBot) -> None:
    page.show_filter(TicketFilter(product="Portal"))
    page.choosers.cause.opening.emit()
    texts = [page.choosers.cause.itemText(row) for row in range(page.choosers.cause.count())]
    counts = [int(text.rpartition("(")[2].rstrip(")")) for text in texts[1:]]
    assert sum(counts) <= page.model.rowCount()
    page.choosers.cause.choose("C1")
    page.choosers._emit_filter()
    assert page.model.rowCount() == counts[0]
    assert page.choosers.cause.focusPolicy() != Qt.FocusPolicy.NoFocus


def test_what_was_found_is_a_facet_too(page: TicketsPage) -> None:
    popup = open_field(page, "Causa raíz")
    offered = [popup.fields.item(row).text() for row in range(popup.fields.count())]
    assert {"Causa raíz", "Síntoma", "Momento de la verdad", "Sede"} <= set(offered)
    choose(popup, "Atlas: no encuentro")
    assert page.filter.query.cause_id == "C1"
    assert open_field(page, "Causa raíz").values.currentItem().text() == "Atlas: no encuentro el menú (400)"


def test_a_column_whose_values_are_ids_is_no_facet(study: Study) -> None:
    count = len(study.tickets)
    original = study.tickets.original.assign(
        Turno=["Mañana" if number % 3 else "Tarde" for number in range(count)],
        Folio=[f"F-{number}" for number in range(count)],
    )
    logged = replace(study, tickets=replace(study.tickets, original=original))

    assert "Turno" in list_facets(logged)
    assert "Folio" not in list_facets(logged)
    assert {one.value: one.tickets for one in count_values(logged, "Turno", TicketQuery())} == {
        "Mañana": len(select(logged, with_field(TicketQuery(), "Turno", "Mañana"))),
        "Tarde": len(select(logged, with_field(TicketQuery(), "Turno", "Tarde"))),
    }
