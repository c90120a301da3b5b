"""Ranking: what matters comes first, and every part of the sum is visible."""

from dataclasses import replace
from datetime import timedelta

import pytest

from supportlens.causes.verdict.ranking import (
    PriorityFigures,
    compute_priority,
    measure_actionability,
    sort_causes,
)
from supportlens.domain import Factor, Kind, PriorityRules
from supportlens.resources import load_playbook
from tests.builders import a_cause

RULES = load_playbook().priorities


def scored(cause, own: PriorityFigures, *others: PriorityFigures):
    return compute_priority(cause, own, (own, *others), RULES)


def test_the_score_is_the_mean_of_its_visible_parts():
    small, large = PriorityFigures(40.0, 30, 0.5, 1.0), PriorityFigures(400.0, 200, 0.1, 0.8)
    found = scored(a_cause(), small, large)
    parts = {part.factor: part for part in found.parts}

    assert parts[Factor.EXCESS].value == pytest.approx(0.1)
    assert parts[Factor.EXCESS].figure == 40.0
    assert parts[Factor.PEOPLE].value == pytest.approx(0.15)
    expected = sum(part.value * RULES.weights[factor] for factor, part in parts.items())
    assert found.score == pytest.approx(expected / sum(RULES.weights.values()))


def test_more_excess_tickets_outweigh_a_graver_tone():
    mild, angry = PriorityFigures(400.0, 200, 0.1, 1.0), PriorityFigures(60.0, 40, 0.9, 1.0)

    assert scored(a_cause(), mild, angry).score > scored(a_cause(), angry, mild).score


def test_of_two_that_are_otherwise_alike_the_graver_and_the_lasting_one_comes_first():
    plain = PriorityFigures(100.0, 50, 0.1, 0.2)

    assert scored(a_cause(), replace(plain, severe=0.6), plain).score > scored(a_cause(), plain, plain).score
    assert (
        scored(a_cause(), replace(plain, recurrence=1.0), plain).score > scored(a_cause(), plain, plain).score
    )


@pytest.mark.parametrize(("days", "counted"), [(3, 1.0), (55, 1.0), (56, 0.5), (200, 0.5)])
def test_of_what_went_on_for_months_and_is_over_half_of_the_excess_counts(days, counted):
    lasting = a_cause()
    over = replace(lasting, onset=replace(lasting.onset, end=lasting.onset.day + timedelta(days=days)))
    own, other = PriorityFigures(200.0, 50, 0.1, 0.0), PriorityFigures(100.0, 50, 0.1, 1.0)

    part = {part.factor: part for part in scored(over, own, other).parts}[Factor.EXCESS]

    assert part.value == counted
    assert part.figure == 200.0
    assert scored(lasting, own, other).parts[0].value == 1.0


def test_what_the_log_does_not_tell_is_left_out_and_not_held_against_a_cause():
    nameless = PriorityFigures(100.0, None, 0.2, None)
    found = scored(a_cause(), nameless)

    assert {part.factor for part in found.parts} == {Factor.EXCESS, Factor.GRAVITY, Factor.ACTIONABLE}
    assert found.score > 0.5


def test_a_known_place_and_change_make_a_cause_easier_to_act_on():
    known = a_cause()
    nowhere = a_cause(scope=())
    vague = a_cause(scope=(), change=None, kind=Kind.UNCLEAR)

    assert measure_actionability(known) == 1.0
    assert measure_actionability(known) > measure_actionability(nowhere) > measure_actionability(vague)


def test_a_change_that_chance_would_bring_as_well_makes_nothing_easier():
    known = a_cause()
    assert known.change is not None
    doubtful = replace(known, change=replace(known.change, chance=0.54))

    assert measure_actionability(doubtful) == measure_actionability(replace(known, change=None))


def test_without_rules_nothing_is_weighed():
    assert compute_priority(a_cause(), PriorityFigures(1.0, 1, 1.0, 1.0), (), PriorityRules()) is None


def test_what_never_rose_comes_after_what_did_and_keeps_its_order():
    high = scored(a_cause(), PriorityFigures(9.0, 9, 1.0, 1.0))
    low = scored(a_cause(), PriorityFigures(0.0, 0, 0.0, 0.0))
    standing = [a_cause("C3", onset=None, priority=low), a_cause("C4", onset=None, priority=high)]
    causes = [*standing, a_cause("C1", priority=low), a_cause("C2", priority=high)]

    assert [cause.id for cause in sort_causes(causes)] == ["C2", "C1", "C3", "C4"]
