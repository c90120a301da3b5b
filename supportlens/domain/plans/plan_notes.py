"""What people wrote about the actions of a plan: who, how far, when; no analysis changes it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


class ActionStatus(StrEnum):
    """How far an action is."""

    OPEN = "open"
    RUNNING = "running"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class PlanNote:
    """What people wrote about the action on a cause; "" and None where they wrote nothing."""

    cause_id: str
    owner: str = ""
    status: ActionStatus | None = None
    day: date | None = None
    remarks: str = ""
    further: tuple[tuple[str, str], ...] = ()
    """Columns that somebody added to the table: title and text."""


def find_note(notes: Iterable[PlanNote], cause_id: str) -> PlanNote:
    """Return the note about a cause, an empty one if nobody wrote anything."""
    return next((note for note in notes if note.cause_id == cause_id), PlanNote(cause_id))


def put_note(notes: Iterable[PlanNote], note: PlanNote) -> tuple[PlanNote, ...]:
    """Return the notes with a later value of one, in the order of their causes."""
    others = [one for one in notes if one.cause_id != note.cause_id]
    kept = [*others, note] if note != PlanNote(note.cause_id) else others
    return tuple(sorted(kept, key=lambda one: one.cause_id))
