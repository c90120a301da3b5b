"""What is practised with those who serve: from the behaviours that contacts are coded with."""

from dataclasses import replace

import numpy as np
import pytest

from supportlens.domain import GoodExample, ServiceValue
from supportlens.domain.contacts.codes import CODES
from supportlens.domain.contacts.coding import COLUMN_OF, Coding
from supportlens.resources import load_playbook
from supportlens.training import plan_service
from tests.unit.training.plans import a_log

PLAYBOOK = load_playbook()


def coded(rows):
    """Return tickets with the coding of their key `codes`."""
    tickets, _ = a_log([{key: value for key, value in row.items() if key != "codes"} for row in rows])
    grounds = np.zeros((len(rows), len(CODES)), dtype=np.int16)
    for place, row in enumerate(rows):
        for code in row.get("codes", "").split():
            grounds[place, COLUMN_OF[code]] = 1
    return tickets, Coding((), grounds)


def practised(rows, playbook=PLAYBOOK):
    return plan_service(*coded(rows), playbook)


def failing(count, code, **more):
    return [{"codes": code, "requester": f"P{n}", "agent": "Iris", **more} for n in range(count)]


def test_each_behaviour_has_a_value_to_practise_and_contacts_to_read_the_most_frequent_first():
    found = practised(failing(6, "b-4") + failing(9, "b-2") + [{"agent": "Otto"}] * 10)
    assert [(one.behaviour, one.value, one.tickets) for one in found.practices] == [
        ("b-2", ServiceValue.TRANSPARENCY, 9),
        ("b-4", ServiceValue.COMMUNICATION, 6),
    ]
    assert (found.contacts, found.failed, found.people, found.names) == (25, 15, 2, ("Iris",))
    assert found.practices[0].ticket_ids[0] == "T-14"
    assert found.minutes == 30


def test_a_single_case_is_no_habit():
    found = practised(failing(9, "b-2") + failing(2, "b-3"))
    assert [one.behaviour for one in found.practices] == ["b-2"]
    assert practised(failing(2, "b-2")) is None


@pytest.mark.parametrize("rows", [[{}] * 60, failing(1, "b-1") + [{}] * 60, failing(20, "b+1 v+1")])
def test_where_few_or_none_went_wrong_nothing_is_practised(rows):
    assert practised(rows) is None


def test_below_the_floor_nothing_is_practised():
    rows = failing(9, "b-2") + [{}] * 9
    high = replace(PLAYBOOK, plan_rules=replace(PLAYBOOK.plan_rules, service_weekly=5.0))
    assert practised(rows) is not None
    assert practised(rows, high) is None


def test_first_contacts_that_were_critical_are_counted_once_a_person():
    rows = [*failing(9, "b-2 critical"), {"requester": "P1", "codes": "critical"}, {"requester": "New"}]
    assert practised(rows).critical_first == 9
    assert practised([{"requester": "P0"}, *rows]).critical_first == 8


def test_good_examples_are_answers_that_pleased_and_tell_something():
    told = "Le mostré la ruta Ventas > Documentos > Facturas y la probamos en su pantalla"
    rows = failing(9, "b-2", resolution=told.replace("probamos", "vimos"))
    rows += [
        {"codes": "v+2", "resolution": told},
        {"codes": "v+1", "resolution": "Gracias a usted, quedamos atentos a todo"},
    ]
    assert practised(rows).examples == (GoodExample(told, "T-9"),)


def test_without_agents_nobody_is_made_up():
    found = practised([{"codes": "b-2", "requester": f"P{n}"} for n in range(9)])
    assert (found.people, found.names, found.groups) == (None, (), ())
