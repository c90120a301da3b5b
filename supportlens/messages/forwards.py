"""Finds the message that a mail forwards: its words, its sender and its date."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING

from supportlens.domain import fold
from supportlens.messages.expressions import any_matching, any_of
from supportlens.messages.lost_breaks import LostBreaks
from supportlens.messages.mail_heads import QUOTED, HeadPatterns, MailHead, find_address

if TYPE_CHECKING:
    from collections.abc import Callable

    from supportlens.domain import MessageWords
    from supportlens.messages.quotations import Quotations
    from supportlens.messages.subjects import Subjects

    Strip = Callable[[list[str]], list[str]]

LEAST_WORDS = 3
"""Minimum words above a quoted message that may be a request; with fewer, the quoted one is.

Judgement, as in `quotations`: "see below" hands a message on.
"""
LONGEST_NOTE = 40
"""Maximum words with which somebody hands a message on; a longer text is part of the request.

Judgement: such notes have one or two sentences; smaller would mix them into what the customer says, larger
would lose what a colleague adds.
"""
LONGEST_HINTED = 20
"""Maximum words of a note that says "please help this customer" above a message not marked as forwarded.

Judgement: longer texts above a quotation are answers.
"""
SHORT_NOTE = 6
"""Maximum words of a note that is left out above a message that may as well be quoted.

