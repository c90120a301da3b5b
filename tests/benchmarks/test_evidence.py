"""The evidence: a short run of the benchmark in every suite, the whole of it as a campaign."""

from __future__ import annotations

import pytest

from sample_logs.planted import Kind
from tests.benchmarks.evidence.reporting import TARGETS, meets_targets, report
from tests.benchmarks.evidence.running import answered, run_all
from tests.benchmarks.evidence.scoring import Criterion, score
from tests.benchmarks.evidence.trials import Trial, Trick, trials

SMALL = 800
"""Tickets up to which a log belongs to the short run."""


def small(trick: Trick, count: int) -> list[Trial]:
    drawn = trials(7, {trick: 60})
    return [trial for trial in drawn if trial.scenario.tickets <= SMALL][:count]


@pytest.fixture(scope="module")
def short_run():
    asked = [*small(Trick.PLANTED, 3), *small(Trick.NONE, 1), *small(Trick.SHUFFLED, 1)]
    return list(run_all(asked, 1))


@pytest.mark.parametrize("criterion", list(Criterion))
def test_most_of_the_planted_logs_are_told_rightly(short_run, criterion):
    asked = [o.score.right[criterion] for o in short_run if o.score and criterion in o.score.right]
    assert sum(asked) >= len(asked) - 1, report(short_run)


def test_no_change_is_claimed_where_nothing_or_no_more_is_there(short_run):
    assert [o.claimed for o in short_run if o.trial.trick is not Trick.PLANTED] == [""] * 2


def test_a_miss_is_told_with_what_repeats_it(short_run):
    text = report(short_run)
    for outcome in short_run:
        if outcome.score and outcome.score.missed:
            assert f"{outcome.trial.name} missed" in text


def test_a_longer_run_begins_with_the_logs_of_a_shorter_one():
    few, many = (list(trials(3, {Trick.PLANTED: count})) for count in (5, 50))
    assert many[:5] == few


def test_the_logs_cover_every_kind_shape_language_and_number_of_causes():
    drawn = [trial.scenario for trial in trials(1, {Trick.PLANTED: 200})]
    assert {scenario.kinds[0] for scenario in drawn} == set(Kind)
    assert {len(scenario.kinds) for scenario in drawn} == {1, 2}
    for field in ("language", "shape", "calendar", "versions", "resolutions", "segments", "narrow", "growth"):
        assert len({getattr(scenario, field) for scenario in drawn}) > 1, field
    assert min(s.tickets for s in drawn) < 400
    assert max(s.tickets for s in drawn) > 12_000
    assert all(0.08 <= share <= 0.45 for scenario in drawn for share in scenario.shares)


def test_dealing_the_dates_out_keeps_the_texts_and_the_days():
    (trial,) = trials(2, {Trick.SHUFFLED: 1})
    before, after = Trial(2, 0, Trick.PLANTED, trial.scenario).planting(), trial.planting()
    assert sorted(t.description for t in before.tickets) == sorted(t.description for t in after.tickets)
    assert sorted(t.created for t in before.tickets) == sorted(t.created for t in after.tickets)
    caused = [ticket.created.date() for ticket in after.tickets if ticket.cause == 0]
    assert min(caused) < before.truth.causes[0].onset


def test_a_verdict_of_another_log_is_scored_as_wrong():
    one, other = small(Trick.PLANTED, 3)[::2]
    assert score(one.planting(), answered(other.planting())).missed


@pytest.mark.campaign
def test_two_hundred_planted_logs_meet_the_targets():
    counts = {Trick.PLANTED: 200, Trick.NONE: 60, Trick.SHUFFLED: 60}
    outcomes = list(run_all(list(trials(1, counts)), 2))
    assert set(TARGETS) == set(Criterion)
    assert meets_targets(outcomes), report(outcomes)
