"""Reads the words of answers that show the way and of questions that ask for it, by language."""

from __future__ import annotations

import re
from dataclasses import fields
from functools import partial
from typing import TYPE_CHECKING, Any

from supportlens.domain import TrainingWords
from supportlens.resources.words import join_words, read_word_tables, require_folded

if TYPE_CHECKING:
    from pathlib import Path

_WORDS = ("things", "vague_things", "doing")
_PAIRS, _OPENINGS = "infinitives", "openings"


def read_training_words(folder: Path) -> TrainingWords:
    """Read the words of all languages together.

    Raises ValueError, naming the file, for words that are not folded and for invalid expressions.
    """
    text = partial(join_words, read_word_tables(folder, "training"))
    try:
        lists: dict[str, Any] = {part: frozenset(require_folded(text(part).split())) for part in _WORDS}
        for part in fields(TrainingWords):
            if part.name not in {*_WORDS, _PAIRS, _OPENINGS}:
                lists[part.name] = _read_expressions(text(part.name))
        return TrainingWords(
            **lists,
            infinitives=tuple(_read_pair(pair) for pair in text(_PAIRS).split()),
            openings=tuple(_read_opening(line) for line in text(_OPENINGS).splitlines() if line.strip()),
        )
    except (ValueError, re.error) as fault:
        raise ValueError("training.toml", repr(fault)) from fault


def _read_expressions(text: str) -> tuple[str, ...]:
    """Return the expressions, one per line; raises ValueError for one with capturing groups."""
    lines = tuple(line for line in text.splitlines() if line.strip())
    if any(re.compile(line).groups for line in lines):
        raise ValueError(text)
    return lines


def _read_opening(line: str) -> tuple[str, str]:
    """Return an expression and what stands for what it matches; raises ValueError without both."""
    expression, arrow, meant = line.partition(" => ")
    if not arrow or re.compile(expression).groups:
        raise ValueError(line)
    return expression, meant.strip()


def _read_pair(pair: str) -> tuple[str, str]:
    said, meant = require_folded(pair.split("="))
    return said, meant
