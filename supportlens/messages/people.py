"""Finds the names of people addressed or introduced in a message."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from supportlens.messages.expressions import any_matching, any_of
from supportlens.messages.letters import CAPITALS, SMALL_LETTERS
from supportlens.patterns import compile_any

if TYPE_CHECKING:
    from supportlens.domain import MessageWords

OPENING = 3
"""Lines in which people are addressed or introduced.

Judgement: a subject, a greeting and the first sentence; below them a capitalised word is more often a
product.
"""

_FIRST = f"[{CAPITALS}][{SMALL_LETTERS}]+"


@dataclass(frozen=True, slots=True)
class PeopleNames:
    """Patterns of personal names, built once per log."""

    addressed: re.Pattern[str]
    introduced: re.Pattern[str]
    may_introduce: Callable[[bytes], Any]
    """A quick test of a line, in UTF-8: hardly any introduces somebody."""

    @classmethod
    def of(cls, words: MessageWords) -> PeopleNames:
        """Build the patterns from the program's words."""
        family = rf"(?:\s+(?:{any_of(words.family_particles)}\s+)?{_FIRST}){{0,3}}"
        name = rf"(?:(?i:{any_matching(words.titles)})\.?\s+)?{_FIRST}{family}"
        salutation = any_matching(words.salutations)
        after = any_of(words.after_introduction)
        introducing = *words.introductions, *words.full_introductions
        return cls(
            re.compile(rf"^\W{{0,3}}(?i:{salutation})[\s,]+({name})(?=\s?[,:!.;-]|\s*$)"),
            re.compile(
                rf"\b(?:(?i:{any_matching(words.introductions)})\s+{name}"
                rf"|(?i:{any_matching(words.full_introductions)})\s+{_FIRST}(?:\s+{_FIRST}){{1,3}}"
                rf"(?=\s?[,.]|\s+{after}\b))"
            ),
            compile_any([rf"\b(?i:{words})\s" for words in introducing]),
        )

    def strip(self, lines: list[str]) -> tuple[list[str], list[str]]:
        """Return lines without the names in "Hola Juan," and "my name is Mary Jones", and the names."""
        kept: list[str] = []
        names: list[str] = []
        for line in lines[:OPENING]:
            left = line
            found = self.addressed.match(left)
            if found and len(found[0]) < len(left):
                names.append(found[1])
                left = left[: found.start(1)] + left[found.end(1) :]
            may_introduce = self.may_introduce(left.encode("utf-8", "surrogatepass"))
            introduced = self.introduced.search(left) if may_introduce else None
            if introduced:
                names.append(introduced[0])
                left = left[: introduced.start()] + left[introduced.end() :]
            kept.append(left)
        return [*kept, *lines[OPENING:]], names
