"""Takes greetings, thanks and what identifies out of a row of tokens."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

from supportlens.text.tokens import REMEMBERED, Tokens, number_places

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supportlens.domain import Lexicon

_STOPS = ".,;:!?"
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Courtesy:
    """What is looked for in the tokens of a text, made once for a log."""

    lexicon: Lexicon
    greeting: re.Pattern[str] | None
    starts: _Starts
    tokens: Tokens = field(default_factory=Tokens)

    @classmethod
    def of(cls, lexicon: Lexicon) -> Courtesy:
        """Make it from the words of the program."""
        greeting = re.compile("|".join(lexicon.greetings)) if lexicon.greetings else None
        return cls(lexicon, greeting, _Starts(lexicon.cleaning.greeting_starts))

    def without(self, text: str) -> tuple[list[str], list[str]]:
        """Give the tokens of `text` that say something, and the passages left out as they were written.

        Is repeated until nothing more goes, as what is left may close up to another greeting;
        so the text of the tokens has these tokens.
        """
        written = text.split()
        tokens = list(map(self.tokens.__getitem__, written))
        places = [place for place, token in enumerate(tokens) if token]
        left = [tokens[place] for place in places]
        numbered = _DIGIT.search(text) is not None
        while leaving := self._leaving(left, numbered=numbered):
            places = [place for index, place in enumerate(places) if index not in leaving]
            left = [tokens[place] for place in places]
        if len(left) == len(written):
            return left, []
        return left, list(_passages(written, set(range(len(written))).difference(places)))

    def _leaving(self, tokens: list[str], *, numbered: bool) -> set[int]:
        leaving = self._greetings(tokens)
        if numbered:
            leaving.update(number_places(tokens, self.lexicon.cleaning))
        return leaving

    def _greetings(self, tokens: list[str]) -> set[int]:
        """Find the tokens of greetings, and only where a word begins that one may begin with."""
        found: set[int] = set()
        if self.greeting is None:
            return found
        may_start = self.starts
        candidates = [place for place, token in enumerate(tokens) if may_start[token]]
        if not candidates:
            return found
        text = " ".join(tokens)
        offsets = list(accumulate(map(_with_space, tokens), initial=0))
        for place in candidates:
            match = None if place in found else self.greeting.match(text, offsets[place])
            if match:
                found.update(range(place, max(place + 1, bisect_left(offsets, match.end()))))
        return found


class _Starts(dict[str, bool]):
    """Whether a greeting may begin with a token, worked out once for each."""

    def __init__(self, words: frozenset[str]) -> None:
        super().__init__()
        self._words = words

    def __missing__(self, token: str) -> bool:
        may = not self._words or token.rstrip(_STOPS) in self._words
        if len(self) < REMEMBERED:
            self[token] = may
        return may


def _with_space(token: str) -> int:
    return len(token) + 1


def _passages(written: list[str], places: Iterable[int]) -> Iterable[str]:
    """Join neighbouring words to passages; marks without a letter or digit are no loss."""
    run: list[int] = []
    for place in [*sorted(places), -1]:
        if run and place != run[-1] + 1:
            passage = " ".join(written[word] for word in run)
            if any(map(str.isalnum, passage)):
                yield passage
            run = []
        run.append(place)
