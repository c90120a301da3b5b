"""The list of tickets: what it shows, in which order, and how fast it is searched."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from supportlens.domain import Assigned, Derived, Field, TicketQuery, silent
from supportlens.gui.main_window.leaving.copy_runner import write_rows
from supportlens.gui.models import (
    COLUMNS,
    Bucket,
    FilterCondition,
    TicketColumn,
    TicketFilter,
    TicketsModel,
    column_ranks,
    condition_text,
    list_columns,
    preparing,
    ticket_reading,
    ticket_search,
)
from supportlens.gui.models.list_columns import TicketCells
from supportlens.gui.models.ticket_search import SearchIndex, find_spans, split_terms
from supportlens.gui.widgets.tickets.ticket_table import CellRole
from supportlens.i18n import words_for
from tests.builders import a_study

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from supportlens.domain import Study

ASCENDING, DESCENDING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


@pytest.fixture(scope="module")
def study() -> Study:
    return a_study()


@pytest.fixture
def model(study: Study) -> TicketsModel:
    return TicketsModel(study, words_for("es"), {"C1": "#009E73"})


def shown(model: TicketsModel, column: TicketColumn, rows: int | None = None) -> list[str]:
    place = COLUMNS.index(column)
    return [model.index(row, place).data() for row in range(rows or model.rowCount())]


def test_the_model_keeps_its_promises_to_views_while_it_is_filtered_and_sorted(model: TicketsModel) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(TicketFilter(query=TicketQuery(cause_id="C2")))
    model.sort(COLUMNS.index(TicketColumn.SUBJECT), DESCENDING)
    model.show(TicketFilter(search="xyzzy"))
    model.show(TicketFilter())
    model.sort(-1)
    assert tester.model() is model
    assert model.rowCount() == len(shown(model, TicketColumn.ID)) == 1000


def test_a_query_narrows_the_list_to_its_tickets(model: TicketsModel) -> None:
    model.show(TicketFilter.for_query(TicketQuery(cause_id="C1")))
    assert model.rowCount() == 400
    assert set(shown(model, TicketColumn.CAUSE)) == {"Atlas: no encuentro el menú"}


def test_a_query_for_an_application_is_the_same_as_choosing_it(model: TicketsModel) -> None:
    wanted = TicketFilter.for_query(TicketQuery(field="product", value="Portal"))
    assert wanted.product == "Portal"
    model.show(wanted)
    assert set(shown(model, TicketColumn.PRODUCT)) == {"Portal"}


def test_all_conditions_hold_together(model: TicketsModel) -> None:
    query = TicketQuery(cause_id="C1", field="site", value="Norte")
    model.show(TicketFilter(query=query, product="Atlas", search="exportar"))
    assert 0 < model.rowCount() < 130
    assert set(shown(model, TicketColumn.PRODUCT)) == {"Atlas"}


@pytest.mark.parametrize("typed", ["menú facturas", "MENU FACTURAS", "facturas  menu", '"menu de facturas"'])
def test_search_finds_words_whatever_their_accents_case_and_order(model: TicketsModel, typed: str) -> None:
    model.show(TicketFilter(search=typed))
    assert model.rowCount() == 160


def test_a_phrase_in_quotation_marks_is_found_only_as_a_whole(model: TicketsModel) -> None:
    model.show(TicketFilter(search='"facturas menu"'))
    assert model.rowCount() == 0


def test_words_of_the_resolution_and_of_the_requester_are_found(model: TicketsModel) -> None:
    model.show(TicketFilter(search='"nota de crédito"'))
    assert model.rowCount() == 130
    model.show(TicketFilter(search='"persona 002"'))
    assert 0 < model.rowCount() < 50


def test_buckets_hold_what_no_symptom_holds(model: TicketsModel, study: Study) -> None:
    model.show(TicketFilter(bucket=Bucket.UNASSIGNED))
    assert sorted(shown(model, TicketColumn.SUBJECT)) == ["Pido un teclado zurdo", "Se cayó el proyector"]
    model.show(TicketFilter(bucket=Bucket.SAYS_NOTHING))
    assert model.rowCount() == study.noise == 28


def test_a_part_taken_away_leaves_the_others() -> None:
    wanted = TicketFilter(TicketQuery(cause_id="C1", symptom_id="S1"), product="Atlas", search="menu")
    assert wanted.conditions == (
        FilterCondition.CAUSE,
        FilterCondition.SYMPTOM,
        FilterCondition.PRODUCT,
        FilterCondition.SEARCH,
    )
    for condition in wanted.conditions:
        assert set(wanted.without(condition).conditions) == set(wanted.conditions) - {condition}


@pytest.mark.parametrize(
    ("wanted", "spanish", "english"),
    [
        (
            TicketFilter(TicketQuery(cause_id="C2")),
            "causa: Contraseñas y bloqueos",
            "cause: Contraseñas y bloqueos",
        ),
        (TicketFilter(TicketQuery(cause_id="")), "sin causa raíz", "without a root cause"),
        (TicketFilter(TicketQuery(field="site", value="Sur")), "sede: Sur", "site: Sur"),
        (
            TicketFilter(TicketQuery(pattern=r"error \d+")),
            "citan un código de error",
            "they quote an error code",
        ),
        (TicketFilter(bucket=Bucket.SAYS_NOTHING), "sin contenido", "without content"),
        (TicketFilter(search=" menú "), "contiene «menú»", "contains “menú”"),
    ],
)
def test_a_condition_is_said_in_words(study: Study, wanted: TicketFilter, spanish: str, english: str) -> None:
    (condition,) = wanted.conditions
    assert condition_text(condition, wanted, study, words_for("es")) == spanish
    assert condition_text(condition, wanted, study, words_for("en")) == english


def test_days_are_sorted_as_days_and_ties_keep_the_order_of_the_log(model: TicketsModel) -> None:
    model.sort(COLUMNS.index(TicketColumn.DAY), DESCENDING)
    opened = [model.position(row) for row in range(model.rowCount())]
    assert opened[0] > opened[-1]
    model.sort(COLUMNS.index(TicketColumn.PRODUCT), ASCENDING)
    atlas = [model.position(row) for row in range(400)]
    assert atlas == sorted(atlas)


def test_what_is_empty_is_sorted_last_both_ways(model: TicketsModel) -> None:
    for order in (ASCENDING, DESCENDING):
        model.sort(COLUMNS.index(TicketColumn.CAUSE), order)
        assert shown(model, TicketColumn.CAUSE)[-30:] == [""] * 30


def test_numbers_as_ids_are_sorted_as_numbers() -> None:
    study = a_study()
    frame = study.tickets.frame.assign(ticket_id=[str(n) for n in range(1, len(study.tickets) + 1)])
    model = TicketsModel(replace(study, tickets=replace(study.tickets, frame=frame)), words_for("en"), {})
    model.sort(COLUMNS.index(TicketColumn.ID), ASCENDING)
    assert shown(model, TicketColumn.ID, 12) == [str(n) for n in range(1, 13)]


def test_the_order_holds_when_the_filter_changes(model: TicketsModel) -> None:
    model.sort(COLUMNS.index(TicketColumn.ID), DESCENDING)
    model.show(TicketFilter(query=TicketQuery(cause_id="C1")))
    ids = shown(model, TicketColumn.ID)
    assert ids == sorted(ids, reverse=True)


def test_a_held_row_is_followed_through_a_sort(model: TicketsModel) -> None:
    held = QPersistentModelIndex(model.index(7, COLUMNS.index(TicketColumn.ID)))
    before = held.data()
    model.sort(COLUMNS.index(TicketColumn.SUBJECT), DESCENDING)
    assert held.data() == before
    assert held.row() != 7


def test_found_words_are_marked_where_they_stand(model: TicketsModel) -> None:
    model.show(TicketFilter(search="menu"))
    subject = model.index(0, COLUMNS.index(TicketColumn.SUBJECT))
    marked = [subject.data()[start : start + length] for start, length in subject.data(CellRole.SPANS)]
    assert marked == ["menú"]


def test_columns_that_are_not_searched_have_no_marks(model: TicketsModel) -> None:
    model.show(TicketFilter(search="menu"))
    assert model.index(0, COLUMNS.index(TicketColumn.CAUSE)).data(CellRole.SPANS) == ()


def test_the_cause_has_the_dot_of_its_kind(model: TicketsModel) -> None:
    model.show(TicketFilter(query=TicketQuery(cause_id="C1")))
    assert model.index(0, COLUMNS.index(TicketColumn.CAUSE)).data(CellRole.HUE) == "#009E73"
    assert model.index(0, COLUMNS.index(TicketColumn.SUBJECT)).data(CellRole.HUE) is None


def written(model: TicketsModel, rows: list[int]) -> str:
    """Return rows as they are copied where nothing is hidden."""
    pieces = write_rows(model.take_rows(rows), model._study, words_for("es"), mask=False, progress=silent)
    return "".join(pieces)


def test_rows_are_copied_under_their_headers_with_iso_days(model: TicketsModel) -> None:
    header, first, second = written(model, [0, 1]).split("\n")
    assert header.split("\t") == [
        "Fecha",
        "Ticket",
        "Asunto",
        "Aplicación",
        "Síntoma",
        "Causa raíz",
        "Confianza",
    ]  # fmt: skip - one line reads like the header that it is
    assert first.split("\t")[:2] == ["2026-01-05", "T-00001"]
    assert len(second.split("\t")) == len(header.split("\t"))


def test_copied_text_that_starts_like_a_formula_stays_text_in_its_cell() -> None:
    study = a_study()
    frame = study.tickets.frame.assign(subject="=1+1\tand\nmore")
    model = TicketsModel(replace(study, tickets=replace(study.tickets, frame=frame)), words_for("en"), {})
    assert written(model, [0]).split("\n")[1].split("\t")[2] == "'=1+1 and more"


def test_headers_and_days_follow_the_language(study: Study) -> None:
    english = TicketsModel(study, words_for("en"), {})
    assert english.headerData(0, Qt.Orientation.Horizontal) == "Date"
    assert shown(english, TicketColumn.DAY, 1) == ["5 Jan 2026"]


def test_a_log_without_dates_products_and_subjects_is_listed() -> None:
    study = a_study()
    frame = study.tickets.frame.drop(columns=["created_at", "product", "subject"])
    model = TicketsModel(replace(study, tickets=replace(study.tickets, frame=frame)), words_for("en"), {})
    for column in range(len(COLUMNS)):
        model.sort(column, ASCENDING)
    assert shown(model, TicketColumn.DAY, 3) == ["", "", ""]
    assert all(shown(model, TicketColumn.SUBJECT, 3))


def test_spans_count_in_the_text_that_is_shown() -> None:
    text = "El Menú… ¿el MENÚ?"
    assert [text[start : start + length] for start, length in find_spans(text, ("menu",))] == ["Menú", "MENÚ"]


def test_overlapping_finds_are_marked_once() -> None:
    assert find_spans("facturas", ("factura", "turas")) == ((0, 8),)
    assert find_spans("facturas", ()) == ()


def test_a_pattern_is_marked_as_it_matched() -> None:
    assert find_spans("Sale ERROR 500 al abrir", (), r"error \d+") == ((5, 9),)


def test_terms_are_words_and_phrases_none_twice() -> None:
    assert split_terms('Menú "Nota de  Crédito" MENU') == ("menu", "nota de  credito")


def test_a_letter_with_a_separate_accent_is_found() -> None:
    frame = pd.DataFrame({"ticket_id": ["1"], Derived.TEXT: ["No veo el menu\N{COMBINING ACUTE ACCENT}"]})
    assert SearchIndex(frame).contains_all(split_terms("menú")).tolist() == [True]


def test_one_ticket_is_found_among_two_hundred_thousand() -> None:
    text = "No encuentro el menú de facturas desde la actualización, ¿dónde quedó el botón? " * 2
    rows = range(200_000)
    frame = pd.DataFrame(
        {"ticket_id": [f"T-{row}" for row in rows], Derived.TEXT: [f"{text}{row}" for row in rows]}
    )
    index = SearchIndex(frame)
    while index.fold_more():
        pass
    assert index.contains_all(split_terms("menu 123456")).nonzero()[0].tolist() == [123_456]


def test_a_word_typed_letter_by_letter_and_taken_back_finds_what_it_finds_at_once(study: Study) -> None:
    index = SearchIndex(study.tickets.frame)
    typed = ["f", "fa", "fac", "fa", "a", "ac", "factura atlas", "at", 'f "a b"', *"abcdefghijklmn", "fa"]
    for search in typed:
        whole = SearchIndex(study.tickets.frame).contains_all(split_terms(search))
        assert index.contains_all(split_terms(search)).tolist() == whole.tolist(), search


def test_a_longer_word_is_looked_for_only_where_its_beginning_was_found(study: Study) -> None:
    index = SearchIndex(study.tickets.frame)
    some = index.contains_all(("factu",)).nonzero()[0]
    assert 0 < len(some) < len(study.tickets)
    index.texts[:] = ["factura"] * len(study.tickets)  # those without the beginning are not read again
    assert index.contains_all(("factura",)).nonzero()[0].tolist() == some.tolist()


def test_what_a_list_shows_makes_no_column_of_all_tickets(model: TicketsModel) -> None:
    for column in (TicketColumn.SYMPTOM, TicketColumn.CAUSE, TicketColumn.CONFIDENCE):
        assert shown(model, column, 5)
    assert {"symptoms", "causes", "subjects"} & set(vars(model.cells)) == set()
    places = range(5)
    assert [model.cells.symptoms[model.position(row)] for row in places] == shown(
        model, TicketColumn.SYMPTOM, 5
    )


def test_confidence_is_shown_only_where_there_is_a_symptom(model: TicketsModel, study: Study) -> None:
    loose = study.assignment[Assigned.SYMPTOM].eq("").to_numpy().argmax()
    row = model.row_of(int(loose))
    assert row is not None
    assert model.index(row, COLUMNS.index(TicketColumn.CONFIDENCE)).data() == ""


def test_ranks_found_ahead_sort_as_those_found_when_they_are_asked_for(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(column_ranks, "PIECE", 7)
    ahead, asked = TicketCells(study, words_for("es")), TicketCells(study, words_for("es"))
    steps = sum(1 for _ in ahead.rank_ahead())
    assert steps > len(study.tickets) // 7
    for column in (*list_columns.TEXT_COLUMNS, TicketColumn.ID):
        assert column in ahead._ranked
        np.testing.assert_array_equal(ahead.ranks(column), asked.ranks(column))
    assert [ahead.subject(row) for row in range(5)] == ahead.subjects[:5]


@pytest.fixture
def large(study: Study, monkeypatch: pytest.MonkeyPatch) -> TicketsModel:
    """Return a model whose tickets are too many for one go, in pieces of seven."""
    for module, name, value in (
        (preparing, "AT_ONCE", 0),
        (column_ranks, "PIECE", 7),
        (ticket_search, "FOLDED_AT_ONCE", 7),
        (ticket_search, "SEARCHED_AT_ONCE", 7),
        (preparing, "TURN", 0.0),
    ):
        monkeypatch.setattr(module, name, value)
    return TicketsModel(study, words_for("es"), {})


@pytest.mark.parametrize("column", COLUMNS)
def test_many_tickets_are_ranked_in_pieces_between_which_the_window_reacts(
    large: TicketsModel, model: TicketsModel, column: TicketColumn, qtbot: QtBot
) -> None:
    place, turns, resets = COLUMNS.index(column), list[None](), list[None]()
    large.preparing.timeout.connect(lambda: turns.append(None))
    large.layoutChanged.connect(lambda: resets.append(None))
    large.sort(place, DESCENDING)
    assert resets == []
    large.show(TicketFilter(query=TicketQuery(cause_id="C1")))  # meanwhile it is filtered
    qtbot.waitUntil(lambda: not large.preparing.awaited)
    model.cells.ranks(column)
    model.sort(place, DESCENDING)
    model.show(TicketFilter(query=TicketQuery(cause_id="C1")))
    assert shown(large, TicketColumn.ID) == shown(model, TicketColumn.ID)
    if column not in (TicketColumn.DAY, TicketColumn.CONFIDENCE):  # numbers are ranked in one go
        assert len(turns) > len(large._study.tickets) // 7
    large.sort(place, ASCENDING)  # ranked by now
    assert len(resets) == 2


def test_another_order_takes_the_place_of_one_that_is_waited_for(large: TicketsModel, qtbot: QtBot) -> None:
    log_order = shown(large, TicketColumn.ID)
    large.sort(COLUMNS.index(TicketColumn.SUBJECT), DESCENDING)
    large.sort(-1)
    assert not large.preparing.awaited
    assert shown(large, TicketColumn.ID) == log_order


def test_many_tickets_are_searched_in_pieces_and_the_last_words_count(
    large: TicketsModel, qtbot: QtBot
) -> None:
    found, turns = list[str](), list[None]()
    large.preparing.timeout.connect(lambda: turns.append(None))
    for text in ("menu", "factura"):
        wanted = TicketFilter(search=text)
        large.when_found(wanted, partial(found.append, text))
    assert found == []
    qtbot.waitUntil(lambda: bool(found))
    assert len(turns) > 2 * len(large._study.tickets) // 7  # folded, then searched
    large.when_found(wanted, partial(found.append, "again"))
    large.when_found(TicketFilter(), partial(found.append, "all"))
    assert found == ["factura", "again", "all"]


def test_what_somebody_waits_for_goes_before_what_may_be_needed_later(
    large: TicketsModel, qtbot: QtBot
) -> None:
    large.prepare_ahead()
    large.sort(COLUMNS.index(TicketColumn.ID), ASCENDING)
    qtbot.waitUntil(lambda: not large.preparing.awaited)
    assert large.cells.is_ranked(TicketColumn.ID)
    assert not large.cells.is_ranked(TicketColumn.SUBJECT)
    qtbot.waitUntil(lambda: not large.preparing.isActive())
    assert all(large.cells.is_ranked(column) for column in list_columns.TEXT_COLUMNS)


@pytest.mark.parametrize(("region", "shown"), [("MX", "8:06"), ("ES", "20:06")])
def test_a_moment_is_read_with_the_clock_of_the_region(region: str, shown: str) -> None:
    moment, words = pd.Timestamp(2026, 1, 2, 20, 6), words_for("es", region)
    told = ticket_reading._format_value(Field.CREATED_AT, moment, words)
    assert told.partition(", ")[2].startswith(shown)
