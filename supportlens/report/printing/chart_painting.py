"""Paints the native charts of a sheet from the cells that they are drawn of."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPen, QPolygonF

from supportlens.report.layout.charts import Drawn
from supportlens.report.layout.styles import INK, INK_2, LINE
from supportlens.report.printing.fonts import page_font
from supportlens.report.printing.sheet_geometry import SCREEN_POINT

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from supportlens.i18n import Words
    from supportlens.report.layout.book import BookDraft, SheetDraft
    from supportlens.report.layout.charts import ChartSeries, NativeChart
    from supportlens.report.layout.ranges import CellRange

_TOP, _BOTTOM, _SIDE = 26.0, 34.0, 34.0
"""Points for the title, for the labels with the legend, and for the figures of an axis."""


def paint_chart(
    painter: QPainter, book: BookDraft, sheet: SheetDraft, chart: NativeChart, at: QPointF, words: Words
) -> None:
    """Paint a chart with its upper left corner at `at`."""
    source = next((one for one in book.sheets if one.title == chart.sheet), sheet)
    width, height = (side * SCREEN_POINT for side in chart.size)
    painter.save()
    painter.translate(at)
    _Painted(painter, source, chart, QRectF(0, 0, width, height), words).paint()
    painter.restore()


class _Painted:
    """One chart while it is painted."""

    def __init__(
        self, painter: QPainter, source: SheetDraft, chart: NativeChart, box: QRectF, words: Words
    ) -> None:
        self._painter, self._source, self._chart, self._words = painter, source, chart, words
        self._box = box
        self._plot = box.adjusted(_SIDE, _TOP, -_SIDE if chart.second_format else -6, -_BOTTOM)
        self._values = {one: [_figure(value) for value in self._cells(one.values)] for one in chart.series}
        self._count = max((len(values) for values in self._values.values()), default=1) or 1
        self._highest: float = chart.top or _round_up(self._tallest())

    def paint(self) -> None:
        """Paint title, grid, series, labels and legend."""
        self._write(QRectF(0, 2, self._box.width(), 18), self._chart.title, 11, INK, bold=True)
        self._paint_grid()
        bars = [one for one in self._chart.series if one.drawn is Drawn.BARS]
        self._paint_bars(bars)
        for one in self._chart.series:
            if one.drawn is Drawn.LINE:
                self._paint_line(one)
            elif one.drawn in {Drawn.MARK, Drawn.SIGN}:
                self._paint_marks(one)
        self._paint_categories()
        self._paint_legend()

    def _cells(self, cells: CellRange) -> list[object]:
        held = self._source.cells
        return [
            cell.value if (cell := held.get((row, column))) else None
            for row in range(cells.first_row, cells.last_row + 1)
            for column in range(cells.first_column, cells.last_column + 1)
        ]

    def _tallest(self) -> float:
        bars = [self._values[one] for one in self._chart.series if one.drawn is Drawn.BARS]
        if self._chart.stacked and bars:
            return float(max(sum(parts) for parts in zip(*bars, strict=True)))
        first = [self._values[one] for one in self._chart.series if not one.second_axis]
        return float(max((max(values, default=0) for values in first), default=1))

    def _height(self, value: float, *, second: bool = False) -> float:
        top = self._chart.second_top if second else self._highest
        return float(self._plot.bottom() - self._plot.height() * value / (top or 1))

    def _middle(self, at: int) -> float:
        return self._plot.left() + self._plot.width() * (at + 0.5) / self._count

    def _paint_grid(self) -> None:
        steps = self._chart.steps
        for step in range(steps + 1):
            value = self._highest * step / steps
            top = self._height(value)
            self._painter.setPen(QPen(QColor(f"#{LINE}"), 0.6))
            self._painter.drawLine(QPointF(self._plot.left(), top), QPointF(self._plot.right(), top))
            shown = self._words.number(value)
            self._write(QRectF(0, top - 6, _SIDE - 4, 12), shown, 8, INK_2, Qt.AlignmentFlag.AlignRight)
            if self._chart.second_format:
                share = self._words.percent(self._chart.second_top * step / steps)
                self._write(QRectF(self._plot.right() + 4, top - 6, _SIDE - 4, 12), share, 8, INK_2)

    def _paint_bars(self, bars: list[ChartSeries]) -> None:
        step = self._plot.width() / self._count
        width = step / (1 + self._chart.gap / 100)
        for at in range(self._count):
            base = 0.0
            for one in bars:
                value = self._values[one][at]
                colour = dict(one.points).get(at, one.colour)
                top, bottom = self._height(base + value), self._height(base)
                box = QRectF(self._middle(at) - width / 2, top, width, bottom - top)
                self._painter.fillRect(box, QColor(f"#{colour}"))
                base += value if self._chart.stacked else 0

    def _paint_line(self, series: ChartSeries) -> None:
        points = [
            QPointF(self._middle(at), self._height(value, second=series.second_axis))
            for at, value in enumerate(self._values[series])
        ]
        self._painter.setPen(QPen(QColor(f"#{series.colour}"), 1.4))
        self._painter.drawPolyline(QPolygonF(points))

    def _paint_marks(self, series: ChartSeries) -> None:
        name = self._source.cells.get(series.name)
        labels = self._cells(series.labels) if series.labels else [name.value if name else ""] * self._count
        self._painter.save()
        self._painter.setRenderHint(self._painter.RenderHint.Antialiasing)
        for at, value in enumerate(self._values[series]):
            if not value:
                continue
            top = QPointF(self._middle(at), self._height(value))
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.setBrush(QColor(f"#{series.colour}"))
            corners = [top, QPointF(top.x() - 4, top.y() + 7), QPointF(top.x() + 4, top.y() + 7)]
            self._painter.drawPolygon(QPolygonF(corners))
            if series.drawn is Drawn.SIGN:
                continue
            room = QRectF(top.x() - 90, top.y() - 13, 180, 12)
            self._write(room, str(labels[at] or ""), 8, series.colour, Qt.AlignmentFlag.AlignHCenter)
        self._painter.restore()

    def _paint_categories(self) -> None:
        names = self._cells(self._chart.categories)
        step = self._chart.category_step
        room = self._plot.width() / self._count * step
        for at in range(0, self._count, step):
            name = names[at]
            shown = self._words.day(name) if isinstance(name, date) else str(name or "")
            middle = self._middle(at)
            box = QRectF(middle - room / 2, self._plot.bottom() + 3, room, 12)
            self._write(box, shown, 8, INK_2, Qt.AlignmentFlag.AlignHCenter)

    def _paint_legend(self) -> None:
        if not self._chart.legend:
            return
        left = self._plot.left()
        for one in self._chart.series:
            name = self._source.cells.get(one.name)
            if one.drawn is Drawn.MARK or name is None:
                continue
            top = self._box.bottom() - 13
            self._painter.fillRect(QRectF(left, top + 2, 8, 8), QColor(f"#{one.colour}"))
            taken = self._write(QRectF(left + 12, top, 320, 12), str(name.value), 8.5, INK_2)
            left += taken + 30

    def _write(
        self,
        box: QRectF,
        text: str,
        size: float,
        colour: str,
        across: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        *,
        bold: bool = False,
    ) -> float:
        """Write a text on one line, cut where it ends, and return its width."""
        self._painter.setFont(page_font(size, bold=bold))
        self._painter.setPen(QColor(f"#{colour}"))
        metrics = self._painter.fontMetrics()
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
        self._painter.drawText(box, across | Qt.AlignmentFlag.AlignVCenter, shown)
        return float(metrics.horizontalAdvance(shown))


def _figure(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _round_up(value: float) -> float:
    """Return the next figure that five steps divide into round ones."""
    if value <= 0:
        return 5.0
    size = 10.0 ** (len(str(int(value))) - 1)
    return next(step * size for step in (1, 1.5, 2, 2.5, 3, 4, 5, 7.5, 10) if step * size >= value)
