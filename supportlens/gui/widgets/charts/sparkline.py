"""A sparkline: a line chart as small as a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supportlens.gui.theme import Theme

POINTS = 16
"""More points cannot be told apart at this size."""


class Sparkline(QWidget):
    """Counts over time without axes; its tool tip has the figures."""

    def __init__(self, values: Sequence[int], theme: Theme, *, name: str, colour: str = "ink_2") -> None:
        super().__init__()
        self._values = average_neighbours(values)
        self._colour = theme.colour(colour)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFixedSize(QSize(112, 28))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line from the first value to the last."""
        if len(self._values) < 2:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(
            QPen(self._colour, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        )
        painter.drawPolyline(self._polyline())
        painter.end()

    def _polyline(self) -> QPolygonF:
        highest = max(*self._values, 1)
        step = (self.width() - 4) / (len(self._values) - 1)
        room = self.height() - 6
        return QPolygonF(
            [QPointF(2 + i * step, 3 + room * (1 - value / highest)) for i, value in enumerate(self._values)]
        )


def average_neighbours(values: Sequence[int], points: int = POINTS) -> list[float]:
    """Return at most `points` averages of neighbouring values."""
    size = -(-len(values) // points) or 1
    groups = [values[i : i + size] for i in range(0, len(values), size)]
    return [sum(group) / len(group) for group in groups]
