"""Asks whether files of another desk belong to the open project, while the job that read them waits."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from supportlens.domain import Cancelled, Stage
from supportlens.gui.main_window.import_questions import POLL_SECONDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from supportlens.domain import Progress
    from supportlens.i18n import Words


class DeskQuestion(QObject):
    """Asks "Add to the project or start a new analysis?"; the answer that changes no project comes first."""

    _asked = Signal(str, str)
    """The names of the files and of the project, emitted by the job and received on the window's thread."""

    def __init__(self, parent: QWidget, words: Callable[[], Words]) -> None:
        super().__init__(parent)
        self._window = parent
        self._words = words
        self._answered = threading.Event()
        self._added: bool | None = None
        self.box: QMessageBox | None = None
        """The open question, if any."""
        self._asked.connect(self._open)

    def ask(self, files: str, project: str, progress: Progress) -> bool:
        """Return whether the files shall be added; the calling job waits here. Raises `Cancelled`."""
        self._answered.clear()
        self._asked.emit(files, project)
        while not self._answered.wait(POLL_SECONDS):
            progress(Stage.READ, 1.0)
        if self._added is None:
            raise Cancelled
        return self._added

    def close(self) -> None:
        """Close the open question; its job has ended or is about to end."""
        if self.box is not None:
            self.box.reject()

    def _open(self, files: str, project: str) -> None:
        words = self._words()
        text = words.say(
            "{files} looks like another desk: its columns and values differ from those of {project}.",
            files=files,
            project=words.quoted(project),
        )
        box = QMessageBox(QMessageBox.Icon.Question, "SupportLens", text, parent=self._window)
        new = box.addButton(words.say("Start a new analysis"), QMessageBox.ButtonRole.AcceptRole)
        add = box.addButton(words.say("Add to the project"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(words.say("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(new)
        box.finished.connect(
            lambda _result: self._finish({id(new): False, id(add): True}.get(id(box.clickedButton())))
        )
        self.box = box
        box.open()

    def _finish(self, added: bool | None) -> None:  # noqa: FBT001 - an answer, not an option
        box, self.box = self.box, None
        if box is not None:
            self._added = added
            self._answered.set()
            box.deleteLater()
