"""The evidence on situations: what its trials cover, and what counts as named, right and false."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from sample_logs.planted import Kind, Language, PlantedSituation, Scenario, Situation, plant
from tests.benchmarks.evidence.__main__ import _arguments, _chosen, _chosen_situations
from tests.benchmarks.evidence.running import answered
from tests.benchmarks.evidence.scoring import Criterion
from tests.benchmarks.evidence.situations.naming import is_named, what_is_said
from tests.benchmarks.evidence.situations.situation_reporting import (
    count_cells,
    meets_situation_targets,
    report_situations,
)
from tests.benchmarks.evidence.situations.situation_scoring import (
    false_claim,
    list_true,
    run_situation,
    score_true,
)
from tests.benchmarks.evidence.situations.situation_trials import situation_trials

DAY = date(2026, 5, 6)


def planted(what, **more):
    own = {"field": "site", "before": "", "after": "Guayacán", "ids": (), "excess": 0} | more
    return PlantedSituation(what=what.value, day=DAY, last=DAY + timedelta(days=90), **own)


def study_that_says(*changes, apart=(), general=None):
    return SimpleNamespace(desk_changes=changes, apart=apart, verdict=SimpleNamespace(general=general))


def change(kind, day=DAY, before="", after="", field=""):
    return SimpleNamespace(kind=kind, day=day, before=before, after=after, field=field)


def names_of(*argv):
    asked = _arguments(argv)
    return [trial.name for trial in (*_chosen(asked), *_chosen_situations(asked))]


def test_every_second_trial_has_a_cause_and_all_languages_kinds_and_sizes_come():
    drawn = list(situation_trials(1, 20))

    assert {trial.trick for trial in drawn} == set(Situation)
    assert len({trial.name for trial in drawn}) == len(drawn) == 20 * len(Situation)
    assert sum(bool(trial.scenario.kinds) for trial in drawn) == len(drawn) / 2
    assert {kind for trial in drawn for kind in trial.scenario.kinds} == set(Kind)
    for situation in Situation:
        own = [trial.scenario for trial in drawn if trial.trick is situation]
        spoken = {Language.ES, Language.EN, Language.MIXED}
        assert {s.language for s in own} == spoken - (
            {Language.MIXED} if situation is Situation.NEW_LANGUAGE else set()
        )
        assert {s.situations for s in own} == {(situation,)}
        assert all(400 <= s.tickets <= 6000 for s in own)
        assert max(s.tickets for s in own) > 1.8 * min(s.tickets for s in own)


def test_a_longer_run_begins_with_the_logs_of_a_shorter_one():
    few, many = list(situation_trials(3, 2)), list(situation_trials(3, 5))

    assert many[: len(few)] == few
    assert few != list(situation_trials(4, 2))


def test_situations_run_alone_unless_others_are_asked_for():
    assert len(names_of("--situations", "2")) == 2 * len(Situation)
    assert "planted:0" in names_of("--situations", "1", "--logs", "1")
    assert names_of("--logs", "2", "--none", "0", "--shuffled", "0") == ["planted:0", "planted:1"]
    assert len(names_of()) == 320


def test_single_trials_are_asked_for_by_their_names_and_a_situation_by_its_own():
    assert names_of("--only", "planted:3,none:1,macro:4") == ["planted:3", "none:1", "macro:4"]
    assert names_of("--only", "macro", "--situations", "2") == ["macro:0", "macro:1"]


def test_a_program_that_says_nothing_of_the_desk_names_nothing():
    silent = SimpleNamespace(verdict=SimpleNamespace())

    assert not [what for what in Situation if is_named(silent, planted(what))]
    assert what_is_said(silent) == "nothing of the desk"


def test_a_new_value_is_named_by_its_value_near_its_day():
    truth = planted(Situation.NEW_BRANCH)

    assert is_named(study_that_says(change("new_value", after="guayacán")), truth)
    assert not is_named(study_that_says(change("new_value", after="Matriz")), truth)
    assert not is_named(study_that_says(change("renamed", after="Guayacán")), truth)
    late = DAY + timedelta(days=8)
    assert not is_named(study_that_says(change("new_value", day=late, after="Guayacán")), truth)


def test_numbers_that_restart_are_named_without_a_day_and_a_macro_with_one():
    undated = study_that_says(change("numbers_restart", day=None), change("macro", day=None))

    assert is_named(undated, planted(Situation.NUMBERS_RESTART))
    assert not is_named(undated, planted(Situation.MACRO))
    assert is_named(study_that_says(change("macro")), planted(Situation.MACRO))


def test_a_group_is_named_by_its_kind_if_it_holds_most_of_it_and_little_else():
    ids = tuple(f"MS-{n}" for n in range(100))
    truth = planted(Situation.SPAM_FLOOD, ids=ids)

    def said(kind, *held):
        return study_that_says(apart=(SimpleNamespace(kind=kind, ticket_ids=held),))

    assert is_named(said("spam", *ids[:85]), truth)
    assert not is_named(said("spam", *ids[:70]), truth)
    assert not is_named(said("test", *ids), truth)
    assert not is_named(said("spam", *ids, *(f"other {n}" for n in range(20))), truth)


def test_a_general_rise_is_named_by_its_day_and_its_excess():
    truth = planted(Situation.REDESIGN, excess=1000)

    def said(day, excess):
        return study_that_says(general=SimpleNamespace(onset=SimpleNamespace(day=day), excess=excess))

    assert is_named(said(DAY + timedelta(days=5), 800.0), truth)
    assert not is_named(said(DAY + timedelta(days=9), 1000.0), truth)
    assert not is_named(said(DAY, 500.0), truth)


def test_a_day_of_outage_may_come_first_beside_a_larger_cause_and_a_small_cause_not_beside_a_redesign():
    outage, redesign = (
        plant(Scenario(kinds=(Kind.DATA,), shares=(0.1,), tickets=2000, situations=(what,)))
        for what in (Situation.OUTAGE_IN_MANY_WORDS, Situation.REDESIGN)
    )

    assert [cause.kind for cause in list_true(outage)] == ["data", "outage"]
    assert [cause.kind for cause in list_true(redesign)] == ["knowledge_gap"]


@pytest.fixture(scope="module")
def planting():
    return plant(Scenario(kinds=(Kind.DEFECT,), tickets=400, seed=4, situations=(Situation.TESTER,)))


@pytest.fixture(scope="module")
def study(planting):
    return answered(planting)


def test_the_planted_cause_is_no_false_claim_and_its_absence_makes_it_one(planting, study):
    bare = replace(planting, truth=replace(planting.truth, causes=()))

    assert score_true(study, study.main_cause, planting.truth.causes[0], planting).right[Criterion.SCOPE]
    assert false_claim(study, planting) == ""
    assert false_claim(study, bare) == study.main_cause.name.in_("en")


def test_the_report_counts_and_lists_every_miss_by_its_number():
    trial = min(situation_trials(1, 3), key=lambda each: each.scenario.tickets)
    outcome = replace(run_situation(trial), named=False)
    right = replace(outcome, score=None, false_claim="", named=True)

    assert trial.name in report_situations([outcome])
    assert count_cells([outcome, right])["named"] == (1, 2)
    assert not meets_situation_targets([outcome])
    assert meets_situation_targets([right])
