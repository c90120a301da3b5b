"""Keeps unsaved work, so that neither a crash nor a closed window loses it."""

from __future__ import annotations

import json
import secrets
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from supportlens.app.projects.project_files import SUFFIX, write_project
from supportlens.store import traces_of

if TYPE_CHECKING:
    from supportlens.app.projects.step_history import StepHistory
    from supportlens.domain import Study

LABEL = ".json"
"""The ending of the small file beside each project file that names its log and its project.

The start page reads it without opening the project."""


class UnsavedWork(NamedTuple):
    """Unsaved work: its file, the name of the log, its project if any, when it was stored, how much it is."""

    path: Path
    name: str
    project: Path | None
    when: datetime
    tickets: int = 0
    steps: int = 0
    """The steps that can be undone in it."""

    @property
    def work(self) -> str:
        """The id of the work: its file name without the suffix."""
        return self.path.stem


class Recovery:
    """Unsaved work in a folder of the program, one project file per piece of work."""

    def __init__(self, folder: Path) -> None:
        """Keep it in `folder`, which is created when needed."""
        self.folder = folder

    @staticmethod
    def begin() -> str:
        """Return the id of a new piece of work."""
        return secrets.token_hex(8)

    def keep(
        self,
        study: Study,
        work: str,
        name: str,
        project: Path | None,
        history: StepHistory | None = None,
    ) -> None:
        """Write the study as unsaved work; raises OSError or `OutputError` if that fails."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self._file(work)
        label = {
            "name": name,
            "project": str(project) if project else None,
            "tickets": len(study.tickets),
            "steps": len(history.past) if history else 0,
        }
        from supportlens.report import replace_file  # noqa: PLC0415 - needs openpyxl

        with replace_file(path.with_suffix(LABEL)) as stream:
            stream.write(json.dumps(label, ensure_ascii=False).encode("utf-8", "replace"))
        write_project(study, path, history=history)

    def forget(self, work: str) -> None:
        """Delete a piece of unsaved work."""
        path = self._file(work)
        for each in (path, path.with_suffix(LABEL), *traces_of(path)):
            each.unlink(missing_ok=True)

    def all(self) -> tuple[UnsavedWork, ...]:
        """Return all unsaved work, newest first; files that cannot be read are skipped."""
        found = [_read_unsaved(path) for path in sorted(self.folder.glob(f"*{SUFFIX}"))]
        return tuple(sorted((one for one in found if one), key=lambda one: one.when, reverse=True))

    def of(self, path: Path) -> UnsavedWork | None:
        """Return the unsaved work in a file, None if the file is elsewhere or contains none."""
        return _read_unsaved(path) if path.parent == self.folder else None

    def _file(self, work: str) -> Path:
        return self.folder / f"{work}{SUFFIX}"


def _read_unsaved(path: Path) -> UnsavedWork | None:
    try:
        label = json.loads(path.with_suffix(LABEL).read_bytes().decode("utf-8"))
        project = Path(label["project"]) if label["project"] else None
        return UnsavedWork(
            path,
            str(label["name"]),
            project,
            datetime.fromtimestamp(path.stat().st_mtime).astimezone(),
            int(label.get("tickets", 0)),
            int(label.get("steps", 0)),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
