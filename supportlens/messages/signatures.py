"""Finds the signature of a message."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from supportlens.domain import fold
from supportlens.messages.expressions import any_matching

if TYPE_CHECKING:
    from supportlens.domain import Lexicon

LONGEST = 14
"""Maximum lines of a signature.

Judgement: name, job title, telephones, address and site; more would remove text below a closing.
"""
TAIL = 30
"""Maximum words of a name with its job title after "regards", if line breaks were lost.

Judgement: as many as such lines have; more would match sentences.
"""

_STANDARD = "--"
"""The signature separator of RFC 3676, section 4.3; everything below it is the signature."""
_DASHES = re.compile(r"^\s*(?:--+|—+|__+|==+|\*{3,})\s*$")
_MARKS = "¡!¿?.,;:()[]{}<>|\"'*_-–—/"
_REACH = 12 * TAIL


@dataclass(frozen=True, slots=True)
class Signatures:
    """Patterns of signatures, built once per log."""

    closing: re.Pattern[str] | None
    sent_with: re.Pattern[str]
    contact: re.Pattern[str]
    fault: re.Pattern[str]
    stop: frozenset[str]
    """Small words of sentences, which signatures never contain."""
    particles: frozenset[str]
    starts: frozenset[str]
    hints: tuple[str, ...]

    @classmethod
    def of(cls, lexicon: Lexicon) -> Signatures:
        """Build the patterns from the program's words."""
        closings, words = lexicon.cleaning.closings, lexicon.messages
        contacts, addresses, faults = map(any_matching, (words.contacts, words.addresses, words.faults))
        return cls(
            closing=re.compile(rf"(?:{'|'.join(closings)})") if closings else None,
            sent_with=re.compile(rf"\s*{any_matching(words.sent_with)}"),
            contact=re.compile(
                rf"\b{contacts}\b[\s.:#]*[+(]?\d|[\w.+-]+@[\w-]+\.\w|www\.|https?://"
                rf"|\+\d{{1,3}}[\s(]\d|(?:\d[\s().-]?){{8,}}|\b{addresses}\s",
                re.IGNORECASE,
            ),
            fault=re.compile(rf"{faults}|0x|[?¿]|\bORA-|\d+\.\d+", re.IGNORECASE),
            stop=lexicon.stop - words.signed_words,
            particles=words.name_particles | {"&"},
            starts=words.closing_starts,
            hints=tuple(sorted(words.closing_hints)),
        )

    def separate(self, lines: list[str]) -> tuple[list[str], list[str]]:
        """Return the lines of the message and those of the signature, which may be empty."""
        for place in range(max(0, len(lines) - LONGEST), len(lines)):
            line, below = lines[place], lines[place + 1 :]
            if place and line.rstrip() == _STANDARD:
                return lines[:place], lines[place:]
            if place and _DASHES.match(line) and below and not any(map(self._speaks, below)):
                return lines[:place], lines[place:]
            if self._closes(line) and not any(map(self._speaks, below)):
                return lines[:place], lines[place:]
        return lines, []

    def separate_marks(self, lines: list[str]) -> tuple[list[str], list[str]]:
        """Return the lines without those with which a device or a program signs the message."""
        kept: list[str] = []
        removed: list[str] = []
        for line in lines:
            (removed if self.sent_with.fullmatch(fold(line)) else kept).append(line)
        return kept, removed

    def cut_inline(self, line: str) -> tuple[str, str]:
        """Return a line up to its signature, and the signature; "" without one."""
        tail = line[-_REACH:].lower()
        if not any(map(tail.__contains__, self.hints)):
            return line, ""
        words = line.split()
        for place in range(max(1, len(words) - TAIL), len(words)):
            if words[place].lower().strip(_MARKS) not in self.starts:
                continue
            rest = " ".join(words[place:])
            closing = self.closing.match(fold(rest).lstrip(_MARKS)) if self.closing else None
            if closing is None:
                continue
            after = words[place + len(closing[0].split()) :]
            if after and self._signs(after):
                return " ".join(words[:place]), rest
        return line, ""

    def _closes(self, line: str) -> bool:
        """Return whether a line is a closing, followed by at most a name."""
        if len(line) > 80 or self.closing is None:
            return False
        if not any(map(line.lower().__contains__, self.hints)):
            return False
        folded = fold(line).strip(_MARKS + " ")
        if folded.split(" ", 1)[0].strip(_MARKS) not in self.starts:
            return False
        found = self.closing.match(folded)
        if found is None:
            return False
        after = line.split()[len(found[0].split()) :]
        return not after or self._signs(after)

    def _speaks(self, line: str) -> bool:
        """Return whether a line below a closing continues the message."""
        if self.fault.search(line) and not self.contact.search(line):
            return True
        words = [word.strip(_MARKS) for word in line.split()]
        words = [word for word in words if word]
        if self.contact.search(line):
            return len(words) > 16
        if len(words) > 9 or not words:
            return len(words) > 9
        return not self._signs(words) and len(words) > 0 and not self._closes(line)

    def _signs(self, words: list[str]) -> bool:
        """Return whether words are names, job titles and numbers: capitals, and no small sentence words."""
        bare = [word.strip(_MARKS) for word in words]
        bare = [word for word in bare if word]
        if not bare:
            return True
        if self.fault.search(" ".join(words)) and not self.contact.search(" ".join(words)):
            return False
        capital = sum(word[0].isupper() or any(map(str.isdigit, word)) or "@" in word for word in bare)
        small = sum(word.lower() in self.particles for word in bare)
        small_words = [
            word for word in bare if fold(word) in self.stop and word.lower() not in self.particles
        ]
        return not small_words and capital + small == len(bare) and capital > 0
