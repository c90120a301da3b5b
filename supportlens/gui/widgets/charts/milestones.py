"""Milestones on a line, each with what should be visible by then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from supportlens.gui.widgets.basics.labels import STRONG, label, muted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from supportlens.gui.theme import Theme

RADIUS = 5


class _Point(QWidget):
    """A point and the line to the next one."""

    def __init__(self, theme: Theme, *, last: bool) -> None:
        super().__init__()
        self._theme = theme
        self._last = last
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the height of the point."""
        return QSize(40, 2 * RADIUS + 6)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the point and the line to the next one."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        if not self._last:
            painter.setPen(QPen(self._theme.colour("rest"), 2))
            painter.drawLine(QPointF(RADIUS, middle), QPointF(self.width(), middle))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent"))
        painter.drawEllipse(QPointF(RADIUS + 1, middle), RADIUS, RADIUS)
        painter.end()


def milestone_line(points: Sequence[tuple[str, str]], theme: Theme) -> QWidget:
    """Return a line of (when, what) pairs from left to right."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    for place, (when, what) in enumerate(points):
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(_Point(theme, last=place == len(points) - 1))
        column.addWidget(label(when, STRONG, theme, wrap=False))
        text = muted(what, theme)
        text.setContentsMargins(0, 0, 16, 0)
        column.addWidget(text)
        column.addStretch(1)
        row.addLayout(column, 1)
    return holder
