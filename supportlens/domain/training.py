"""Training actions: what to teach or fix about a cause, for whom, and how to verify it."""

from __future__ import annotations

from dataclasses import dataclass

from supportlens.domain.findings.kinds import ActionType
from supportlens.domain.languages import Name


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic of a syllabus: what people ask, how often, and its answer."""

    symptom_id: str
    title: Name
    tickets: int
    share: float
    questions: tuple[str, ...]
    answer: str
    """The most typical resolution; empty if the log has none."""
    minutes: int


@dataclass(frozen=True, slots=True)
class AudienceGroup:
    """People who asked, grouped by a value of a field."""

    field: str
    value: str
    people: int
    tickets: int


@dataclass(frozen=True, slots=True)
class TrainingAction:
    """What to teach, to whom, for how long and how to verify it."""

    id: str
    cause_id: str
    type: ActionType
    family: str
    """``users`` for training of requesters, ``service`` for training of agents."""
    people: int | None
    audience: tuple[AudienceGroup, ...]
    product: str
    change: str
    minutes: int
    syllabus: tuple[Topic, ...]
    weekly_now: float
    """Tickets per week that the action can reduce."""
    weekly_target: float
    review_days: tuple[int, ...] = (7, 30, 60, 90)
