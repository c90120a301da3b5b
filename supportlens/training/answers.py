"""Chooses the answer of a topic by what it tells, before how often it stands there."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from supportlens.domain import Field, fold
from supportlens.training.ways import SHOWS_FROM
from supportlens.training.word_weights import find_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from supportlens.training.ways import WaySigns

MAX_ANSWERS = 4_000
"""Different answers of a topic that are weighed, the most frequent ones.

Affects run time: a topic with more has its good answers among them many times.
"""
MAX_WEIGHT = 4.0
"""Weight from which an answer shows no more of the way: a path, and what it leads to.

Judgement: larger prefers long answers.
"""
MATTER, OFTEN = 1.0, 0.5
"""Weights of a word that the questions share, and of each doubling of how often an answer was given.

Judgement: sixteen times given is worth two signs, so that one odd answer does not win over the usual one.
"""
GONE_SHARE, MIN_GONE = 0.05, 2
"""Share and number of a topic's answers which say that the thing no longer exists, from which it is gone.

It must be said as often as the best way as well. Judgement: most agents only write what they did; smaller
believes single remarks.
"""
MAX_IDS = 10
"""Tickets named for an answer. Judgement: enough to check it."""
_STEM = 5


@dataclass(frozen=True, slots=True)
class ChosenAnswer:
    """An answer, as written, and the tickets that hold it; empty if none says how."""

    text: str = ""
    ticket_ids: tuple[str, ...] = ()
    gone: bool = False


def choose_answer(rows: pd.DataFrame, questions: Iterable[str], signs: WaySigns) -> ChosenAnswer:
    """Return the answer that shows the way best, of the tickets of a topic.

    Answers count by their weight (`WaySigns.weigh`), by whether they speak of what `questions` ask, and by
    how often they were given. If enough say that the thing no longer exists, that answer is returned.
    """
    if Field.RESOLUTION.value not in rows:
        return ChosenAnswer()
    given = _gather(rows)
    matter = {word[:_STEM] for question in questions for word in find_words(question)}
    shown = {}
    for key in sorted(given, key=lambda key: (-len(given[key]), key))[:MAX_ANSWERS]:
        weight = signs.weigh(given[key][0][1])
        if weight >= SHOWS_FROM:
            about = any(word[:_STEM] in matter for word in find_words(key))
            often = math.log2(1 + len(given[key]))
            shown[key] = min(weight, MAX_WEIGHT) + MATTER * about + OFTEN * often
    best = min(shown, key=lambda key: (-shown[key], len(key), key), default="")
    gone = [key for key in given if signs.says_gone(given[key][0][1])]
    said_gone = sum(len(given[key]) for key in gone)
    answered = sum(len(tickets) for tickets in given.values())
    if said_gone >= max(MIN_GONE, GONE_SHARE * answered, len(given.get(best, ()))):
        return _make_answer(max(gone, key=lambda key: (len(given[key]), key)), given, signs, gone=True)
    return _make_answer(best, given, signs, gone=False) if best else ChosenAnswer()


def _gather(rows: pd.DataFrame) -> dict[str, list[tuple[str, str]]]:
    """Return each different answer with its (ticket, text) pairs; spelling and spaces make no difference."""
    given: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for ticket, text in zip(rows[Field.TICKET_ID.value], rows[Field.RESOLUTION.value], strict=True):
        key = fold(str(text)).strip(" .")
        if key:
            given[key].append((str(ticket), str(text)))
    return given


def _make_answer(
    key: str, given: dict[str, list[tuple[str, str]]], signs: WaySigns, *, gone: bool
) -> ChosenAnswer:
    ids = tuple(ticket for ticket, _ in given[key][:MAX_IDS])
    return ChosenAnswer(signs.shorten(given[key][0][1]), ids, gone=gone)
