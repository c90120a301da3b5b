"""What was said of a cause goes to the one that carries it on, and waits where none does."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from supportlens.app import (
    add_answer,
    carry_over_statements,
    choose_kind,
    name_cause,
    remember,
    remove_answer,
    restore_statements,
)
from supportlens.app.projects.project_files import read_project, write_project
from supportlens.app.statements.carrying_over import collect_statements
from supportlens.app.statements.successors import lasting_identity
from supportlens.domain import Answer, Kind, Name, ProjectDamaged, Question, Reply
from supportlens.resources import load_playbook
from tests.builders import a_study
from tests.text_projects import write_text_project

if TYPE_CHECKING:
    from pathlib import Path

    from supportlens.domain import Study

BROKEN = Answer("C1", Question.WORKS_AS_DESIGNED, Reply.NO, "Falla al abrir", date(2026, 9, 1), "Ana Ruiz")
ATLAS = Name(es="Lo de Atlas", en="The Atlas matter")


def a_log() -> Study:
    return a_study(playbook=load_playbook())


def a_later_log(**ids: str) -> Study:
    """Return the same causes under other ids and names, as the next month has them."""
    study = a_log()
    ids = ids or {"C1": "C9", "C2": "C1"}
    causes = tuple(
        replace(cause, id=ids.get(cause.id, cause.id), name=Name(es=f"{cause.id} es", en=f"{cause.id} en"))
        for cause in study.causes
    )
    renamed = study.assignment["cause_id"].map(lambda each: ids.get(each, each))
    verdict = replace(study.verdict, cause_id=causes[0].id)
    return replace(
        study, causes=causes, assignment=study.assignment.assign(cause_id=renamed), verdict=verdict
    )


def without(study: Study, cause_id: str) -> Study:
    """Return a study in which one cause is not met."""
    rest = tuple(cause for cause in study.causes if cause.id != cause_id)
    return replace(study, causes=rest, verdict=replace(study.verdict, cause_id=rest[0].id))


def spoken() -> Study:
    return name_cause(choose_kind(add_answer(a_log(), BROKEN), "C2", Kind.DATA), "C1", ATLAS)


def through_a_file(study: Study, folder: Path) -> Path:
    path = folder / "desk.supportlens"
    write_project(study, path)
    return path


def test_answers_kinds_and_names_come_back_from_the_file_to_the_causes_with_the_same_symptoms(
    tmp_path: Path,
) -> None:
    known = read_project(through_a_file(spoken(), tmp_path))
    study = restore_statements(a_later_log(), known.said)
    assert study.answers == (replace(BROKEN, cause_id="C9"),)
    assert study.cause("C9").kind is Kind.DEFECT
    assert study.cause("C9").name == ATLAS
    assert (study.cause("C1").kind, study.cause("C1").inferred_kind is not None) == (Kind.DATA, True)
    assert study.waiting == ()


def test_what_finds_no_cause_waits_in_the_file_for_one_that_carries_it_on(tmp_path: Path) -> None:
    known = read_project(through_a_file(spoken(), tmp_path))
    poorer = restore_statements(without(a_later_log(), "C9"), known.said)
    assert poorer.answers == ()
    assert [one.answers[0].text for one in poorer.waiting] == ["Falla al abrir"]
    again = read_project(through_a_file(poorer, tmp_path))
    back = restore_statements(a_later_log(), again.said)
    assert (back.answers[0].cause_id, back.answers[0].who, back.cause("C9").name) == ("C9", "Ana Ruiz", ATLAS)


def test_what_was_taken_back_does_not_return(tmp_path: Path) -> None:
    given = restore_statements(a_later_log(), read_project(through_a_file(spoken(), tmp_path)).said)
    mended = name_cause(choose_kind(remove_answer(given, given.answers[0]), "C1", None), "C9", None)
    assert read_project(through_a_file(mended, tmp_path)).said == ()
    assert mended.cause("C9").name == Name(es="C1 es", en="C1 en")


def test_a_cause_of_another_place_carries_nothing_on() -> None:
    said = collect_statements(spoken())
    here = a_later_log()
    moved = replace(
        here,
        causes=tuple(
            replace(cause, scope=tuple(replace(claim, value="Otra") for claim in cause.scope))
            for cause in here.causes
        ),
    )
    named = [one for one in said if one.place]
    assert named
    assert restore_statements(moved, named).waiting == tuple(named)


def test_a_cause_is_known_again_by_place_and_name_where_no_symptom_is_the_same() -> None:
    study = a_log()
    said = [replace(one, symptoms=("S900",)) for one in collect_statements(spoken())]
    assert restore_statements(study, said).answers == (BROKEN,)


def test_a_named_cause_is_known_by_the_name_that_the_program_gave() -> None:
    assert lasting_identity(spoken(), "C1") == lasting_identity(a_log(), "C1")


def test_a_chosen_kind_that_the_next_log_tells_by_itself_is_kept_for_the_one_after() -> None:
    said = collect_statements(choose_kind(a_log(), "C1", Kind.DEFECT))
    now = a_log()
    told = replace(now, causes=tuple(replace(one, kind=Kind.DEFECT) for one in now.causes))
    agreeing = restore_statements(told, said)
    assert agreeing.cause("C1").inferred_kind is None
    assert restore_statements(a_log(), collect_statements(agreeing)).cause("C1").kind is Kind.DEFECT


def test_two_causes_that_became_one_bring_all_their_answers_and_the_second_name_waits() -> None:
    study = name_cause(spoken(), "C2", Name(es="El portal", en="The portal"))
    joined = a_log()
    one = replace(
        joined.cause("C1"), symptoms=(*joined.cause("C1").symptoms, *joined.cause("C2").symptoms), scope=()
    )
    joined = replace(joined, causes=(one, *(each for each in joined.causes if each.id not in {"C1", "C2"})))
    given = restore_statements(joined, collect_statements(study))
    assert given.cause("C1").name == ATLAS
    assert [each.name for each in given.waiting if each.name] == [Name(es="El portal", en="The portal")]


def test_in_another_cut_what_was_said_of_a_cause_that_is_gone_waits_and_returns() -> None:
    whole, study = a_log(), spoken()
    cut = without(whole, "C1")
    cut = replace(
        cut, assignment=cut.assignment.assign(cause_id=cut.assignment["cause_id"].replace("C1", ""))
    )
    coarse = carry_over_statements(study, cut)
    assert (coarse.answers, [one.answers for one in coarse.waiting]) == ((), [(BROKEN,)])
    fine = carry_over_statements(coarse, whole)
    assert (fine.answers, fine.cause("C1").name, fine.waiting) == ((BROKEN,), ATLAS, ())


def test_a_file_of_before_answers_were_kept_is_read(tmp_path: Path) -> None:
    path = write_text_project(tmp_path / "desk.supportlens", remember(spoken()))
    held = json.loads(path.read_text(encoding="utf-8"))
    for name in ("said", "inputs", "level"):
        del held[name]
    path.write_text(json.dumps(held), encoding="utf-8")
    assert read_project(path).said == ()


@pytest.mark.parametrize(
    "fields",
    [
        {"said": 3},
        {"said": [{"known_as": "x", "symptoms": [], "answers": [{"question": "why"}]}]},
        {"said": [{"known_as": "x", "symptoms": [1], "answers": []}]},
        {"said": [{"known_as": "x", "symptoms": [], "answers": [], "kind": "magic"}]},
        {"inputs": [{"path": 3, "role": "log", "sha256": ""}]},
        {"continuation": {"trends": []}},
        {"level": "fine"},
    ],
)
def test_what_was_said_in_values_that_make_no_sense_is_a_damaged_file(
    tmp_path: Path, fields: dict[str, object]
) -> None:
    path = write_text_project(tmp_path / "desk.supportlens", remember(spoken()), **fields)
    with pytest.raises(ProjectDamaged):
        read_project(path)


def test_kinds_and_names_of_two_causes_that_a_coarser_cut_joins_come_back_with_the_finer_one() -> None:
    fine = a_log()
    for each, kind in (("C1", Kind.DATA), ("C2", Kind.ACCESS)):
        fine = name_cause(choose_kind(fine, each, kind), each, Name(es=f"{each} es", en=f"{each} en"))
    joined = fine.assignment["cause_id"].replace("C2", "C1")
    plain = without(a_log(), "C2")
    coarse = carry_over_statements(fine, replace(plain, assignment=plain.assignment.assign(cause_id=joined)))
    assert (coarse.cause("C1").kind, coarse.cause("C1").name.in_("en")) == (Kind.DATA, "C1 en")
    again = carry_over_statements(coarse, a_log())
    assert [(again.cause(each).kind, again.cause(each).name.in_("en")) for each in ("C1", "C2")] == [
        (Kind.DATA, "C1 en"),
        (Kind.ACCESS, "C2 en"),
    ]
    assert again.waiting == ()
