"""The life of a standing moment: its states, what may follow each, and what it must hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from supportlens.domain.errors import SupportLensError


class LifeState(StrEnum):
    """A state in the life of a standing moment."""

    DETECTED = "detected"
    ANALYSED = "analysed"
    PILOT = "pilot"
    INSTITUTIONALISED = "institutionalised"
    REVIEWED = "reviewed"
    RETIRED = "retired"

    @property
    def in_force(self) -> bool:
        """Whether everybody works by it."""
        return self in {LifeState.INSTITUTIONALISED, LifeState.REVIEWED}


NEXT_STATES = {
    LifeState.DETECTED: (LifeState.ANALYSED, LifeState.PILOT, LifeState.INSTITUTIONALISED, LifeState.RETIRED),
    LifeState.ANALYSED: (LifeState.PILOT, LifeState.INSTITUTIONALISED, LifeState.RETIRED),
    LifeState.PILOT: (LifeState.ANALYSED, LifeState.INSTITUTIONALISED, LifeState.RETIRED),
    LifeState.INSTITUTIONALISED: (LifeState.REVIEWED, LifeState.RETIRED),
    LifeState.REVIEWED: (LifeState.REVIEWED, LifeState.RETIRED),
    LifeState.RETIRED: (LifeState.ANALYSED,),
}
"""What may follow a state. A pilot may be passed over; nothing is in force before it is institutionalised."""


class Requirement(StrEnum):
    """What a moment must have before it is institutionalised."""

    OWNER = "owner"
    TRIGGER = "trigger"
    WHAT_TO_DO = "what_to_do"
    PREVENTION = "prevention"
    INDICATOR = "indicator"
    TARGET = "target"
    REVIEW = "review"
    REVIEW_TO_COME = "review_to_come"
    """A review date that is not in the past."""


@dataclass(frozen=True, slots=True)
class LifeStep:
    """A change of state: to which, when and by whom."""

    state: LifeState
    day: date
    who: str = ""


class MomentIncomplete(SupportLensError):  # noqa: N818 - errors are named after the fact, as in the domain
    """A moment that cannot be institutionalised; `missing` says what it lacks."""

    def __init__(self, missing: tuple[Requirement, ...]) -> None:
        super().__init__(missing)
        self.missing = missing
