"""Compares two periods of the open study in the background."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from supportlens import app
from supportlens.gui.jobs import Job

if TYPE_CHECKING:
    from supportlens.domain import Period, PeriodComparison, Study


class ComparisonRunner(QObject):
    """Runs one comparison at a time; a newer request replaces the waiting one.

    Emits `compared(PeriodComparison or None)`, or `failed(error)`.
    """

    compared = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self._next: tuple[Study, tuple[Period, Period] | None] | None = None

    def begin(self, study: Study, periods: tuple[Period, Period] | None) -> None:
        """Compare two periods; None lets the program choose them."""
        if self._job is not None:
            self._next = (study, periods)
            return
        self._job = Job(lambda _progress: compare_periods(study, periods), self)
        self._job.succeeded.connect(self._succeed)
        self._job.failed.connect(self._fail)
        self._job.start()

    def close(self) -> None:
        """Wait for the running job, without further signals."""
        self._next = None
        if self._job is not None:
            self._job.close()
            self._clear()

    def _succeed(self, comparison: PeriodComparison | None) -> None:
        self._clear()
        if self._next is None:
            self.compared.emit(comparison)
        self._start_next()

    def _fail(self, error: BaseException) -> None:
        self._clear()
        if self._next is None:
            self.failed.emit(error)
        self._start_next()

    def _start_next(self) -> None:
        if self._next is not None:
            waiting, self._next = self._next, None
            self.begin(*waiting)

    def _clear(self) -> None:
        if self._job is not None:
            self._job.deleteLater()
            self._job = None


def compare_periods(study: Study, periods: tuple[Period, Period] | None) -> PeriodComparison | None:
    """Compare two periods with the users and holidays that the study was analysed with."""
    users = study.stage_results.users if study.stage_results else ()
    country = study.stage_results.country if study.stage_results else None
    return app.compare(study, periods, users=users, country=country)
