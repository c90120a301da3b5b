"""Lists the customers' own questions about a cause, with the answers that worked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import SheetQuestion

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supportlens.domain import Cause, Symptom, TrainingAction, UntaughtCause

MOST_QUESTIONS = 6
"""Questions of a sheet. Judgement: what fits on a card; the plan has all."""
MOST_IDS = 5
"""Tickets given for an answer. Judgement: enough to check it."""


def list_questions(
    cause: Cause,
    action: TrainingAction | None,
    untaught: UntaughtCause | None,
    symptoms: Iterable[Symptom],
) -> tuple[SheetQuestion, ...]:
    """Return the questions of a cause, the most frequent first.

    They are the topics of its `action` in the plan; without one its largest symptoms, the first of which has
    the answer of `untaught`, the line of a cause without a training.
    """
    if action is not None and action.syllabus:
        found = [
            SheetQuestion(
                topic.questions[0] if topic.questions else next(iter(topic.title.values()), ""),
                "" if topic.gone else topic.instruction or topic.answer,
                topic.tickets,
                topic.answer_ticket_ids[:MOST_IDS],
            )
            for topic in action.syllabus
        ]
        return tuple(found[:MOST_QUESTIONS])
    answer = untaught.answer if untaught else ""
    ids = untaught.answer_ticket_ids[:MOST_IDS] if untaught else ()
    ordered = sorted(
        (each for each in symptoms if each.id in cause.symptoms), key=lambda each: (-each.tickets, each.id)
    )
    return tuple(
        SheetQuestion(
            next(iter(symptom.name.values()), ""),
            "" if place else answer,
            symptom.tickets,
            () if place else ids,
        )
        for place, symptom in enumerate(ordered[:MOST_QUESTIONS])
    )
