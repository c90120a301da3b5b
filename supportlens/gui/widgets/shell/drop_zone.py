"""Where files are dropped: a zone on the start page, and an overlay that says what dropping will do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from supportlens.gui.widgets.basics.labels import LEAD, MUTED, SUBTITLE, icon_label, label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supportlens.gui.theme import Theme

LEAST_HEIGHT = 240
"""Pixels that the picture, the words and the buttons need: a low window shows them whole."""
HINT = LEAD._replace(name=MUTED.name)


class DropZone(QFrame):
    """A dashed frame with a picture, a sentence, a hint and buttons in its middle."""

    def __init__(self, call: str, hint: str, theme: Theme, buttons: Iterable[QWidget]) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(call)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(32, 20, 32, 20)
        rows.setSpacing(12)
        rows.addStretch(1)
        rows.addWidget(icon_label("file-spreadsheet", theme, size=48))
        rows.addWidget(_centre(label(call, SUBTITLE, theme)))
        rows.addWidget(_centre(label(hint, HINT, theme)))
        rows.addSpacing(8)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addStretch(1)
        for button in buttons:
            line.addWidget(button)
        line.addStretch(1)
        rows.addLayout(line)
        rows.addStretch(1)
        self.setMinimumHeight(LEAST_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the background and the dashed edge."""
        painter = QPainter(self)
        _draw_dashed_frame(painter, QRectF(self.rect()), self._theme, ground="surface", edge="rest")
        painter.end()


class DropOverlay(QWidget):
    """Covers its parent while files are dragged over it and says what dropping them will do."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._covered = parent
        self._theme: Theme | None = None
        self._text = ""
        self.hide()
        parent.installEventFilter(self)

    @property
    def text(self) -> str:
        """The text of the overlay."""
        return self._text

    def show_text(self, text: str, theme: Theme) -> None:
        """Cover the parent and show `text`."""
        self._text, self._theme = text, theme
        self.setAccessibleName(text)
        self.setGeometry(self._covered.rect())
        self.raise_()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the size of the parent."""
        if event.type() is QEvent.Type.Resize and watched is self._covered:
            self.setGeometry(self._covered.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the overlay, its edge and its sentence."""
        if self._theme is None:
            return
        painter = QPainter(self)
        veil = self._theme.colour("ground")
        veil.setAlphaF(0.94)
        painter.fillRect(self.rect(), veil)
        _draw_dashed_frame(
            painter, QRectF(self.rect()).adjusted(24, 24, -24, -24), self._theme, ground="accent_soft"
        )
        middle = self.rect().center()
        icon = self._theme.pixmap("upload", "accent", 48, scale=3)
        painter.drawPixmap(middle.x() - 24, middle.y() - 72, icon)
        painter.setPen(self._theme.colour("ink"))
        painter.setFont(self._theme.font(27, 600))
        area = self.rect().adjusted(80, middle.y(), -80, 0)
        painter.drawText(area, int(Qt.AlignmentFlag.AlignHCenter) | int(Qt.TextFlag.TextWordWrap), self._text)
        painter.end()


def _centre(made: QLabel) -> QLabel:
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return made


def _draw_dashed_frame(
    painter: QPainter, area: QRectF, theme: Theme, *, ground: str, edge: str = "accent"
) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(theme.colour(edge), 1.6)
    pen.setStyle(Qt.PenStyle.CustomDashLine)
    pen.setDashPattern([5, 4])
    painter.setPen(pen)
    painter.setBrush(theme.colour(ground))
    painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 14, 14)
