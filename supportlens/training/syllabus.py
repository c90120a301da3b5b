"""Builds the syllabus: a topic per symptom, with typical questions and the best answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from supportlens.domain import Derived, Field, Topic
from supportlens.training.questions import choose_answer, choose_questions
from supportlens.training.word_weights import count_word_shares

if TYPE_CHECKING:
    from collections.abc import Mapping

    from supportlens.domain import Cause, Symptom, Tickets

MAX_TOPICS = 8
"""Maximum topics of a syllabus.

Judgement: an hour and a half at `MAX_MINUTES` each; more is another session.
"""
MIN_MINUTES, MAX_MINUTES = 5, 12
"""Minutes of the smallest and of the largest topic.

Judgement: a question, an answer and an exercise; affects the length of a training.
"""


@dataclass(frozen=True, slots=True)
class WordUsage:
    """The share of each word (0 to 1) in all questions and in all answers of the log."""

    asked: Mapping[str, float]
    answered: Mapping[str, float]


def count_usage(tickets: Tickets) -> WordUsage:
    """Count the words of the whole log."""
    return WordUsage(
        count_word_shares(tickets.frame[Derived.TEXT]), count_word_shares(_read_answers(tickets.frame))
    )


def build_syllabus(
    cause: Cause,
    symptoms: tuple[Symptom, ...],
    inside: pd.DataFrame,
    symptom_ids: pd.Series[str],
    usage: WordUsage,
) -> tuple[Topic, ...]:
    """Return a topic per symptom of the cause, the most frequent first, eight at most.

    `inside` are the rows of `Tickets.frame` that belong to the cause, `symptom_ids` the symptom of every
    ticket. The largest topic gets twelve minutes, the others in proportion, at least five.
    """
    own = [symptom for symptom in symptoms if symptom.id in cause.symptoms]
    of_row = symptom_ids.reindex(inside.index)
    counts = of_row.value_counts()
    own = [symptom for symptom in own if counts.get(symptom.id, 0)]
    own.sort(key=lambda symptom: (-int(counts[symptom.id]), symptom.id))
    own = own[:MAX_TOPICS]
    largest = max((int(counts[symptom.id]) for symptom in own), default=1)
    return tuple(
        Topic(
            symptom_id=symptom.id,
            title=symptom.name,
            tickets=len(rows),
            share=len(rows) / len(inside),
            questions=choose_questions(rows, (*symptom.example_ids, *cause.typical_ids), usage.asked),
            answer=choose_answer(_read_answers(rows), usage.answered),
            minutes=max(MIN_MINUTES, round(MAX_MINUTES * len(rows) / largest)),
        )
        for symptom, rows in ((symptom, inside[of_row.eq(symptom.id)]) for symptom in own)
    )


def _read_answers(rows: pd.DataFrame) -> pd.Series[str]:
    empty: pd.Series[str] = pd.Series(dtype=object)
    return rows.get(Field.RESOLUTION.value, empty)
