"""A waffle chart: a share as a hundred squares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt

from supportlens.gui.widgets.charts.chart import Chart, ChartMark

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from supportlens.gui.theme import Theme

SIDE = 10


class Waffle(Chart):
    """Ten by ten squares; a share of them, from the bottom up, has the accent colour.

    `share` is 0 to 1; any share above 0 colours at least one square. `payload` is where the
    coloured squares lead.
    """

    def __init__(
        self, share: float, theme: Theme, *, name: str, description: str, payload: object = None
    ) -> None:
        super().__init__(theme, name=name, description=description)
        self._payload = payload
        self.filled = max(round(share * 100), 1 if share > 0 else 0)
        self.setFixedSize(QSize(188, 188))

    def marks(self) -> list[ChartMark]:
        """Return the coloured part as one mark."""
        if not self.filled:
            return []
        cell = self.width() / SIDE
        rows = -(-self.filled // SIDE)
        area = QRectF(0, self.height() - rows * cell, self.width(), rows * cell)
        return [ChartMark(area, self._description, self._payload)]

    def draw(self, painter: QPainter) -> None:
        """Paint the squares."""
        painter.setPen(Qt.PenStyle.NoPen)
        cell = self.width() / SIDE
        for position in range(SIDE * SIDE):
            row, column = divmod(position, SIDE)
            mine = position < self.filled
            painter.setBrush(self.theme.colour("accent" if mine else "rest"))
            area = QRectF(column * cell, self.height() - (row + 1) * cell, cell, cell)
            painter.drawRoundedRect(area.adjusted(1.5, 1.5, -1.5, -1.5), 4, 4)
