"""Reads how answers affect a kind, and the weights of the factors that make a cause matter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from supportlens.domain import AnswerRule, Factor, Kind, PriorityRules, Question, Reply
from supportlens.resources.words import make_name

if TYPE_CHECKING:
    from collections.abc import Iterator

Row = dict[str, Any]


def read_answer_rules(table: Row, file: str) -> tuple[AnswerRule, ...]:
    """Return a rule for every kind that an answer affects; raises ValueError naming the file and the row."""
    rows = table["answer"]
    try:
        rules = tuple(rule for row in rows for rule in _make_rules(row))
    except (KeyError, TypeError, ValueError) as fault:
        raise ValueError(file, repr(fault)) from fault
    keys = [(rule.question, rule.reply, rule.kind) for rule in rules]
    if len(set(keys)) < len(keys):
        raise ValueError(file, "twice")
    return rules


def _make_rules(row: Row) -> Iterator[AnswerRule]:
    question, reply = Question(row["question"]), Reply(row["reply"])
    name = make_name(row["name"])
    for kind, weight in row["weights"].items():
        yield AnswerRule(f"{question}_{reply}", question, reply, Kind(kind), float(weight), name)


def read_priority_rules(table: Row, file: str) -> PriorityRules:
    """Return the weights of the factors; raises ValueError if one is missing or negative."""
    try:
        weights = {factor: float(table["weights"][factor]) for factor in Factor}
    except (KeyError, TypeError, ValueError) as fault:
        raise ValueError(file, repr(fault)) from fault
    if min(weights.values()) < 0 or not sum(weights.values()):
        raise ValueError(file, "weights")
    return PriorityRules(weights)
