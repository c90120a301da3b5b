"""Decides what a repeated id means, once for the whole column of a table."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from supportlens.ingest.tickets.repeats.repeat_evidence import FAR

if TYPE_CHECKING:
    from supportlens.ingest.tickets.repeats.repeat_evidence import RepeatEvidence


class RepeatMeaning(StrEnum):
    """What rows of one id are; the keys of `SourceFile.repeated_ids`."""

    RUNNING_NUMBER = "running_number"
    """Tickets of their own: the numbers start again."""
    REUSED_NUMBER = "reused_number"
    """Tickets of their own: a few numbers were given twice."""
    MESSAGE = "message"
    """Messages of one ticket."""
    LATER_STATE = "later_state"
    """States of one ticket."""


def decide_meaning(evidence: RepeatEvidence) -> RepeatMeaning:
    """Return what most repeated ids of a table mean, the surest evidence first.

    1. Both sides speak: messages, unless numbers start again in every period. Where they only do so every
       day, the customer must nearly always speak first: a reply may come a day later.
    2. The text is the same: states, unless numbers start again. Where texts are a few standard sentences,
       only if the date is the same too.
    3. Ids are unique within a period, place or person: a running number, if they are far apart or of
       different requesters.
    4. The date is the same and the text is not: a table of tickets joined to their messages or changes.
    5. Rows of one id are far apart: a running number.
    6. They are close, and of one subject or person, or many and of nobody: messages without a role.
    7. Else a few numbers were given twice.

    A minority that does not fit is judged row by row (`same_tickets`): it follows the majority only where the
    date, the text or the requester is the same.
    """
    own = RepeatMeaning.RUNNING_NUMBER if evidence.repeated >= 0.2 else RepeatMeaning.REUSED_NUMBER
    rules = (
        (_are_dialogues(evidence), RepeatMeaning.MESSAGE),
        (_are_states(evidence), RepeatMeaning.LATER_STATE),
        (evidence.restarts or (evidence.is_placed and evidence.same_requester < 0.5), own),
        (evidence.same_created >= 0.5 and evidence.changed >= 0.5, RepeatMeaning.LATER_STATE),
        (evidence.same_created >= 0.5, RepeatMeaning.MESSAGE),
        (evidence.distance >= FAR, own),
        (evidence.same_subject >= 0.5 or evidence.same_requester >= 0.5, RepeatMeaning.MESSAGE),
        (evidence.nameless and evidence.repeated >= 0.2, RepeatMeaning.MESSAGE),
    )
    return next((meaning for holds, meaning in rules if holds), own)


def _are_dialogues(evidence: RepeatEvidence) -> bool:
    daily = evidence.partition == "day" and evidence.opened >= 0.95
    return evidence.voices >= 0.3 and evidence.same_text < 0.5 and (daily or not evidence.restarts)


def _are_states(evidence: RepeatEvidence) -> bool:
    if evidence.same_text < 0.5:
        return False
    return evidence.same_created >= 0.5 or (evidence.telling and not evidence.restarts)
