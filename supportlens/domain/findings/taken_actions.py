"""Actions that were taken about causes: who did what, when and for whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class TakenKind(StrEnum):
    """What kind of action was taken."""

    TRAINING = "training"
    FIX = "fix"
    NOTICE = "notice"
    OTHER = "other"


class TakenState(StrEnum):
    """How far an action is; one without a state is done when its day is past."""

    PLANNED = "planned"
    RUNNING = "running"
    DONE = "done"


class ActionSource(StrEnum):
    """Where an action is known from."""

    CALENDAR = "calendar"
    FILE = "file"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class TakenAction:
    """An action about a cause, as written; which cause it is about is found anew in every study."""

    kind: TakenKind
    name: str
    start: date
    end: date | None = None
    about: str = ""
    """The cause as written: its id, its name or the application."""
    known_as: str = ""
    """What identifies the cause across studies, for an action that was made from the plan."""
    symptoms: tuple[str, ...] = ()
    """The ids of the symptoms of that cause."""
    owner: str = ""
    field: str = ""
    value: str = ""
    """The group that it was for, such as a site; both "" if it was for everybody."""
    state: TakenState | None = None
    source: ActionSource = ActionSource.FILE
    reaction: float | None = None
    """Level 1: the share of those who answered that found it useful."""
    learning: float | None = None
    """Level 2: the share of right answers to the questions of the check."""

    @property
    def is_from_plan(self) -> bool:
        """Whether it was made from the plan and belongs to the cause that it was made for."""
        return bool(self.known_as or self.symptoms)

    @property
    def last_day(self) -> date:
        """The day on which it was over."""
        return max(self.end or self.start, self.start)
