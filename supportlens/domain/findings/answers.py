"""Questions that the log cannot answer, and users' answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Question(StrEnum):
    """A question that distinguishes between kinds of cause."""

    WORKS_AS_DESIGNED = "works_as_designed"
    WHAT_CHANGED = "what_changed"
    WHO_WAS_TOLD = "who_was_told"
    SINCE_WHEN = "since_when"
    WHERE_SEEN = "where_seen"
    WHAT_WAS_PROMISED = "what_was_promised"


class Reply(StrEnum):
    """The outcome of an answer.

    Yes means: it works as designed, something changed, people were told, the day is known, it
    happens everywhere, something was promised.
    """

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Answer:
    """A user's answer to a question about a cause."""

    cause_id: str
    question: Question
    reply: Reply
    text: str = ""
    """The answer in the user's words: the name of the change, who was told, what was promised."""
    day: date | None = None
    """The day of the answer."""
    who: str = ""
    about: date | None = None
    """The day that the answer names: of the change, or since when the problem occurs."""
