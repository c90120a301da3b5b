"""Finds typical questions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from supportlens.domain import Field, fold
from supportlens.training.word_weights import find_words, weigh_text, weigh_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

MAX_QUESTIONS = 3
"""Maximum questions per topic.

Judgement: as many as a trainer reads aloud.
"""
MAX_LETTERS = 200
"""Maximum letters of a displayed question.

Judgement: two lines of a page.
"""
MIN_WORDS = 4
"""Minimum words of a question; a shorter sentence is a label, used only if a ticket has nothing else.

Judgement: larger drops short real questions.
"""
MIN_WHOLE, WHOLE_SHARE = 3, 0.1
"""Number and share of a topic's tickets with a sentence of so many words, from which labels are left out.

Judgement: as many as are shown, and not so few that an odd long text stands for all the short ones.
"""
MAX_CANDIDATES = 400
"""Maximum tickets searched for questions.

Affects run time: more rarely changes the first three.
"""
EXAMPLE_BONUS = 1.25
"""Weight factor of a symptom's example tickets.

Judgement: breaks near ties in favour of central tickets; larger shows only these.
"""
ALIKE_JACCARD = 0.6
"""Jaccard similarity from which two questions count as the same.

Judgement: larger shows one question twice in other words, smaller drops different ones.
"""
_SENTENCE = re.compile(r"(?<=[.?!])\s+|\n+")


def choose_questions(
    rows: pd.DataFrame, examples: tuple[str, ...], everywhere: Mapping[str, float]
) -> tuple[str, ...]:
    """Return up to three different questions, as written, the most characteristic first.

    Every ticket contributes its most characteristic sentence, by the words over-represented in its symptom
    (`everywhere`: share of all texts with a word). Sentences between half and one and a half times the median
    length are kept; those of `examples` count a quarter more. Labels ("Update", "nothing") are left out where
    enough tickets say something.
    """
    asked = _pick_sentences(rows.iloc[: max(MAX_CANDIDATES, 1)], everywhere)
    if not asked:
        return ()
    whole = {ticket: one for ticket, one in asked.items() if len(find_words(one[0])) >= MIN_WORDS - 1}
    if len(whole) >= max(MIN_WHOLE, WHOLE_SHARE * len(asked)):
        asked = whole
    lengths = sorted(len(question) for question, _ in asked.values())
    median = lengths[len(lengths) // 2]
    ranked = sorted(
        (-value * (EXAMPLE_BONUS if ticket_id in examples else 1.0), *_rank_writing(question), question)
        for ticket_id, (question, value) in asked.items()
        if 0.5 * median <= len(question) <= 1.5 * median
    )
    return _drop_alike(question for *_, question in ranked)


def _rank_writing(question: str) -> tuple[bool, int, int]:
    """Rank the writing of questions of the same words: not in capitals, with its accents, short."""
    return question.isupper(), -sum(not letter.isascii() for letter in question), len(question)


def _pick_sentences(rows: pd.DataFrame, everywhere: Mapping[str, float]) -> dict[str, tuple[str, float]]:
    """Return each ticket's most characteristic sentence with its weight."""
    columns = [field.value for field in (Field.SUBJECT, Field.DESCRIPTION) if field.value in rows]
    sentences_of = [
        _split_sentences(texts) for texts in zip(*(rows[column] for column in columns), strict=True)
    ]
    weights = weigh_words((find_words(" ".join(sentences)) for sentences in sentences_of), everywhere)
    found = {}
    for ticket_id, sentences in zip(rows[Field.TICKET_ID.value], sentences_of, strict=True):
        if sentences:
            value, best = max(
                (weigh_text(find_words(one), weights), -place) for place, one in enumerate(sentences)
            )
            found[str(ticket_id)] = (_shorten(sentences[-best]), value)
    return found


def _split_sentences(texts: tuple[str, ...]) -> list[str]:
    """Split a ticket into sentences; drop a subject that the description repeats."""
    found: list[str] = []
    for text in texts:
        parts = [" ".join(part.split()) for part in _SENTENCE.split(str(text)) if part.strip()]
        if len(found) == 1 and parts and fold(parts[0]).startswith(fold(found[0])):
            found.clear()
        found += parts
    return [part for part in found if len(part.split()) >= MIN_WORDS] or found[:1]


def _shorten(text: str) -> str:
    if len(text) <= MAX_LETTERS:
        return text
    return text[:MAX_LETTERS].rsplit(" ", 1)[0].rstrip(" ,;:") + "\N{HORIZONTAL ELLIPSIS}"


def _drop_alike(ranked: Iterable[str]) -> tuple[str, ...]:
    """Return the first questions without near duplicates."""
    chosen: list[str] = []
    for question in ranked:
        if all(_compute_jaccard(find_words(question), find_words(other)) < ALIKE_JACCARD for other in chosen):
            chosen.append(question)
        if len(chosen) == MAX_QUESTIONS:
            break
    return tuple(chosen)


def _compute_jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the Jaccard similarity of two sets of words."""
    union = len(one | other)
    return len(one & other) / union if union else 1.0
