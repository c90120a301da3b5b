"""What projects remind of on the start page: reviews that are to be held, and targets that slipped."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class ReviewDate:
    """The day on which a moment of truth of a project is reviewed."""

    project: Path
    name: str
    day: date


@dataclass(frozen=True, slots=True)
class SlippedTarget:
    """The last reading of a moment of truth of a project that misses its target."""

    project: Path
    sentences: Mapping[str, str]
    """The reading and its target by language, as they were when the project was last open."""

    def sentence(self, language: str) -> str:
        """Return the reading in a language, or in the first one that has it."""
        return self.sentences.get(language) or next(iter(self.sentences.values()), "")


def read_reviews(text: str) -> tuple[ReviewDate, ...]:
    """Return the dates that `write_reviews` wrote, the earliest first; none of what cannot be read."""
    try:
        found = [
            ReviewDate(Path(path), str(name), date.fromisoformat(day))
            for path, rows in json.loads(text).items()
            for name, day in rows
        ]
    except (ValueError, TypeError, AttributeError):
        return ()
    return tuple(sorted(found, key=lambda one: (one.day, one.name)))


def write_reviews(kept: Iterable[ReviewDate], project: Path, own: Iterable[tuple[str, date]]) -> str:
    """Return dates as text: those of a project in place of its earlier ones, and of others that are there."""
    others = (one for one in kept if one.project != project and one.project.exists())
    rows: dict[str, list[tuple[str, str]]] = {}
    for one in (*others, *(ReviewDate(project, name, day) for name, day in own)):
        rows.setdefault(str(one.project), []).append((one.name, one.day.isoformat()))
    return json.dumps(rows)


def read_slips(text: str) -> tuple[SlippedTarget, ...]:
    """Return the readings that `write_slips` wrote; none of what cannot be read."""
    try:
        return tuple(
            SlippedTarget(Path(path), {str(code): str(line) for code, line in sentences.items()})
            for path, rows in json.loads(text).items()
            for sentences in rows
        )
    except (ValueError, TypeError, AttributeError):
        return ()


def write_slips(kept: Iterable[SlippedTarget], project: Path, own: Iterable[Mapping[str, str]]) -> str:
    """Return readings as text: those of a project in place of its earlier ones, and of those still there."""
    others = (one for one in kept if one.project != project and one.project.exists())
    rows: dict[str, list[dict[str, str]]] = {}
    for one in (*others, *(SlippedTarget(project, sentences) for sentences in own)):
        rows.setdefault(str(one.project), []).append(dict(one.sentences))
    return json.dumps(rows)
