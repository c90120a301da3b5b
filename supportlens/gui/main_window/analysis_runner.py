"""Runs analyses one at a time; a newer one waits until the earlier one has stopped."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from supportlens.gui.jobs import Job
from supportlens.gui.main_window.opened_study import (
    DEFAULT_OPTIONS,
    AnalysisOptions,
    OpenedStudy,
    analyse_again,
    analyse_files,
    recut_study,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from supportlens.domain import Definitions, Progress, Stage

    Work = Callable[[Progress], OpenedStudy]


class AnalysisRunner(QObject):
    """Runs the analyses of a window.

    Emits `began(paths)`, then `progressed(stage, fraction)` any number of times, then exactly one of
    `opened(OpenedStudy)`, `failed(error)` and `cancelled()`. An analysis that a newer one replaced
    emits nothing more.
    """

    began = Signal(object)
    progressed = Signal(object, float)
    opened = Signal(object)
    failed = Signal(object)
    cancelled = Signal()

    def __init__(self, parent: QObject, options: AnalysisOptions = DEFAULT_OPTIONS) -> None:
        """Run analyses with these options."""
        super().__init__(parent)
        self._options = options
        self._job: Job | None = None
        self._next: tuple[tuple[Path, ...], Work, bool] | None = None
        self.regrouping = False
        """Whether the running job only regroups the open tickets, which stay in use meanwhile."""
        self.paths: tuple[Path, ...] = ()
        self.at: tuple[Stage, float] | None = None

    @property
    def running(self) -> bool:
        """Whether an analysis is running."""
        return self._job is not None

    def begin(
        self,
        paths: tuple[Path, ...],
        already: OpenedStudy | None,
        *,
        model_folder: Path | None = None,
        country: str | None = None,
        definitions: Definitions | None = None,
        own_rules: Path | None = None,
    ) -> None:
        """Analyse `paths`, or without any the open project, as soon as no other analysis is running."""
        options = replace(
            self._options,
            model_folder=model_folder,
            country=country,
            definitions=definitions or self._options.definitions,
            own_rules=own_rules,
        )
        if already is not None and not paths:
            self._run(already.paths, lambda progress: analyse_again(already, progress, options))
            return
        self._run(paths, lambda progress: analyse_files(paths, already, progress, options))

    def recut(self, opened: OpenedStudy, level: int) -> None:
        """Regroup the open tickets into another number of symptoms; 0 lets the program choose."""
        self._run(opened.paths, lambda progress: recut_study(opened, level, progress), regrouping=True)

    def _run(self, paths: tuple[Path, ...], work: Work, regrouping: bool = False) -> None:  # noqa: FBT001, FBT002 - private
        if self._job is not None:
            self._next = (paths, work, regrouping)
            self._job.cancel()
            return
        self.paths, self.at, self.regrouping = paths, None, regrouping
        job = Job(work, self)
        job.progressed.connect(self._report)
        job.succeeded.connect(self._succeed)
        job.failed.connect(self._fail)
        job.cancelled.connect(self._stop)
        self._job = job
        self.began.emit(paths)
        job.start()

    def cancel(self) -> None:
        """Cancel the running analysis."""
        if self._job is not None:
            self._job.cancel()

    def close(self) -> None:
        """Stop the job and wait for it, without further signals."""
        self._next = None
        if self._job is not None:
            self._job.close()
            self._job = None

    def _report(self, stage: Stage, fraction: float) -> None:
        self.at = (stage, fraction)
        self.progressed.emit(stage, fraction)

    def _succeed(self, opened: OpenedStudy) -> None:
        if not self._start_next():
            self.opened.emit(opened)

    def _fail(self, error: BaseException) -> None:
        if not self._start_next():
            self.failed.emit(error)

    def _stop(self) -> None:
        if not self._start_next():
            self.cancelled.emit()

    def _start_next(self) -> bool:
        """Remove the finished job and start the waiting one; return whether there was one."""
        if self._job is not None:
            self._job.deleteLater()
            self._job = None
        if self._next is None:
            return False
        waiting, self._next = self._next, None
        self._run(*waiting)
        return True
