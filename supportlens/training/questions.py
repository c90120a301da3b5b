"""Finds the questions that stand for many, and the answer that comes closest to all others."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from supportlens.domain import Field
from supportlens.domain.folding import fold

if TYPE_CHECKING:
    import pandas as pd

QUESTIONS = 3
MOST_LETTERS = 200
LEAST_WORDS = 3
"""A subject of fewer words is a label, not a question."""
MOST_CANDIDATES = 400
ALIKE = 0.8
"""Two questions of this Jaccard similarity are one."""
MOST_ANSWERS = 80
DECENT = range(4, 151)
"""Words of an answer that explains something and can still be read aloud."""

_WORDS = re.compile(r"[^\W\d_]{3,}")
_SENTENCE = re.compile(r"(?<=[.?!])\s+|\n+")


def typical_questions(rows: pd.DataFrame, examples: tuple[str, ...]) -> tuple[str, ...]:
    """Give up to three different questions, as people wrote them.

    Tickets of `examples` come first; then those between half and one and a half times the median
    length that share most words with all others, the shorter of two alike.
    """
    asked = {
        str(ticket_id): question
        for ticket_id, question in zip(rows[Field.TICKET_ID.value], _questions(rows), strict=True)
        if question
    }
    first = [asked[ticket_id] for ticket_id in examples if ticket_id in asked]
    chosen: list[str] = []
    for question in [*first, *_ranked(list(asked.values())[:MOST_CANDIDATES])]:
        if len(chosen) == QUESTIONS:
            break
        if all(_similarity(_words(question), _words(other)) < ALIKE for other in chosen):
            chosen.append(question)
    return tuple(chosen)


def _questions(rows: pd.DataFrame) -> list[str]:
    columns = [field.value for field in (Field.SUBJECT, Field.DESCRIPTION) if field.value in rows]
    return [_question(texts) for texts in zip(*(rows[column] for column in columns), strict=True)]


def _question(texts: tuple[str, ...]) -> str:
    """Give the subject where it says something, else the first sentence that does.

    Some systems cut the subject off; where the description begins alike, it is the whole of it.
    """
    told = [sentence for sentence in map(_telling, texts) if sentence]
    if not told:
        return ""
    subject, rest = told[0], told[-1]
    return _shortened(rest if fold(rest).startswith(fold(subject)) else subject)


def _telling(text: str) -> str:
    sentences = (" ".join(sentence.split()) for sentence in _SENTENCE.split(str(text)))
    return next((one for one in sentences if len(_WORDS.findall(one)) >= LEAST_WORDS), "")


def _shortened(text: str) -> str:
    if len(text) <= MOST_LETTERS:
        return text
    return text[:MOST_LETTERS].rsplit(" ", 1)[0].rstrip(" ,;:") + "\N{HORIZONTAL ELLIPSIS}"


def _ranked(questions: list[str]) -> list[str]:
    """Order questions by how much they share with all others, leaving odd lengths out."""
    if not questions:
        return []
    common = Counter(word for question in questions for word in _words(question))
    lengths = sorted(len(question) for question in questions)
    median = lengths[len(lengths) // 2]
    near = {question for question in questions if 0.5 * median <= len(question) <= 1.5 * median}

    def rank(question: str) -> tuple[float, int, str]:
        words = _words(question)
        shared = sum(common[word] for word in words) / max(1.0, len(words) ** 0.5)
        return -shared, len(question), question

    return sorted(near, key=rank)


def best_answer(resolutions: pd.Series[str]) -> str:
    """Give the medoid of the answers of a decent length: the one most like all others.

    Likeness is the Jaccard similarity of the words, an answer counting as often as it was given;
    the eighty most frequent are compared. Empty where no answer has between 4 and 150 words.
    """
    given = Counter(" ".join(str(text).split()) for text in resolutions)
    decent = {text: count for text, count in given.items() if len(text.split()) in DECENT}
    frequent = sorted(decent, key=lambda text: (-decent[text], text))[:MOST_ANSWERS]
    words = {text: _words(text) for text in frequent}

    def likeness(text: str) -> float:
        return sum(decent[other] * _similarity(words[text], words[other]) for other in frequent)

    return min(frequent, key=lambda text: (-likeness(text), len(text), text), default="")


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORDS.findall(fold(text)))


def _similarity(one: frozenset[str], other: frozenset[str]) -> float:
    """Give the Jaccard similarity of two sets of words."""
    union = len(one | other)
    return len(one & other) / union if union else 1.0
