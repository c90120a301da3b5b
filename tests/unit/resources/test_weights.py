"""How answers move a kind and what makes a cause matter are read from files, and faults in them are named."""

import pytest

from supportlens.domain import Factor, Kind, Question, Reply
from supportlens.resources import load_playbook
from supportlens.resources.weights import read_answer_rules, read_priority_rules

ROW = {
    "question": "works_as_designed",
    "reply": "no",
    "name": {"es": "falla", "en": "it fails"},
    "weights": {"defect": 3, "knowledge_gap": -4},
}


def test_a_row_gives_a_rule_for_every_kind_it_moves():
    rules = read_answer_rules({"answer": [ROW]}, "answers.toml")

    assert [(rule.kind, rule.weight) for rule in rules] == [(Kind.DEFECT, 3.0), (Kind.KNOWLEDGE_GAP, -4.0)]
    assert {rule.id for rule in rules} == {"works_as_designed_no"}


@pytest.mark.parametrize(
    "fault",
    [
        {**ROW, "question": "who_knows"},
        {**ROW, "reply": "maybe"},
        {**ROW, "weights": {"weather": 1}},
        {**ROW, "name": {"es": " ", "en": "it fails"}},
        {key: value for key, value in ROW.items() if key != "weights"},
    ],
)
def test_a_faulty_answer_is_refused_with_its_file(fault):
    with pytest.raises(ValueError, match=r"answers\.toml"):
        read_answer_rules({"answer": [fault]}, "answers.toml")


def test_two_rows_for_one_answer_are_refused():
    with pytest.raises(ValueError, match="twice"):
        read_answer_rules({"answer": [ROW, ROW]}, "answers.toml")


def test_the_program_comes_with_a_yes_against_every_no_that_moves_a_kind():
    rules = load_playbook().answers
    replies = {question: {rule.reply for rule in rules if rule.question is question} for question in Question}

    assert replies[Question.WORKS_AS_DESIGNED] == {Reply.YES, Reply.NO}
    assert replies[Question.WHO_WAS_TOLD] == {Reply.YES, Reply.NO}
    assert all(Reply.UNKNOWN not in found for found in replies.values())


def test_every_factor_has_its_weight():
    rules = load_playbook().priorities

    assert set(rules.weights) == set(Factor)
    assert max(rules.weights, key=lambda factor: rules.weights[factor]) is Factor.EXCESS


@pytest.mark.parametrize(
    ("part", "key", "value"),
    [
        ("weights", "excess", None),
        ("weights", "excess", -1),
        ("weights", "people", "x"),
    ],
)
def test_a_weight_that_is_missing_or_out_of_bounds_is_refused(part, key, value):
    table = {"weights": {factor.value: 0.2 for factor in Factor}}
    table[part][key] = value

    with pytest.raises(ValueError, match=r"priorities\.toml"):
        read_priority_rules(table, "priorities.toml")
