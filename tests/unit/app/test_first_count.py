"""What a correction makes of the verdict is told from the counts, before anything else is computed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from supportlens.app import merge_causes, place_symptoms
from supportlens.app.queries.consequences import foresee_merging, foresee_placing, recount
from supportlens.i18n import words_for
from supportlens.i18n.projects.consequences import verdict_line

if TYPE_CHECKING:
    from supportlens.domain import Study
    from tests.sharing import SharedStudies


@pytest.fixture(scope="module")
def study(study_of: SharedStudies) -> Study:
    return study_of("caso_40.csv", changes="caso_40_cambios.csv")


def others(study: Study) -> list[str]:
    return [cause.id for cause in study.causes_by_size if cause.id != study.verdict.cause_id]


def test_the_first_count_names_the_cause_and_the_share_of_the_study_that_the_correction_makes(
    study: Study,
) -> None:
    words, first, other = words_for("en"), study.main_cause, others(study)[0]
    for said, made in (
        (foresee_merging(study, other, first.id), merge_causes(study, other, first.id)),
        (
            foresee_placing(study, first.symptoms[:1], first.id, other),
            place_symptoms(study, first.symptoms[:1], first.id, other),
        ),
    ):
        foreseen = recount(study, said)
        assert foreseen.verdict.cause_id == made.verdict.cause_id
        assert foreseen.main_cause.tickets == made.main_cause.tickets
        assert f"{words.percent(made.main_cause.share)} of" in verdict_line(study, foreseen, words)


def test_a_cause_that_loses_its_tickets_is_no_longer_the_verdict(study: Study) -> None:
    first = study.main_cause
    gone = recount(study, foresee_placing(study, first.symptoms, first.id, others(study)[0]))
    assert gone.main_cause is None
    assert verdict_line(study, gone, words_for("en")).startswith("Verdict: Nothing stands out")

    undated = replace(study, causes=(replace(first, onset=None), *study.causes[1:]))
    few = recount(undated, foresee_placing(undated, first.symptoms[:1], first.id, None))
    assert few.main_cause.id == first.id  # without dates nothing has to have risen


def test_the_cause_that_keeps_most_of_its_excess_comes_first(study: Study) -> None:
    first, rival = study.main_cause, study.cause(others(study)[0])
    risen = replace(rival, onset=first.onset, excess=first.excess / 2, priority=first.priority)
    both = replace(study, causes=tuple(risen if cause is rival else cause for cause in study.causes))

    def main_after(symptoms: tuple[str, ...]) -> str:
        moved = foresee_placing(both, symptoms, first.id, None)
        return recount(both, moved).verdict.cause_id

    assert main_after(first.symptoms[-1:]) == first.id
    assert main_after(first.symptoms[1:]) == rival.id


def test_without_a_change_the_verdict_and_the_causes_stay(study: Study) -> None:
    again = recount(study, ())
    assert again.verdict == study.verdict
    assert {cause.id: cause for cause in again.causes} == {cause.id: cause for cause in study.causes}
