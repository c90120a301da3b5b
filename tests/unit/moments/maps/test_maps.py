"""The map of contacts: what is where, which stage is weakest, and what follows what."""

from datetime import datetime, timedelta

import pandas as pd

from supportlens.domain import Assigned, Derived, Field, Tickets
from supportlens.moments.maps import map_contacts
from tests.unit.moments.coding.contacts import code

DAY = datetime(2026, 3, 2, 9)
SALE = "Solicito una cotización para veinte licencias"
PUSHED = "El vendedor me presionó y fue muy grosero, no me dejó revisar las cláusulas del contrato"
CALM = "La app no abre"


def mapped(rows):
    """Map contacts from (text, person, day, cause) rows."""
    texts = [row[0] for row in rows]
    frame = pd.DataFrame(
        {
            Field.TICKET_ID.value: [f"T-{n}" for n in range(len(rows))],
            Field.CREATED_AT.value: [DAY + timedelta(days=row[2]) for row in rows],
            Field.REQUESTER.value: [row[1] for row in rows],
            Derived.TEXT: texts,
            Derived.INFORMATIVE: True,
        }
    )
    assignment = pd.DataFrame({Assigned.CAUSE: [row[3] for row in rows]})
    return map_contacts(Tickets(frame, frame, ()), assignment, code(*texts))


def test_the_cells_count_contacts_and_bitter_ones():
    journey = mapped([(CALM, "Ana", 0, "C1")] * 3 + [(PUSHED, "Eva", 1, "C2"), (SALE, "Luis", 2, "C2")])
    cell = journey.by_cause.cell("C2", "c4")
    assert (cell.tickets, cell.bitter, cell.bitter_share) == (2, 1, 0.5)
    assert journey.by_cause.cell("C2", "c7").tickets == 0
    assert journey.by_touchpoint.cell("app", "c7").tickets == 3
    assert journey.by_cause.rows == ("C1", "C2")


def test_stages_without_contacts_are_blind():
    journey = mapped([(CALM, "Ana", 0, "C1"), (SALE, "Luis", 2, "C2")])
    assert journey.blind == ("c1", "c2", "c3", "c5", "c6")


def test_the_weakest_link_is_surely_more_bitter_than_all_others():
    calm = [(CALM, f"P{n}", n, "C1") for n in range(40)]
    assert mapped([*calm, *[(PUSHED, f"Q{n}", n, "C2") for n in range(8)]]).weakest.stage == "c4"
    assert mapped([*calm, (PUSHED, "Q", 1, "C2")]).weakest is None
    assert mapped([*calm, *[(SALE, f"Q{n}", n, "C2") for n in range(8)]]).weakest is None


def steps(people, first, second, days):
    return [
        row
        for n in range(people)
        for row in ((CALM, f"{first}{second}{n}", 0, first), (CALM, f"{first}{second}{n}", days, second))
    ]


def test_what_follows_what_has_its_share_and_its_days():
    rows = [*steps(8, "C1", "C2", 6), *steps(2, "C1", "C3", 9), *steps(9, "C4", "C5", 1)]
    first, second = mapped(rows).following
    assert (first.cause_id, first.next_id, first.people, first.share, first.days) == ("C4", "C5", 9, 1.0, 1.0)
    assert (second.cause_id, second.next_id, second.people, second.share) == ("C1", "C2", 8, 0.8)


def test_the_same_cause_again_and_what_few_did_is_no_sequence():
    assert mapped([*steps(9, "C1", "C1", 6), *steps(3, "C1", "C2", 6)]).following == ()


def test_what_follows_everything_alike_is_no_sequence():
    rows = [row for first in ("C1", "C2", "C3") for row in steps(9, first, "C9", 3)]
    assert mapped(rows).following == ()
