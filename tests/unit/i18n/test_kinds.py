"""Kinds in words: why a kind is unclear, and how a weight has moved."""

import pytest

from supportlens.domain import Kind, LearntWeight, Name, Signal
from supportlens.i18n import kind_doubt_line, learnt_line, signal_line, words_for
from tests.builders import a_cause, a_study

NAME = Name(es="no encuentran dónde están las cosas", en="they cannot find where things are")


def test_a_clear_kind_needs_no_excuse():
    assert kind_doubt_line(a_cause(), words_for("en")) == ""


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Its tickets do not say enough"), ("es", "Sus tickets no dicen lo suficiente")],
)
def test_too_little_is_said_to_be_too_little(language, said):
    cause = a_cause(kind=Kind.UNCLEAR, kind_scores={Kind.DATA: 0.2})

    assert kind_doubt_line(cause, words_for(language)).startswith(said)


def test_two_kinds_alike_are_named_with_their_scores():
    cause = a_cause(kind=Kind.UNCLEAR, kind_scores={Kind.DEFECT: 1.52, Kind.DATA: 1.44})

    assert kind_doubt_line(cause, words_for("en")) == (
        "Two kinds are about equally likely: Defect (1.5) and Data (1.4)."
    )
    assert "y Datos (1" in kind_doubt_line(cause, words_for("es"))


@pytest.mark.parametrize(("raised", "said"), [(1, "after 1 correction."), (3, "after 3 corrections.")])
def test_a_learnt_weight_says_from_how_many_corrections(raised, said):
    weight = LearntWeight("cannot_find", Kind.KNOWLEDGE_GAP, 2.0, 2.2, raised, 0)
    line = learnt_line(weight, NAME, words_for("en"))

    assert "weighs 2.2 instead of 2" in line
    assert line.endswith(said)


@pytest.mark.parametrize(
    ("signal", "value", "said"),
    [
        ("few_often", 7.5, "7.5 tickets per person"),
        ("long_handling", 90.0, "90 minutes"),
        ("learnt", 80.0, "80"),
    ],
)
def test_the_figure_of_a_measure_has_its_unit(signal, value, said):
    line = signal_line(Signal(signal, Kind.DEFECT, 0.5, value=value), a_study(), words_for("en"))

    assert said in line
