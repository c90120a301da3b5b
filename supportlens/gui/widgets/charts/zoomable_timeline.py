"""A timeline that is zoomed: by the wheel with Ctrl or after a click, by dragging over days, by + and -."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, Signal

from supportlens.gui.widgets.charts.timeline_chart import FOOT, TOP, TimelineChart

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QWheelEvent

CLOSER, FARTHER = 0.5, 2.0
"""What a step of the wheel does to the number of days that are shown."""
DRAGGED = 12
"""Pixels from which a movement is a drag over days and no click."""
BEYOND = 24
"""Pixels above or below the chart from which it is dragged out of the window, and no days are chosen."""


class ZoomableTimeline(TimelineChart):
    """Emits `zoom_wanted(factor, day)`, for fewer or more days around it, and `range_wanted(first, last)`."""

    zoom_wanted = Signal(float, object)
    range_wanted = Signal(object, object)
    _from: QPointF | None = None
    _to: QPointF | None = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom around the day under the mouse; without Ctrl or the focus the page scrolls."""
        if not (event.modifiers() & Qt.KeyboardModifier.ControlModifier or self.hasFocus()):
            event.ignore()
            return
        turned = event.angleDelta().y()
        if turned:
            self.zoom_wanted.emit(CLOSER if turned > 0 else FARTHER, self.day_at(event.position().x()))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a drag, which is a click if the mouse does not move."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._from, self._to = event.position(), None
        super().mousePressEvent(event)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark the days over which the mouse is dragged; above or below the chart, drag it out."""
        far = self._from is not None and abs(event.position().x() - self._from.x()) >= DRAGGED
        if far and self._is_beside(event):
            self._to = event.position()
            self.update()
            return
        super().mouseMoveEvent(event)

    def _pulled_out(self, event: QMouseEvent) -> bool:
        if self._from is None or self._is_beside(event):
            return False
        self._from = self._to = None
        return True

    def _is_beside(self, event: QMouseEvent) -> bool:
        """Return whether the mouse is as high as the chart, be it left or right of it."""
        return -BEYOND <= event.position().y() <= self.height() + BEYOND

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Zoom to the days that were marked, or follow the clicked bar."""
        start, end = self._from, self._to
        self._from = self._to = None
        if start is None or end is None:
            super().mouseReleaseEvent(event)
            return
        left, right = sorted((start.x(), end.x()))
        self.update()
        self.range_wanted.emit(self.day_at(left), self.day_at(right))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom by + and - around the chosen bar, or the middle."""
        factor = {Qt.Key.Key_Plus: CLOSER, Qt.Key.Key_Equal: CLOSER, Qt.Key.Key_Minus: FARTHER}.get(
            Qt.Key(event.key())
        )
        if factor is None:
            super().keyPressEvent(event)
            return
        marks = self.marks()
        chosen = 0 <= self.chosen < len(marks)
        x = marks[self.chosen].area.center().x() if chosen else self.width() / 2
        self.zoom_wanted.emit(factor, self.day_at(x))

    def draw(self, painter: QPainter) -> None:
        """Paint the chart, and over it the days that are being marked."""
        super().draw(painter)
        if self._from is not None and self._to is not None:
            left, right = sorted((self._from.x(), self._to.x()))
            area = QRectF(left, TOP - 6, right - left, self.height() - TOP - FOOT + 6)
            painter.fillRect(area, self.translucent("ink_3", 0.18))
