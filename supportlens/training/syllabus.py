"""Makes the syllabus: a topic per symptom, from what people ask and how it was answered best."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from supportlens.domain import Field, Topic
from supportlens.training.questions import best_answer, typical_questions

if TYPE_CHECKING:
    from supportlens.domain import Cause, Symptom

MOST_TOPICS = 8
LEAST_MINUTES, MOST_MINUTES = 5, 12


def syllabus_of(
    cause: Cause, symptoms: tuple[Symptom, ...], inside: pd.DataFrame, symptom_ids: pd.Series[str]
) -> tuple[Topic, ...]:
    """Give a topic per symptom of the cause, the most asked first, eight at most.

    `inside` are the rows of `Tickets.frame` that belong to the cause, `symptom_ids` the symptom of
    every ticket. The largest topic gets twelve minutes, the others in proportion, no less than five.
    """
    own = [symptom for symptom in symptoms if symptom.id in cause.symptoms]
    of_row = symptom_ids.reindex(inside.index)
    counts = of_row.value_counts()
    own = [symptom for symptom in own if counts.get(symptom.id, 0)]
    own.sort(key=lambda symptom: (-int(counts[symptom.id]), symptom.id))
    own = own[:MOST_TOPICS]
    largest = max((int(counts[symptom.id]) for symptom in own), default=1)
    return tuple(
        _topic(symptom, inside[of_row.eq(symptom.id)], len(inside), largest, cause.typical_ids)
        for symptom in own
    )


def _topic(symptom: Symptom, rows: pd.DataFrame, total: int, largest: int, typical: tuple[str, ...]) -> Topic:
    answers = rows.get(Field.RESOLUTION.value, pd.Series(dtype=object))
    return Topic(
        symptom_id=symptom.id,
        title=symptom.name,
        tickets=len(rows),
        share=len(rows) / total,
        questions=typical_questions(rows, (*symptom.example_ids, *typical)),
        answer=best_answer(answers),
        minutes=max(LEAST_MINUTES, round(MOST_MINUTES * len(rows) / largest)),
    )
