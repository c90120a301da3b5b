"""Parses the prefixes of a subject: "RE:", "FW:", "[External]"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from supportlens.messages.expressions import any_of

if TYPE_CHECKING:
    from supportlens.domain import MessageWords

_NUMBER = r"\s*(?:\[\d+\])?\s*:\s*"


@dataclass(frozen=True, slots=True)
class Subjects:
    """Patterns of subject prefixes."""

    prefix: re.Pattern[str]
    mark: re.Pattern[str]
    reply: re.Pattern[str]
    forward: re.Pattern[str]

    @classmethod
    def of(cls, words: MessageWords) -> Subjects:
        """Build the patterns from the program's words."""
        replies = any_of(words.reply_prefixes)
        prefixes = any_of(words.reply_prefixes | words.forward_prefixes)
        tags = any_of(words.gateway_tags)
        return cls(
            re.compile(rf"^\s*(?:{prefixes}{_NUMBER}|\[{tags}\]\s*)+", re.IGNORECASE),
            re.compile(rf"\s*(?:{prefixes}{_NUMBER}|\[[^\]]{{1,40}}\]\s*(?=\S))\s*", re.IGNORECASE),
            re.compile(rf"\s*(?:\[[^\]]{{1,40}}\]\s*)?{replies}{_NUMBER}", re.IGNORECASE),
            re.compile(
                rf"\s*(?:\[[^\]]{{1,40}}\]\s*)?{any_of(words.forward_prefixes)}{_NUMBER}", re.IGNORECASE
            ),
        )

    def strip_prefix(self, subject: str) -> str:
        """Return a subject without leading "RE:", "FW:" and gateway tags."""
        return self.prefix.sub("", subject, count=1)

    def strip_marks(self, subject: str) -> str:
        """Return a subject without any prefix or tag, as all mails of one thread share it."""
        topic = subject
        while (mark := self.mark.match(topic)) and mark.end():
            topic = topic[mark.end() :]
        return topic or subject

    def is_reply(self, subject: str) -> bool:
        """Return whether a subject is marked as a reply."""
        return self.reply.match(subject) is not None

    def reads_forwarded(self, subject: str) -> bool | None:
        """Return whether a subject is of a forwarded mail: False for an answer, None if it does not say."""
        if self.forward.match(subject):
            return True
        return False if self.is_reply(subject) else None
