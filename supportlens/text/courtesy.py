"""Removes greetings, thanks and identifiers from tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

from supportlens.text.tokens import REMEMBERED, DigitCache, TokenCache, find_identifiers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supportlens.domain import CleaningWords, Lexicon

_STOPS = ".,;:!?"
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Courtesy:
    """Patterns to search in the tokens of a text, built once per log."""

    lexicon: Lexicon
    greeting: re.Pattern[str] | None
    starts: _Starts
    tokens: TokenCache
    numbers: DigitCache = field(default_factory=DigitCache)

    @classmethod
    def of(cls, lexicon: Lexicon) -> Courtesy:
        """Build the patterns from the program's words."""
        greeting = re.compile("|".join(lexicon.greetings)) if lexicon.greetings else None
        return cls(lexicon, greeting, _Starts(lexicon.cleaning), TokenCache(lexicon.cleaning))

    def strip(self, text: str) -> tuple[list[str], list[str]]:
        """Return the remaining tokens of `text`, and the removed passages as written.

        Repeats until nothing changes, because a removal may bring together another greeting.
        """
        written = text.split()
        tokens = list(map(self.tokens.__getitem__, written))
        places = [place for place, token in enumerate(tokens) if token]
        left = [tokens[place] for place in places]
        numbered = _DIGIT.search(text) is not None
        while leaving := self._find_leaving(left, numbered=numbered):
            places = [place for index, place in enumerate(places) if index not in leaving]
            left = [tokens[place] for place in places]
        if len(left) == len(written):
            return left, []
        return left, list(_join_passages(written, set(range(len(written))).difference(places)))

    def _find_leaving(self, tokens: list[str], *, numbered: bool) -> set[int]:
        leaving = self._find_greetings(tokens)
        if numbered:
            leaving.update(find_identifiers(tokens, self.lexicon.cleaning, self.numbers))
        return leaving

    def _find_greetings(self, tokens: list[str]) -> set[int]:
        """Find the tokens of greetings, starting only at words that may begin one."""
        found: set[int] = set()
        if self.greeting is None:
            return found
        candidates = self.starts.places(tokens)
        if not candidates:
            return found
        text = " ".join(tokens)
        ends = list(accumulate(map(len, tokens), initial=0))
        for place in candidates:
            match = None if place in found else self.greeting.match(text, ends[place] + place)
            while match and place < len(tokens) and ends[place] + place < match.end():
                found.add(place)
                place += 1  # noqa: PLW2901 - the match is consumed to its end
        return found


class _Starts(dict[str, int]):
    """What a token may begin: 0 nothing, 1 a greeting, 2 a greeting if the next word fits."""

    def __init__(self, words: CleaningWords) -> None:
        super().__init__()
        self._words = words.greeting_starts
        self._pairs = words.greeting_pairs
        self._first = frozenset(pair.split(" ", 1)[0] for pair in words.greeting_pairs)

    def __missing__(self, token: str) -> int:
        bare = token.rstrip(_STOPS)
        begins = 1 if not self._words or bare in self._words else 2 * (bare in self._first)
        if len(self) < REMEMBERED:
            self[token] = begins
        return begins

    def places(self, tokens: list[str]) -> list[int]:
        """Return the positions at which a greeting may begin."""
        found = [(place, begins) for place, begins in enumerate(map(self.__getitem__, tokens)) if begins]
        return [place for place, begins in found if begins == 1 or self._fits(tokens, place)]

    def _fits(self, tokens: list[str], place: int) -> bool:
        following = tokens[place + 1] if place + 1 < len(tokens) else ""
        return f"{tokens[place]} {following.rstrip(_STOPS)}" in self._pairs


def _join_passages(written: list[str], places: Iterable[int]) -> Iterable[str]:
    """Join neighbouring words to passages; drop marks without a letter or digit."""
    run: list[int] = []
    for place in [*sorted(places), -1]:
        if run and place != run[-1] + 1:
            passage = " ".join(written[word] for word in run)
            if any(map(str.isalnum, passage)):
                yield passage
            run = []
        run.append(place)
