"""The truth about a log: what was planted where, as a value and as JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from sample_logs.planted.changes import Change


@dataclass(frozen=True, slots=True)
class PlantedCause:
    """One planted cause with every ticket it brought."""

    kind: str
    scope: dict[str, str]
    """Fields of a ticket (product, version, site, channel, segment) to the value the cause sits in."""
    onset: date
    """The day of the first ticket it brought."""
    last: date
    """The day of the last one."""
    shape: str
    share: float
    people: int
    caused_ids: tuple[str, ...]
    change: Change
    families: dict[str, tuple[str, ...]]
    """The distinct things that people ask about, each with its tickets."""
    routine_ids: tuple[str, ...]
    """Tickets of the same application that the cause did not bring."""

    @property
    def tickets(self) -> int:
        """How many tickets the cause brought."""
        return len(self.caused_ids)

    def as_json(self) -> dict[str, Any]:
        """Return the cause as a truth file holds it."""
        return {
            "kind": self.kind,
            "scope": self.scope,
            "onset": self.onset.isoformat(),
            "last": self.last.isoformat(),
            "shape": self.shape,
            "share": round(self.share, 6),
            "tickets": self.tickets,
            "people": self.people,
            "change": {"date": self.change.day.isoformat(), "name": self.change.name},
            "families": {name: list(ids) for name, ids in self.families.items()},
            "caused_ids": list(self.caused_ids),
            "routine_ids": list(self.routine_ids),
        }


@dataclass(frozen=True, slots=True)
class PlantedSituation:
    """What happened at the desk, when, and to which tickets."""

    what: str
    day: date
    """The first day on which it shows; the day of the import or edit where that set the dates."""
    last: date
    field: str
    """The field of a ticket in which it shows, empty where there is none."""
    before: str
    after: str
    """The values of that field: the former one and the new one, or the one that it brought."""
    ids: tuple[str, ...]
    """The tickets that it brought or changed."""
    excess: int
    """How many more tickets there are by it, fewer if negative."""
    topics: int = 0
    """How many of them are about what is new, where the rest is spread over the usual kinds."""
    event: PlantedCause | None = None
    """The same as a cause, where customers met with something."""

    def as_json(self) -> dict[str, Any]:
        """Return the situation as a truth file holds it."""
        return {
            "what": self.what,
            "day": self.day.isoformat(),
            "last": self.last.isoformat(),
            "field": self.field,
            "before": self.before,
            "after": self.after,
            "excess": self.excess,
            "topics": self.topics,
            "ids": list(self.ids),
            "event": self.event.as_json() if self.event else None,
        }


@dataclass(frozen=True, slots=True)
class Truth:
    """Everything that was planted in a log, and its totals."""

    language: str
    seed: int
    tickets: int
    routine: int
    """Tickets that no planted cause brought, noise included."""
    first: date
    last: date
    noise_ids: tuple[str, ...]
    causes: tuple[PlantedCause, ...]
    changes: int
    """Rows of the change calendar."""
    situations: tuple[PlantedSituation, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the truth as a truth file holds it."""
        situations = [situation.as_json() for situation in self.situations]
        return {
            "language": self.language,
            "seed": self.seed,
            "tickets": self.tickets,
            "routine": self.routine,
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
            "changes": self.changes,
            "noise_ids": list(self.noise_ids),
            "causes": [cause.as_json() for cause in self.causes],
            **({"situations": situations} if situations else {}),
        }

    def as_text(self) -> str:
        """Return the truth as the text of a JSON file."""
        return json.dumps(self.as_json(), ensure_ascii=False, indent=1) + "\n"
