"""Separates the writer's own words in a ticket from the text of mail programs, forms and machines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from supportlens.domain import fold
from supportlens.messages import MessageRules, keep_unless_silent
from supportlens.text.machine_lines import MachineLines
from supportlens.text.repeated_passages import strip_repeated

if TYPE_CHECKING:
    from supportlens.domain import Lexicon
    from supportlens.text.form_labels import FormLabels

LONGEST = 20_000
"""Maximum characters read of a ticket; a longer one is a dump.

Judgement: a log file pasted whole; larger takes time and changes nothing, as later steps read hundreds of
letters.
"""
_MARKS = " ¡!¿?.,;:()[]{}<>|\"'*_-–—/"


class TicketParts(NamedTuple):  # a tuple: it passes between processes, one for each ticket
    """The parts of a ticket: what its writer `said`, and the removed text, as written.

    `machine` lines and `removed` passages are restored if they are the whole ticket; `aside` is never
    content: names, signatures, form labels, "see attached".
    """

    said: str
    removed: tuple[str, ...] = ()
    machine: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TicketReader:
    """Patterns to split tickets, built once per log."""

    message: MessageRules
    machines: MachineLines
    attachment: re.Pattern[str] | None
    labels: FormLabels
    has_subject: bool
    repeated: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def of(cls, lexicon: Lexicon, labels: FormLabels, *, has_subject: bool) -> TicketReader:
        """Build the patterns from the program's words and the labels of the log."""
        return cls(
            MessageRules.of(lexicon),
            MachineLines.of(lexicon.machines),
            _compile(lexicon.cleaning.attachments),
            labels,
            has_subject,
        )

    def separate(self, text: str) -> TicketParts:
        """Split a ticket; removals that would leave nothing are skipped."""
        removed: list[str] = []
        lines = [line for line in text[:LONGEST].split("\n") if line]
        is_forward = self.message.subjects.reads_forwarded(lines[0]) if lines else None
        if lines:
            subject = self.message.subjects.strip_prefix(lines[0])
            if subject.strip():
                lines[0] = subject
        lines = self._take_forwarded(lines, removed, is_forward=is_forward)
        if len(lines) > 1:
            lines, quoted = self.message.quotations.separate(lines, has_subject=self.has_subject)
            removed += quoted
        lines, machine = self.machines.separate(lines)
        for step in (self._cut_inline_quotation, self.message.notices.separate):
            lines = keep_unless_silent(step, lines, removed)
        lines, signature = self._separate_signature(lines)
        lines, attached = self._separate_attachments(lines)
        filled_in: list[str] = []
        lines = keep_unless_silent(self._separate_labels, lines, filled_in)
        lines, names = self.message.people.strip(lines)
        aside = (*signature, *attached, *filled_in, *names)
        return TicketParts("\n".join(lines), tuple(removed), tuple(machine), aside)

    def _take_forwarded(self, lines: list[str], removed: list[str], *, is_forward: bool | None) -> list[str]:
        """Return the subject and the customer's lines of a forwarded message, all lines of any other."""
        own = int(bool(lines) and self.has_subject and not self.message.forwards.opens(lines[0]))
        found = self.message.find_forwarded(lines[own:], is_forward=is_forward)
        if found is None:
            return lines
        removed += [*([] if found.kept_note else found.note), *found.head_lines]
        return [*lines[:own], *found.kept_note, *found.lines]

    def strip_repeated(self, parts: TicketParts, repeated: frozenset[str]) -> TicketParts:
        """Remove passages that repeat in the log."""
        rest, gone = strip_repeated(parts.said, repeated)
        return parts._replace(said=rest, removed=(*parts.removed, *gone)) if gone else parts

    def _cut_inline_quotation(self, lines: list[str]) -> tuple[list[str], list[str]]:
        for place, line in enumerate(lines):
            rest, quoted = self.message.quotations.cut_inline(line)
            if quoted:
                return [*lines[:place], rest], [quoted, *lines[place + 1 :]]
        return lines, []

    def _separate_signature(self, lines: list[str]) -> tuple[list[str], list[str]]:
        kept, removed = self.message.signatures.separate(lines)
        if kept and len(kept[-1]) > 20:
            rest, signature = self.message.signatures.cut_inline(kept[-1])
            if signature:
                return [*kept[:-1], rest], [signature, *removed]
        return kept, removed

    def _separate_attachments(self, lines: list[str]) -> tuple[list[str], list[str]]:
        kept: list[str] = []
        removed: list[str] = []
        for line in lines:
            silent = len(line) < 90 and self._is_attachment_note(line)
            (removed if silent else kept).append(line)
        return kept, removed

    def _is_attachment_note(self, line: str) -> bool:
        return bool(self.attachment and self.attachment.fullmatch(fold(line).strip(_MARKS)))

    def _separate_labels(self, lines: list[str]) -> tuple[list[str], list[str]]:
        kept: list[str] = []
        removed: list[str] = []
        for line in lines:
            if ":" not in line:
                kept.append(line)
                continue
            rest, gone = self.labels.separate(line)
            removed += gone
            if rest:
                kept.append(rest)
        return kept, removed


def _compile(expressions: tuple[str, ...]) -> re.Pattern[str] | None:
    return re.compile("|".join(expressions)) if expressions else None
