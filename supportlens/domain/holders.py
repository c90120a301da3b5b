"""Who has a project open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a project open: a person on a computer, and since when."""

    user: str
    host: str
    process: int
    since: datetime
