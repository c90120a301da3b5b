"""A box for a text of several lines, as high as its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QResizeEvent, QShowEvent, QWheelEvent

    from supportlens.gui.theme import Theme

PAUSE_MS = 700
"""Milliseconds without a key after which what was typed counts. Judgement: a breath between two words."""
LEAST_LINES = 1
EDGE = 18


class TextBox(QPlainTextEdit):
    """A text that emits `written(text)` when it was changed and the typing pauses or ends."""

    written = Signal(str)

    def __init__(self, name: str, text: str, theme: Theme) -> None:
        super().__init__(text)
        self._said = self.toPlainText()  # Qt makes plain spaces of hard ones
        self.setAccessibleName(name)
        self.setFont(theme.font(14))
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(6)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.finish)
        self.textChanged.connect(self._pause.start)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        self._fit()

    def finish(self) -> None:
        """Emit what was typed since it was emitted last."""
        self._pause.stop()
        text = self.toPlainText()
        if text != self._said:
            self._said = text
            self.written.emit(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """End the typing."""
        super().focusOutEvent(event)
        self.finish()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the height to the new width."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Fit the height to what is shown."""
        super().showEvent(event)
        self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def _fit(self) -> None:
        """Take the height of all lines, wrapped lines too."""
        lines, block = 0, self.document().firstBlock()
        while block.isValid():
            layout = block.layout()
            lines += max(1, layout.lineCount() if layout is not None else 1)
            block = block.next()
        height = max(LEAST_LINES, lines) * self.fontMetrics().lineSpacing() + 2 * EDGE
        if height != self.height() or height != self.maximumHeight():
            self.setFixedHeight(height)
