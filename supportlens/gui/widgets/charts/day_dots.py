"""Days as dots on a line, such as the bad experiences of a customer within a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtGui import QPaintEvent

    from supportlens.gui.theme import Theme

RADIUS = 5


class DayDots(QWidget):
    """A line from the first day to the last with a dot for each of some days."""

    def __init__(
        self, days: Sequence[date], first: date, last: date, theme: Theme, *, name: str, colour: str = "warn"
    ) -> None:
        super().__init__()
        span = max((last - first).days, 1)
        self._places = [min(max((day - first).days / span, 0.0), 1.0) for day in days]
        self._theme, self._colour = theme, colour
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the size of a short line."""
        return QSize(200, 2 * RADIUS + 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line and the dots."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, left, width = self.height() / 2, RADIUS + 1, self.width() - 2 * RADIUS - 2
        painter.setPen(QPen(self._theme.colour("line"), 2))
        painter.drawLine(QPointF(left, middle), QPointF(left + width, middle))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(self._colour))
        for place in self._places:
            painter.drawEllipse(QPointF(left + place * width, middle), RADIUS, RADIUS)
        painter.end()
