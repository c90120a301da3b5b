"""Cards of a standing moment: for whom each is, and the questions that show whether it was understood."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class CardRole(StrEnum):
    """For whom a card is."""

    AGENT = "agent"
    LEAD = "lead"
    OWNER = "owner"


@dataclass(frozen=True, slots=True)
class CardQuestion:
    """A question about a card, with answers to choose from."""

    question: str
    options: tuple[str, ...]
    right: int
    """The place of the right answer among the options."""
