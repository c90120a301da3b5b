"""Keeps a project for a window: held against others while it is open, and saved piece by piece."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from supportlens import store
from supportlens.app.projects.copies import keep_copy
from supportlens.app.projects.project import Project
from supportlens.app.projects.project_files import write_project
from supportlens.domain import Holder, ProjectChanged, ProjectDamaged, ProjectHeld, SupportLensError
from supportlens.store import ProjectForm

if TYPE_CHECKING:
    from pathlib import Path

    from supportlens.app.projects.step_history import StepHistory
    from supportlens.domain import Study


class ProjectKeeper:
    """The project of one window. Only one thread at a time may call it."""

    def __init__(self) -> None:
        self.path: Path | None = None
        """The file of the project, None for a study without one."""
        self.holder: Holder | None = None
        """Who else has it open, None if nobody has."""
        self.outdated = False
        """Whether somebody else has saved the project since it was read here."""
        self._project: Project | None = None
        self._copied, self._damaged = False, False

    def take(
        self,
        path: Path | None,
        study: Study | None = None,
        history: StepHistory | None = None,
        *,
        revision: str | None = None,
        damaged: bool = False,
    ) -> None:
        """Take another project; `study` and `history` are what the file holds, None if that is not known.

        `revision` is the state of the file in which they were read. A project that others hold or have saved
        since, that cannot be written, is damaged or has an earlier form is only remembered by its path.
        """
        self.release()
        self.path, self._damaged = path, damaged
        if path is None:
            return
        with suppress(SupportLensError):
            if store.find_form(path) is ProjectForm.STORE:
                opened = Project.open(path)
                self.holder = opened.holder
                if opened.read_only or damaged:
                    opened.close()
                    return
                try:
                    if revision is not None:
                        opened.expect(revision)
                except ProjectChanged:
                    self.outdated = True
                    opened.close()
                    return
                if study is not None:
                    opened.adopt(study, history)
                self._project = opened

    @property
    def is_open(self) -> bool:
        """Whether what changes can be saved to the project piece by piece."""
        return self._project is not None

    @property
    def keeps_texts(self) -> bool:
        """Whether the project holds what people wrote; a study without a project will."""
        if self._project is not None:
            return self._project.keeps_texts
        if self.path is not None and _is_store(self.path):
            with suppress(SupportLensError), Project.open(self.path, write=False) as project:
                return project.keeps_texts
        return True

    def save(
        self, study: Study, path: Path, history: StepHistory | None = None, *, keep_texts: bool | None = None
    ) -> None:
        """Save a study to a file; to that of this project only what changed since it was saved last.

        `keep_texts` is whether the project holds what people wrote from now on, None for as it is.
        Raises `OutputError`, `ProjectHeld`, and what `write_project` raises.
        """
        if self._project is not None and path == self.path and path.exists():
            if not self._copied:
                keep_copy(path)
                self._copied = True
            self._project.save(study, history, keep_texts=keep_texts)
            return
        if self.holder is not None and path == self.path:
            raise ProjectHeld(str(path), self.holder)
        if self.outdated and path == self.path:
            raise ProjectChanged(str(path))
        if self._damaged and path == self.path:
            raise ProjectDamaged(str(path))
        source = self.path if self.path is not None and _is_store(self.path) else None
        write_project(study, path, source, history, keep_texts=keep_texts)
        self.take(path, study, history)

    def release(self) -> None:
        """Close the project as one file, and let others have it."""
        if self._project is not None:
            self._project.close()
        self.path, self.holder, self._project, self._copied = None, None, None, False
        self.outdated = False


def _is_store(path: Path) -> bool:
    with suppress(SupportLensError):
        return store.find_form(path) is ProjectForm.STORE
    return False
