"""Finds notices in a message: confidentiality, warnings of mail systems, "do not print"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from supportlens.domain import fold
from supportlens.messages.letters import CAPITALS

if TYPE_CHECKING:
    from supportlens.domain import Lexicon

SHORTEST = 30
"""Minimum characters of a message with a notice. Judgement: the shortest notices have about as many."""
WRAPPED = 50
"""Minimum characters of a line that a mail program may have wrapped: a notice continues below it.

Judgement: they wrap after 60 to 78; with fewer, the writer's next line would be removed with a short notice.
"""

_SENTENCE = re.compile(rf"(?<=[.!?:;])\s+(?=[{CAPITALS}¿¡\"(\[])")
_MARKS = " ¡!¿?.,;:()[]{}<>|\"'*_-–—/"
_ENDS = tuple(".!?:;")


@dataclass(frozen=True, slots=True)
class Notices:
    """Patterns of notices, built once per log."""

    opening: re.Pattern[str] | None
    hints: tuple[str, ...]

    @classmethod
    def of(cls, lexicon: Lexicon) -> Notices:
        """Build the patterns from the program's words."""
        expressions = lexicon.cleaning.disclaimers
        opening = re.compile("|".join(expressions)) if expressions else None
        return cls(opening, tuple(sorted(lexicon.messages.notice_hints)))

    def separate(self, lines: list[str]) -> tuple[list[str], list[str]]:
        """Return the lines without notices, and the notices.

        A notice continues to the end of its line, and below a long line that ends within a sentence.
        """
        if self.opening is None or not self._may_hold(lines):
            return lines, []
        kept: list[str] = []
        removed: list[str] = []
        broken = ""
        for line in lines:
            if broken and line[:1].islower():
                removed.append(line)
                broken = _broken(line)
                continue
            rest, gone = self._cut(line)
            kept += rest
            removed += gone
            broken = _broken(line) if gone else ""
        return kept, removed

    def _cut(self, line: str) -> tuple[list[str], list[str]]:
        """Cut a line at the sentence that begins a notice."""
        pieces = _SENTENCE.split(line)
        for place, piece in enumerate(pieces):
            if self.opening and self.opening.match(fold(piece).lstrip(_MARKS)):
                return ([" ".join(pieces[:place])] if place else []), [" ".join(pieces[place:])]
        return [line], []

    def _may_hold(self, lines: list[str]) -> bool:
        """Return whether a message contains one of the substrings that every notice has."""
        text = "\n".join(lines).lower()
        return len(text) > SHORTEST and any(map(text.__contains__, self.hints))


def _broken(line: str) -> str:
    """Return a line that a mail program wrapped within a sentence, "" for any other."""
    return line if len(line) >= WRAPPED and not line.rstrip().endswith(_ENDS) else ""
