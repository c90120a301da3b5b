"""Logs of one cause, and the plan for it."""

from dataclasses import replace
from datetime import datetime, timedelta

import pandas as pd

from supportlens.domain import (
    Assigned,
    Attribution,
    Certainty,
    Derived,
    Field,
    Name,
    PlanRules,
    Symptom,
    Tickets,
    Verdict,
)
from supportlens.resources import load_playbook
from supportlens.training import plan_training
from tests.builders import a_cause

START = datetime(2026, 3, 2, 9)
DECIDED = Verdict("C1", Certainty.HIGH)
NO_FLOOR = PlanRules(weekly=0.0, people=0, hours_a_month=0.0, tickets=0, payback_weeks=1e9)


def attribution_of(study):
    return Attribution(study.causes, study.symptoms, study.assignment, study.weeks, study.weekly)


def a_log(rows, *, cause=None):
    """Make tickets of one cause from dicts of fields; `symptom` names the symptom, S1 if not given."""
    full = [
        {
            Field.TICKET_ID.value: f"T-{number}",
            Field.CREATED_AT.value: START + timedelta(days=number),
            Field.SUBJECT.value: "No encuentro el menú de ventas",
            **row,
        }
        for number, row in enumerate(rows)
    ]
    frame = pd.DataFrame(full)
    texts = frame.select_dtypes(exclude=["number", "datetime"]).columns
    frame[texts] = frame[texts].fillna("")
    owners = frame.pop("symptom") if "symptom" in frame else pd.Series("S1", index=frame.index)
    frame[Derived.TEXT] = frame[Field.SUBJECT.value]
    ids = tuple(sorted(set(owners)))
    symptoms = tuple(Symptom(one, Name(es=one, en=one), int(owners.eq(one).sum()), "C1", ()) for one in ids)
    cause = cause or a_cause(onset=None, typical_ids=())
    assignment = pd.DataFrame({Assigned.SYMPTOM: owners, Assigned.CAUSE: "C1"})
    return Tickets(frame, frame, ()), Attribution(
        (replace(cause, symptoms=ids),), symptoms, assignment, (), ()
    )


def a_plan(rows, *, cause=None, rules=None, verdict=DECIDED):
    """Plan a log of one cause, by the program's own rules if no others are given."""
    playbook = load_playbook() if rules is None else replace(load_playbook(), plan_rules=rules)
    return plan_training(*a_log(rows, cause=cause), verdict, playbook)


def planned(rows, **settings):
    """Return the action for a log of one cause, however small."""
    (action,) = a_plan(rows, rules=NO_FLOOR, **settings).actions
    return action
