"""Parses the header lines that mail programs write above a forwarded or answered message."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from supportlens.messages.expressions import any_of

if TYPE_CHECKING:
    from supportlens.domain import MessageWords

QUOTED = r"[>\s]{0,40}"
"""Before a line that is quoted, once or more."""

_ADDRESS = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_REACH = 3
"""Lines of one header that mail programs wrap, such as recipients.

Judgement: more would take lines of the message for recipients.
"""
_MOST = 24
"""Maximum header lines above a message. Judgement: long lists of recipients have twenty."""
_BARE = " \t*_\xa0"
_OUTSIDE = " \t\"'*,;:\xa0"


@dataclass(frozen=True, slots=True)
class MailHead:
    """What the header lines above a message say; "" for what they do not."""

    sender: str = ""
    sent: str = ""
    receiver: str = ""
    subject: str = ""

    @property
    def address(self) -> str:
        """The address of the sender, "" if the header has only a name."""
        found = _ADDRESS.search(self.sender)
        return found[0].lower() if found else ""

    @property
    def name(self) -> str:
        """The name of the sender, the address if there is none."""
        name = re.split(r"[<\[(]", self.sender, maxsplit=1)[0].strip(_OUTSIDE)
        return name or self.address


@dataclass(frozen=True, slots=True)
class HeadPatterns:
    """Patterns of header lines in all languages."""

    any: re.Pattern[str]
    sender: re.Pattern[str]
    kinds: tuple[tuple[str, re.Pattern[str]], ...]

    @classmethod
    def of(cls, words: MessageWords) -> HeadPatterns:
        """Build the patterns from the program's words."""
        kinds = {
            "sender": words.sender_heads,
            "sent": words.sent_heads,
            "receiver": words.receiver_heads,
            "subject": words.subject_heads,
        }
        every = words.other_heads.union(*kinds.values())
        return cls(
            any=_head(every),
            sender=_head(words.sender_heads),
            kinds=tuple((kind, _head(heads)) for kind, heads in kinds.items()),
        )

    def begins(self, lines: list[str], place: int) -> bool:
        """Return whether a header begins: its sender and one more line, or three lines in any order."""
        if place >= len(lines) or not self.any.match(lines[place]):
            return False
        following = lines[place : place + 8]
        heads = [line for line in following if self.any.match(line)]
        if not any(map(self.sender.match, heads)):
            return False
        least = 2 if self.sender.match(lines[place]) else 3
        return len({self.kind_of(line)[0] for line in heads}) >= least

    def parse(self, lines: list[str], place: int) -> tuple[MailHead, int]:
        """Return the header that begins at a line, and the first line below it."""
        values: dict[str, str] = {}
        end = place
        while end < min(len(lines), place + _MOST):
            line = lines[end]
            if not self.any.match(line):
                if not line.strip(" >") or not self._continues(lines, end, values):
                    break
                end += 1
                continue
            kind, value = self.kind_of(line)
            if kind in values and kind:
                break
            end += 1
            if not value and end < len(lines) and lines[end].strip() and not self.any.match(lines[end]):
                value = lines[end].strip(_BARE + ">")  # a label and its value in two cells of a table
                end += 1
            values[kind] = value
        return MailHead(**{kind: value for kind, value in values.items() if kind}), end

    def _continues(self, lines: list[str], place: int, known: dict[str, str]) -> bool:
        """Return whether a line that is no header stands between two of one message."""
        for line in lines[place + 1 : place + _REACH]:
            if not line.strip(" >"):
                return False
            if self.any.match(line):
                return self.kind_of(line)[0] not in known
        return False

    def kind_of(self, line: str) -> tuple[str, str]:
        """Return the kind of a header line, "" for one that says nothing of use, and its value."""
        for kind, pattern in self.kinds:
            if found := pattern.match(line):
                return kind, line[found.end() :].strip(_BARE)
        found = self.any.match(line)
        return "", line[found.end() :].strip(_BARE) if found else ""


def find_address(text: str) -> str:
    """Return the first mail address in a text, "" without one."""
    found = _ADDRESS.search(text)
    return found[0].lower() if found else ""


def _head(words: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"{QUOTED}\W{{0,3}}{any_of(words)}\*?[\s\xa0]?:\*?(?!//)", re.IGNORECASE)
