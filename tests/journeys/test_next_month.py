"""A lead's errand: last month's project, this month's tickets, the same symptoms under the same names."""

from __future__ import annotations

import csv
import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from supportlens.app import add_answer, analyse, name_cause, recut
from supportlens.app.analysis.symptom_edits import move_tickets, rename_symptom
from supportlens.app.projects.project_files import read_project, write_project
from supportlens.cli import run
from supportlens.domain import Answer, Assigned, Field, Name, Question, Reply, Trend
from supportlens.resources import sample_log

if TYPE_CHECKING:
    from pathlib import Path

    from supportlens.domain import Study


def split(folder: Path, step: int = 1) -> tuple[Path, Path]:
    """Write the first half of the sample log, and all of it; of both every so manieth row."""
    with sample_log("caso_40.csv").open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file, delimiter=";")
    paths = folder / "one.csv", folder / "both.csv"
    for path, part in zip(paths, (rows[: len(rows) // 2 : step], rows[::step]), strict=True):
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=";").writerows([header, *part])
    return paths


def symptoms_of(study: Study) -> dict[str, str]:
    ids = study.tickets.frame[Field.TICKET_ID.value]
    return dict(zip(ids, study.assignment[Assigned.SYMPTOM], strict=True))


def share_kept(before: dict[str, str], after: dict[str, str]) -> float:
    assigned = [ticket for ticket, symptom in before.items() if symptom]
    return sum(after[ticket] == before[ticket] for ticket in assigned) / len(assigned)


@pytest.fixture(scope="module")
def month_one(tmp_path_factory) -> Study:
    return analyse([split(tmp_path_factory.mktemp("log"))[0]])


def test_month_two_keeps_what_was_mended_named_and_answered_in_month_one(month_one, tmp_path):
    _, both = split(tmp_path)
    first, second = month_one.symptoms[0].id, month_one.symptoms[1].id
    ticket = next(each for each, symptom in symptoms_of(month_one).items() if symptom == second)
    mended = move_tickets(
        rename_symptom(month_one, first, Name(es="Lo de Atlas", en="The Atlas matter")), (ticket,), first
    )
    assert symptoms_of(mended)[ticket] == first
    assert mended.symptom(first).name.in_("en") == "The Atlas matter"
    assert share_kept(symptoms_of(month_one), symptoms_of(mended)) > 0.95
    cause = mended.main_cause or mended.causes[0]
    told = Answer(cause.id, Question.WORKS_AS_DESIGNED, Reply.YES, "Funciona", date(2026, 6, 1), "Ana Ruiz")
    mended = name_cause(add_answer(mended, told), cause.id, Name(es="El menú nuevo", en="The new menu"))
    write_project(mended, tmp_path / "desk.supportlens")

    study = analyse([both], known=read_project(tmp_path / "desk.supportlens"))
    assert share_kept(symptoms_of(mended), symptoms_of(study)) >= 0.95
    assert symptoms_of(study)[ticket] == first
    names = {symptom.id: symptom.name for symptom in study.symptoms}
    assert all(names[one.id] == one.name for one in mended.symptoms if one.id in names)
    assert study.continuation.with_trend(Trend.GROWING)  # the case begins in its second half
    heir = study.cause(study.answers[0].cause_id)
    assert set(heir.symptoms) & set(cause.symptoms)
    assert (heir.name.in_("es"), heir.answers[0].who, study.waiting) == ("El menú nuevo", "Ana Ruiz", ())
    assert study.inputs[0].path == str(both)


def test_a_cause_that_began_last_month_stays_one_cause_with_what_came_since(month_one, study_of, tmp_path):
    _, both = split(tmp_path)
    write_project(month_one, tmp_path / "desk.supportlens")
    study, anew = analyse([both], known=read_project(tmp_path / "desk.supportlens")), study_of("caso_40.csv")
    assert [cause.tickets for cause in study.causes if cause.onset] == [anew.main_cause.tickets]
    assert study.main_cause.onset.day == anew.main_cause.onset.day
    assert study.main_cause.name == anew.main_cause.name
    assert set(study.main_cause.symptoms) <= {symptom.id for symptom in study.symptoms}
    assert len(study.main_cause.symptoms) >= 8


def test_a_new_name_is_told_everywhere_as_when_the_tree_is_cut_anew(month_one):
    alone = next(cause for cause in month_one.causes if len(cause.symptoms) == 1)
    quick = rename_symptom(month_one, month_one.symptoms[0].id, Name(es="Lo primero", en="The first"))
    quick = rename_symptom(quick, alone.symptoms[0], Name(es="Lo de siempre", en="The usual"))
    assert "o de siempre" in quick.cause(alone.id).name.in_("es")
    slow = recut(quick, quick.level)
    assert (slow.symptoms, slow.causes, slow.plan, slow.moments) == (
        quick.symptoms,
        quick.causes,
        quick.plan,
        quick.moments,
    )


def test_corrections_that_name_nothing_of_the_study_are_refused(month_one):
    with pytest.raises(KeyError):
        rename_symptom(month_one, "S999", Name(es="x", en="x"))
    with pytest.raises(KeyError):
        move_tickets(month_one, ("no such ticket",), month_one.symptoms[0].id)
    with pytest.raises(KeyError):
        move_tickets(month_one, (symptoms_of(month_one).popitem()[0],), "S999")


def test_the_command_line_keeps_a_project_from_month_to_month(tmp_path, capsys):
    one, both = split(tmp_path, step=2)
    project, out = tmp_path / "desk.supportlens", tmp_path / "out.json"
    assert run(["analyze", str(one), "--project", str(project), "--json", str(out), "--quiet"]) == 0
    first = json.loads(out.read_text(encoding="utf-8"))
    assert first["known"] is None
    assert run(["analyze", str(both), "--project", str(project), "--json", str(out), "--lang", "es"]) == 0
    second = json.loads(out.read_text(encoding="utf-8"))
    names = {symptom["id"]: symptom["name"] for symptom in first["symptoms"]}
    met = [symptom for symptom in second["symptoms"] if symptom["id"] in names]
    assert len(met) > 0.8 * len(names)
    assert all(symptom["name"] == names[symptom["id"]] for symptom in met)
    assert {symptom["trend"] for symptom in second["symptoms"]} <= {"new", "growing", "falling", "steady"}
    assert second["known"]["last_date"] == first["input"]["last_date"]
    assert "En aumento:" in capsys.readouterr().out


def test_a_damaged_project_costs_one_line_and_stays_as_it_is(tmp_path, capsys):
    project = tmp_path / "desk.supportlens"
    project.write_bytes(b'{"format": "supportlens project"')
    assert run(["analyze", str(sample_log("caso_40.csv")), "--project", str(project)]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert project.read_bytes() == b'{"format": "supportlens project"'
