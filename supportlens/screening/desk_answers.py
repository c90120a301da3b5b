"""Tells a log whose texts are the desk's own answers: its export has the wrong column."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from supportlens.domain import ScreeningWords
    from supportlens.screening.traits import Traits

FEWEST = 10
"""Texts from which anything follows. Judgement: of fewer nothing does."""
NEARLY_ALL = 0.8
"""Share of the texts that read like answers. Judgement: some answers are short; requests hardly ever do."""
LOOKED_AT = 2_000
"""Texts that are read, evenly spaced. Judgement: a share is known to within three points."""
SENTENCES = 5
"""Parts of a text that are read: greetings come first."""


@lru_cache(maxsize=4)
def _compile(words: ScreeningWords) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(words.replies) or '(?!)'})\b")


def count_desk_answers(traits: Traits, words: ScreeningWords) -> int:
    """Return how many texts read like the desk's own answers, 0 unless nearly all do."""
    replying = _compile(words)
    told = [text for text in traits.texts if text]
    step = max(1, len(told) // LOOKED_AT)
    sample = told[::step]
    if len(told) < FEWEST:
        return 0
    found = sum(_is_answer(text, replying) for text in sample)
    return round(found / len(sample) * len(told)) if found >= NEARLY_ALL * len(sample) else 0


def _is_answer(text: str, replying: re.Pattern[str]) -> bool:
    """Return whether one of the first sentences opens like an answer, and nobody asks anything."""
    parts = [part.strip(" -*\n") for part in re.split(r"(?<=[.!?;:,]) |\n", text)[:SENTENCES]]
    return any(map(replying.match, parts)) and "?" not in text
