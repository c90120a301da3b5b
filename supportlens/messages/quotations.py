"""Finds quotations of earlier messages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from supportlens.messages.expressions import any_of

if TYPE_CHECKING:
    from supportlens.domain import MessageWords

LEAST_WORDS = 3
"""Minimum words above a quotation; with fewer, the quotation is the message.

Judgement: "see below" forwards a message, "it still fails" replies to it.
"""
MOST_LINES = 3
"""Maximum lines over which mail programs wrap "On ... wrote:".

Judgement: two are usual; with more, the writer's own lines would match.
"""

_DATED = re.compile(r"\d{1,2}[:/. -]|\d{4}")
_DASHES = r"[-_*#=\u2013\u2014\s]{2,}"
_RULED = re.compile(r"\s*[-_]{8,}\s*")
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Quotations:
    """Patterns of quotations, built once per log."""

    may_quote: re.Pattern[str]
    opener: re.Pattern[str]
    attribution: re.Pattern[str]
    divider: re.Pattern[str]
    forward: re.Pattern[str]
    head: re.Pattern[str]
    sender: re.Pattern[str]
    inline: re.Pattern[str]
    inline_hints: tuple[str, ...]

    @classmethod
    def of(cls, words: MessageWords) -> Quotations:
        """Build the patterns from the program's words."""
        opener, verb = any_of(words.attribution_openings), any_of(words.attribution_verbs)
        sender, sent, receiver = map(any_of, (words.sender_heads, words.sent_heads, words.receiver_heads))
        heads = any_of(
            words.sender_heads
            | words.sent_heads
            | words.receiver_heads
            | words.subject_heads
            | words.other_heads
        )
        begins = any_of(words.forwarded_openings)
        dividers = any_of(words.original_marks | words.forwarded_marks)
        forward = rf"{_DASHES}\s?{any_of(words.forwarded_marks)}|\s*{begins}\s?:\s*$"
        divider = rf"{_DASHES}\s?{any_of(words.original_marks)}|#{{2,}}-\s.{{0,80}}\s-#{{2,}}\s*$|{forward}"
        inline = (
            rf"(?:(?<=\s)|^)(?:-{{3,}}\s?{dividers}"
            rf"|{opener}\s(?=[^\n]{{0,60}}\d)[^\n]{{6,120}}?\s{verb}\s?:"
            rf"|{sender}:\s[^\n]{{3,80}}?\s{sent}:\s[^\n]{{3,80}}?\s{receiver}:\s)"
        )
        hints = (words.attribution_verbs, words.original_marks, words.forwarded_marks)
        return cls(
            may_quote=_compile(rf"\s*>|{_DASHES}|\s*{opener}\b.{{4}}|\W{{0,3}}{heads}\*?\s?:|\s*{begins}"),
            opener=_compile(rf"\s*{opener}\b"),
            attribution=_compile(rf"{opener}\b.{{4,200}}?\b{verb}\s?:\s*"),
            divider=_compile(divider),
            forward=_compile(forward),
            head=_compile(rf"\W{{0,3}}{heads}\*?\s?:"),
            sender=_compile(rf"\W{{0,3}}{sender}\*?\s?:"),
            inline=_compile(inline),
            inline_hints=(
                *sorted(word for some in hints for word in some),
                *(f"{head}:" for head in words.sender_heads),
            ),
        )

    def separate(
        self, lines: list[str], *, has_subject: bool = False, least: int = LEAST_WORDS
    ) -> tuple[list[str], list[str]]:
        """Return the writer's own lines, and the quoted ones.

        A message with fewer than `least` words of its own that forwards another is treated as that message:
        only the header lines are removed. With a `least` of 0 any line above is enough, except in a message
        marked as forwarded. Lines between quoted ones are the writer's. `has_subject` means that the first
        line is a subject.
        """
        kept: list[str] = []
        marked: list[str] = []
        heads: list[str] = []
        place = 0
        while place < len(lines):
            line = lines[place]
            end = place + 1
            if not self.may_quote.match(line):
                kept.append(line)
            elif line.lstrip().startswith(">"):
                marked.append(line)
            elif (attributed := self.attribution_end(lines, place)) and _is_marked(lines, attributed):
                heads += lines[place:attributed]
                end = attributed
            elif attributed or self._begins_quotation(lines, place):
                if _says(kept[has_subject:], LEAST_WORDS if self.forward.match(line) else least):
                    return kept, [*heads, *marked, *lines[place:]]
                end = self._head_end(lines, attributed or end)
                heads += lines[place:end]
                lines = [*lines[:end], *map(_unmarked, lines[end:])]
            else:
                kept.append(line)
            place = end
        if not marked or _says(kept[has_subject and bool(heads) :], least):
            return kept, [*heads, *marked]
        return [*kept, *map(_unmarked, marked)], heads

    def cut_inline(self, text: str) -> tuple[str, str]:
        """Return a line up to the message that it quotes, and the quotation; "" without one."""
        lower = text.lower()
        if not any(map(lower.__contains__, self.inline_hints)):
            return text, ""
        found = self.inline.search(text)
        if found is None or not _says([text[: found.start()]], LEAST_WORDS):
            return text, ""
        return text[: found.start()].rstrip(), text[found.start() :]

    def attribution_end(self, lines: list[str], place: int) -> int | None:
        """Return the line after "On ... wrote:"; one over several lines must contain a date."""
        if not self.opener.match(lines[place]):
            return None
        for end in range(place + 1, min(place + MOST_LINES, len(lines)) + 1):
            joined = " ".join(line.strip() for line in lines[place:end])
            if self.attribution.fullmatch(joined):
                is_broken = end > place + 1
                if is_broken and (not _DATED.search(joined) or self._begins_later(lines, place + 1, end)):
                    return None
                return end
        return None

    def _begins_later(self, lines: list[str], place: int, end: int) -> bool:
        """Return whether one of the following lines begins the same "... wrote:"."""
        return any(self.attribution.fullmatch(" ".join(lines[at:end]).strip()) for at in range(place, end))

    def _begins_quotation(self, lines: list[str], place: int) -> bool:
        if self.divider.match(lines[place]) or self._begins_head(lines, place):
            return True
        following = place + 1
        return bool(_RULED.fullmatch(lines[place])) and self._begins_head(lines, following)

    def _begins_head(self, lines: list[str], place: int) -> bool:
        """Return whether a mail header begins: its sender and one more line, or three in any order."""
        if place >= len(lines) or not self.head.match(lines[place]):
            return False
        if self.sender.match(lines[place]):
            others = lines[place + 1 : place + 4]
            return any(self.head.match(other) and not self.sender.match(other) for other in others)
        around = [line for line in lines[place : place + 5] if self.head.match(line)]
        return len(around) >= 3 and any(map(self.sender.match, around))

    def _head_end(self, lines: list[str], place: int) -> int:
        """Return the first line below the header of a forwarded mail."""
        while place < len(lines) and (self.head.match(lines[place]) or self.divider.match(lines[place])):
            place += 1
        return place


def _compile(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.IGNORECASE)


def _is_marked(lines: list[str], place: int) -> bool:
    """Return whether the next line with text is marked as quoted, so that a reply may follow it."""
    following = next((line for line in lines[place:] if line.strip()), "")
    return following.lstrip().startswith(">")


def _unmarked(line: str) -> str:
    return line.lstrip("> ")


def _says(lines: list[str], least: int) -> bool:
    if not any(line.strip() for line in lines):
        return False
    return sum(len(_WORD.findall(line)) for line in lines) >= least
