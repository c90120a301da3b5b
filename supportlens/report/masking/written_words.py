"""The words of a text as masking looks at them: where they stand, folded, and how they are written."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from supportlens.domain import fold

WORD = re.compile(r"[^\W\d_]+(?:['\N{RIGHT SINGLE QUOTATION MARK}-][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['\N{RIGHT SINGLE QUOTATION MARK}][sS]$")
_APOSTROPHES = {"'", "\N{RIGHT SINGLE QUOTATION MARK}"}
_SENTENCE_ENDS = re.compile(r"[.!?:;|\n\N{BULLET}\N{INVERTED QUESTION MARK}\N{INVERTED EXCLAMATION MARK}]")


class Word(NamedTuple):
    """A word of a text without its possessive ending."""

    start: int
    end: int
    folded: str
    has_capital: bool
    """Whether it begins with a capital and goes on in small letters; single capitals are initials."""
    is_possessive: bool


class WrittenText:
    """A text and its words."""

    def __init__(self, text: str) -> None:
        """Find the words."""
        self.text = text
        self.words = [_read_word(match.start(), match.group()) for match in WORD.finditer(text)]

    def gap(self, at: int) -> str:
        """Return what stands before the word at a position, up to the word before."""
        start = self.words[at - 1].end if at > 0 else 0
        end = self.words[at].start if at < len(self.words) else len(self.text)
        return self.text[start:end]

    def is_beside(self, at: int) -> bool:
        """Return whether blanks alone stand between a word and the one before."""
        return 0 < at < len(self.words) and self.gap(at).strip(" \t") == "" and self.gap(at) != ""

    def begins_sentence(self, at: int) -> bool:
        """Return whether a sentence, line or clause begins with the word."""
        return at == 0 or bool(_SENTENCE_ENDS.search(self.gap(at)))

    def ends_sentence(self, at: int) -> bool:
        """Return whether a sentence or line ends before the word."""
        return at >= len(self.words) or bool(_SENTENCE_ENDS.search(self.gap(at)))

    def folded(self, at: int) -> str:
        """Return the folded word, "" beyond the text."""
        return self.words[at].folded if 0 <= at < len(self.words) else ""


@lru_cache(maxsize=65_536)
def fold_word(word: str) -> str:
    """Return a word without capitals, accents and possessive ending."""
    return fold(_POSSESSIVE.sub("", word)).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")


def _read_word(start: int, written: str) -> Word:
    length, folded, has_capital, is_possessive = _read_form(written)
    return Word(start, start + length, folded, has_capital, is_possessive)


@lru_cache(maxsize=65_536)
def _read_form(written: str) -> tuple[int, str, bool, bool]:
    """Return what a word is wherever it stands: its length, and the rest of a `Word`."""
    is_possessive = written[-2:-1] in _APOSTROPHES and written[-1] in "sS"
    bare = written[:-2] if is_possessive else written
    has_capital = written[0].isupper() and (len(bare) == 1 or not bare.isupper())
    return len(bare), fold_word(written), has_capital, is_possessive
