"""The number of a pin, as it stands beside its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from supportlens.gui.theme import Theme


class PinNumber(QWidget):
    """A number in a filled circle, as the timeline shows it."""

    def __init__(self, number: int, theme: Theme, token: str) -> None:
        super().__init__()
        self._number, self._theme, self._token = number, theme, token
        self._side = theme.scaled(20)
        self.setAccessibleName(str(number))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the size of the circle."""
        return QSize(self._side, self._side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the circle and the number."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_pin_number(painter, QRectF(0, 0, self._side, self._side), self._number, self._theme, self._token)
        painter.end()


def draw_pin_number(painter: QPainter, area: QRectF, number: int, theme: Theme, token: str) -> None:
    """Draw a number in a filled circle of the colour of a token."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(token))
    painter.drawEllipse(area)
    painter.setPen(theme.colour("surface"))
    painter.setFont(theme.font(12, 600))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(number))
