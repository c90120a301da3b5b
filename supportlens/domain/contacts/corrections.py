"""People's corrections of codes, for one contact or for all with a rule's words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class CodeCorrection:
    """A person's statement that contacts have a code, or do not.

    It holds for the contact with `ticket_id` and `text` (its `hash_text`, so that it survives another
    export), or for every contact to which `rule_id` gave the code. A statement that repeats what was found
    confirms it.
    """

    code: str
    holds: bool
    ticket_id: str = ""
    text: str = ""
    rule_id: str = ""
    by: str = ""
    """Who said it."""
    when: datetime | None = None
