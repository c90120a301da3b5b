"""The shape of a bar."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath


def bar_path(area: QRectF, *, rounded: bool) -> QPainterPath:
    """Return the outline of a bar with slightly rounded upper corners."""
    path = QPainterPath()
    radius = min(2.5, area.width() / 2, area.height()) if rounded else 0.0
    path.moveTo(area.bottomLeft())
    path.lineTo(area.left(), area.top() + radius)
    path.quadTo(area.topLeft(), QPointF(area.left() + radius, area.top()))
    path.lineTo(area.right() - radius, area.top())
    path.quadTo(area.topRight(), QPointF(area.right(), area.top() + radius))
    path.lineTo(area.bottomRight())
    path.closeSubpath()
    return path
