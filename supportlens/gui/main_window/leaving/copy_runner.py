"""Copies rows of tickets to the clipboard in the background, masked as the report is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication

from supportlens.domain import Stage
from supportlens.gui.jobs import Job

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from supportlens.domain import Progress, Study
    from supportlens.gui.models.ticket_rows import LeavingRows
    from supportlens.i18n import Words


MASKED_FROM = 0.1
"""How much of a copy is done when its cells are there: measured at 200 000 rows; the rest is masking."""


OWN_CLIPBOARDS = ("offscreen", "minimal", "minimalegl", "vnc", "linuxfb", "eglfs")
"""The platforms of Qt without a clipboard that other programs see."""


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

    def _run(self, work: Callable[[Progress], Iterable[str]], count: int) -> None:
        """Do the work, which yields its text in pieces, and encode them, beside the window."""
        self.close()
        job = Job(lambda progress: encode_pieces(work(progress)), self)
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


def let_clipboard_go() -> None:
    """Empty a clipboard that is Qt's own, before Python ends.

    Where the system keeps the clipboard it stays filled. Qt's own one lets go of what it holds after Python
    is gone, which `QMimeData` made by Python does not survive.
    """
    if QGuiApplication.platformName() in OWN_CLIPBOARDS:
        QGuiApplication.clipboard().clear()


def write_rows(
    rows: LeavingRows, study: Study, words: Words, *, mask: bool, progress: Progress
) -> Iterator[str]:
    """Yield the pieces of rows with their titles as tab-separated text."""
    from supportlens.app.output.masked_rows import tsv_pieces  # noqa: PLC0415 - needs openpyxl

    yield from tsv_pieces(write_cells(rows, study, words, mask=mask, progress=progress))


def write_cells(
    rows: LeavingRows, study: Study, words: Words, *, mask: bool, progress: Progress
) -> Iterator[Sequence[str]]:
    """Yield the titles and the cells of each row, masked if that is wanted."""
    from supportlens.app.output.masked_rows import drain, mask_each_row  # noqa: PLC0415 - needs openpyxl
    from supportlens.gui.models.ticket_rows import ROWS_A_REPORT  # noqa: PLC0415 - needs numpy

    yield rows.titles
    cells = drain(rows.cells(scaled(progress, to=MASKED_FROM)))
    writing = scaled(progress, MASKED_FROM)
    if mask:
        yield from mask_each_row(cells, rows.count, rows.people, study, words, progress=writing)
        return
    for number, row in enumerate(cells):
        if number % ROWS_A_REPORT == 0:
            writing(Stage.REPORT, number / rows.count)
        yield row


def scaled(progress: Progress, start: float = 0.0, to: float = 1.0) -> Progress:
    """Return the progress of a part of the work, which itself is from 0 to 1."""
    return lambda stage, fraction: progress(stage, start + (to - start) * fraction)


def encode_pieces(pieces: Iterable[str]) -> QByteArray:
    """Return a text that comes in pieces as the clipboard holds it; no piece keeps the interpreter long."""
    encoded = [piece.encode("utf-8", "replace") for piece in pieces]
    text = QByteArray()
    text.reserve(sum(map(len, encoded)))
    for piece in encoded:
        text.append(piece)
    return text


def write_text(text: str, study: Study, words: Words, *, mask: bool, progress: Progress) -> Iterator[str]:
    """Yield the pieces of a text as it is copied."""
    from supportlens.app.output.masked_rows import mask_rows  # noqa: PLC0415 - needs openpyxl

    if mask:
        lines = mask_rows([[line] for line in text.split("\n")], (), study, words, progress=progress)
        text = "\n".join(line for (line,) in lines)
    yield text
