"""What a hand drags out of the window: when a drag begins, and who is told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QMouseEvent


LEAVES = "leaves"
"""The property of what can be dragged out of the window."""


class DragHolder(QWidget):
    """Holds charts and tables that can be dragged out of the window."""

    place_dragged = Signal(object)
    """The chart or the table that a hand drags."""


def drag_out(widget: QWidget) -> bool:
    """Emit that the chart or the table of a widget is dragged; return whether it stands in one."""
    place: QWidget | None = None
    holder: QWidget | None = widget
    while holder is not None and not isinstance(holder, DragHolder):
        if place is None and holder.property(LEAVES):
            place = holder
        holder = holder.parentWidget()
    if holder is None or place is None:
        return False
    holder.place_dragged.emit(place)
    return True


class Grip:
    """Knows when a hand that holds the left button down has moved far enough to drag."""

    def __init__(self) -> None:
        """Hold nothing."""
        self._from: QPointF | None = None

    def press(self, event: QMouseEvent) -> None:
        """Note where the button was pressed."""
        self._from = event.position() if event.button() is Qt.MouseButton.LeftButton else None

    def let_go(self) -> None:
        """Hold nothing any more."""
        self._from = None

    def pulls(self, event: QMouseEvent) -> bool:
        """Return True once for a hand that has moved far enough."""
        if self._from is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return False
        moved = (event.position() - self._from).toPoint()
        if moved.manhattanLength() < QApplication.startDragDistance():
            return False
        self._from = None
        return True
