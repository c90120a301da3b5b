"""A canvas that Qt paints: on paper or in a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPen, QPolygonF

from supportlens.report.printing.fonts import page_font

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from supportlens.report.drawing.canvas import Box, Lettering, Spot

_ALIGNED = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}


class QtCanvas:
    """Paints the parts of a chart with a painter."""

    def __init__(self, painter: QPainter) -> None:
        """Paint where the painter's origin is."""
        self._painter = painter

    def fill(self, box: Box, colour: str) -> None:
        """Fill a rectangle."""
        self._painter.fillRect(_rectangle(box), QColor(f"#{colour}"))

    def draw_line(self, spots: Sequence[Spot], colour: str, width: float) -> None:
        """Draw a line from spot to spot."""
        self._painter.setPen(QPen(QColor(f"#{colour}"), width))
        self._painter.drawPolyline(_polygon(spots))

    def fill_shape(self, corners: Sequence[Spot], colour: str) -> None:
        """Fill what lies between corners, with smooth edges."""
        self._painter.save()
        self._painter.setRenderHint(self._painter.RenderHint.Antialiasing)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor(f"#{colour}"))
        self._painter.drawPolygon(_polygon(corners))
        self._painter.restore()

    def write(self, box: Box, text: str, lettering: Lettering) -> float:
        """Write a text on one line, cut where the box ends, and return its width."""
        self._painter.setFont(page_font(lettering.size, bold=lettering.bold))
        self._painter.setPen(QColor(f"#{lettering.colour}"))
        metrics = self._painter.fontMetrics()
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(box.width))
        where = _ALIGNED[lettering.across] | Qt.AlignmentFlag.AlignVCenter
        self._painter.drawText(_rectangle(box), where, shown)
        return float(metrics.horizontalAdvance(shown))


def _rectangle(box: Box) -> QRectF:
    return QRectF(box.left, box.top, box.width, box.height)


def _polygon(spots: Sequence[Spot]) -> QPolygonF:
    return QPolygonF([QPointF(*spot) for spot in spots])
