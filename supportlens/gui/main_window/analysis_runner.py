"""Runs analyses one at a time; a newer one waits until the earlier one has stopped."""

from __future__ import annotations

import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from supportlens.app.opening.opened_study import (
    DEFAULT_OPTIONS,
    AlreadyOpen,
    AnalysisOptions,
    OpenedStudy,
    analyse_again,
    analyse_files,
    recut_study,
    tickets_to_analyse,
)
from supportlens.children import ApartTask, Workplace
from supportlens.gui.jobs import Job

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from supportlens.domain import Definitions, Glimpse, Progress, Stage

    Work = Callable[[Progress], OpenedStudy]


class AnalysisRunner(QObject):
    """Runs the analyses of a window.

    Emits `began(paths)`, then `progressed(stage, fraction)` and `glimpsed(Glimpse)` any number of times, then
    one of `opened(OpenedStudy)`, `failed(error)` and `cancelled()`. An analysis that a newer one replaced
    emits nothing more.
    """

    began = Signal(object)
    progressed = Signal(object, float)
    glimpsed = Signal(object)
    _worker_showed = Signal(int, object)
    """What an analysis shows, with its number: emitted by its thread, received by the window's."""
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
        self.since = 0.0
        """When the analysis began, on the clock of `time.monotonic`."""
        self.seen: Glimpse | None = None
        """What the running analysis showed last."""
        self._number = 0
        self._worker_showed.connect(self._see)

    @property
    def running(self) -> bool:
        """Whether an analysis is running."""
        return self._job is not None

    @property
    def regrouping_now(self) -> bool:
        """Whether the open tickets are being regrouped."""
        return self.running and self.regrouping

    def begin(
        self,
        paths: tuple[Path, ...],
        already: OpenedStudy | None,
        *,
        model_folder: Path | None = None,
        country: str | None = None,
        definitions: Definitions | None = None,
        own_rules: Path | None = None,
        floor: tuple[float, ...] = (),
    ) -> None:
        """Analyse `paths`, or without any the open project, as soon as no other analysis is running."""
        self._number += 1
        options = replace(
            self._options,
            model_folder=model_folder,
            country=country,
            definitions=definitions or self._options.definitions,
            own_rules=own_rules,
            floor=floor,
            show=partial(self._worker_showed.emit, self._number),
        )
        asked = {"ask": options.ask, "ask_desk": options.ask_desk, "show": options.show}
        calls: dict[str, Callable[..., object]] = {name: call for name, call in asked.items() if call}
        if already is not None and not paths:
            task = ApartTask(analyse_again, (already, options))
            self._run(already.paths, Workplace.place(task, calls))
            return
        open_now = AlreadyOpen(already.project, lambda: already) if already else None
        if open_now:
            calls["fetch"] = open_now.fetch
        task = ApartTask(analyse_files, (paths, open_now, options))

        def work(progress: Progress) -> OpenedStudy:
            opened: OpenedStudy = Workplace.place(task, calls, tickets_to_analyse(paths))(progress)
            return opened

        self._run(paths, work)

    def recut(self, opened: OpenedStudy, level: int) -> None:
        """Regroup the open tickets into another number of symptoms; 0 lets the program choose."""
        task = ApartTask(recut_study, (replace(opened, history=None), level))
        work = Workplace.place(task, tickets=len(opened.study.tickets))
        self._run(
            opened.paths, lambda progress: replace(work(progress), history=opened.history), regrouping=True
        )

    def _run(self, paths: tuple[Path, ...], work: Work, regrouping: bool = False) -> None:  # noqa: FBT001, FBT002 - private
        if self._job is not None:
            self._next = (paths, work, regrouping)
            self._job.cancel()
            return
        self.paths, self.at, self.regrouping = paths, None, regrouping
        self.since, self.seen = time.monotonic(), None
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

    def _see(self, number: int, seen: Glimpse) -> None:
        """Pass on what the running analysis shows, not what one shows that was replaced."""
        if number == self._number and self._job is not None and self._next is None:
            self.seen = seen
            self.glimpsed.emit(seen)

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
