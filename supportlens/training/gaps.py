"""What a plan cannot know from the log."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from supportlens.domain import Field, PlanGap, fold
from supportlens.training.audience import PEER_FIELDS
from supportlens.training.syllabus import has_answers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd

    from supportlens.domain import Lexicon, Tickets, Topic

MAX_ANSWERS = 300
"""Answers whose language is looked at; more say the same."""
MIN_SMALL_WORDS = 20
"""Small words from which a language is believed. Judgement: five short answers."""


def find_gaps(
    tickets: Tickets,
    inside: pd.DataFrame,
    syllabus: Sequence[Topic],
    lexicon: Lexicon,
    people: int | None,
    *,
    minutes_known: bool,
) -> tuple[PlanGap, ...]:
    """Return what the plan of a cause cannot know, the most important first."""
    return tuple(_list_gaps(tickets, inside, syllabus, lexicon, people, minutes_known=minutes_known))


def _list_gaps(
    tickets: Tickets,
    inside: pd.DataFrame,
    syllabus: Sequence[Topic],
    lexicon: Lexicon,
    people: int | None,
    *,
    minutes_known: bool,
) -> Iterator[PlanGap]:
    if not has_answers(inside):
        yield PlanGap.NO_ANSWERS
    elif not any(topic.answer for topic in syllabus):
        foreign = speak_other_language(inside[Field.RESOLUTION.value], lexicon)
        yield PlanGap.OTHER_LANGUAGE if foreign else PlanGap.HOLLOW_ANSWERS
    if not people:
        yield PlanGap.NO_PEOPLE
    if not any(field.value in inside and inside[field.value].ne("").any() for field in PEER_FIELDS):
        yield PlanGap.NO_GROUPS
    if Field.AGENT.value not in inside or not inside[Field.AGENT.value].ne("").any():
        yield PlanGap.NO_AGENTS
    if not tickets.has(Field.CREATED_AT):
        yield PlanGap.NO_DATES
    if not minutes_known:
        yield PlanGap.NO_MINUTES


def speak_other_language(answers: pd.Series[str], lexicon: Lexicon) -> bool:
    """Return whether most small words of the answers belong to a language that the program does not read."""
    ours = {language.code for language in lexicon.languages}
    found: Counter[str] = Counter()
    for answer in answers[answers.ne("")].iloc[:MAX_ANSWERS]:
        for word in fold(str(answer)).split():
            found.update(code for code, words in lexicon.cleaning.languages if word.strip(".,;:!?") in words)
    if sum(found.values()) < MIN_SMALL_WORDS:
        return False
    best = max(found, key=lambda code: (found[code], code))
    return best not in ours and found[best] > max((found[code] for code in ours), default=0)
