"""Restores the line breaks of a forwarded message that was pasted into one line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from supportlens.messages.expressions import any_of
from supportlens.patterns import compile_any

if TYPE_CHECKING:
    from collections.abc import Callable

    from supportlens.domain import MessageWords
    from supportlens.messages.mail_heads import HeadPatterns

LEAST = 60
"""Minimum characters of a line that holds a header and a message. Judgement: a mark and two headers."""
REACH = 1_000
"""Characters of a line in which its header ends. Judgement: longer than all headers but many recipients."""
LONGEST = 20_000
"""Characters of a line that are searched, as of a ticket. Judgement: more is a dump."""
NEAR = 400
"""Characters within which a header without line breaks has three labels. Judgement: names and a subject."""
_LABEL = 40
_MOST_LABELS = 7
_END_OF_RECEIVERS = re.compile(r"[>\])](?:\s|$)|@[\w.-]+(?:\s|$)")
_RULE = re.compile(r"\s[_=-]{8,}\s")


@dataclass(frozen=True, slots=True)
class LostBreaks:
    """Patterns of the marks and labels before which a line broke."""

    mark: re.Pattern[str]
    label: re.Pattern[str]
    may_break: Callable[[bytes], Any]
    """A quick test of a line in UTF-8: one that it denies holds neither a mark nor a label."""
    heads: HeadPatterns

    @classmethod
    def of(cls, words: MessageWords, heads: HeadPatterns) -> LostBreaks:
        """Build the patterns from the program's words."""
        marks = any_of(words.forwarded_marks | words.original_marks)
        first = words.sender_heads | words.sent_heads | words.receiver_heads | words.subject_heads
        first |= words.other_heads
        titled = any_of(word.capitalize() for word in first if len(word) > 1)
        mark = (
            rf"(?<![-=_])[-=_]{{3,80}}\s?{marks}\b(?:[^-=_]{{0,80}}[-=_]{{3,80}})?"
            rf"|\b{any_of(words.forwarded_openings)}\s?:"
        )
        spaced, glued = rf"\*{{0,2}}{any_of(first)}\*?\s?:\*?\s", rf"(?-i:{titled})\s?:\s"
        return cls(
            mark=_compile(mark),
            label=_compile(rf"(?:(?<=[\s:>-])(?={spaced})|(?<=[A-Z\d)>\]])(?={glued}))"),
            may_break=compile_any([f"(?i:{part})" for part in (mark, spaced, glued)]),
            heads=heads,
        )

    def restore(self, lines: list[str]) -> list[str]:
        """Return lines; a long one that holds a mark or a header of mail is broken at each of its parts."""
        whole: list[str] = []
        for line in lines:
            is_whole = len(line) < LEAST or not self.may_break(line.encode("utf-8", "surrogatepass"))
            whole += [line] if is_whole else self._break(line)
        return whole

    def _break(self, line: str) -> list[str]:
        pieces: list[str] = []
        rest = line
        for _ in range(_MOST_LABELS):
            found = self.mark.search(rest, 0, LONGEST)
            start = found.start() if found else self._find_head(rest)
            if start is None:
                break
            note = _RULE.sub(" ", f"{rest[:start]} ").strip()
            below, rest = self._break_head(rest[found.end() if found else start :].lstrip("> "))
            pieces += [*filter(None, (note, found[0] if found else "")), *below]
        return [*pieces, rest] if pieces else [line]

    def _find_head(self, line: str) -> int | None:
        """Return where a header begins: a sender and two other labels shortly below."""
        places = [found.start() for found in self.label.finditer(line, 0, LONGEST)]
        if line[:1].strip() and self.heads.any.match(line):
            places.insert(0, 0)
        kinds = [self.heads.kind_of(line[place : place + _LABEL])[0] for place in places]
        for at, kind in enumerate(kinds):
            near = [
                other for other, place in zip(kinds[at : at + 4], places[at : at + 4], strict=True)
                if place - places[at] <= NEAR
            ]  # fmt: skip
            if kind == "sender" and len({*near} - {"", "sender"}) >= 2:
                return places[at]
        return None

    def _break_head(self, text: str) -> tuple[list[str], str]:
        """Return the header lines that a text begins with, and the text below them."""
        head, rest = text[:REACH], text[REACH:]
        ends = [found.start() for found in self.label.finditer(head)]
        if not self.heads.any.match(head):
            return [], text
        pieces: list[str] = []
        kinds: set[str] = set()
        at = 0
        for end in [*(end for end in ends if end > 0), len(head)]:
            piece = head[at:end].strip()
            kind, _ = self.heads.kind_of(piece)
            if not self.heads.any.match(piece) or (kind and kind in kinds):
                break
            kinds.add(kind)
            pieces.append(piece)
            at = end
        last = pieces.pop()
        kind, value = self.heads.kind_of(last)
        below = head[at:] + rest
        if below.strip():
            return [*pieces, last], below.strip("> ")
        found = _END_OF_RECEIVERS.search(last)
        if kind == "receiver" and found:
            return [*pieces, last[: found.end()].strip()], last[found.end() :].strip("> ") + rest
        return pieces, value + rest


def _compile(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.IGNORECASE)
