"""What a project file says of itself: its files and its history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ProjectFile:
    """A file of a project, and the part of the project that holds it as it was read."""

    number: int
    path: str
    role: str
    sha256: str
    rows: int
    added_at: datetime
    part: str


@dataclass(frozen=True, slots=True)
class ProjectEvent:
    """Something that happened to a project; `part` holds more about it, None for nothing."""

    number: int
    made_at: datetime
    what: str
    part: str | None
