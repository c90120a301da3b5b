"""Keeps work that nobody has saved yet, so that neither a crash nor a closed window loses it."""

from __future__ import annotations

import json
import secrets
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from supportlens.app.projects.project_files import SUFFIX, write_project

if TYPE_CHECKING:
    from supportlens.domain import Study

FIELD = "unsaved"
HEAD = 8192
"""Bytes at the start of a file in which it says of what it is."""


class UnsavedWork(NamedTuple):
    """Work that was not saved: its file, the name of what was open, its project if it has one, and when."""

    path: Path
    name: str
    project: Path | None
    when: datetime

    @property
    def work(self) -> str:
        """What its file is called without its ending: the same as long as the work goes on."""
        return self.path.stem


class Recovery:
    """Unsaved work in a folder of the program's own, a project file each."""

    def __init__(self, folder: Path) -> None:
        """Keep it in `folder`, which is made when it is needed."""
        self.folder = folder

    @staticmethod
    def begin() -> str:
        """Name another piece of work."""
        return secrets.token_hex(8)

    def keep(self, study: Study, work: str, name: str, project: Path | None) -> None:
        """Write what is to be known of the study; raises OSError or `OutputError` where that cannot be."""
        self.folder.mkdir(parents=True, exist_ok=True)
        told = {"name": name, "project": str(project) if project else None}
        write_project(study, self._file(work), {FIELD: told})

    def forget(self, work: str) -> None:
        """Throw away what was kept of a piece of work."""
        self._file(work).unlink(missing_ok=True)

    def all(self) -> tuple[UnsavedWork, ...]:
        """Return all that was kept, the newest first; what cannot be read is passed over."""
        found = [_read_unsaved(path) for path in sorted(self.folder.glob(f"*{SUFFIX}"))]
        return tuple(sorted((one for one in found if one), key=lambda one: one.when, reverse=True))

    def of(self, path: Path) -> UnsavedWork | None:
        """Return the unsaved work that a file holds, None for a file that lies elsewhere or holds none."""
        return _read_unsaved(path) if path.parent == self.folder else None

    def _file(self, work: str) -> Path:
        return self.folder / f"{work}{SUFFIX}"


def _read_unsaved(path: Path) -> UnsavedWork | None:
    try:
        with path.open("rb") as stream:
            head = stream.read(HEAD).decode("utf-8", "replace")
        at = head.index(":", head.index(f'"{FIELD}"')) + 1
        told, _ = json.JSONDecoder().raw_decode(head, at + len(head[at:]) - len(head[at:].lstrip()))
        project = Path(told["project"]) if told["project"] else None
        return UnsavedWork(
            path, str(told["name"]), project, datetime.fromtimestamp(path.stat().st_mtime).astimezone()
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
