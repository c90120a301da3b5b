"""The stages of an analysis in order, and its progress callbacks."""

from collections.abc import Callable
from enum import StrEnum
from typing import Protocol

FractionProgress = Callable[[float], None]
"""A callback that receives the fraction done (0 to 1); raises `Cancelled` to stop the work."""


class Stage(StrEnum):
    """A stage of an analysis."""

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
    """A callback that receives the progress of a stage; raises `Cancelled` to stop the work."""

    def __call__(self, stage: Stage, fraction: float) -> None:
        """Report that `stage` is `fraction` (0 to 1) done."""


def part_of_progress(progress: FractionProgress, low: float, high: float) -> FractionProgress:
    """Return the progress of a part of the work, mapped to `low` to `high` of the whole."""
    return lambda fraction: progress(low + (high - low) * fraction)


def silent(stage: Stage, fraction: float) -> None:
    """Ignore progress: the default of callers who do not show it."""
