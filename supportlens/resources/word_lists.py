"""Reads what identifies the parts of a message, the closed classes of words, and word shapes."""

from __future__ import annotations

import re
from dataclasses import fields
from functools import partial
from typing import TYPE_CHECKING, Any

from supportlens.domain import LanguageShape, MachineWords, MessageWords, NamingWords
from supportlens.resources.words import COMMON, join_words, read_word_tables, require_folded

if TYPE_CHECKING:
    from pathlib import Path

_EXPRESSIONS = (
    "sent_with",
    "handing_over",
    "contacts",
    "addresses",
    "faults",
    "titles",
    "salutations",
    "introductions",
    "full_introductions",
)
_LINES = (
    "attribution_verbs",
    "original_marks",
    "forwarded_marks",
    "forwarded_openings",
    "sender_heads",
    "sent_heads",
    "receiver_heads",
    "subject_heads",
    "other_heads",
)
_FOLDED = ("closing_starts", "closing_hints", "notice_hints", "signed_words", "name_particles")
_OTHER = "other"
"""The folder of the languages that are only known not to be ours."""


def read_message_words(folder: Path) -> MessageWords:
    """Read what identifies the parts of a message, for all languages together.

    Raises ValueError, naming the file, for words that are not folded and for invalid expressions.
    """
    text = partial(join_words, read_word_tables(folder, "messages"))
    try:
        return MessageWords(
            **{part.name: _message_part(part.name, text(part.name)) for part in fields(MessageWords)}
        )
    except (ValueError, re.error) as fault:
        raise ValueError("messages.toml", repr(fault)) from fault


def _message_part(name: str, text: str) -> Any:
    if name in _EXPRESSIONS:
        return _expressions(text)
    if name in _LINES:
        return frozenset(line.strip() for line in text.splitlines() if line.strip())
    words = text.split()
    return frozenset(require_folded(words) if name in _FOLDED else words)


def read_machine_words(folder: Path) -> MachineWords:
    """Read what machines write in the languages of users; raises the errors of `read_message_words`."""
    text = partial(join_words, read_word_tables(folder, "machines"))
    try:
        return MachineWords(**{part.name: _expressions(text(part.name)) for part in fields(MachineWords)})
    except (ValueError, re.error) as fault:
        raise ValueError("machines.toml", repr(fault)) from fault


def _expressions(text: str) -> tuple[str, ...]:
    """Return the expressions, one per line; raises ValueError for one with capturing groups."""
    lines = tuple(line.strip() for line in text.splitlines() if line.strip())
    if any(re.compile(line).groups for line in lines):
        raise ValueError(text)
    return lines


def read_naming_words(folder: Path) -> NamingWords:
    """Read the closed classes of words of all languages; raises the errors of `read_message_words`."""
    tables = read_word_tables(folder, "naming")
    text = partial(join_words, tables)
    with_accents = ("asking", "own_verb_endings", "written_questions")
    special = (*with_accents, "accented_questions", "closing_pairs")
    try:
        return NamingWords(
            **{
                part.name: frozenset(require_folded(text(part.name).split()))
                for part in fields(NamingWords)
                if part.name not in special
            },
            **{name: frozenset(text(name).split()) for name in with_accents},
            accented_questions=tuple(
                pair for table in tables.values() for pair in table.get("accented_questions", {}).items()
            ),
            closing_pairs=frozenset(_pair(line) for line in text("closing_pairs").splitlines() if line),
        )
    except ValueError as fault:
        raise ValueError("naming.toml", repr(fault)) from fault


def _pair(line: str) -> tuple[str, str]:
    first, second = require_folded(line.split())
    return first, second


def read_shapes(folder: Path) -> dict[str, Any]:
    """Read the word shapes of each language, and which letters indicate another language.

    Raises ValueError, naming the file, for an invalid expression.
    """
    tables = read_word_tables(folder, "small_words")
    try:
        shapes = tuple(
            LanguageShape(
                code,
                re.compile("|".join(table["endings"].split())).pattern,
                table.get("own_letters", ""),
                table.get("frequent_letters", ""),
            )
            for code, table in tables.items()
            if "endings" in table and code != COMMON
        )
    except re.error as fault:
        raise ValueError("small_words.toml", repr(fault)) from fault
    ours = {letter for shape in shapes for letter in shape.own_letters + shape.frequent_letters}
    letters = tables.get(_OTHER, {}).get("letters", "")
    return {"shapes": shapes, "other_letters": "".join(letter for letter in letters if letter not in ours)}