Judgement: "please help this customer" has four; a longer one may be the request.
"""
MACHINES = ("noreply", "no-reply", "no_reply", "donotreply", "notifications", "notificaciones")
"""Beginnings of addresses of programs."""
DEPTH = 10
"""Maximum number of times that a message was forwarded. Judgement: more is a chain letter."""

_RULED = re.compile(rf"{QUOTED}[-_=*\u2013\u2014]{{3,}}\s*")
_WORD = re.compile(r"[^\W\d_]{2,}")
_DASHES = r"[-_*#=~\u2013\u2014][-_*#=~\u2013\u2014 ]{1,80}"


class Opening(Enum):
    """What begins a message inside another: a mark of forwarding, any other header, or "On ... wrote:"."""

    FORWARD = "forward"
    ORIGINAL = "original"
    REPLY = "reply"


@dataclass(frozen=True, slots=True)
class Forwarded:
    """A forwarded message: its lines, its header, the lines of the header, and the note above it.

    `kept_note` are the lines of a note that is part of the request.
    """

    opening: Opening
    note: list[str]
    head: MailHead
    head_lines: list[str]
    lines: list[str]
    kept_note: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Forwards:
    """Patterns of forwarded messages, built once per log."""

    forward: re.Pattern[str]
    original: re.Pattern[str]
    handing_over: re.Pattern[str]
    subjects: Subjects
    heads: HeadPatterns
    breaks: LostBreaks
    quotations: Quotations

    @classmethod
    def of(cls, words: MessageWords, subjects: Subjects, quotations: Quotations) -> Forwards:
        """Build the patterns from the program's words."""
        forwarded, original = any_of(words.forwarded_marks), any_of(words.original_marks)
        begins = any_of(words.forwarded_openings)
        heads = HeadPatterns.of(words)
        return cls(
            forward=_compile(rf"{QUOTED}(?:{_DASHES}{forwarded}\b|\W{{0,3}}{begins}\s?:?\W{{0,3}}$)"),
            original=_compile(rf"{QUOTED}{_DASHES}{original}\b"),
            handing_over=re.compile(any_matching(words.handing_over)),
            subjects=subjects,
            heads=heads,
            breaks=LostBreaks.of(words, heads),
            quotations=quotations,
        )

    def find(
        self, lines: list[str], strip: Strip, *, is_forward: bool | None, inside: str = ""
    ) -> Forwarded | None:
        """Return the innermost message that `lines` forward, None if they forward none.

        `strip` takes the signature from a note, `is_forward` is what the subject or the recipients say, None
        if nothing. Messages of the domain `inside` are of colleagues who handed on what they had answered:
        what they quote is looked for.
        """
        found = self._find_once(self.breaks.restore(lines), strip, is_forward=is_forward)
        for _ in range(DEPTH):
            inner = self._find_inner(found, strip, inside) if found else None
            if found is None or inner is None:
                break
            gone = [*found.head_lines, *inner.note, *inner.head_lines]
            found = replace(inner, note=found.note, head_lines=gone)
        return found

    def _find_inner(self, found: Forwarded, strip: Strip, inside: str) -> Forwarded | None:
        """Return the message that a forwarded one forwards in its turn."""
        inner = self._find_once(
            found.lines, strip, is_forward=self.subjects.reads_forwarded(found.head.subject)
        )
        if inner is not None or not inside or not found.head.address.endswith(f"@{inside}"):
            return inner
        inner = self._find_once(found.lines, strip, is_forward=True)
        is_outside = inner and inner.head.address and not inner.head.address.endswith(f"@{inside}")
        return inner if is_outside else None

    def opens(self, line: str) -> bool:
        """Return whether a line by itself begins a forwarded message."""
        return bool(self.forward.match(line) or self.original.match(line))

    def _find_once(self, lines: list[str], strip: Strip, *, is_forward: bool | None) -> Forwarded | None:
        opened = self._find_opening(lines)
        if opened is None:
            return None
        opening, place, end = opened
        note = list(lines[:place])
        while note and (_RULED.fullmatch(note[-1]) or not note[-1].strip(" >")):
            note.pop()
        if not self._is_handed_on(opening, strip(note), is_forward=is_forward):
            return None
        found = self._take(opening, note, lines, place, end)
        return found if count_words(found.lines) else None

    def _is_handed_on(self, opening: Opening, note: list[str], *, is_forward: bool | None) -> bool:
        """Return whether the message below an opening is handed on rather than answered."""
        if opening is Opening.FORWARD:
            return is_forward is not False or count_words(note) < LEAST_WORDS or self._hints(note)
        if is_forward is not None:
            return is_forward
        return opening is Opening.ORIGINAL and (not count_words(note) or self._hints(note))

    def _hints(self, note: list[str]) -> bool:
        text = fold(" ".join(note))
        return count_words(note) <= LONGEST_HINTED and bool(self.handing_over.search(text))

    def _find_opening(self, lines: list[str]) -> tuple[Opening, int, int] | None:
        """Return the first opening, its line and the line below its mark; None if a quotation comes first."""
        for place, line in enumerate(lines):
            if not self.quotations.may_quote.match(line):
                continue
            if self.forward.match(line):
                return Opening.FORWARD, place, place + 1
            if self.original.match(line):
                return Opening.ORIGINAL, place, place + 1
            if self.heads.begins(lines, place):
                return Opening.ORIGINAL, place, place
            if end := self.quotations.attribution_end(lines, place):
                return Opening.REPLY, place, end
            if line.lstrip().startswith(">") and line.strip(" >"):
                return None
        return None

    def _take(self, opening: Opening, note: list[str], lines: list[str], place: int, end: int) -> Forwarded:
        """Return the message below an opening."""
        if opening is Opening.REPLY:
            head = MailHead(sender=find_address(" ".join(lines[place:end])))
        else:
            while end < len(lines) and not lines[end].strip(" >") and end < place + 4:
                end += 1
            head = MailHead()
            if self.heads.begins(lines, end) or (end < len(lines) and self.heads.any.match(lines[end])):
                head, end = self.heads.parse(lines, end)
        while end < len(lines) and self._is_below_head(lines, end):
            end += 1
        rest = lines[end:]
        levels = min(_level(rest[0]), 1 + _level(lines[place])) if rest else 0
        return Forwarded(opening, note, head, lines[place:end], [_unquote(line, levels) for line in rest])

    def _is_below_head(self, lines: list[str], place: int) -> bool:
        """Return whether a line is blank, or a mark that ends the header, as in Zoho."""
        if not lines[place].strip(" >"):
            return True
        if not self.opens(lines[place]):
            return False
        following = next((at for at in range(place + 1, len(lines)) if lines[at].strip(" >")), None)
        return following is not None and not self.heads.begins(lines, following)


def count_words(lines: list[str]) -> int:
    """Count the words of two letters and more."""
    return sum(len(_WORD.findall(line)) for line in lines)


def _level(line: str) -> int:
    """Count the marks of quotation before a line."""
    return len(line) - len(line.lstrip("> ")) - line[: len(line) - len(line.lstrip("> "))].count(" ")


def _unquote(line: str, levels: int) -> str:
    for _ in range(levels):
        bare = line.lstrip()
        if not bare.startswith(">"):
            break
        line = bare[1:].removeprefix(" ")
    return line


def _compile(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.IGNORECASE)
