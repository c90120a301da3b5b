"""Saves the open project by itself, and keeps work without a project in a folder of the program."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal

from supportlens.app.projects.keeping import ProjectKeeper
from supportlens.app.projects.project_files import SUFFIX, write_project
from supportlens.app.projects.unsaved_work import Recovery
from supportlens.app.recipes.collecting import collect_recipe
from supportlens.domain import SupportLensError
from supportlens.gui.jobs import Job
from supportlens.gui.main_window.file_dialogs import choose_place

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from supportlens.app.opening.opened_study import OpenedStudy
    from supportlens.app.projects.step_history import StepHistory
    from supportlens.app.projects.unsaved_work import UnsavedWork
    from supportlens.domain import Holder, Study
    from supportlens.i18n import Words

RECIPE = ".json"
"""The ending of a recipe."""
PAUSE_MS = 400
"""Milliseconds without a statement before it is saved."""


class ProjectSaver(QObject):
    """Saves the open study to its project by itself, and work without a project to a folder of the program.

    Emits `changed` when its name, its path or whether it is modified changes, `saved(path)`, `copied(path)`
    and `failed(error)`.
    """

    changed = Signal()
    saved = Signal(object)
    copied = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QWidget, folder: Path) -> None:
        """Keep unsaved work in `folder`."""
        super().__init__(parent)
        self._window = parent
        self.recovery = Recovery(folder)
        self.path: Path | None = None
        """The file of the project, None for a study without one."""
        self.modified = False
        self._name, self._work = "", ""
        self._study: Study | None = None
        self._history: StepHistory | None = None
        self._keeper = ProjectKeeper()
        self._texts: bool | None = None
        """Whether texts are kept from the next save on, None for as it is."""
        self._kept: Study | None = None
        """The study that was saved or kept last."""
        self._lock: QLockFile | None = None
        self._job: Job | None = None
        self._then: Callable[[], None] | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._keep)

    @property
    def name(self) -> str:
        """The name of the project, else of its log; "" where nothing is open."""
        return self.path.stem if self.path else self._name

    @property
    def holder(self) -> Holder | None:
        """Who else has the project open, so that it is only read here; None if nobody has."""
        return self._keeper.holder

    @property
    def outdated(self) -> bool:
        """Whether somebody else has saved the project since it was read here."""
        return self._keeper.outdated

    @property
    def keeps_texts(self) -> bool:
        """Whether the project holds what people wrote, or will when it is saved."""
        return self._keeper.keeps_texts if self._texts is None else self._texts

    def keep_texts(self, words: Words, *, keep: bool) -> None:
        """Save the project with the texts of its tickets, or without; ask for a path if it has none."""
        self._texts = keep
        self.save(words)

    def begin(self, opened: OpenedStudy, name: str) -> None:
        """Take another study with the `name` of its log; unsaved work of the previous one is kept."""
        held = opened.project is not None and opened.project == self.path
        same = held and not self._keeper.outdated
        self.finish()
        self.path, self._name = opened.project, name
        self._study, self._kept = opened.study, None if opened.modified else opened.study
        self._history = opened.history
        if not same:
            self._texts = None
            known = None if opened.modified else opened.study
            self._keeper.take(
                self.path, known, opened.history, revision=opened.revision, damaged=bool(opened.lost)
            )
        self._work = opened.work or Recovery.begin()
        self._lock_work()
        self.modified = opened.modified
        if opened.modified:
            self._pause.start()
        self.changed.emit()

    def touch(self, study: Study, history: StepHistory | None = None) -> None:
        """Take a changed study; it is saved, or stored as unsaved work, after a pause."""
        if study is self._study and history is self._history:
            return
        self._study, self._history, self.modified, self._kept = study, history, True, None
        self._pause.start()
        self.changed.emit()

    def save(self, words: Words) -> None:
        """Save to the project's file; ask for a path if it has none."""
        if self.path is None:
            self.save_as(words)
        else:
            self.write(self.path)

    def save_as(self, words: Words) -> None:
        """Save to a path that the person chooses."""
        path = self._ask_path(words, words.say("Save the project"), self.name) if self._study else None
        if path is not None:
            self.write(path)

    def export_copy(self, words: Words) -> None:
        """Write a copy to a path that the person chooses; what is open stays where it is."""
        name = words.say("{name} (copy)", name=self.name)
        path = self._ask_path(words, words.say("Save a copy of the project"), name) if self._study else None
        if path is not None:
            self.write_copy(path)

    def write_copy(self, path: Path) -> None:
        """Write a copy without asking, after the running write; the project itself is saved instead."""
        if path == self.path:
            self.write(path)
        elif self._job is not None:
            self._then = lambda: self.write_copy(path)
        elif self._study is not None:
            source, keeps = self.path, self.keeps_texts
            copy = partial(write_project, self._study, path, source, self._history, keep_texts=keeps)
            self._run(copy, lambda: self.copied.emit(path))

    def save_recipe(self, words: Words) -> None:
        """Write the settings and corrections to a path that the person chooses."""
        study = self._study
        title, kind = words.say("Save a recipe"), words.say("Recipe")
        path = self._ask_path(words, title, self.name, RECIPE, kind)
        if path is not None and study is not None:
            self.write_recipe(study, path)

    def write_recipe(self, study: Study, path: Path) -> None:
        """Write the settings and corrections of a study without asking, after the running write."""
        from supportlens.app.recipes.recipe_files import write_recipe  # noqa: PLC0415 - needs NumPy

        if self._job is not None:
            self._then = lambda: self.write_recipe(study, path)
            return
        self._run(lambda: write_recipe(collect_recipe(study), path), lambda: self.copied.emit(path))

    def _ask_path(
        self, words: Words, title: str, name: str, ending: str = SUFFIX, kind: str = ""
    ) -> Path | None:
        folder = self.path.parent if self.path else Path.home()
        kind = f"{kind or words.say('SupportLens project')} (*{ending})"
        return choose_place(self._window, title, folder / f"{name}{ending}", kind)

    def write(self, path: Path) -> None:
        """Save to `path` without asking, after the running write."""
        if self._job is not None:
            self._then = lambda: self.write(path)
            return
        study, history, texts = self._study, self._history, self._texts
        if study is not None:
            save = partial(self._keeper.save, study, path, history, keep_texts=texts)
            self._run(save, lambda: self._succeed(study, path))

    def close(self) -> None:
        """Keep unsaved work at once and forget the study."""
        self.finish()
        self._keeper.release()
        self._study, self.path, self._name, self._work, self.modified = None, None, "", "", False

    def finish(self) -> None:
        """Wait for the running write and keep the rest."""
        self._pause.stop()
        self._then = None
        if self._job is not None:
            self._job.close()
            self._clear()
        if self._study is not None and self._study is not self._kept and self.modified:
            try:
                self._keep_study(self._study, self._history)
            except (OSError, SupportLensError) as error:
                self.failed.emit(error)
        self._unlock_work()

    def list_unsaved(self) -> tuple[UnsavedWork, ...]:
        """Return the unsaved work that is not open in any window, newest first."""
        return tuple(one for one in self.recovery.all() if one.work != self._work and self._is_free(one.work))

    def discard(self, work: str) -> None:
        """Discard unsaved work."""
        self.recovery.forget(work)

    def _keep(self) -> None:
        if self._job is not None:
            self._then = self._then or self._keep  # what somebody asked to save must not be lost
            return
        study, history, work, path = self._study, self._history, self._work, self.path
        if study is None or study is self._kept:
            return

        def note_kept() -> None:
            self._kept = study
            if path is not None and self._saves_to(path) and self._study is study:
                self.modified = False
                self.recovery.forget(work)
                self.changed.emit()

        self._run(lambda: self._keep_study(study, history), note_kept)

    def _saves_to(self, path: Path) -> bool:
        """Return whether the project is saved by itself: it is not if others have it or its form is old."""
        return self._keeper.path == path and self._keeper.is_open

    def _keep_study(self, study: Study, history: StepHistory | None) -> None:
        """Save to the project, or keep a study without one as unsaved work."""
        if self.path is not None and self._saves_to(self.path):
            self._keeper.save(study, self.path, history)
        else:
            self.recovery.keep(study, self._work, self._name, self.path, history)

    def _run(self, work: Callable[[], None], done: Callable[[], None]) -> None:
        job = Job(lambda _progress: work(), self)
        job.succeeded.connect(lambda _nothing: self._end(done))
        job.failed.connect(self._fail)
        self._job = job
        job.start()

    def _end(self, done: Callable[[], None]) -> None:
        self._clear()
        done()
        following, self._then = self._then, None
        if following is not None:
            following()

    def _succeed(self, study: Study, path: Path) -> None:
        """Record what was saved; statements made meanwhile stay unsaved."""
        self.path = path
        self._kept = study
        if self._study is study:
            self._pause.stop()
            self.modified = False
            self.recovery.forget(self._work)
        self.saved.emit(path)
        self.changed.emit()

    def _fail(self, error: BaseException) -> None:
        self._clear()
        self._then = None
        self.failed.emit(error)

    def _clear(self) -> None:
        if self._job is not None:
            self._job.deleteLater()
            self._job = None

    def _lock_work(self) -> None:
        """Lock this work, so that other windows know it is open."""
        if self.recovery.folder.is_dir():
            lock = self._lock_of(self._work)
            self._lock = lock if lock.tryLock(0) else None

    def _unlock_work(self) -> None:
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None

    def _is_free(self, work: str) -> bool:
        lock = self._lock_of(work)
        if not lock.tryLock(0):
            return False
        lock.unlock()
        return True

    def _lock_of(self, work: str) -> QLockFile:
        lock = QLockFile(str(self.recovery.folder / f"{work}.lock"))
        lock.setStaleLockTime(0)  # only the end of its program releases the lock
        return lock
