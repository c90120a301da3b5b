"""For whom: who asked, who knows it by now, and who will ask next."""

from dataclasses import replace

import pandas as pd

from supportlens.domain import Assigned, PlanGap
from supportlens.resources import load_playbook
from supportlens.training import plan_training
from tests.unit.training.plans import DECIDED, NO_FLOOR, a_log, planned

WAY = "Vaya a Ventas > Documentos > Facturas"
PLAYBOOK = replace(load_playbook(), plan_rules=NO_FLOOR)


def planned_among(asking, others):
    """Plan a log in which `others` are tickets of no cause."""
    tickets, given = a_log([*asking, *others])
    owners = pd.Series(["C1"] * len(asking) + [""] * len(others))
    given = replace(given, assignment=given.assignment.assign(**{Assigned.CAUSE: owners}))
    (action,) = plan_training(tickets, given, DECIDED, PLAYBOOK).actions
    return action


def test_peers_are_the_known_people_of_the_same_groups_who_have_not_asked():
    asking = [{"requester": name, "role": "Ventas"} for name in ("Ana", "Luis", "Eva")]
    asking += [{"requester": "Raúl", "role": "Almacén"}]
    others = [{"requester": name, "role": "Almacén"} for name in ("Inés", "Hugo", "ana", "Inés")]
    others += [{"requester": "Paz", "role": "Ventas"}, {"requester": "Olga", "role": "Dirección"}]
    action = planned_among(asking, others)
    assert action.people == 4
    assert action.peers.people == 3
    assert [(group.value, group.people) for group in action.peers.groups] == [("Ventas", 1), ("Almacén", 2)]
    assert action.peers.names == ("Paz", "Inés", "Hugo")
    assert action.invited == 7


def test_somebody_of_two_groups_belongs_to_the_one_that_his_tickets_name_most():
    asking = [{"requester": "Ana", "role": "Ventas"}]
    others = [{"requester": "Paz", "role": role} for role in ("Dirección", "Ventas", "Dirección")]
    assert planned_among(asking, others).peers.people == 0


def test_without_roles_sites_or_teams_peers_cannot_be_known():
    action = planned_among([{"requester": "Ana", "resolution": WAY}], [{"requester": "Paz"}])
    assert action.peers is None
    assert PlanGap.NO_GROUPS in action.gaps


def test_without_requesters_neither_people_nor_peers_nor_hours_are_made_up():
    action = planned_among([{"role": "Ventas"}] * 5, [{"role": "Ventas"}])
    assert (action.people, action.peers, action.askers) == (None, None, ())
    assert action.worth.asked_hours is None
    assert PlanGap.NO_PEOPLE in action.gaps


def test_who_was_answered_well_is_told_apart():
    rows = [
        {"requester": "Ana", "resolution": WAY},
        {"requester": "Luis", "resolution": "Se le explicó por teléfono"},
        {"requester": "Eva", "resolution": "Se cierra por inactividad"},
        {"requester": "Raúl", "resolution": WAY, "reopened": 1.0},
        {"requester": "Paz", "resolution": WAY, "satisfaction": 1.0},
    ]
    action = planned(rows)
    assert set(action.askers) == {"Ana", "Luis", "Eva", "Raúl", "Paz"}
    assert set(action.knowing) == {"Ana", "Luis"}


def test_who_asked_again_and_got_no_answer_does_not_know_it():
    rows = [{"requester": "Ana", "resolution": WAY}, {"requester": "ana ", "resolution": ""}]
    action = planned(rows)
    assert action.askers == ("Ana",)
    assert action.knowing == ()


def test_who_asked_most_stands_first():
    rows = [{"requester": name} for name in ("Ana", "Luis", "Luis")]
    assert planned(rows).askers == ("Luis", "Ana")


def test_the_one_support_group_of_a_desk_makes_no_group_of_those_who_have_not_asked():
    asking = [
        {"requester": name, "team": "Mesa de atención", "resolution": WAY} for name in ("Ana", "Luis", "Eva")
    ]
    others = [{"requester": name, "team": "Mesa de atención"} for name in ("Inés", "Hugo")]
    alone = planned_among(asking, others)
    assert (alone.audience, alone.peers, alone.invited) == ((), None, 3)
    beside = planned_among(asking, [*others, {"requester": "Paz", "team": "Segundo nivel"}])
    assert ([group.value for group in beside.audience], beside.peers.people) == (["Mesa de atención"], 2)
