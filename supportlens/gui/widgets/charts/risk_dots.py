"""A risk from 1 to 5, shown as filled dots out of five."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from supportlens.gui.theme import Theme

LEVELS = 5
DOT = 9
STEP = 14


class RiskDots(QWidget):
    """Five dots; `name` is the level in words, `tip` explains it."""

    def __init__(self, level: int, theme: Theme, *, name: str, tip: str = "") -> None:
        super().__init__()
        self._level = level
        self._theme = theme
        self.setAccessibleName(name)
        self.setToolTip(tip or name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the size of five dots."""
        return QSize(STEP * LEVELS, DOT + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the dots, the empty ones as rings so that colour is not the only cue."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place in range(LEVELS):
            full = place < self._level
            painter.setPen(QPen(self._theme.colour("warn" if full else "ink_3"), 1.2))
            painter.setBrush(self._theme.colour("warn") if full else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRectF(place * STEP + 1, (self.height() - DOT) / 2, DOT, DOT))
        painter.end()
