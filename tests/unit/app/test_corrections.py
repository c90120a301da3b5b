"""A person merges, splits and moves symptoms and causes, says what is no cause, and it holds from then on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from supportlens.app import (
    analyse,
    as_json,
    dismiss_cause,
    merge_causes,
    merge_symptoms,
    place_symptoms,
    recut,
    remember,
    rename_symptom,
    split_symptom,
    write_project,
)
from supportlens.app.analysis.symptom_edits import can_split_symptom
from supportlens.app.projects.extending import AnalysisSettings
from supportlens.app.projects.living import extend_project
from supportlens.app.projects.project import Project
from supportlens.app.projects.saying_again import say_again
from supportlens.app.projects.step_history import StepHistory
from supportlens.app.queries.consequences import compare_plans, foresee_merging, foresee_placing
from supportlens.app.statements.carrying_over import know_cause
from supportlens.domain import (
    CausesMerged,
    KnownCause,
    Name,
    NoVerdict,
    PlanChange,
    RecutCache,
    StepKind,
    SymptomsMerged,
    SymptomsPlaced,
    SymptomSplit,
)
from supportlens.i18n import words_for
from supportlens.i18n.projects.consequences import verdict_line
from supportlens.i18n.projects.corrections import correction_lines
from tests.unit.app.test_step_history import STEP, assert_equal, through_a_file

if TYPE_CHECKING:
    from pathlib import Path

    from supportlens.domain import Study
    from tests.sharing import SharedStudies

SENTENCES = (
    "No encuentro el menú de facturas",
    "La impresora no imprime etiquetas",
    "Olvidé mi contraseña del portal",
    "El pedido llegó sin la factura",
)
HEAD = "Número;Fecha;Asunto;Aplicación;Solicitante"


def a_log(folder: Path, name: str, month: int, numbers: range) -> Path:
    rows = [
        f"T-{n};2026-{month:02d}-{10 + n % 15};{SENTENCES[n % 4]} hoy {n % 7};App{n % 2};P{n % 31}"
        for n in numbers
    ]
    path = folder / name
    path.write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def months(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("logs")
    return a_log(folder, "enero.csv", 1, range(120)), a_log(folder, "febrero.csv", 2, range(120, 200))


@pytest.fixture(scope="module")
def study(months: tuple[Path, Path]) -> Study:
    return analyse([months[0]])


@pytest.fixture(scope="module")
def atlas(study_of: SharedStudies) -> Study:
    return study_of("caso_40.csv", changes="caso_40_cambios.csv")


def counted(study: Study) -> dict[str, int]:
    return {cause.id: cause.tickets for cause in study.causes}


def test_two_symptoms_are_one_with_the_name_of_the_one_that_was_chosen(study: Study) -> None:
    whole, part = study.symptoms[0], study.symptoms[1]
    merged = merge_symptoms(study, part.id, whole.id)
    found = merged.symptom(whole.id)
    assert merged.symptom(part.id) is None
    assert found is not None
    assert (found.tickets, found.name) == (whole.tickets + part.tickets, whole.name)
    assert len(merged.symptoms) == len(study.symptoms) - 1
    assert sum(counted(merged).values()) == sum(counted(study).values())
    with pytest.raises(KeyError):
        merge_symptoms(study, whole.id, whole.id)


def test_two_causes_are_one_that_keeps_the_id_and_the_name_and_the_others_keep_theirs(study: Study) -> None:
    whole, part = study.causes[1], study.causes[0]
    merged = merge_causes(study, part.id, whole.id)
    found = merged.cause(whole.id)
    assert found is not None
    assert found.name == whole.name
    assert found.tickets == whole.tickets + part.tickets
    assert set(found.symptoms) == {*whole.symptoms, *part.symptoms}
    others = {each: count for each, count in counted(study).items() if each not in (whole.id, part.id)}
    assert counted(merged) == {whole.id: found.tickets, **others}
    assert {one.cause_id for one in merged.symptoms if one.id in part.symptoms} == {whole.id}
    with pytest.raises(KeyError):
        merge_causes(study, "C99", whole.id)


def test_a_merged_cause_is_parted_again_and_its_part_returns(study: Study) -> None:
    whole, part = study.causes[1], study.causes[0]
    merged = merge_causes(study, part.id, whole.id)
    parted = place_symptoms(merged, part.symptoms, whole.id, None)
    assert sorted(counted(parted).values()) == sorted(counted(study).values())
    alone = next(cause for cause in parted.causes if cause.symptoms == part.symptoms)
    back = place_symptoms(parted, part.symptoms, alone.id, whole.id)
    assert counted(back) == counted(merged)
    with pytest.raises(KeyError):
        place_symptoms(study, part.symptoms, part.id, None)


def test_what_is_no_cause_stays_in_every_count_and_nothing_follows_from_it(atlas: Study) -> None:
    first = atlas.main_cause
    assert first is not None
    other = dismiss_cause(atlas, first.id, why="Ya se sabía")
    assert other.main_cause is None
    assert other.verdict.reason is NoVerdict.NOTHING_CHANGED
    assert first.id not in other.verdict.runners_up
    assert [cause.id for cause in other.causes][-1] == first.id
    assert [cause.id for cause in other.causes_by_size][-1] == first.id
    assert counted(other) == counted(atlas)
    assert first.id not in {action.cause_id for action in other.plan}
    row = next(one for one in as_json(other, "es")["causes"] if one["id"] == first.id)
    assert (row["dismissed"], row["dismissed_because"]) == (True, "Ya se sabía")
    restored = dismiss_cause(other, first.id, dismissed=False)
    assert restored.verdict == atlas.verdict
    assert restored.plan == atlas.plan
    assert restored.causes == atlas.causes


def test_a_rise_with_more_tickets_is_dated_anew_and_stays_the_verdict(atlas: Study) -> None:
    first, other = atlas.causes[0], atlas.causes[1]
    merged = merge_causes(atlas, other.id, first.id)
    found = merged.main_cause
    assert found is not None
    assert found.onset is not None
    assert first.onset is not None
    assert (found.id, found.name, found.tickets) == (first.id, first.name, first.tickets + other.tickets)
    assert abs((found.onset.day - first.onset.day).days) <= 7
    assert found.place == first.place or found.place is not None
    assert as_json(merged, "en")["corrections"][0]["text"] == correction_lines(merged, words_for("en"))[0]


def test_a_symptom_is_split_into_two_that_have_its_tickets(atlas: Study) -> None:
    whole = next(one for one in atlas.symptoms if can_split_symptom(atlas, one.id))
    split = split_symptom(atlas, whole.id)
    parts = [split.symptom(f"{whole.id}.{number}") for number in (1, 2)]
    assert None not in parts
    assert sum(part.tickets for part in parts if part) == whole.tickets
    assert len({part.name.in_("es") for part in parts if part}) == 2
    assert len(split.symptoms) == len(atlas.symptoms) + 1
    single = next(one for one in atlas.symptoms if not can_split_symptom(atlas, one.id))
    with pytest.raises(KeyError):
        split_symptom(atlas, single.id)


def test_corrections_hold_for_the_next_month_and_for_another_granularity(
    study: Study, months: tuple[Path, Path], tmp_path: Path
) -> None:
    one, two, three, four = study.causes
    merged = merge_causes(study, two.id, one.id)
    merged = merge_symptoms(merged, four.symptoms[0], three.symptoms[0])
    merged = dismiss_cause(merged, three.id, why="Prueba")
    path = tmp_path / "mesa.supportlens"
    write_project(merged, path)
    grown = extend_project(path, [months[1]], AnalysisSettings())
    assert len(grown.tickets) == 200
    assert [(cause.id, set(cause.symptoms)) for cause in grown.causes if cause.id == one.id] == [
        (one.id, {*one.symptoms, *two.symptoms})
    ]
    assert grown.symptom(four.symptoms[0]) is None
    assert [(said.cause_id, said.why) for said in grown.dismissed] == [(three.id, "Prueba")]
    assert not any(trend.symptom_id == four.symptoms[0] for trend in grown.continuation.trends)
    again = recut(grown, grown.levels[0])
    assert sum(counted(again).values()) == sum(counted(grown).values())
    assert remember(grown).causes[0].id == grown.causes[0].id


def test_causes_that_go_on_keep_their_ids_though_another_becomes_the_first(
    study: Study, months: tuple[Path, Path], tmp_path: Path
) -> None:
    path = tmp_path / "mesa.supportlens"
    write_project(study, path)
    more = [f"T-{n};2026-02-{10 + n % 15};{SENTENCES[3]} hoy {n % 7};App1;P{n % 31}" for n in range(300, 360)]
    extra = tmp_path / "marzo.csv"
    extra.write_text("\n".join([HEAD, *more]) + "\n", encoding="utf-8")
    grown = extend_project(path, [months[1], extra], AnalysisSettings())
    assert grown.causes[0].symptoms == ("S4",)
    for before in study.causes:  # what rose in a symptom is a cause beside what it always brought
        assert before.id in {cause.id for cause in grown.causes if cause.symptoms == before.symptoms}


def test_corrections_of_a_whole_study_are_undone_and_done_again_also_after_it_was_closed(
    study: Study, tmp_path: Path
) -> None:
    one, two, three, four = study.causes
    path = tmp_path / "mesa.supportlens"
    write_project(study, path)
    now, history = study, StepHistory()
    for correct in (
        lambda found: merge_causes(found, two.id, one.id),
        lambda found: place_symptoms(found, two.symptoms, one.id, three.id),
        lambda found: merge_symptoms(found, four.symptoms[0], one.symptoms[0]),
        lambda found: dismiss_cause(found, three.id),
        lambda found: place_symptoms(found, two.symptoms, three.id, None),
    ):
        after = correct(now)
        now, history = after, history.take(STEP, now)
    end = now
    now, history = through_a_file(path, now, history)
    assert_equal(now, end)
    while history.past:
        now, history = history.undo(now)
    assert_equal(now, study)
    now, history = through_a_file(path, now, history)
    while history.future:
        now, history = history.redo(now)
    assert_equal(now, end)


def test_what_was_corrected_before_a_file_was_added_is_undone_and_done_again_after_it(
    study: Study, months: tuple[Path, Path], tmp_path: Path
) -> None:
    one, _, three, four = study.causes
    path = tmp_path / "mesa.supportlens"
    named = rename_symptom(study, three.symptoms[0], Name(es="Mi nombre", en="My name"))
    merged = merge_symptoms(named, four.symptoms[0], one.symptoms[0])
    history = StepHistory().take(STEP, study).take(STEP, named)
    moved = history.take(replace(STEP, kind=StepKind.MOMENT_CHANGED), merged)
    write_project(merged, path, history=moved)
    extend_project(path, [months[1]], AnalysisSettings())
    with Project.open(path) as project:
        end = project.study()
        history = project.history(end)
        assert len(history.past) == 2  # what is bound to its tickets is left out
        parted, history = history.undo(end, say_again(end, history.said_before))
        assert parted.symptom(four.symptoms[0]) is not None
        assert parted.symptom(three.symptoms[0]).name.in_("es") == "Mi nombre"
        start, history = history.undo(parted, say_again(parted, history.said_before))
        assert start.corrections == ()
        assert start.symptom(three.symptoms[0]).name == study.symptom(three.symptoms[0]).name
        assert len(start.tickets) == 200
        project.save(start, history)
    with Project.open(path) as project:
        now = project.study()
        history = project.history(now)
        while history.future:
            now, history = history.redo(now)
        assert_equal(now, end)


def test_a_correction_of_what_is_not_there_changes_nothing(study: Study) -> None:
    gone = KnownCause("C9", ("S99",), ("product", "App9"), "nothing")
    for said in (
        CausesMerged(gone, know_cause(study, "C1")),
        SymptomsPlaced(("S99",), know_cause(study, "C1")),
        SymptomsMerged("S99", "S1"),
        SymptomSplit("S99"),
    ):
        again = recut(replace(study, corrections=(said,)), 0)
        assert again.causes == study.causes
        assert again.assignment.equals(study.assignment)


def untimed(study: Study) -> Study:
    return replace(study, engine=replace(study.engine, seconds={}))


def test_a_correction_of_causes_begins_from_what_was_found_in_the_same_grouping(study: Study) -> None:
    cause, other = study.causes_by_size[:2]
    merge_causes(study, other.id, cause.id)  # whatever is kept, is kept by now
    bare = replace(study, stage_results=replace(study.stage_results, cache=RecutCache()))

    kept, anew = (merge_causes(one, cause.id, other.id) for one in (study, bare))
    assert_equal(untimed(kept), untimed(anew))
    level = next(level for level in study.levels if level != study.level)
    kept, anew = recut(study, level), recut(bare, level)
    assert_equal(untimed(kept), untimed(anew))


def test_what_a_move_does_to_the_other_cause_is_counted_before_it_is_made(study: Study) -> None:
    cause, into = study.causes_by_size[:2]
    after = place_symptoms(study, cause.symptoms, cause.id, into.id)

    left, taken = foresee_placing(study, cause.symptoms, cause.id, into.id)
    assert (left.after, taken.after) == (0, after.cause(into.id).tickets)
    own = foresee_placing(study, cause.symptoms, cause.id, None)[-1]
    assert (own.name, own.before, own.after) == (None, 0, cause.tickets)
    assert foresee_merging(study, cause.id, into.id) == (taken,)
    assert compare_plans(study, study) == PlanChange(len(study.plan), (), ())
    assert verdict_line(study, study, words_for("en")) == "The verdict stays as it is."
