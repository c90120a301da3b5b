"""Who asked: the requester, else the customer, else the address; what is said to be missing is missing."""

import csv
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from supportlens.app import analyse
from supportlens.causes.kinds.measures import MEASURES
from supportlens.domain import (
    PERSONS,
    Derived,
    Doubt,
    Gap,
    Kind,
    Tickets,
    count_people,
    find_who_asked,
    identify_people,
)
from supportlens.gui.models.list_columns import TicketCells
from supportlens.i18n import action_line, words_for
from supportlens.i18n.labels import askers_phrase
from tests.builders import a_study

FIRST = date(2026, 1, 1)
TEXTS = ("cannot print the invoice", "orders open slowly", "the report shows wrong totals")


def log(path, *columns, rows=120):
    """Write a log with further columns, each a header and a value for a row; return its path."""
    head = ["ticket_id", "created_at", "product", "description", *(header for header, _ in columns)]
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(
            [
                head,
                *(
                    [f"T{n}", FIRST + timedelta(days=n % 60), "Atlas", f"{TEXTS[n % 3]} {n % 7}"]
                    + [value(n) for _, value in columns]
                    for n in range(rows)
                ),
            ]
        )
    return path


def test_a_ticket_is_of_its_requester_else_of_its_customer_else_of_its_address():
    frame = pd.DataFrame(
        {
            "requester": ["Ana ", " ", "", "ana"],
            "customer": ["Acme", "Acme", "", ""],
            "address": ["a@x.org", "b@x.org", "c@x.org", ""],
        }
    )
    assert find_who_asked(frame).tolist() == ["Ana ", "Acme", "c@x.org", "ana"]
    assert identify_people(frame).tolist() == ["ana", "acme", "c@x.org", "ana"]
    assert count_people(frame) == 3
    assert count_people(frame[["customer"]]) == 1


def test_nobody_is_made_up_where_the_log_names_none():
    assert find_who_asked(pd.DataFrame({"site": ["Norte"]})) is None
    assert count_people(pd.DataFrame({"site": ["Norte"]})) is None
    assert count_people(pd.DataFrame({"requester": ["", " "]})) == 0


@pytest.mark.parametrize(
    "column", [("organization", lambda n: f"Firm {n % 30}"), ("customer", lambda n: f"Ana {n % 30}")]
)
def test_a_log_of_customers_says_who_asked(tmp_path, column):
    study = analyse([log(tmp_path / "log.csv", column)])
    assert Gap.NO_REQUESTERS not in study.verdict.gaps
    assert sum(cause.customers for cause in study.causes) >= 30
    assert TicketCells(study, words_for("en")).requesters[0].startswith(("Firm", "Ana"))


def test_a_log_that_names_nobody_says_so(tmp_path):
    study = analyse([log(tmp_path / "log.csv", ("site", lambda n: f"Norte {n % 3}"))])
    assert Gap.NO_REQUESTERS in study.verdict.gaps
    assert all(cause.customers is None for cause in study.causes)


def test_the_address_says_who_asked_where_the_requester_is_blank(tmp_path):
    study = analyse(
        [
            log(
                tmp_path / "log.csv",
                ("requester", lambda n: "Ana" if n % 4 == 0 else ""),
                ("email", lambda n: f"ana{n % 30}@acme.org"),
                ("assigned agent email", lambda n: f"desk{n}@acme.org"),
            )
        ]
    )
    asked = find_who_asked(study.tickets.frame)
    assert set(asked[asked.ne("Ana")]) == {f"ana{n % 30}@acme.org" for n in range(120) if n % 4}
    assert count_people(study.tickets.frame) == 1 + asked[asked.ne("Ana")].nunique()


def test_what_tells_persons_apart_does_not_take_a_firm_for_one():
    def measured(column):
        frame = pd.DataFrame({column: ["Acme"] * 40 + ["Zeta"] * 40})
        return MEASURES["few_often"](Tickets(frame, frame, ()), frame[column].ne("").to_numpy(), None)

    assert measured("customer") is None
    assert measured("requester") == (1.0, 40.0)


def test_a_few_firms_with_many_tickets_are_not_a_few_people_who_ask_again(tmp_path):
    def is_new(n):
        return n >= 360

    def doubts(header):
        path = tmp_path / f"{header}.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            rows = [
                [
                    f"T{n}",
                    FIRST + timedelta(days=80 + n % 20 if is_new(n) else n % 100),
                    "the blue page is blank" if is_new(n) else TEXTS[n % 3],
                    f"Acme {n % 3}" if is_new(n) else f"Other {n % 90}",
                ]
                for n in range(520)
            ]
            csv.writer(file).writerows([["ticket_id", "created_at", "description", header], *rows])
        return analyse([path]).verdict.doubts

    assert Doubt.REPEATED_BY_FEW in doubts("requester")
    assert Doubt.REPEATED_BY_FEW not in doubts("organization")


@pytest.mark.parametrize(
    ("columns", "phrase"),
    [
        (("customer",), "3 customers"),
        (("customer", "requester"), "3 people"),
        (("customer", Derived.ADDRESS), "3 people"),
        ((), "3 people"),
    ],
)
def test_a_log_that_names_only_customers_is_said_to_have_customers_and_no_people(
    columns: tuple[str, ...], phrase: str
) -> None:
    study = a_study()
    named = {"customer", "requester", Derived.ADDRESS}
    frame = study.tickets.frame.drop(columns=list(named), errors="ignore").assign(
        **dict.fromkeys(columns, "x")
    )
    study = replace(study, tickets=replace(study.tickets, frame=frame))
    cause = replace(study.causes[0], customers=3)

    assert askers_phrase(3, study, words_for("en")) == phrase
    assert (phrase in action_line(cause, study, words_for("en"))) or cause.kind is not Kind.KNOWLEDGE_GAP


def test_the_people_of_some_tickets_are_those_of_a_frame_of_these_tickets() -> None:
    frame = pd.DataFrame(
        {
            "requester": ["Ana ", "ana", "", "Luis", ""],
            Derived.ADDRESS: ["a@x", "a@x", "b@x", "", ""],
            "description": [*"abcde"],
        },
        index=[4, 3, 2, 1, 0],
        dtype="str",
    )
    for marked in ([True, False, True, True, True], [False] * 5, [True] * 5):
        members = np.array(marked)
        assert identify_people(frame, PERSONS, members).equals(identify_people(frame[members], PERSONS))
        assert count_people(frame, members=members) == count_people(frame[members])
    assert count_people(frame[["description"]], members=np.ones(5, dtype=bool)) is None
