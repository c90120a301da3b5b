"""Training actions: what to teach or put right about a cause, for whom, and how it is checked."""

from __future__ import annotations

from dataclasses import dataclass

from supportlens.domain.findings.kinds import ActionType
from supportlens.domain.languages import Name


@dataclass(frozen=True, slots=True)
class Topic:
    """One point of a syllabus: what people ask, how often, and how it was answered."""

    symptom_id: str
    title: Name
    tickets: int
    share: float
    questions: tuple[str, ...]
    answer: str
    """The resolution that comes closest to all the others; empty where the log has none."""
    minutes: int


@dataclass(frozen=True, slots=True)
class AudienceGroup:
    """People who asked, by one value of one field."""

    field: str
    value: str
    people: int
    tickets: int


@dataclass(frozen=True, slots=True)
class TrainingAction:
    """What to teach, to whom, for how long and how it is checked."""

    id: str
    cause_id: str
    type: ActionType
    family: str
    """``users`` when those who ask are taught, ``service`` when those who answer are."""
    people: int | None
    audience: tuple[AudienceGroup, ...]
    product: str
    change: str
    minutes: int
    syllabus: tuple[Topic, ...]
    weekly_now: float
    """Tickets a week that the action is to bring down."""
    weekly_target: float
    review_days: tuple[int, ...] = (7, 30, 60, 90)
