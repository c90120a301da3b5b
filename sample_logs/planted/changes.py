"""A change: something that happened on a day and may stand behind a cause."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Change:
    """Something that happened on a day; `app` is the application's name or empty."""

    day: date
    name: str
    app: str
    type: str
