"""From a planted log to its causes: the redesign is one cause, and two causes stay two."""

from datetime import date, timedelta

import pytest

from sample_logs.planted import CASE_40_ES, Kind, Scenario, plant, write_changes, write_log
from supportlens.app import analyse, answer, compare
from supportlens.domain import Answer, Assigned, CertaintyReason, Question, Reply, Trend
from tests.builders import periods_around_onset


def studied(scenario, folder):
    planting = plant(scenario)
    write_log(planting, folder / "log.csv")
    paths = [folder / "log.csv"]
    if planting.changes:
        write_changes(planting, folder / "changes.csv")
        paths.append(folder / "changes.csv")
    return planting, analyse(paths)


@pytest.fixture(scope="module")
def case(study_of):
    return plant(CASE_40_ES), study_of("caso_40.csv", "caso_40_cambios.csv")


def test_a_redesign_is_one_cause_with_all_its_symptoms_and_no_other(case):
    planting, study = case
    caused = set(planting.truth.causes[0].caused_ids)
    ids = study.tickets.frame["ticket_id"]
    chief = study.main_cause

    assert [cause.id for cause in study.causes if cause.onset] == [chief.id]
    assert len(chief.symptoms) >= 8
    for symptom in chief.symptoms:
        mine = study.assignment[Assigned.SYMPTOM] == symptom
        assert ids[mine].isin(caused).mean() > 0.5


def test_the_verdict_says_why_it_is_certain_and_how_much_it_matters(case):
    _, study = case
    reasons = set(study.verdict.certain_because)

    assert {
        CertaintyReason.BEYOND_CHANCE,
        CertaintyReason.ONE_PLACE,
        CertaintyReason.SYMPTOMS_AGREE,
    } <= reasons
    assert study.main_cause.priority.score > 0.8
    assert all(cause.priority for cause in study.causes)


def test_it_could_have_been_known_in_the_first_week_and_most_of_the_effort_came_after(case):
    _, study = case
    impact = study.main_cause.impact

    assert date(2026, 6, 2) <= impact.detectable_from <= date(2026, 6, 9)
    assert impact.tickets_since_detectable > 350
    assert impact.hours_since_detectable < impact.hours
    assert impact.satisfaction.effect < 0
    assert impact.first_contact.known > 300


def test_answers_and_periods_work_on_a_whole_study(case):
    _, study = case
    chief = study.main_cause
    broken = answer(study, [Answer(chief.id, Question.WORKS_AS_DESIGNED, Reply.NO, who="Ana")])
    comparison = compare(study, periods_around_onset(study))

    assert broken.cause(chief.id).kind_scores != chief.kind_scores
    assert broken.plan[0].cause_id == chief.id
    assert comparison.causes[0].id == chief.id
    assert comparison.causes[0].trend in {Trend.NEW, Trend.GROWING}
    assert sum(part.change for part in comparison.causes) == comparison.total.change


def test_two_causes_of_the_same_week_in_two_applications_stay_two(tmp_path):
    kinds, shares = (Kind.KNOWLEDGE_GAP, Kind.BILLING), (0.25, 0.2)
    second = plant(Scenario(kinds=kinds, shares=shares, tickets=900, seed=11)).truth.causes[1]
    scenario = Scenario(
        kinds=kinds, shares=shares, tickets=900, seed=11, change_day=second.change.day - timedelta(days=2)
    )
    planting, study = studied(scenario, tmp_path)
    ids = study.tickets.frame["ticket_id"]

    rose = [cause for cause in study.causes if cause.onset]
    assert len(rose) == 2
    for planted in planting.truth.causes:
        held = study.assignment.loc[ids.isin(planted.caused_ids), Assigned.CAUSE]
        (cause,) = (one for one in rose if one.id == held.mode()[0])
        assert held.eq(cause.id).mean() > 0.9
        assert abs((cause.onset.day - planted.onset).days) <= 7
        assert cause.tickets < 1.15 * planted.tickets
