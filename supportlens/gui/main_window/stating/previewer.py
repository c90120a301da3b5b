"""Computes in the background what would come of a statement, before it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from shiboken6 import Shiboken

from supportlens.children import ApartTask, Workplace
from supportlens.gui.jobs import Job
from supportlens.gui.main_window.stating.applying import apply_statement, regrouped_share
from supportlens.gui.pages.base.foreseeing import Considered

if TYPE_CHECKING:
    from supportlens.domain import Study
    from supportlens.gui.pages.base.foreseeing import PreviewRequest

MOST_KEPT = 6
"""Studies that are kept for a hand that comes back, or lets go. Judgement: as many targets as one tries."""


class Previewer(QObject):
    """Answers the latest request; what was computed for the open study is kept."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._study: Study | None = None
        self._kept: dict[object, Study] = {}
        self._job: Job | None = None
        self._next: PreviewRequest | None = None

    def ask(self, request: PreviewRequest, study: Study | None) -> None:
        """Show the study that a statement would make once it is known; an earlier request is dropped."""
        if study is None:
            return
        if study is not self._study:
            self._study = study
            self._kept.clear()
        self._next = request
        if (known := self._kept.get(request.statement)) is not None:
            self._next = None
            self._show(request, known)
        elif self._job is not None:
            self._job.cancel()
        else:
            self._start()

    def find(self, study: Study, statement: object) -> Study | None:
        """Return the study that a statement makes of `study` if it was computed already, else None."""
        return (
            self._kept.get(statement) if study is self._study and isinstance(statement, Considered) else None
        )

    def close(self) -> None:
        """Stop and wait, without showing anything more."""
        self._next = None
        if self._job is not None:
            self._job.close()
            self._job.deleteLater()
            self._job = None

    def _start(self) -> None:
        request, study = self._next, self._study
        if request is None or study is None:
            return
        self._next = None
        task = ApartTask(apply_statement, (study, request.statement))
        job = Job(Workplace.place(task, tickets=len(study.tickets)), self)
        job.progressed.connect(lambda stage, done: self._show_share(request, regrouped_share(stage, done)))
        job.succeeded.connect(lambda after: self._keep(study, request, after))
        job.failed.connect(lambda _error: self._end())
        job.cancelled.connect(self._end)
        self._job = job
        job.start()

    def _show_share(self, request: PreviewRequest, share: float) -> None:
        if self._next is None and Shiboken.isValid(request.shown):
            request.shown.show_progress(share)

    def _keep(self, study: Study, request: PreviewRequest, after: Study) -> None:
        if study is self._study:
            while len(self._kept) >= MOST_KEPT:
                del self._kept[next(iter(self._kept))]
            self._kept[request.statement] = after
            if self._next is None:
                self._show(request, after)
        self._end()

    def _end(self) -> None:
        if self._job is not None:
            self._job.deleteLater()
            self._job = None
        self._start()

    def _show(self, request: PreviewRequest, after: Study) -> None:
        if Shiboken.isValid(request.shown):
            request.shown.show_after(request.statement, after)
