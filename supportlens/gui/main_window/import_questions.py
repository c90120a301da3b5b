"""Carries a question about a file from the work to the person, and the answer back."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog

from supportlens.app.intake.decision_memory import Remembered
from supportlens.domain import Cancelled, Stage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from supportlens.domain import Decisions, ImportGuess, Progress
    from supportlens.gui.dialogs import ImportCheck

POLL_SECONDS = 0.05
"""Seconds after which the waiting work looks whether it is to stop."""


class ImportQuestions(QObject):
    """Asks about a file only where it is doubtful and nothing was decided for its headers before."""

    _asked = Signal(object)
    """An `ImportGuess`, said by the work and heard on the window's thread."""

    def __init__(self, parent: QObject, memory: Path, pose: Callable[[ImportGuess], ImportCheck]) -> None:
        """Keep what is decided at `memory`; `pose` makes the dialog for a question."""
        super().__init__(parent)
        self._make_import_check = pose
        self._memory = Remembered(memory)
        self._answered = threading.Event()
        self._answer: Decisions | None = None
        self.dialog: ImportCheck | None = None
        """The question that is open, if any."""
        self._asked.connect(self._open)

    def ask(self, guess: ImportGuess, progress: Progress) -> Decisions | None:
        """Return what is known or decided about a file; called by the work, which waits here.

        Raises Cancelled where the person does not want the file read, and what `progress` raises.
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
        """Take the question away; its work is over or will be."""
        if self.dialog is not None:
            self.dialog.reject()

    def _open(self, guess: ImportGuess) -> None:
        dialog = self._make_import_check(guess)
        dialog.finished.connect(self._take)
        self.dialog = dialog
        dialog.open()

    def _take(self, result: int) -> None:
        """Let the work go on as decided, or end it."""
        dialog, self.dialog = self.dialog, None
        if dialog is None:
            return
        self._answer = dialog.decisions if result == QDialog.DialogCode.Accepted else None
        self._answered.set()
        dialog.deleteLater()
