"""Tells of a text whether it may name somebody, before anything slower reads it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from supportlens.domain import fold
from supportlens.report.masking.mentioned_people import mentioned_people

if TYPE_CHECKING:
    from collections.abc import Container

_JOINED = re.compile(r"\w+(?:['\N{RIGHT SINGLE QUOTATION MARK}-]\w+)*")
"""Words with what is joined to them: "don't" is no don."""
_WORD = re.compile(r"\w+")
_LETTERS = re.compile(r"[^\W\d_]+")
_REMEMBERED = 65_536
"""Words that are remembered: more than the texts of a log have, unless they are full of codes."""


class NameClues:
    """The words of texts that may be names of people or stand beside them; each is judged once.

    Measured on 10 000 questions of a forum: four texts of five have none and need not be read for
    names, which took half of the time of masking.
    """

    def __init__(self, firsts: Container[str], given: Container[str]) -> None:
        """Keep the folded words with which names of the log's people begin, and their given names."""
        self._firsts, self._given = firsts, given
        self._plain: set[str] = set()
        """Words, as written, that tell nothing of people."""
        self._telling: dict[str, bool] = {}
        """Words that may, and whether they do so wherever they stand."""

    def stand_in(self, text: str) -> bool:
        """Return whether a text may name somebody of the log or anybody whom it mentions."""
        words = set(_JOINED.findall(text)) - self._plain
        return any(self._tells(word, text) for word in words) or mentioned_people().may_be_placed(text)

    def _tells(self, word: str, text: str) -> bool:
        """Return whether a word tells of people in a text: "page, of sales" may, "the next page" does not."""
        if word not in self._telling:
            listed = mentioned_people()
            is_sure = self._is_of_log(word) or listed.is_clue(word)
            if not is_sure and not listed.is_doubtful(word):
                if len(self._plain) > _REMEMBERED:
                    self._plain.clear()
                self._plain.add(word)
                return False
            self._telling[word] = is_sure
        return self._telling[word] or f"{word}," in text

    def _is_of_log(self, joined: str) -> bool:
        """Return whether a word, or one joined to it, is of a name of the log's people."""
        return any(
            fold(word) in self._firsts or any(fold(run) in self._given for run in _LETTERS.findall(word))
            for word in _WORD.findall(joined)
        )
