"""Writes exports in the background."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from supportlens.app.output.requests import ExportRequest, for_report, write
from supportlens.children import ApartTask, Workplace
from supportlens.gui.jobs import Job
from supportlens.gui.main_window.file_dialogs import choose_new_file
from supportlens.gui.main_window.leaving.copy_runner import write_cells
from supportlens.gui.main_window.window_frame import log_path

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from supportlens.domain import Progress, Study
    from supportlens.gui.models.ticket_rows import TicketRows
    from supportlens.i18n import Words


SUFFIXES = {"left_out": "csv", "letters": "pdf"}
ENDINGS = {"left_out": "rows", "letters": "letters"}
"""Forms whose file suffix and proposed name do not follow from their own name."""


class ExportRunner(QObject):
    """Asks for a path and writes there.

    Emits `progressed(path, fraction)` while it writes and then one of `written(path)`, `failed(error)` and
    `stopped()`.
    """

    progressed = Signal(object, float)
    written = Signal(object)
    stopped = Signal()
    failed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._job: Job | None = None

    def begin(self, wanted: ExportRequest, study: Study, words: Words, project: Path | None) -> None:
        """Ask for a path and write there; one export at a time.

        The proposed name begins with that of the `project`, or of the log where there is none.
        """
        if self._job is not None:
            return
        path = self._ask(wanted, words, (project or log_path(study)).stem)
        if path is not None:
            self.write(wanted, study, path)

    def write(self, wanted: ExportRequest, study: Study, path: Path) -> None:
        """Write to `path` without asking."""
        task = ApartTask(write, (wanted, for_report(study), path))
        self._run(path, Workplace.place(task, tickets=len(study.tickets.frame)))

    def _run(self, path: Path, work: Callable[[Progress], Path]) -> None:
        self._job = Job(work, self)
        self._job.succeeded.connect(self._succeed)
        self._job.failed.connect(self._fail)
        self._job.cancelled.connect(self._stop)
        self._job.progressed.connect(lambda _stage, fraction: self.progressed.emit(path, fraction))
        self.progressed.emit(path, 0.0)
        self._job.start()

    def write_rows(self, rows: TicketRows, study: Study, words: Words, path: Path, *, mask: bool) -> None:
        """Write rows of the list of tickets as CSV, with `mask` without personal data."""
        if self._job is None:
            self._run(
                path, lambda progress: write_table(rows, study, words, path, mask=mask, progress=progress)
            )

    def stop(self) -> None:
        """Stop the running export; what stood at its path stays."""
        if self._job is not None:
            self._job.cancel()

    def close(self) -> None:
        """Stop the running export and wait for it."""
        if self._job is not None:
            self._job.close()
            self._job = None

    def _ask(self, wanted: ExportRequest, words: Words, stem: str) -> Path | None:
        suffix = SUFFIXES.get(wanted.form, wanted.form)
        kind = {
            "xlsx": words.say("Excel workbook"),
            "csv": "CSV",
            "json": "JSON",
            "pdf": "PDF",
            "png": "PNG",
            "html": words.say("Web page"),
        }[suffix]
        name = f"{stem}-{ENDINGS.get(wanted.form, 'supportlens')}.{suffix}"
        return choose_new_file(self._window, words.say("Export"), name, kind)

    def _succeed(self, path: Path) -> None:
        self._clear()
        self.written.emit(path)

    def _stop(self) -> None:
        self._clear()
        self.stopped.emit()

    def _fail(self, error: BaseException) -> None:
        self._clear()
        self.failed.emit(error)

    def _clear(self) -> None:
        if self._job is not None:
            self._job.deleteLater()
            self._job = None


def write_table(
    rows: TicketRows, study: Study, words: Words, path: Path, *, mask: bool, progress: Progress
) -> Path:
    """Write rows with their titles as CSV and return the path; raises OutputError if that fails."""
    from supportlens.app.output.masked_rows import write_csv  # noqa: PLC0415 - needs openpyxl

    write_csv(write_cells(rows, study, words, mask=mask, progress=progress), path)
    return path
