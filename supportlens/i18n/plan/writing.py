"""What the documents of a plan have in common."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from supportlens.domain import BlockStyle, HandoutBlock
from supportlens.i18n.plan.reasons import topic_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from supportlens.domain import Study, Topic, TrainingAction
    from supportlens.i18n.words import Words


_CLOSING = ')"\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}'
_ENDS = "?!\N{HORIZONTAL ELLIPSIS}"
_CASE_NUMBER = re.compile(r"\d{3,}")


def heading(text: str) -> HandoutBlock:
    """Return a heading."""
    return HandoutBlock(BlockStyle.HEADING, (text,))


def paragraphs(*texts: str) -> HandoutBlock:
    """Return paragraphs, without empty ones."""
    return HandoutBlock(BlockStyle.PARAGRAPH, tuple(text for text in texts if text))


def small(*texts: str) -> HandoutBlock:
    """Return remarks in small letters."""
    return HandoutBlock(BlockStyle.SMALL, tuple(text for text in texts if text))


def bullets(texts: Iterable[str]) -> HandoutBlock:
    """Return a list."""
    return HandoutBlock(BlockStyle.BULLETS, tuple(texts))


def numbers(texts: Iterable[str]) -> HandoutBlock:
    """Return a numbered list."""
    return HandoutBlock(BlockStyle.NUMBERS, tuple(texts))


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> HandoutBlock:
    """Return a table."""
    return HandoutBlock(BlockStyle.TABLE, rows=(tuple(header), *(tuple(row) for row in rows)))


def about(action: TrainingAction, study: Study, words: Words) -> str:
    """Return what an action is about: its application, else the name of its cause."""
    cause = study.cause(action.cause_id)
    return action.product or (words.read(cause.name) if cause else action.cause_id)


def asked(topic: Topic, words: Words) -> str:
    """Return a topic in the customers' words: the best written of its questions."""
    return min(topic.questions, key=_count_flaws, default=words.read(topic.title))


def cited(topic: Topic, words: Words) -> str:
    """Return a topic in the customers' words, in quotes, with a point behind it unless it ends by itself."""
    said = asked(topic, words).rstrip(" .")
    return words.quoted(said) + ("" if said[-1:] in _ENDS else ".")


def _count_flaws(question: str) -> int:
    """Return what in a question would look careless in a document: a number of one case, no capital, no end."""
    first = next((letter for letter in question if letter.isalpha()), "A")
    return (
        (_CASE_NUMBER.search(question) is not None)
        + first.islower()
        + (question.rstrip()[-1:] not in f".{_ENDS}")
    )


def told_to_reader(topic: Topic, words: Words) -> str:
    """Return what a topic's answer tells the people themselves."""
    if topic.gone:
        return words.say("It no longer exists; this page says where each thing is now.")
    if not topic.answer:
        return words.say("The answer follows.")
    return _finish(topic.instruction or topic.answer)


def told(topic: Topic, words: Words) -> str:
    """Return what a topic's answer tells, or what is missing."""
    return topic_line(topic, words) or _finish(topic.instruction or topic.answer)


def _finish(answer: str) -> str:
    """Return an answer as a page shows it: with a capital and, unless it is a path, an end."""
    whole = answer.strip()
    if not whole or whole.startswith(("http", "www.")):
        return whole
    ends = whole[-1].isalnum() or whole[-1] in _CLOSING
    is_path = ">" in whole or "\N{RIGHTWARDS ARROW}" in whole
    return whole[:1].upper() + whole[1:] + ("." if ends and not is_path else "")
