"""What is typed into the search for anything: values, months, and words that are looked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from supportlens.app import select
from supportlens.app.queries.asking import Asking
from supportlens.app.queries.facets import count_values, facet_fields, with_field, without_field
from supportlens.domain import Period, TicketQuery
from supportlens.i18n import words_for
from tests.builders import a_study

if TYPE_CHECKING:
    from supportlens.domain import Study


@pytest.fixture(scope="module")
def study() -> Study:
    study = a_study()
    frame = study.tickets.frame.copy()
    frame["role"] = ["Ventas" if number % 4 else "Compras" for number in range(len(frame))]
    frame["created_at"] = pd.date_range("2025-11-03", "2026-08-20", periods=len(frame))
    return replace(study, tickets=replace(study.tickets, frame=frame))


@pytest.fixture(scope="module")
def asking(study: Study) -> Asking:
    return gathered(Asking(study, words_for("es").months() | words_for("en").months()))


def gathered(asking: Asking) -> Asking:
    while asking.gather_more():
        pass
    return asking


def test_values_and_a_month_divide_the_tickets_and_nothing_is_left_to_search(
    asking: Asking, study: Study
) -> None:
    asked = asking.understand("atlas ventas julio")
    assert asked.query == TicketQuery(
        field="product",
        value="Atlas",
        further=(("role", "Ventas"),),
        period=Period(date(2026, 7, 1), date(2026, 7, 31)),
    )
    assert asked.search == ""
    found = select(study, asked.query)
    assert found
    assert set(study.tickets.frame["product"].iloc[found]) == {"Atlas"}


@pytest.mark.parametrize(
    ("text", "month"), [("noviembre", date(2025, 11, 1)), ("jul 2025", date(2025, 7, 1))]
)
def test_a_month_is_the_last_one_of_the_log_unless_its_year_is_said(
    asking: Asking, text: str, month: date
) -> None:
    period = asking.understand(text).query.period
    assert period is not None
    assert period.first == month


@pytest.mark.parametrize("text", ["qué empeoró desde mayo", "what got worse since May"])
def test_what_grew_since_a_month_compares_the_days_before_and_since(asking: Asking, text: str) -> None:
    asked = asking.understand(text)
    assert asked.worse
    assert asked.since == date(2026, 5, 1)
    assert asked.search == ""
    compared = asking.compared(date(2026, 5, 1))
    assert compared is not None
    before, after = compared
    assert after == Period(date(2026, 5, 1), date(2026, 8, 20))
    assert before.days == after.days
    assert asking.compared(date(2027, 1, 1)) is None


def test_a_value_of_any_column_divides_the_tickets_by_its_whole_name(study: Study) -> None:
    rows = range(len(study.tickets))
    original = study.tickets.original.assign(
        Estación=["Puerto Norte" if row % 3 else "Campus" for row in rows],
        Puntos=[str(row % 4) for row in rows],
    )
    asking = gathered(Asking(replace(study, tickets=replace(study.tickets, original=original)), {}))
    asked = asking.understand("atlas puerto norte")
    assert asked.query == TicketQuery(field="product", value="Atlas", further=(("Estación", "Puerto Norte"),))
    assert [(one.field, one.value) for one in asking.values_like("camp")] == [("Estación", "Campus")]
    assert asking.understand("atlas puerto").search == "puerto", "a part of its name is a word to look for"
    assert asking.understand("atlas 3").query == TicketQuery(field="product", value="Atlas")


def test_words_that_name_no_value_are_looked_for(asking: Asking) -> None:
    asked = asking.understand("la impresora de atlas")
    assert asked.search == "impresora"
    assert asked.query.value == "Atlas"
    assert not asking.understand("zzz").names_values


def test_a_facet_is_counted_under_all_other_conditions_but_not_its_own(study: Study) -> None:
    everything = {one.value: one.tickets for one in count_values(study, "role", TicketQuery())}
    assert sum(everything.values()) == len(study.tickets)
    narrowed = with_field(with_field(TicketQuery(), "product", "Atlas"), "role", "Ventas")
    roles = {one.value: one.tickets for one in count_values(study, "role", narrowed)}
    assert set(roles) == {"Ventas", "Compras"}
    assert roles["Ventas"] == len(select(study, narrowed))
    assert {one.value for one in count_values(study, "product", narrowed)} > {"Atlas"}


def test_a_condition_is_taken_out_wherever_it_stands() -> None:
    two = with_field(with_field(TicketQuery(), "product", "Atlas"), "role", "Ventas")
    assert without_field(two, "product") == TicketQuery(field="role", value="Ventas")
    assert without_field(two, "role") == TicketQuery(field="product", value="Atlas")
    assert with_field(two, "product", "Portal").value == "Ventas"
    assert without_field(two, "site") == two


def test_fields_that_name_each_ticket_are_no_facets(study: Study) -> None:
    frame = study.tickets.frame.assign(
        customer=[f"Customer {number}" for number in range(len(study.tickets))]
    )
    named = replace(study, tickets=replace(study.tickets, frame=frame))
    assert "customer" not in facet_fields(named)
    assert {"product", "role"} <= set(facet_fields(named))


def test_values_are_offered_by_the_beginnings_of_their_words(asking: Asking) -> None:
    assert [(one.field, one.value) for one in asking.values_like("vent")] == [("role", "Ventas")]
    assert {one.value for one in asking.values_like("COM")} == {"Compras"}
    assert asking.values_like("entas") == []
    assert asking.values_like(" ") == []


def test_values_are_gathered_in_steps_and_what_is_known_answers_meanwhile(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("supportlens.app.queries.asking.VALUES_AT_ONCE", 1)
    steps, whole = Asking(study, {}), gathered(Asking(study, {}))
    assert steps.values_like("vent") == []
    taken = 0
    while steps.gather_more():
        taken += 1
    assert taken > sum(len(count_values(study, field, TicketQuery())) for field in facet_fields(study))
    assert steps.complete
    assert steps.understand("atlas ventas") == whole.understand("atlas ventas")
    assert steps.values_like("vent") == whole.values_like("vent") != []
