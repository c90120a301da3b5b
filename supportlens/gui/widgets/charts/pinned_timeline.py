"""Weekly tickets of one cause with numbered pins for what happened, and the target as a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF

from supportlens.gui.widgets.charts.chart import ChartMark
from supportlens.gui.widgets.charts.pin_number import draw_pin_number
from supportlens.gui.widgets.charts.timeline_chart import RIGHT, TOP, TimelineChart

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtGui import QPainter

    from supportlens.gui.theme import Theme
    from supportlens.gui.widgets.charts.timeline_bars import TimelineEvent, TimelineWeek
    from supportlens.i18n import Words

RADIUS = 10
APART = 2 * RADIUS + 3
"""Pixels between the middles of two pins, so that their numbers never cover each other."""


class TimelinePin(NamedTuple):
    """What happened on a day: its text on hover, and the token of its colour."""

    day: date
    text: str
    token: str


class PinnedTimeline(TimelineChart):
    """The weeks of one cause, what happened as numbered pins, and a dashed line at its target."""

    def __init__(
        self,
        weeks: Sequence[TimelineWeek],
        theme: Theme,
        words: Words,
        *,
        name: str,
        pins: Sequence[TimelinePin],
        ticks: Sequence[TimelineEvent] = (),
        target: float | None = None,
        target_text: str = "",
        first: date | None = None,
    ) -> None:
        """Draw `weeks`; `target` is in tickets a week and told as `target_text`, `first` the log's first day.

        `ticks` are what happened besides, told on hover only.
        """
        self._pins = tuple(pins)
        self._target, self._target_text = target, target_text
        super().__init__(weeks, theme, words, name=name, events=ticks, first=first)

    def marks(self) -> list[ChartMark]:
        """Return a mark for each week and each pin."""
        pins = zip(self._pins, self._places(), strict=True)
        return [*super().marks(), *(ChartMark(_badge(x), pin.text, None) for pin, x in pins)]

    def draw(self, painter: QPainter) -> None:
        """Paint the bars, then the line of the target and the pins above them."""
        super().draw(painter)
        self._draw_target(painter)
        for number, (pin, x) in enumerate(zip(self._pins, self._places(), strict=True), start=1):
            self._draw_pin(painter, number, pin, x)

    def _places(self) -> list[float]:
        """Return the x of the middle of each pin: its day, moved aside where pins would overlap."""
        places: list[float] = []
        for pin in self._pins:
            x = self._x(pin.day, 0.5)
            places.append(max(x, places[-1] + APART) if places else max(x, self._left + RADIUS))
        limit = float(self.width() - RIGHT - RADIUS)
        for at in range(len(places) - 1, -1, -1):
            places[at] = min(places[at], limit)
            limit = places[at] - APART
        return places

    def _draw_target(self, painter: QPainter) -> None:
        if self._target is None or not self.bars or self._target > self._steps[-1]:
            return
        y = self._y(self._target)
        painter.setPen(self.pen("ink", 1.4, dashed=True))
        painter.drawLine(QPointF(self._left, y), QPointF(self.width() - RIGHT, y))
        painter.setFont(self._strong)
        text = self._target_text
        measure = QFontMetricsF(self._strong)
        area = QRectF(self._left + 6, y - measure.height() - 3, measure.horizontalAdvance(text) + 8, 0)
        area.setHeight(measure.height() + 2)
        painter.fillRect(area, self.theme.colour("surface"))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)

    def _draw_pin(self, painter: QPainter, number: int, pin: TimelinePin, x: float) -> None:
        day = self._x(pin.day, 0.5)
        painter.setPen(self.pen(pin.token, 1.2, dashed=True))
        painter.drawLine(QPointF(x, TOP - 14 + RADIUS), QPointF(day, TOP))
        painter.drawLine(QPointF(day, TOP), QPointF(day, self._y(0)))
        draw_pin_number(painter, _badge(x), number, self.theme, pin.token)


def _badge(x: float) -> QRectF:
    return QRectF(x - RADIUS, TOP - 14 - RADIUS, 2 * RADIUS, 2 * RADIUS)
