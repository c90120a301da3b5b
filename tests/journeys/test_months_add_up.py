"""A lead's errand over the months: each export is dropped on the project; the verdict is on all of them."""

from __future__ import annotations

import csv
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

from supportlens.app.projects.extending import AnalysisSettings
from supportlens.app.projects.living import extend_project
from supportlens.domain import Onset
from supportlens.i18n import words_for
from supportlens.i18n.verdicts import join_segments, verdict_sentence
from supportlens.resources import sample_log

if TYPE_CHECKING:
    from pathlib import Path

    from supportlens.domain import Study
    from tests.sharing import SharedStudies

CALENDAR = "caso_40_cambios.csv"


def split_by_months(folder: Path, ends: tuple[int, ...]) -> list[Path]:
    """Write the sample log as several files, each up to the end of a month."""
    with sample_log("caso_40.csv").open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file, delimiter=";")
    opened = header.index("Fecha de apertura")
    parts: dict[int, list[list[str]]] = defaultdict(list)
    for row in rows:
        month = int(row[opened].split("/")[1])
        parts[next(end for end in ends if month <= end)].append(row)
    paths = []
    for end in ends:
        paths.append(folder / f"hasta-{end:02d}.csv")
        with paths[-1].open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=";").writerows([header, *parts[end]])
    return paths


def onset_of(study: Study) -> Onset:
    cause = study.main_cause
    assert cause is not None
    assert cause.onset is not None
    return cause.onset


@pytest.mark.parametrize(
    "ends",
    [(5, 7, 8), pytest.param(tuple(range(1, 9)), marks=pytest.mark.campaign)],
    ids=["three drops", "eight months"],
)
def test_months_dropped_one_after_another_have_the_verdict_of_the_whole_log(
    ends: tuple[int, ...], tmp_path: Path, study_of: SharedStudies
) -> None:
    whole = study_of("caso_40.csv", changes=CALENDAR)
    project, first, before = tmp_path / "caso 40.supportlens", {}, None
    for path in split_by_months(tmp_path, ends):
        changes = None if first else sample_log(CALENDAR)
        study = extend_project(project, [path], AnalysisSettings(), changes=changes)
        if not first:
            first = {symptom.id: symptom.name for symptom in study.symptoms}
        else:
            assert before is not None
            kept_causes = {cause.id for cause in before.causes} & {cause.id for cause in study.causes}
            assert len(kept_causes) >= 0.8 * len(before.causes)
            assert study.extension is not None
            assert study.extension.new == len(study.tickets) - len(before.tickets)
        before = study
    cause, expected = study.main_cause, whole.main_cause
    assert cause is not None
    assert expected is not None
    assert len(study.tickets) == len(whole.tickets) == 1_000
    assert (cause.tickets, cause.share, cause.kind) == (expected.tickets, expected.share, expected.kind)
    assert cause.place is not None
    assert (cause.place.value, cause.change) == ("Atlas", expected.change)
    found, wanted = onset_of(study), onset_of(whole)
    assert (found.day, found.low, found.high, found.shape) == (
        wanted.day,
        wanted.low,
        wanted.high,
        wanted.shape,
    )
    assert study.verdict.certainty == whole.verdict.certainty
    plan, wanted_plan = study.plan[0], whole.plan[0]
    assert (plan.type, plan.people, plan.audience) == (
        wanted_plan.type,
        wanted_plan.people,
        wanted_plan.audience,
    )
    kept = {symptom.id: symptom.name for symptom in study.symptoms}
    assert {each: kept.get(each) for each in first} == first
    assert study.extension is not None
    sentence = join_segments(verdict_sentence(study, words_for("en")))
    assert "still come from Atlas since " in sentence
    assert f"; {study.extension.cause_new} more in August: " in sentence
