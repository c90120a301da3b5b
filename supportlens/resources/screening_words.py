"""Reads the words by which tickets that are nobody's request are known."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any

from supportlens.domain import ScreeningWords, fold
from supportlens.resources.locating import resource
from supportlens.resources.words import read_word_tables, require_folded

if TYPE_CHECKING:
    from pathlib import Path

_WORDS = ("test_words", "promotions", "machine_states")
_MAIL = {
    "answer_heads": ("auto_reply_patterns", "bounce_patterns", "receipt_patterns"),
    "returning": ("returning_patterns",),
}
"""What mailboxes say of such messages is said in tickets too."""
_KEYS = {
    "answer_heads": "answer_head_patterns",
    "answer_openings": "answer_opening_patterns",
    "asking": "asking_patterns",
    "replies": "reply_opening_patterns",
    "tests": "test_patterns",
    "praising": "praising_patterns",
    "machine_names": "machine_name_patterns",
}


@cache
def screening_words() -> ScreeningWords:
    """Return the words of all languages; raises ValueError, naming the file, for one that cannot be read."""
    return read_screening_words(resource("words"))


def read_screening_words(folder: Path) -> ScreeningWords:
    """Return the words from a folder laid out like `resources/words`, as `screening_words` does.

    Whether each expression can be compiled is not checked at each start (a hundred take 40 ms), but by a
    test of the shipped files.
    """
    own = list(read_word_tables(folder, "screening").values())
    mail = list(read_word_tables(folder, "mail").values())
    try:
        found = {part.name: _collect(part.name, own, mail) for part in fields(ScreeningWords)}
    except ValueError as fault:
        raise ValueError("screening.toml", repr(fault)) from fault
    return ScreeningWords(**found)


def _collect(name: str, own: list[dict[str, Any]], mail: list[dict[str, Any]]) -> Any:
    if name in _WORDS:
        return frozenset(require_folded(word for table in own for word in table.get(name, ())))
    found = [word for table in own for word in table.get(_KEYS.get(name, ""), ())]
    found += [word for table in mail for key in _MAIL.get(name, ()) for word in table.get(key, ())]
    for expression in found:
        if fold(expression) != expression.lower():
            raise ValueError(expression)
    return tuple(dict.fromkeys(found))
