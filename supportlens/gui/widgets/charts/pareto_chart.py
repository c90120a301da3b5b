"""Causes by size, with their cumulative share."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from supportlens.gui.widgets.charts.chart import BESIDE, Chart, ChartMark, choose_steps, measure_axis
from supportlens.i18n.amounts import tickets_phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words

TOP, RIGHT, FOOT = 14, 44, 26
HALF = 0.5
"""The share with a line of its own: the causes left of it are half of the matter."""


class ParetoBar(NamedTuple):
    """One cause: its name, tickets, hue, and where a click leads."""

    name: str
    tickets: int
    hue: str
    payload: object


class ParetoChart(Chart):
    """Bars in descending order, numbered like the table, and the cumulative share of `total`.

    Both axes share one scale, the left up to the total and the right up to 100 %, so the line begins
    at the top of the first bar.
    """

    def __init__(
        self, bars: Sequence[ParetoBar], total: int, theme: Theme, words: Words, *, name: str
    ) -> None:
        self._bars = tuple(bars)
        self._total = max(total, 1)
        self._words = words
        self._shares = [count / self._total for count in accumulate(bar.tickets for bar in bars)]
        super().__init__(theme, name=name, description="; ".join(self._tips()))
        self._steps = choose_count_steps(self._total)
        self._font = theme.font(12, 400, tabular=True)
        self._left = measure_axis(self._font, map(words.number, self._steps))
        self.setMinimumSize(QSize(200, 240))

    def marks(self) -> list[ChartMark]:
        """Return a mark for each bar, as high as the chart."""
        slot = self._slot()
        height = self.height() - TOP - FOOT
        return [
            ChartMark(QRectF(self._left + i * slot, TOP, slot, height), tip, bar.payload)
            for i, (bar, tip) in enumerate(zip(self._bars, self._tips(), strict=True))
        ]

    def draw(self, painter: QPainter) -> None:
        """Paint grid, bars and the cumulative line."""
        painter.setFont(self._font)
        self._draw_grid(painter)
        for position, bar in enumerate(self._bars):
            self._draw_bar(painter, position, bar)
        self._draw_line(painter)

    def figures(self) -> list[list[str]]:
        """Return each bar with its tickets, its share and the running share."""
        say = self._words.say
        titles = [say("Cause"), say("Tickets"), "%", say("Running total, %")]
        rows = [
            [bar.name, str(bar.tickets), f"{bar.tickets / self._total * 100:.1f}", f"{share * 100:.1f}"]
            for bar, share in zip(self._bars, self._shares, strict=True)
        ]
        return [titles, *rows]

    def _tips(self) -> list[str]:
        return [
            self._words.say(
                "{rank}. {name}: {tickets}, {share}; cumulative {sum}",
                rank=position + 1,
                name=bar.name,
                tickets=tickets_phrase(bar.tickets, self._words),
                share=self._words.percent(bar.tickets / self._total),
                sum=self._words.percent(self._shares[position]),
            )
            for position, bar in enumerate(self._bars)
        ]

    def _slot(self) -> float:
        return (self.width() - self._left - RIGHT) / max(len(self._bars), 1)

    def _foot(self) -> float:
        return self.height() - FOOT

    def _y(self, share: float) -> float:
        return TOP + (self._foot() - TOP) * (1 - share)

    def _draw_grid(self, painter: QPainter) -> None:
        for value in self._steps:
            y = round(self._y(value / self._total)) + 0.5
            painter.setPen(self.pen("line"))
            painter.drawLine(QPointF(self._left, y), QPointF(self.width() - RIGHT, y))
            painter.setPen(self.pen("ink_3"))
            painter.drawText(QRectF(0, y - 10, self._left - BESIDE, 20), _RIGHT, self._words.number(value))
        half = round(self._y(HALF)) + 0.5
        painter.setPen(self.pen("ink_3", dashed=True))
        painter.drawLine(QPointF(self._left, half), QPointF(self.width() - RIGHT, half))
        for share in (0.0, HALF, 1.0):
            area = QRectF(self.width() - RIGHT + 8, self._y(share) - 10, RIGHT - 8, 20)
            painter.drawText(area, _LEFT, self._words.percent(share))

    def _draw_bar(self, painter: QPainter, position: int, bar: ParetoBar) -> None:
        slot = self._slot()
        width = min(slot * 0.72, 44)
        left = self._left + slot * (position + 0.5) - width / 2
        top = self._y(bar.tickets / self._total)
        colour = self.theme.colour(bar.hue)
        colour.setAlphaF(1.0 if self.chosen in (-1, position) else 0.55)
        painter.setPen(QPen(self.theme.edge_of(bar.hue), 1))
        painter.setBrush(colour)
        painter.drawRoundedRect(QRectF(left, top, width, max(self._foot() - top, 1)), 2.5, 2.5)
        painter.setPen(self.pen("ink_2"))
        area = QRectF(self._left + slot * position - 8, self._foot() + 4, slot + 16, 20)
        if slot >= 18 or position % 5 == 0:
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(position + 1))

    def _draw_line(self, painter: QPainter) -> None:
        slot = self._slot()
        points = [
            QPointF(self._left + slot * (i + 0.5), self._y(share)) for i, share in enumerate(self._shares)
        ]
        painter.setPen(self.pen("ink_2", 1.6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(points))
        painter.setBrush(self.theme.colour("surface"))
        for point in points:
            painter.drawEllipse(point, 3, 3)


def choose_count_steps(total: int) -> list[int]:
    """Return round counts for the left axis, from 0 to the total; one too near the total is left out."""
    steps = [step for step in choose_steps(total, 4) if step < total]
    distance = steps[1] if len(steps) > 1 else 0
    return [*(step for step in steps if total - step >= 0.4 * distance), total]


_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
