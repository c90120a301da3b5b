"""The figures that a condition of the command line may name."""

from __future__ import annotations

from enum import StrEnum


class ConditionFigure(StrEnum):
    """A figure of a study that a script may ask about."""

    SHARE = "share"
    """The share of the verdict's cause, 0 to 1; 0 without a verdict, as for the next two."""
    TICKETS = "tickets"
    EXCESS = "excess"
    """Its tickets beyond what the time before it would have brought."""
    VERDICT = "verdict"
    """1 with a verdict, else 0."""
    NEW = "new"
    """The symptoms that are new since the last file of the project."""
    GROWING = "growing"
