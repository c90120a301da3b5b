"""Extracts the writer's own words from the body of a message."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from supportlens.messages.forwards import LEAST_WORDS, LONGEST_NOTE, Forwarded, Forwards, count_words
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
        """Return the message that lines forward, with the note above it if that is part of the request."""
        found = self.forwards.find(lines, is_forward=is_forward, inside=inside)
        if found is None:
            return None
        note = self.own_words("\n".join(found.note)).split("\n")
        return replace(found, note=[], lines=[*note, *found.lines]) if self.is_long(note) else found

    def is_long(self, note: list[str]) -> bool:
        """Return whether a note is too long for one that only hands a message on."""
        return count_words(note) > LONGEST_NOTE

    def says_much(self, note: list[str]) -> bool:
        """Return whether the note above a message may be a request of its own."""
        return count_words(self.own_words("\n".join(note)).split("\n")) >= LEAST_WORDS


def keep_unless_silent(separate: Separate, lines: Lines, removed: Lines) -> Lines:
    """Return the kept lines, and add the others to `removed`; keep all if nothing would be left."""
    kept, gone = separate(lines)
    if not gone or not any(map(_says, kept)):
        return lines
    removed += gone
    return kept


def _says(line: str) -> bool:
    return any(map(str.isalnum, line))
