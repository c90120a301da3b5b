"""Extracts the writer's own words from the body of a message."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from supportlens.messages.forwards import (
    LEAST_WORDS,
    LONGEST_NOTE,
    MACHINES,
    SHORT_NOTE,
    Forwarded,
    Forwards,
    Opening,
    count_words,
)
from supportlens.messages.notices import Notices
from supportlens.messages.people import PeopleNames
from supportlens.messages.quotations import Quotations
from supportlens.messages.signatures import Signatures
from supportlens.messages.subjects import Subjects

if TYPE_CHECKING:
    from collections.abc import Callable

    from supportlens.domain import Lexicon

    Lines = list[str]
    Separate = Callable[[Lines], tuple[Lines, Lines]]


@dataclass(frozen=True, slots=True)
class MessageRules:
    """Patterns of the parts of a message, built once per log."""

    subjects: Subjects
    people: PeopleNames
    quotations: Quotations
    forwards: Forwards
    notices: Notices
    signatures: Signatures

    @classmethod
    def of(cls, lexicon: Lexicon) -> MessageRules:
        """Build the rules from the program's words."""
        words = lexicon.messages
        subjects, quotations = Subjects.of(words), Quotations.of(words)
        return cls(
            subjects,
            PeopleNames.of(words),
            quotations,
            Forwards.of(words, subjects, quotations),
            Notices.of(lexicon),
            Signatures.of(lexicon),
        )

    def own_words(self, mail: str) -> str:
        """Return the writer's own lines of a mail, without blank ones.

        Removals that would leave nothing are skipped. Any line above a quotation is enough: the earlier mail
        is in the file as well.
        """
        written = mail.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        lines = [line.strip() for line in written if line.strip()]
        removed: Lines = []
        for separate in (
            lambda lines: self.quotations.separate(lines, least=0),
            self.notices.separate,
            self.signatures.separate,
            self.signatures.separate_marks,
        ):
            lines = keep_unless_silent(separate, lines, removed)
        return "\n".join(lines)

    def find_forwarded(
        self, lines: list[str], *, is_forward: bool | None, inside: str = ""
    ) -> Forwarded | None:
        """Return the message that lines forward, with the note above it if that is part of the request.

        What a program wrote is forwarded with a question about it, which is the request then.
        """
        found = self.forwards.find(lines, self._strip_note, is_forward=is_forward, inside=inside)
        if found is None:
            return None
        note = self._strip_note(found.note)
        says_much = count_words(note) >= LEAST_WORDS
        if says_much and found.head.address.startswith(MACHINES):
            return None
        is_certain = found.opening is Opening.FORWARD or is_forward
        if self.is_long(note) or (not is_certain and count_words(note) > SHORT_NOTE):
            return replace(found, kept_note=note)
        return found

    def is_long(self, note: list[str]) -> bool:
        """Return whether a note is too long for one that only hands a message on."""
        return count_words(note) > LONGEST_NOTE

    def says_much(self, note: list[str]) -> bool:
        """Return whether the note above a message may be a request of its own."""
        return count_words(self._strip_note(note)) >= LEAST_WORDS

    def _strip_note(self, note: list[str]) -> list[str]:
        """Return a note without its signature, even if nothing else is left."""
        lines, _ = self.signatures.separate_marks([line.strip() for line in note if line.strip()])
        return self.own_words("\n".join(lines)).split("\n")


def keep_unless_silent(separate: Separate, lines: Lines, removed: Lines) -> Lines:
    """Return the kept lines, and add the others to `removed`; keep all if nothing would be left."""
    kept, gone = separate(lines)
    if not gone or not any(map(_says, kept)):
        return lines
    removed += gone
    return kept


def _says(line: str) -> bool:
    return any(map(str.isalnum, line))
