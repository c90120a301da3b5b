"""Copies rows of tickets to the clipboard in the background, masked as the report is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication

from supportlens.gui.jobs import Job

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from supportlens.domain import Progress, Study
    from supportlens.gui.models.ticket_rows import LeavingRows
    from supportlens.i18n import Words


MASKED_FROM, WRITTEN_FROM = 0.1, 0.95
"""How much of a copy is done when its cells are there, and when they are masked: measured at 200 000 rows."""


class CopyRunner(QObject):
    """Copies one selection at a time; a newer one replaces one that is under way.

    Emits `progressed(count, fraction)` and then `copied(count)`, `stopped()` or `failed(error)`.
    """

    progressed = Signal(int, float)
    copied = Signal(int)
    stopped = Signal()
    failed = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._job: Job | None = None

    def begin(self, rows: LeavingRows, study: Study, words: Words, *, mask: bool) -> None:
        """Copy `rows`; with `mask` without personal data."""
        self._run(lambda progress: write_rows(rows, study, words, mask=mask, progress=progress), rows.count)

    def begin_text(self, text: str, study: Study, words: Words, *, mask: bool) -> None:
        """Copy a text, which counts no tickets."""
        self._run(lambda progress: write_text(text, study, words, mask=mask, progress=progress), 0)

    def _run(self, work: Callable[[Progress], str], count: int) -> None:
        """Do the work, and encode its text as well beside the window: of 200 000 rows that takes 0.2 s."""
        self.close()
        job = Job(lambda progress: QByteArray(work(progress).encode("utf-8", "replace")), self)
        job.progressed.connect(lambda _stage, fraction: self.progressed.emit(count, fraction))
        job.succeeded.connect(lambda text: self._finish(text, count))
        job.failed.connect(self._fail)
        job.cancelled.connect(self._stop)
        self._job = job
        job.start()

    def stop(self) -> None:
        """Stop copying; the clipboard keeps what it holds."""
        if self._job is not None:
            self._job.cancel()

    def close(self) -> None:
        """Stop the running job and wait for it, without further signals."""
        if self._job is not None:
            self._job.close()
            self._job.deleteLater()
            self._job = None

    def _finish(self, text: QByteArray, count: int) -> None:
        self.close()
        data = QMimeData()
        data.setData("text/plain", text)
        QGuiApplication.clipboard().setMimeData(data)
        self.copied.emit(count)

    def _stop(self) -> None:
        self.close()
        self.stopped.emit()

    def _fail(self, error: BaseException) -> None:
        self.close()
        self.failed.emit(error)


def write_rows(rows: LeavingRows, study: Study, words: Words, *, mask: bool, progress: Progress) -> str:
    """Return rows with their titles as tab-separated text."""
    from supportlens.app.output.masked_rows import as_tsv  # noqa: PLC0415 - needs openpyxl

    cells = write_cells(rows, study, words, mask=mask, progress=scaled(progress, to=WRITTEN_FROM))
    return as_tsv(cells, scaled(progress, WRITTEN_FROM))


def write_cells(
    rows: LeavingRows, study: Study, words: Words, *, mask: bool, progress: Progress
) -> list[Sequence[str]]:
    """Return the titles and the cells of rows, masked if that is wanted."""
    from supportlens.app.output.masked_rows import mask_rows  # noqa: PLC0415 - needs openpyxl

    cells = rows.cells(scaled(progress, to=MASKED_FROM))
    if mask:
        masking = scaled(progress, MASKED_FROM)
        cells = mask_rows(cells, rows.people, study, words, progress=masking)
    return [rows.titles, *cells]


def scaled(progress: Progress, start: float = 0.0, to: float = 1.0) -> Progress:
    """Return the progress of a part of the work, which itself is from 0 to 1."""
    return lambda stage, fraction: progress(stage, start + (to - start) * fraction)


def write_text(text: str, study: Study, words: Words, *, mask: bool, progress: Progress) -> str:
    """Return a text as it is copied."""
    from supportlens.app.output.masked_rows import mask_rows  # noqa: PLC0415 - needs openpyxl

    if not mask:
        return text
    lines = mask_rows([[line] for line in text.split("\n")], (), study, words, progress=progress)
    return "\n".join(line for (line,) in lines)
