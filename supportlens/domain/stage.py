"""The stages of one analysis in order, and the callbacks that report progress and stop the work."""

from collections.abc import Callable
from enum import StrEnum
from typing import Protocol

FractionProgress = Callable[[float], None]
"""A listener told which part (0 to 1) of one piece of work is done; raises `Cancelled` to stop it."""


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
    """A callback told how far a stage is; it stops the work by raising `Cancelled`."""

    def __call__(self, stage: Stage, fraction: float) -> None:
        """Report that `stage` is `fraction` (0 to 1) done."""


def part_of_progress(progress: FractionProgress, low: float, high: float) -> FractionProgress:
    """Return the progress of a part of some work, which lies between `low` and `high` of the whole."""
    return lambda fraction: progress(low + (high - low) * fraction)


def silent(stage: Stage, fraction: float) -> None:
    """Ignore progress: the default of callers who do not show it."""
