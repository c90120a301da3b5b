"""The steps of a person's work on a study, which can be undone and done again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from supportlens.domain.languages import Name


class StepKind(StrEnum):
    """What a step did."""

    ANSWERED = "answered"
    ANSWER_WITHDRAWN = "answer_withdrawn"
    KIND_CHOSEN = "kind_chosen"
    CAUSE_NAMED = "cause_named"
    SYMPTOM_NAMED = "symptom_named"
    TICKETS_MOVED = "tickets_moved"
    GROUP_COUNTED = "group_counted"
    SYMPTOMS_MERGED = "symptoms_merged"
    SYMPTOM_SPLIT = "symptom_split"
    CAUSES_MERGED = "causes_merged"
    CAUSE_SPLIT = "cause_split"
    SYMPTOM_PLACED = "symptom_placed"
    CAUSE_DISMISSED = "cause_dismissed"
    CAUSE_RESTORED = "cause_restored"
    RECIPE_DONE = "recipe_done"
    REGROUPED = "regrouped"
    CODES_CORRECTED = "codes_corrected"
    MOMENT_CHANGED = "moment_changed"
    """A standing moment or its team."""
    ACTION_TAKEN = "action_taken"
    PILOT_CHANGED = "pilot_changed"
    READ_BACK = "read_back"
    """What people changed in a workbook was taken over."""
    CHANGED = "changed"
    """Anything else."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step: what it did, to which cause, symptom or group, and when."""

    kind: StepKind
    made_at: datetime
    about: Name | None = None
    """The name of the cause or symptom before the step, None if it is about neither."""
    who: str = ""
    """Who said it, "" if it is not recorded."""
    why: str = ""
    """Why, in that person's words; "" if nobody said so."""
