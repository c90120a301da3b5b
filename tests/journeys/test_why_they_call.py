"""A lead's errand: from a file to why they call, since when, after what and of which kind."""

from __future__ import annotations

import csv
import random
from typing import TYPE_CHECKING

import pytest

from sample_logs.planted import (
    CASE_40_EN,
    CASE_40_ES,
    Kind,
    Language,
    Scenario,
    plant,
    write_changes,
    write_log,
)
from supportlens.app import analyse
from supportlens.domain import Cancelled, Certainty, Field, Gap, NoVerdict, Shape, Stage
from supportlens.i18n import no_verdict_line, words_for
from supportlens.resources import sample_log

if TYPE_CHECKING:
    from pathlib import Path

    from sample_logs.planted import Planting
    from supportlens.domain import Study


def studied(planting: Planting, folder: Path, *, calendar: bool = True) -> Study:
    write_log(planting, folder / "log.csv")
    if not calendar:
        return analyse([folder / "log.csv"])
    write_changes(planting, folder / "changes.csv")
    return analyse([folder / "log.csv"], changes=folder / "changes.csv")


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def write_rows(rows: list[list[str]], path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    return path


@pytest.fixture(scope="module")
def spanish(study_of) -> Study:
    return study_of("caso_40.csv", changes="caso_40_cambios.csv")


@pytest.fixture(scope="module")
def english(study_of) -> Study:
    return study_of("case_40.xlsx", "case_40_changes.csv")


@pytest.mark.parametrize(("name", "scenario"), [("spanish", CASE_40_ES), ("english", CASE_40_EN)])
def test_the_forty_per_cent_case_is_found_as_it_was_planted(name, scenario, request):
    study, truth = request.getfixturevalue(name), plant(scenario).truth.causes[0]
    cause = study.main_cause
    assert cause is not None
    assert (cause.place.field, cause.place.value) == ("product", truth.scope["product"])
    assert (cause.tickets, len(study.tickets)) == (400, 1000)
    assert abs((cause.onset.day - truth.onset).days) <= 7
    assert cause.onset.shape is Shape.STEP
    assert (cause.change.change.day, cause.change.change.name) == (truth.change.day, truth.change.name)
    assert cause.kind == "knowledge_gap"
    assert cause.action == "train"
    assert study.verdict.certainty is Certainty.HIGH


def test_nearly_every_ticket_of_the_cause_is_one_that_was_planted(spanish):
    caused = set(plant(CASE_40_ES).truth.causes[0].caused_ids)
    inside = set(spanish.tickets.frame.loc[spanish.assignment["cause_id"].eq("C1"), "ticket_id"])
    assert len(inside & caused) >= 390


def test_the_plan_teaches_the_people_who_asked(spanish):
    action = spanish.plan[0]
    assert (action.cause_id, action.type, action.family) == (spanish.verdict.cause_id, "train", "users")
    assert action.people == spanish.main_cause.customers
    assert len(action.syllabus) >= 5
    assert all(topic.questions and topic.answer for topic in action.syllabus)
    assert {group.field for group in action.audience} == {"role"}


def test_all_seven_moments_of_truth_are_there(spanish):
    assert [match.moment.number for match in spanish.moments] == [1, 2, 3, 4, 5, 6, 7]


def test_every_ticket_is_in_one_symptom_or_counted_apart(spanish):
    assert sum(s.tickets for s in spanish.symptoms) + spanish.noise + spanish.unassigned == 1000
    assert spanish.unassigned <= 150


def each_kind() -> list:
    """Return every kind of cause in one language by turns, and in the other one for the campaigns."""
    kinds, languages = [kind for kind in Kind if kind != "none"], (Language.ES, Language.EN)
    return [
        pytest.param(kind, language, marks=[pytest.mark.campaign] * ((number + at) % 2))
        for number, kind in enumerate(kinds)
        for at, language in enumerate(languages)
    ]


@pytest.mark.parametrize(("kind", "language"), each_kind())
def test_each_kind_of_cause_is_told_from_the_others(kind, language, tmp_path):
    planting = plant(Scenario(kinds=(kind,), language=language, shares=(0.3,), tickets=500, seed=41))
    truth = planting.truth.causes[0]
    cause = studied(planting, tmp_path).main_cause
    assert cause is not None
    assert cause.kind == kind.value
    assert cause.scope[0].value in truth.scope.values()
    assert abs((cause.onset.day - truth.onset).days) <= 7
    assert cause.change.change.day == truth.change.day
    assert abs(cause.share - truth.share) <= 0.05


def some(*seeds: int) -> list:
    """Return the first seed for every run, and the others for the campaigns, which ask the same."""
    return [seeds[0], *(pytest.param(seed, marks=pytest.mark.campaign) for seed in seeds[1:])]


def halved(path: Path) -> list[list[str]]:
    """Return the header of a log and every second of its rows: 500 tickets are found as 1 000 are."""
    header, *rows = rows_of(path)
    return [header, *rows[::2]]


@pytest.mark.parametrize("seed", some(*range(60, 68)))
def test_where_nothing_was_planted_no_change_is_claimed(seed, tmp_path):
    language = Language.ES if seed % 2 else Language.EN
    study = studied(
        plant(Scenario(kinds=(), shares=(), language=language, tickets=500, seed=seed, growth=0.3)), tmp_path
    )
    assert study.verdict.cause_id is None
    assert study.verdict.reason is NoVerdict.NOTHING_CHANGED
    assert all(cause.onset is None and cause.change is None for cause in study.causes)


@pytest.mark.parametrize("seed", some(1, 2, 3))
def test_shuffled_dates_leave_no_change_to_claim(seed, tmp_path):
    header, *rows = halved(sample_log("caso_40.csv"))
    column = header.index("Fecha de apertura")
    dates = [row[column] for row in rows]
    random.Random(seed).shuffle(dates)
    for row, day in zip(rows, dates, strict=True):
        row[column] = day
    study = analyse([write_rows([header, *rows], tmp_path / "log.csv")])
    assert study.verdict.cause_id is None
    assert all(cause.onset is None for cause in study.causes)


def test_two_causes_are_told_apart(tmp_path):
    kinds = (Kind("knowledge_gap"), Kind("defect"))
    planting = plant(Scenario(kinds=kinds, shares=(0.25, 0.2), tickets=900, seed=5))
    found = [cause for cause in studied(planting, tmp_path).causes if cause.onset is not None]
    places = {cause.kind.value: cause.scope[0].value for cause in found}
    assert places == {cause.kind: cause.scope["product"] for cause in planting.truth.causes}


def test_a_version_that_everybody_runs_is_neither_place_nor_change(tmp_path):
    """After an update all tickets come from the new version; that alone is no finding."""
    planting = plant(Scenario(kinds=(), shares=(), tickets=500, seed=11))
    write_log(planting, tmp_path / "log.csv")
    header, *rows = rows_of(tmp_path / "log.csv")
    opened, version, app = (header.index(name) for name in ("Fecha de apertura", "Versión", "Aplicación"))
    for row in rows:
        day, month, year = row[opened][:10].split("/")
        row[app], row[version] = "Correo", "89" if f"{year}{month}{day}" >= "20260601" else "88"
    study = analyse([write_rows([header, *rows], tmp_path / "trap.csv")])
    assert study.verdict.cause_id is None
    assert not [claim for cause in study.causes for claim in cause.scope if claim.field == "version"]


def test_without_dates_the_place_is_found_and_the_gap_is_said(tmp_path):
    study = studied(plant(Scenario(shares=(0.4,), tickets=500, seed=3, dates=False)), tmp_path)
    assert Gap.NO_DATES in study.verdict.gaps
    assert study.main_cause is not None
    assert study.main_cause.onset is None
    assert study.main_cause.kind == "knowledge_gap"
    assert study.weeks == ()


@pytest.mark.parametrize(("days", "gap"), [(1, Gap.ONE_DAY), (8, Gap.FEW_DAYS)])
def test_days_too_few_for_a_before_and_after_are_judged_by_the_place_alone(days, gap, tmp_path):
    header, *rows = halved(sample_log("caso_40.csv"))
    opened = header.index("Fecha de apertura")
    for number, row in enumerate(rows):
        row[opened] = f"{1 + number % days:02}/07/2026"
    study = analyse([write_rows([header, *rows], tmp_path / "days.csv")])
    assert gap in study.verdict.gaps
    assert study.main_cause is not None
    assert study.main_cause.onset is None
    assert study.main_cause.place.value == "Atlas"


def test_where_the_dates_show_no_before_and_after_it_is_not_said_that_nothing_rose(tmp_path):
    planting = plant(Scenario(kinds=(), shares=(), tickets=300, seed=61))
    write_log(planting, tmp_path / "log.csv")
    header, *rows = rows_of(tmp_path / "log.csv")
    for row in rows:
        row[header.index("Fecha de apertura")] = "01/07/2026"
    study = analyse([write_rows([header, *rows], tmp_path / "day.csv")])
    assert study.verdict.cause_id is None
    assert "the dates of this log cannot show what has risen" in no_verdict_line(study, words_for("en"))
    assert "no permiten saber qué aumentó" in no_verdict_line(study, words_for("es"))


def test_without_versions_calendar_and_resolutions_the_kind_is_still_found(tmp_path):
    scenario = Scenario(shares=(0.3,), tickets=500, seed=4, versions=False, resolutions=False)
    study = studied(plant(scenario), tmp_path, calendar=False)
    assert study.main_cause.kind == "knowledge_gap"
    assert study.main_cause.change is None
    assert {Gap.NO_VERSIONS, Gap.NO_CALENDAR, Gap.NO_RESOLUTIONS} <= set(study.verdict.gaps)


def test_without_a_calendar_the_first_day_of_a_version_is_the_change(study_of):
    cause = study_of("caso_40.csv").main_cause
    assert cause.change.change.source == "version"
    assert cause.change.change.name == "Atlas 5.2"
    assert abs((cause.change.change.day - cause.onset.day).days) <= 3


def test_rows_in_another_order_and_in_two_files_give_the_same_study(spanish, tmp_path):
    header, *rows = rows_of(sample_log("caso_40.csv"))
    random.Random(9).shuffle(rows)
    write_rows([header, *rows[:300]], tmp_path / "b.csv")
    write_rows([header, *rows[300:]], tmp_path / "a.csv")
    other = analyse([tmp_path / "b.csv", tmp_path / "a.csv"], changes=sample_log("caso_40_cambios.csv"))
    assert other.causes == spanish.causes
    assert other.symptoms == spanish.symptoms
    assert other.verdict == spanish.verdict


def test_a_calendar_dropped_beside_the_log_is_recognised(spanish, study_of):
    together = study_of("caso_40.csv", "caso_40_cambios.csv")
    assert together.calendar == spanish.calendar
    assert together.main_cause.change == spanish.main_cause.change


def test_thirty_tickets_are_not_enough_to_judge_and_it_is_said(tmp_path):
    rows = rows_of(sample_log("caso_40.csv"))
    study = analyse([write_rows(rows[:25], tmp_path / "few.csv")])
    assert study.verdict.reason is NoVerdict.TOO_FEW_TICKETS


def test_the_stages_are_told_in_order_and_never_go_back():
    heard: list[tuple[Stage, float]] = []
    analyse([sample_log("muestra.json")], progress=lambda stage, done: heard.append((stage, done)))
    order = [list(Stage).index(stage) for stage, _ in heard]
    assert order == sorted(order)
    assert {stage for stage, _ in heard} == set(Stage) - {Stage.REPORT}
    for stage in Stage:
        fractions = [done for told, done in heard if told is stage]
        assert fractions == sorted(fractions)
        assert all(0.0 <= done <= 1.0 for done in fractions)


@pytest.mark.parametrize("where", [stage for stage in Stage if stage is not Stage.REPORT])
def test_the_analysis_stops_at_any_stage_when_told_to(where):
    def stop(stage: Stage, _: float) -> None:
        if stage is where:
            raise Cancelled

    with pytest.raises(Cancelled):
        analyse([sample_log("muestra.json")], progress=stop)


def test_a_field_that_is_there_is_never_a_gap(spanish):
    assert spanish.tickets.has(Field.PRODUCT)
    assert spanish.verdict.gaps == ()
