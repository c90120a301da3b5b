"""Background jobs: each has its own thread and ends exactly once."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QThread, QTimer, Signal

from supportlens.domain import Cancelled, Stage

if TYPE_CHECKING:
    from collections.abc import Callable

    from supportlens.domain import Progress

    Work = Callable[[Progress], object]

PULSE_MS = 50
"""Milliseconds between two updates of the progress: at most 20 a second, however many are reported."""


class _Worker(QThread):
    """Runs the work and keeps its result; it never touches the window itself."""

    def __init__(self, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._stop = threading.Event()
        self.at: tuple[Stage, float] | None = None
        self.result: object = None
        self.error: BaseException | None = None

    def stop(self) -> None:
        """Make the work stop the next time it reports progress."""
        self._stop.set()

    def run(self) -> None:
        """Run the work and keep its result or its error."""
        try:
            self.result = self._work(self._report)
        except Exception as error:  # noqa: BLE001 - the last resort: an error in a thread would be lost
            self.error = error

    def _report(self, stage: Stage, fraction: float) -> None:
        if self._stop.is_set():
            raise Cancelled
        self.at = (stage, fraction)


class Job(QObject):
    """A job in the background.

    Emits `progressed(stage, fraction)` while it runs and then exactly one of `succeeded(result)`,
    `failed(error)` and `cancelled()`, all on the window's thread.
    """

    progressed = Signal(object, float)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()

    def __init__(self, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._worker = _Worker(work, self)
        self._reported: tuple[Stage, float] | None = None
        self._ended = False
        self._pulse = QTimer(self)
        self._pulse.setInterval(PULSE_MS)
        self._pulse.timeout.connect(self._emit_progress)
        self._worker.finished.connect(self._end)

    @property
    def running(self) -> bool:
        """Whether the job has not ended yet."""
        return not self._ended and self._worker.isRunning()

    def start(self) -> None:
        """Begin the work."""
        self._pulse.start()
        self._worker.start()

    def cancel(self) -> None:
        """Make the work stop; `cancelled` follows when it has."""
        self._worker.stop()

    def close(self) -> None:
        """Stop the work and wait for its thread, without further signals."""
        self._ended = True
        self._pulse.stop()
        self._worker.stop()
        self._worker.wait()

    def _emit_progress(self) -> None:
        at = self._worker.at
        if at is not None and at != self._reported:
            self._reported = at
            self.progressed.emit(*at)

    def _end(self) -> None:
        if self._ended:
            return
        self._ended = True
        self._pulse.stop()
        error: Any = self._worker.error
        if error is None:
            self.succeeded.emit(self._worker.result)
        elif isinstance(error, Cancelled):
            self.cancelled.emit()
        else:
            # The message may quote a customer, so only the place of the error is logged.
            logging.getLogger(__name__).error("a job failed: %s", type(error).__name__)
            self.failed.emit(error)
