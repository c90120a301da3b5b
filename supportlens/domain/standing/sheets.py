"""The sheet of a standing moment: its parts, and where the text of each comes from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from supportlens.domain.languages import Name


class SheetPart(StrEnum):
    """The parts of a sheet that are texts, in their order on the page."""

    NAME = "name"
    TRIGGER = "trigger"
    PLACES = "places"
    EXPECTS = "expects"
    FIRST_CONTACT = "first_contact"
    AFTERWARDS = "afterwards"
    SAY = "say"
    AVOID = "avoid"
    PREVENTION = "prevention"
    INDICATOR = "indicator"


class TextSource(StrEnum):
    """Where the text of a part comes from."""

    LOG = "log"
    """Written from the figures and tickets of this log."""
    CATALOGUE = "catalogue"
    """The text of the catalogue, the same for every log."""
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class SheetText:
    """The text of a part."""

    text: Name
    source: TextSource


@dataclass(frozen=True, slots=True)
class SheetQuestion:
    """A question in the customers' own words, with the answer that worked."""

    question: str
    answer: str
    """Empty if no ticket holds an answer that shows the way."""
    tickets: int
    ticket_ids: tuple[str, ...] = ()
    """The tickets that hold the answer."""
