from dataclasses import replace
from datetime import date

import pytest

from supportlens.app.queries.selecting import select
from supportlens.domain import Field, TicketQuery
from tests.builders import a_study

STUDY = a_study()


def test_an_empty_query_gives_all_tickets():
    assert select(STUDY, TicketQuery()) == list(range(1000))


@pytest.mark.parametrize(
    ("query", "count"),
    [
        (TicketQuery(cause_id="C1"), 400),
        (TicketQuery(symptom_id="S2"), 130),
        (TicketQuery(cause_id=""), 30),
        (TicketQuery(moment_id="support_request"), 1000),
        (TicketQuery(moment_id="complaint"), 0),
        (TicketQuery(field="product", value="Atlas"), 400),
        (TicketQuery(field="Sede", value="Norte", cause_id="C3"), 50),
        (TicketQuery(field="unknown", value="x"), 0),
        (TicketQuery(ids=("T-00001", "T-00002", "none")), 2),
    ],
)
def test_the_tickets_behind_a_number_are_as_many_as_the_number(query, count):
    assert len(select(STUDY, query)) == count


def test_a_week_begins_on_monday_and_ends_before_the_next():
    rows = select(STUDY, TicketQuery(week=date(2026, 5, 11)))
    opened = STUDY.tickets.frame["created_at"].iloc[rows]
    assert len(rows) == STUDY.weekly[18]
    assert opened.min().date() >= date(2026, 5, 11)
    assert opened.max().date() <= date(2026, 5, 17)


def test_a_pattern_meets_words_with_and_without_accents():
    rows = select(STUDY, TicketQuery(pattern=r"\bmenu\b", cause_id="C1"))
    assert len(rows) == 160


def test_all_parts_of_a_query_must_hold():
    query = TicketQuery(cause_id="C1", symptom_id="S1", field="site", value="Sur", week=date(2026, 6, 1))
    both = set(select(STUDY, TicketQuery(symptom_id="S1", week=date(2026, 6, 1))))
    assert set(select(STUDY, query)) < both


def test_a_log_without_dates_has_no_week():
    frame = STUDY.tickets.frame.drop(columns=[Field.CREATED_AT.value])
    study = replace(STUDY, tickets=replace(STUDY.tickets, frame=frame))
    assert select(study, TicketQuery(week=date(2026, 5, 11))) == []
