"""How the benchmark tells whether answers are the same."""

from __future__ import annotations

from dataclasses import replace

from supportlens.domain import Assigned, Name
from tests.benchmarks.symptoms.engine import fingerprint
from tests.benchmarks.symptoms.stability import agree, kept
from tests.builders import a_study


def test_the_fingerprint_does_not_depend_on_the_order_of_the_rows() -> None:
    study = a_study()
    order = study.assignment.sample(frac=1, random_state=1).index
    frame = study.tickets.frame.loc[order].reset_index(drop=True)
    shuffled = replace(
        study,
        tickets=replace(study.tickets, frame=frame),
        assignment=study.assignment.loc[order].reset_index(drop=True),
    )

    assert fingerprint(shuffled) == fingerprint(study)


def test_one_ticket_in_another_symptom_or_another_name_changes_the_fingerprint() -> None:
    study = a_study()
    moved = study.assignment.copy()
    moved.loc[0, Assigned.SYMPTOM] = "S6" if moved.loc[0, Assigned.SYMPTOM] != "S6" else "S5"
    renamed = (replace(study.symptoms[0], name=Name(es="otro", en="other")), *study.symptoms[1:])

    others = (replace(study, assignment=moved), replace(study, symptoms=renamed))

    assert fingerprint(study) not in {fingerprint(other) for other in others}


def test_runs_agree_only_where_all_have_one_hash() -> None:
    assert agree(["a" * 64] * 5).startswith("met: aaaaaaaaaaaa")
    assert agree(["a", "a", "b"]) == "missed: 2 different hashes"
    assert agree(["a", "failed: no memory"]) == "failed: no memory"


def test_what_next_month_keeps_is_told_with_how_the_symptoms_fare() -> None:
    found = {"kept": 0.97, "before": 12, "trends": {"new": 2, "gone": 1}}
    assert kept(found) == "97.0 %, ≥ 0.95 met; 12 symptoms; 2 new, 1 gone"
    assert "missed" in kept({**found, "kept": 0.5})
    assert kept({"failed": "no memory"}) == "failed: no memory"
