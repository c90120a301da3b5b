"""Learning: corrections move the weights of the signals that were met, a little and in any order."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportlens.causes.kinds.learning import MAX_MOVE, apply_weights, learn_weights, record_correction
from supportlens.domain import Correction, Kind, Name, SignalRule
from tests.builders import a_cause

NAME = Name(es="señal", en="signal")
SIGNALS = (
    SignalRule("cannot_find", Kind.KNOWLEDGE_GAP, 2.0, "words", NAME, ("no encuentro",)),
    SignalRule("error_code", Kind.DEFECT, 2.0, "words", NAME, ("error",)),
    SignalRule("password", Kind.ACCESS, 2.5, "words", NAME, ("clave",)),
)
MET = ("cannot_find", "error_code")


def corrected(cause="Atlas: menú", told=Kind.DEFECT, to=Kind.KNOWLEDGE_GAP, signals=MET):
    return Correction(cause, told, to, signals)


def weights(corrections):
    return {rule.id: rule.weight for rule in apply_weights(SIGNALS, learn_weights(SIGNALS, corrections))}


def test_nothing_is_learnt_from_nothing():
    assert learn_weights(SIGNALS, ()) == ()
    assert apply_weights(SIGNALS, ()) == SIGNALS


def test_a_correction_raises_what_spoke_for_the_right_kind_and_lowers_what_misled():
    after = weights([corrected()])

    assert after["cannot_find"] == pytest.approx(2.2)
    assert after["error_code"] == pytest.approx(1.8)
    assert after["password"] == 2.5


def test_what_was_learnt_says_from_what_and_by_how_many_corrections():
    first, second = learn_weights(SIGNALS, [corrected("A"), corrected("B")])

    assert (first.signal, first.before, first.raised, first.lowered) == ("cannot_find", 2.0, 2, 0)
    assert (second.signal, second.before, second.raised, second.lowered) == ("error_code", 2.0, 0, 2)
    assert first.after > 2.2


def test_a_hundred_corrections_move_a_weight_by_half_at_most():
    after = weights([corrected(f"cause {n}") for n in range(100)])

    assert 2.9 < after["cannot_find"] < 2.0 * (1 + MAX_MOVE)
    assert 2.0 * (1 - MAX_MOVE) < after["error_code"] < 1.1


def test_correcting_one_cause_twice_counts_once_and_the_last_word_stands():
    twice = [corrected(), corrected()]
    changed = [corrected(), corrected(to=Kind.ACCESS, signals=("password", "error_code"))]

    assert weights(twice) == weights([corrected()])
    assert weights(changed)["cannot_find"] == 2.0
    assert weights(changed)["password"] > 2.5


def test_a_correction_that_is_taken_back_leaves_nothing():
    assert weights([corrected(), corrected(to=Kind.DEFECT)]) == weights(())


def test_opposite_corrections_of_two_causes_cancel_out():
    assert weights([corrected("A"), corrected("B", Kind.KNOWLEDGE_GAP, Kind.DEFECT)]) == weights(())


def test_a_kind_given_to_what_was_unclear_only_raises():
    after = weights([corrected(told=Kind.UNCLEAR)])

    assert after["cannot_find"] > 2.0
    assert after["error_code"] == 2.0


@given(st.permutations([corrected(f"cause {n}", to=to) for n, to in enumerate([*Kind] * 2)]))
def test_the_order_of_corrections_makes_no_difference(corrections):
    assert weights(corrections) == weights(sorted(corrections, key=lambda one: one.cause))


def test_a_signal_that_is_no_longer_in_the_playbook_is_passed_over():
    assert weights([corrected(signals=("gone",))]) == weights(())


def test_a_rule_keeps_everything_but_its_weight():
    (rule,) = apply_weights(SIGNALS[:1], learn_weights(SIGNALS, [corrected()]))

    assert replace(rule, weight=2.0) == SIGNALS[0]


def test_a_cause_is_known_again_by_its_place_and_name_whatever_its_number():
    first, later = (record_correction(a_cause(number), Kind.DEFECT) for number in ("C1", "C4"))

    assert first == later
    assert (first.told, first.corrected) == (Kind.KNOWLEDGE_GAP, Kind.DEFECT)
    assert first.cause == "product=Atlas: Atlas: no encuentro el menú"
    assert set(first.signals) == {"cannot_find", "explained", "one_each", "error_code"}
