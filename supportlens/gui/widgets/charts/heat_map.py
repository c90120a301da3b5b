"""A heat map: a table of counts whose cells are tinted by a share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF
from PySide6.QtWidgets import QSizePolicy

from supportlens.gui.widgets.charts.chart import Chart, ChartMark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from supportlens.gui.theme import Theme

ROW, HEAD, GAP = 34, 40, 4
"""Pixels of a row, of the heads of the columns, and between cells."""
WIDEST = 132
"""Most pixels of a column: one stage alone need not fill the page. Judgement."""
LABELS = 0.34
"""Part of the width that the labels of the rows take."""
STRONGEST = 0.6
"""Part of the warning colour in a cell whose share is 1: more would make its figure hard to read."""


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One cell: its text, how strongly it is tinted (0 to 1), its tool tip, and where a click leads."""

    text: str
    share: float
    tip: str
    payload: object


class HeatMap(Chart):
    """A row of cells for each label, a column for each head; None is an empty cell."""

    def __init__(
        self,
        heads: Sequence[str],
        rows: Sequence[tuple[str, Sequence[HeatCell | None]]],
        theme: Theme,
        *,
        name: str,
        description: str,
    ) -> None:
        super().__init__(theme, name=name, description=description)
        self._heads, self._rows = tuple(heads), tuple(rows)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEAD + ROW * len(self._rows))

    def sizeHint(self) -> QSize:
        """Return the height of all rows."""
        return QSize(640, HEAD + ROW * len(self._rows))

    def marks(self) -> list[ChartMark]:
        """Return the cells that are not empty."""
        return [
            ChartMark(self._area(row, column), cell.tip, cell.payload)
            for row, (_, cells) in enumerate(self._rows)
            for column, cell in enumerate(cells)
            if cell is not None
        ]

    def draw(self, painter: QPainter) -> None:
        """Paint heads, labels and cells."""
        left = self.width() * LABELS
        painter.setFont(self.theme.font(12))
        painter.setPen(self.theme.colour("ink_3"))
        words = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignHCenter
        for column, head in enumerate(self._heads):
            area = self._area(0, column)
            painter.drawText(QRectF(area.x(), 0, area.width(), HEAD - GAP), words, head)
        for row, (label, cells) in enumerate(self._rows):
            painter.setFont(self.theme.font(13))
            painter.setPen(self.theme.colour("ink"))
            metrics = QFontMetricsF(painter.font())
            shown = metrics.elidedText(label, Qt.TextElideMode.ElideRight, left - 16)
            middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(QRectF(0, HEAD + row * ROW, left - 12, ROW), middle, shown)
            for column, cell in enumerate(cells):
                self._draw_cell(painter, self._area(row, column), cell)

    def _draw_cell(self, painter: QPainter, area: QRectF, cell: HeatCell | None) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._tint(cell.share) if cell else self.theme.colour("ground"))
        painter.drawRoundedRect(area, 5, 5)
        if cell:
            painter.setPen(self.theme.colour("ink"))
            painter.setFont(self.theme.font(13, 500, tabular=True))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, cell.text)

    def _tint(self, share: float) -> QColor:
        """Mix the line's colour with the warning's."""
        calm, warm = self.theme.colour("line"), self.theme.colour("warn")
        part = STRONGEST * min(1.0, max(0.0, share))
        keep = 1 - part
        return QColor.fromRgbF(
            calm.redF() * keep + warm.redF() * part,
            calm.greenF() * keep + warm.greenF() * part,
            calm.blueF() * keep + warm.blueF() * part,
        )

    def _area(self, row: int, column: int) -> QRectF:
        left = self.width() * LABELS
        width = min(WIDEST, (self.width() - left) / max(1, len(self._heads)))
        return QRectF(left + column * width, HEAD + row * ROW + GAP / 2, width - GAP, ROW - GAP)
