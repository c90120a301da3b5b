"""The stages of one analysis, in order, and the narrow hole through which work reports them."""

from enum import StrEnum
from typing import Protocol


class Stage(StrEnum):
    """One step of the sentence that the program is."""

    READ = "read"
    NORMALISE = "normalise"
    ENCODE = "encode"
    GROUP = "group"
    ATTRIBUTE = "attribute"
    JUDGE = "judge"
    MATCH = "match"
    PLAN = "plan"
    REPORT = "report"


class Progress(Protocol):
    """A listener told how far a stage is; it stops the work by raising `Cancelled`."""

    def __call__(self, stage: Stage, fraction: float) -> None:
        """Hear that `stage` is `fraction` (0 to 1) done."""


def silent(stage: Stage, fraction: float) -> None:
    """Listen to nothing: the progress of callers who do not care."""
