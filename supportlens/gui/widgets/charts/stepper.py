"""The steps of a job: done, running and still to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supportlens.gui.theme import Theme

ROW = 36


class Stepper(QWidget):
    """A column of steps; the running one has a progress bar.

    It is not animated: it shows only the progress it is given.
    """

    def __init__(self, names: Sequence[str], theme: Theme, *, name: str) -> None:
        super().__init__()
        self._names = tuple(names)
        self._theme = theme
        self._title = name
        self.current = 0
        self.fraction = 0.0
        self.setAccessibleName(name)
        self.setFixedSize(QSize(420, ROW * len(self._names)))
        self.show_step(0, 0.0)

    def show_step(self, current: int, fraction: float) -> None:
        """Show that step `current` is `fraction` (0 to 1) done and the steps before it are complete."""
        self.current, self.fraction = current, min(max(fraction, 0.0), 1.0)
        self.setAccessibleDescription(f"{self._names[current]} ({current + 1}/{len(self._names)})")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the steps."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("line"), 2))
        painter.drawLine(QPointF(10, ROW / 2), QPointF(10, self.height() - ROW / 2))
        for position, name in enumerate(self._names):
            self._draw_step(painter, position, name)
        painter.end()

    def _draw_step(self, painter: QPainter, position: int, name: str) -> None:
        middle = ROW * (position + 0.5)
        done, now = position < self.current, position == self.current
        painter.setPen(QPen(self._theme.colour("accent" if done or now else "rest"), 2))
        painter.setBrush(self._theme.colour("accent" if done else "ground"))
        painter.drawEllipse(QPointF(10, middle), 8, 8)
        if done:
            painter.drawPixmap(QPointF(4, middle - 6), self._theme.pixmap("check", "on_accent", 12, scale=3))
        if now:
            painter.setBrush(self._theme.colour("accent"))
            painter.drawEllipse(QPointF(10, middle), 3, 3)
        painter.setPen(self._theme.colour("ink" if now else "ink_2" if done else "ink_3"))
        painter.setFont(self._theme.font(14, 600 if now else 400))
        painter.drawText(QRectF(32, middle - 12, 188, 24), Qt.AlignmentFlag.AlignVCenter, name)
        if now:
            self._draw_bar(painter, middle)

    def _draw_bar(self, painter: QPainter, middle: float) -> None:
        area = QRectF(220, middle - 3, 200, 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("line"))
        painter.drawRoundedRect(area, 3, 3)
        if self.fraction > 0:
            painter.setBrush(self._theme.colour("accent"))
            area.setWidth(max(6, 200 * self.fraction))
            painter.drawRoundedRect(area, 3, 3)
