"""Draws the native charts of a sheet from the cells that they show."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from supportlens.report.drawing.canvas import Box, Lettering
from supportlens.report.layout.charts import Drawn
from supportlens.report.layout.styles import INK, INK_2, LINE

if TYPE_CHECKING:
    from supportlens.i18n import Words
    from supportlens.report.drawing.canvas import Canvas
    from supportlens.report.layout.book import BookDraft, SheetDraft
    from supportlens.report.layout.charts import ChartSeries, NativeChart
    from supportlens.report.layout.ranges import CellRange

SCREEN_POINT = 0.75
"""A point of the screen in points of a page: 96 and 72 to the inch."""
_TOP, _BOTTOM, _SIDE = 26.0, 34.0, 34.0
"""Points for the title, for the labels with the legend, and for the figures of an axis."""
_NAMED = 1.15
"""How much higher than a mark the chart is, for its name: 12 points above it, on a plot of about 100."""


def chart_box(chart: NativeChart) -> Box:
    """Return the size of a chart, in points of a page."""
    width, height = (side * SCREEN_POINT for side in chart.size)
    return Box(0, 0, width, height)


def draw_chart(canvas: Canvas, book: BookDraft, sheet: SheetDraft, chart: NativeChart, words: Words) -> None:
    """Draw a chart of a sheet with its upper left corner at the origin of the canvas."""
    source = next((one for one in book.sheets if one.title == chart.sheet), sheet)
    _DrawnChart(canvas, source, chart, words).draw()


class _DrawnChart:
    """One chart while it is drawn."""

    def __init__(self, canvas: Canvas, source: SheetDraft, chart: NativeChart, words: Words) -> None:
        self._canvas, self._source, self._chart, self._words = canvas, source, chart, words
        self._box = chart_box(chart)
        right = _SIDE if chart.second_format else 6
        self._plot = Box(_SIDE, _TOP, self._box.width - _SIDE - right, self._box.height - _TOP - _BOTTOM)
        self._values = {one: [_figure(value) for value in self._cells(one.values)] for one in chart.series}
        self._count = max((len(values) for values in self._values.values()), default=1) or 1
        self._highest: float = chart.top or _round_up(self._tallest())

    def draw(self) -> None:
        """Draw title, grid, series, labels and legend."""
        self._canvas.write(Box(0, 2, self._box.width, 18), self._chart.title, Lettering(11, INK, bold=True))
        self._draw_grid()
        bars = [one for one in self._chart.series if one.drawn is Drawn.BARS]
        self._draw_bars(bars)
        for one in self._chart.series:
            if one.drawn is Drawn.LINE:
                self._draw_line(one)
            elif one.drawn in {Drawn.MARK, Drawn.SIGN}:
                self._draw_marks(one)
        self._draw_categories()
        self._draw_legend()

    def _cells(self, cells: CellRange) -> list[object]:
        held = self._source.cells
        return [
            cell.value if (cell := held.get((row, column))) else None
            for row in range(cells.first_row, cells.last_row + 1)
            for column in range(cells.first_column, cells.last_column + 1)
        ]

    def _tallest(self) -> float:
        first = [one for one in self._chart.series if not one.second_axis]
        tallest = [max(self._values[one], default=0) for one in first if one.drawn is not Drawn.MARK]
        # The name of a mark stands above it.
        tallest += [_NAMED * max(self._values[one], default=0) for one in first if one.drawn is Drawn.MARK]
        bars = [self._values[one] for one in first if one.drawn is Drawn.BARS]
        if self._chart.stacked and bars:
            tallest.append(max(sum(parts) for parts in zip(*bars, strict=True)))
        return float(max(tallest, default=1))

    def _height(self, value: float, *, second: bool = False) -> float:
        top = self._chart.second_top if second else self._highest
        return float(self._plot.bottom - self._plot.height * value / (top or 1))

    def _middle(self, at: int) -> float:
        return self._plot.left + self._plot.width * (at + 0.5) / self._count

    def _draw_grid(self) -> None:
        steps, plot = self._chart.steps, self._plot
        for step in range(steps + 1):
            value = self._highest * step / steps
            top = self._height(value)
            self._canvas.draw_line([(plot.left, top), (plot.right, top)], LINE, 0.6)
            shown = self._words.number(value)
            self._canvas.write(Box(0, top - 6, _SIDE - 4, 12), shown, Lettering(8, INK_2, across="right"))
            if self._chart.second_format:
                share = self._words.percent(self._chart.second_top * step / steps)
                self._canvas.write(Box(plot.right + 4, top - 6, _SIDE - 4, 12), share, Lettering(8, INK_2))

    def _draw_bars(self, bars: list[ChartSeries]) -> None:
        step = self._plot.width / self._count
        width = step / (1 + self._chart.gap / 100)
        for at in range(self._count):
            base = 0.0
            for one in bars:
                value = self._values[one][at]
                colour = dict(one.points).get(at, one.colour)
                top, bottom = self._height(base + value), self._height(base)
                self._canvas.fill(Box(self._middle(at) - width / 2, top, width, bottom - top), colour)
                base += value if self._chart.stacked else 0

    def _draw_line(self, series: ChartSeries) -> None:
        spots = [
            (self._middle(at), self._height(value, second=series.second_axis))
            for at, value in enumerate(self._values[series])
        ]
        self._canvas.draw_line(spots, series.colour, 1.4)

    def _draw_marks(self, series: ChartSeries) -> None:
        name = self._source.cells.get(series.name)
        labels = self._cells(series.labels) if series.labels else [name.value if name else ""] * self._count
        for at, value in enumerate(self._values[series]):
            if not value:
                continue
            middle, top = self._middle(at), self._height(value)
            self._canvas.fill_shape(
                [(middle, top), (middle - 4, top + 7), (middle + 4, top + 7)], series.colour
            )
            if series.drawn is Drawn.MARK:
                room = Box(middle - 90, top - 13, 180, 12)
                self._canvas.write(room, str(labels[at] or ""), Lettering(8, series.colour, across="center"))

    def _draw_categories(self) -> None:
        names = self._cells(self._chart.categories)
        step = self._chart.category_step
        room = self._plot.width / self._count * step
        for at in range(0, self._count, step):
            name = names[at]
            shown = self._words.day(name) if isinstance(name, date) else str(name or "")
            box = Box(self._middle(at) - room / 2, self._plot.bottom + 3, room, 12)
            self._canvas.write(box, shown, Lettering(8, INK_2, across="center"))

    def _draw_legend(self) -> None:
        if not self._chart.legend:
            return
        left, top = self._plot.left, self._box.bottom - 13
        for one in self._chart.series:
            name = self._source.cells.get(one.name)
            if one.drawn is Drawn.MARK or name is None:
                continue
            self._canvas.fill(Box(left, top + 2, 8, 8), one.colour)
            taken = self._canvas.write(Box(left + 12, top, 320, 12), str(name.value), Lettering(8.5, INK_2))
            left += taken + 30


def _figure(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _round_up(value: float) -> float:
    """Return the next figure that five steps divide into round ones."""
    if value <= 0:
        return 5.0
    size = 10.0 ** (len(str(int(value))) - 1)
    return next(step * size for step in (1, 1.5, 2, 2.5, 3, 4, 5, 7.5, 10) if step * size >= value)
