"""Asks the person how to read a doubtful file, while the job that reads it waits."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog

from supportlens.app.intake.decision_memory import DecisionMemory
from supportlens.domain import Cancelled, Stage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from supportlens.domain import Decisions, ImportGuess, Progress
    from supportlens.gui.dialogs import ImportCheck

POLL_SECONDS = 0.05
"""Seconds between two checks of the waiting job whether it was cancelled."""


class ImportQuestions(QObject):
    """Asks about a doubtful file unless a file with the same headers was decided before."""

    _asked = Signal(object)
    """An `ImportGuess`, emitted by the job and received on the window's thread."""

    def __init__(
        self, parent: QObject, memory: Path, make_dialog: Callable[[ImportGuess], ImportCheck]
    ) -> None:
        """Store decisions at `memory`; `make_dialog` makes the dialog for a question."""
        super().__init__(parent)
        self._make_dialog = make_dialog
        self._memory = DecisionMemory(memory)
        self._answered = threading.Event()
        self._answer: Decisions | None = None
        self.dialog: ImportCheck | None = None
        """The open question, if any."""
        self._asked.connect(self._open)

    def ask(self, guess: ImportGuess, progress: Progress) -> Decisions | None:
        """Return the decisions about a file and ask if needed; the calling job waits here.

        Raises Cancelled if the person does not want the file read, and what `progress` raises.
        """
        known = self._memory.recall(guess.signature)
        if known is not None or not guess.doubts:
            return known
        self._answered.clear()
        self._asked.emit(guess)
        while not self._answered.wait(POLL_SECONDS):
            progress(Stage.NORMALISE, 0.0)
        if self._answer is None:
            raise Cancelled
        self._memory.keep(guess.signature, self._answer)
        return self._answer

    def close(self) -> None:
        """Close the open question; its job has ended or is about to end."""
        if self.dialog is not None:
            self.dialog.reject()

    def _open(self, guess: ImportGuess) -> None:
        dialog = self._make_dialog(guess)
        dialog.finished.connect(self._finish)
        self.dialog = dialog
        dialog.open()

    def _finish(self, result: int) -> None:
        """Continue the job with the decisions, or end it."""
        dialog, self.dialog = self.dialog, None
        if dialog is None:
            return
        self._answer = dialog.decisions if result == QDialog.DialogCode.Accepted else None
        self._answered.set()
        dialog.deleteLater()
