"""Builds the syllabus: a topic per symptom, with typical questions and the answer that shows the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from supportlens.domain import Derived, Field, LeftOut, Topic
from supportlens.training.answers import choose_answer
from supportlens.training.questions import choose_questions
from supportlens.training.teachers import find_most_frequent_agent
from supportlens.training.word_weights import count_word_shares

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from supportlens.domain import Cause, Symptom, Tickets
    from supportlens.training.objectives import ObjectiveForms
    from supportlens.training.ways import WaySigns

MAX_TOPICS = 12
"""Maximum topics of a syllabus; the others are counted as left out.

Judgement: a page of paths, two sessions; more is a manual.
"""
MIN_MINUTES, MAX_MINUTES = 5, 12
"""Minutes of the smallest and of the largest topic in a session.

Judgement: a question, an answer and an exercise; affects the length of a training.
"""


@dataclass(frozen=True, slots=True)
class SyllabusReading:
    """How questions and answers are read: the usual words of the log, and the signs of a way."""

    asked: Mapping[str, float]
    """The share of each word (0 to 1) in all questions of the log."""
    signs: WaySigns
    forms: ObjectiveForms


def count_asked(tickets: Tickets) -> dict[str, float]:
    """Return the share of each word in the questions of the whole log."""
    return count_word_shares(tickets.frame[Derived.TEXT])


def build_syllabus(
    cause: Cause,
    symptoms: tuple[Symptom, ...],
    inside: pd.DataFrame,
    symptom_ids: pd.Series[str],
    reading: SyllabusReading,
) -> tuple[tuple[Topic, ...], LeftOut]:
    """Return a topic per symptom of the cause, the most frequent first, and what they leave out.

    `inside` are the rows of `Tickets.frame` that belong to the cause, `symptom_ids` the symptom of every
    ticket. The largest topic gets twelve minutes, the others in proportion, at least five.
    """
    of_row = symptom_ids.reindex(inside.index)
    counts = of_row.value_counts()
    own = [symptom for symptom in symptoms if symptom.id in cause.symptoms and counts.get(symptom.id, 0)]
    own.sort(key=lambda symptom: (-int(counts[symptom.id]), symptom.id))
    taught, rest = own[:MAX_TOPICS], own[MAX_TOPICS:]
    largest = max((int(counts[symptom.id]) for symptom in taught), default=1)
    topics = tuple(
        _make_topic(symptom, inside[of_row.eq(symptom.id)], cause, largest, len(inside), reading)
        for symptom in taught
    )
    covered = sum(topic.tickets for topic in topics)
    return topics, LeftOut(len(rest), len(inside) - covered, tuple(symptom.name for symptom in rest))


def _make_topic(
    symptom: Symptom, rows: pd.DataFrame, cause: Cause, largest: int, total: int, reading: SyllabusReading
) -> Topic:
    questions = choose_questions(rows, (*symptom.example_ids, *cause.typical_ids), reading.asked)
    answer = choose_answer(rows, (*questions, *symptom.name.values()), reading.signs)
    return Topic(
        symptom_id=symptom.id,
        title=symptom.name,
        tickets=len(rows),
        share=len(rows) / total,
        questions=questions,
        answer=answer.text,
        minutes=max(MIN_MINUTES, round(MAX_MINUTES * len(rows) / largest)),
        answer_ticket_ids=answer.ticket_ids,
        gone=answer.gone,
        ask="" if answer.text else find_most_frequent_agent(rows),
        instruction=reading.signs.instruct(answer.text),
        objective=reading.forms.make(next(iter(symptom.name.values()), ""), answer.text, gone=answer.gone),
        translated_objectives=tuple(
            (code, reading.forms.make(title, answer.text, gone=answer.gone))
            for code, title in symptom.name.translated.items()
        ),
    )


def has_answers(rows: pd.DataFrame) -> bool:
    """Return whether any ticket has an answer."""
    return Field.RESOLUTION.value in rows and bool(rows[Field.RESOLUTION.value].ne("").any())
