"""Earlier analyses as the start page offers them: files, what was found in them, and a small picture."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from supportlens.app.projects.project_files import SUFFIX

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MOST_RECENT = 6


@dataclass(frozen=True, slots=True)
class Recent:
    """The files of one earlier analysis; two are the same if their files are."""

    paths: tuple[Path, ...]
    sentences: Mapping[str, str] = field(default_factory=dict, compare=False)
    """Its verdict by language, as it was when the analysis was last opened or saved."""
    weekly: tuple[int, ...] = field(default=(), compare=False)
    """The tickets of its first cause, week by week; of all causes if none came first."""
    page: str = field(default="", compare=False)
    """The id of the page that was shown last, "" if it is not known."""

    @property
    def name(self) -> str:
        """The name of the project, or the names of the files."""
        return self.paths[0].stem if self.is_project else " + ".join(path.name for path in self.paths)

    @property
    def is_project(self) -> bool:
        """Return whether it was saved as a project."""
        return len(self.paths) == 1 and self.paths[0].suffix.lower() == SUFFIX

    @property
    def missing(self) -> bool:
        """Return whether one of its files no longer exists."""
        return not all(path.exists() for path in self.paths)

    def sentence(self, language: str) -> str:
        """Return its verdict in a language, "" if it is not known."""
        return self.sentences.get(language, "")


def read_recent(text: str) -> tuple[Recent, ...]:
    """Return the analyses that `write_recent` wrote, without what cannot be read."""
    try:
        rows = json.loads(text)
    except ValueError:
        return ()
    if not isinstance(rows, list):
        return ()
    found = [_read_row(row) for row in rows]
    return tuple(recent for recent in found if recent is not None and recent.paths)[:MOST_RECENT]


def _read_row(row: object) -> Recent | None:
    """Return one analysis; earlier versions wrote the list of its paths alone."""
    row = {"paths": row} if isinstance(row, list) else row
    if not isinstance(row, dict) or not isinstance(row.get("paths"), list):
        return None
    said, weekly, page = row.get("sentences"), row.get("weekly"), row.get("page")
    return Recent(
        tuple(Path(str(path)) for path in row["paths"]),
        {str(code): str(text) for code, text in said.items()} if isinstance(said, dict) else {},
        tuple(count for count in weekly if isinstance(count, int)) if isinstance(weekly, list) else (),
        page if isinstance(page, str) else "",
    )


def write_recent(analyses: Iterable[Recent]) -> str:
    """Return analyses as text."""
    return json.dumps(
        [
            {
                "paths": [str(path) for path in recent.paths],
                "sentences": dict(recent.sentences),
                "weekly": list(recent.weekly),
                "page": recent.page,
            }
            for recent in analyses
        ]
    )
