"""Weekly tickets as stacked bars, with the changes and the onset marked."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta
from itertools import product
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from supportlens.gui.widgets.charts.bar_shape import bar_path
from supportlens.gui.widgets.charts.chart import BESIDE, Chart, ChartMark, choose_steps, measure_axis
from supportlens.gui.widgets.charts.timeline_bars import TimelineEvent, TimelineWeek
from supportlens.i18n.amounts import tickets_phrase, weeks_phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words

TOP, RIGHT, FOOT = 34, 4, 26
WIDEST_BAR = 44
BAND_STRENGTH = 0.14
"""Opacity of the band over the days in which a cause may have begun."""
MONTH_GAP, MONTH_STEPS = 18, (1, 2, 3, 6, 12)
"""Room between the names of months, and every how many of them one is named: the first that fits."""
FEW_WEEKS = 12
"""The most weeks that are labelled by day: two or three names of months would leave the axis bare."""


class TimelineChart(Chart):
    """Weekly bars, this cause on top of the rest, with events and the band of the onset's interval."""

    def __init__(
        self,
        weeks: Sequence[TimelineWeek],
        theme: Theme,
        words: Words,
        *,
        name: str,
        events: Sequence[TimelineEvent] = (),
        band: tuple[date, date] | None = None,
        first: date | None = None,
    ) -> None:
        """Draw `weeks`; `first` is the first day of the log if that is not a Monday."""
        self._words = words
        self._events = tuple(events)
        self._band = band
        super().__init__(theme, name=name, description="")
        self._font = theme.font(12, 400, tabular=True)
        self._strong = theme.font(12, 600)
        self.setMinimumSize(QSize(320, 220))
        self.show_weeks(weeks, first)

    def show_weeks(
        self, weeks: Sequence[TimelineWeek], first: date | None = None, *, whole: bool = True
    ) -> None:
        """Draw other bars; `first` is the first day of the log if the first bar begins before it.

        `whole` is whether they are those of the whole log: what happened outside is marked at its edge then.
        """
        self._whole = whole
        self._weeks = tuple(weeks)
        self._starts = [max(week.monday, first) if first else week.monday for week in self._weeks]
        self._mondays = [week.monday for week in self._weeks]
        self._steps = choose_steps(max((week.ours + week.others for week in weeks), default=0))
        self._left = measure_axis(self._font, map(self._words.number, self._steps))
        self._chosen = -1
        self._description = self._describe()
        self.setAccessibleDescription(self._description)
        self.update()

    @property
    def bars(self) -> tuple[TimelineWeek, ...]:
        """The bars that are drawn."""
        return self._weeks

    def figures(self) -> list[list[str]]:
        """Return the first day of each bar with its tickets of this cause and of everything else."""
        say = self._words.say
        titles = [say("Date"), say("Days"), say("this cause"), say("everything else")]
        bars = self._weeks
        return [
            titles,
            *([bar.monday.isoformat(), *map(str, (bar.days, bar.ours, bar.others))] for bar in bars),
        ]

    def day_at(self, x: float) -> date | None:
        """Return the day that is drawn at `x`, outside the bars the first or the last; None without bars."""
        if not self._weeks:
            return None
        place = (x - self._left) / self._slot()
        week = self._weeks[min(max(int(place), 0), len(self._weeks) - 1)]
        part = min(max(place - int(place), 0.0), 0.999) if 0 <= place < len(self._weeks) else float(place > 0)
        return week.monday + timedelta(days=min(int(part * week.days), week.days - 1))

    def marks(self) -> list[ChartMark]:
        """Return a mark for each week, as high as the chart so that it is easily hit, and for each tick."""
        width = self._slot()
        height = self.height() - TOP - FOOT
        weeks = [
            ChartMark(QRectF(self._left + i * width, TOP, width, height), self._tip(week), week.payload)
            for i, week in enumerate(self._weeks)
        ]
        ticks = (event for event in self._events if not event.chief and self._covers(event))
        return weeks + [ChartMark(self._tick(event), event.label, None) for event in ticks]

    def draw(self, painter: QPainter) -> None:
        """Paint grid, band, bars, months and events, in this order."""
        self._draw_grid(painter)
        self._draw_band(painter)
        for position, week in enumerate(self._weeks):
            self._draw_bar(painter, position, week)
        self._draw_months(painter)
        for event in filter(self._covers, self._events):
            (self._draw_event if event.chief else self._draw_tick)(painter, event)

    def _covers(self, event: TimelineEvent) -> bool:
        """Return whether the bars reach to the day of an event, or the log has none further."""
        if not self._weeks or self._whole:
            return True
        last = self._weeks[-1]
        return self._weeks[0].monday <= event.day < last.monday + timedelta(days=last.days)

    def _describe(self) -> str:
        if not self._weeks:
            return self._words.say("No dates.")
        peak = max(self._weeks, key=lambda week: week.ours)
        return self._words.say(
            "{weeks} from {first} to {last}; this cause: {ours}, with a peak of {most} in the week of {peak}",
            weeks=weeks_phrase(len(self._weeks), self._words),
            first=self._words.day(self._starts[0], "long"),
            last=self._words.day(self._weeks[-1].monday, "long"),
            ours=tickets_phrase(sum(week.ours for week in self._weeks), self._words),
            peak=self._words.day(peak.monday),
            most=self._words.number(peak.ours),
        )

    def _tip(self, week: TimelineWeek) -> str:
        counts = {"ours": self._words.number(week.ours), "others": self._words.number(week.others)}
        if week.days == 7:
            return self._words.say(
                "Week of {day}: {ours} from this cause, {others} from the rest",
                day=self._words.day(week.monday, "long"),
                **counts,
            )
        day = self._words.day(week.monday, "long")
        when = day if week.days == 1 else self._words.period(week.monday, week.monday)
        return self._words.say("{when}: {ours} from this cause, {others} from the rest", when=when, **counts)

    def _slot(self) -> float:
        return (self.width() - self._left - RIGHT) / max(len(self._weeks), 1)

    def _y(self, value: float) -> float:
        room = self.height() - TOP - FOOT
        return TOP + room * (1 - value / self._steps[-1])

    def _x(self, day: date, part: float) -> float:
        """Return the x of a `part` of a day (0 its start, 1 its end) inside the bar of its week."""
        if not self._weeks:
            return self._left
        place = min(max(bisect_right(self._mondays, day) - 1, 0), len(self._weeks) - 1)
        week = self._weeks[place]
        left, width = self._bar_room(place)
        return left + width * min(max(((day - week.monday).days + part) / week.days, 0.0), 1.0)

    def _bar_room(self, position: int) -> tuple[float, float]:
        """Return the left edge and the width of a week's bar."""
        slot = self._slot()
        width = min(slot - (2.5 if slot > 9 else 0.5), WIDEST_BAR)
        return self._left + slot * (position + 0.5) - width / 2, width

    def _draw_grid(self, painter: QPainter) -> None:
        painter.setFont(self._font)
        for value in self._steps:
            y = round(self._y(value)) + 0.5
            painter.setPen(self.pen("line"))
            painter.drawLine(QPointF(self._left, y), QPointF(self.width() - RIGHT, y))
            painter.setPen(self.pen("ink_3"))
            area = QRectF(0, y - 10, self._left - BESIDE, 20)
            painter.drawText(area, _RIGHT_MIDDLE, self._words.number(value))

    def _draw_band(self, painter: QPainter) -> None:
        if self._band is None or not self._weeks:
            return
        low, high = self._band
        last = self._weeks[-1]
        if high < self._weeks[0].monday or low >= last.monday + timedelta(days=last.days):
            return
        left, right = self._x(low, 0), self._x(high, 1)
        area = QRectF(left, TOP - 6, max(right - left, 3), self._y(0) - TOP + 6)
        painter.fillRect(area, self.translucent("accent", BAND_STRENGTH))

    def _draw_bar(self, painter: QPainter, position: int, week: TimelineWeek) -> None:
        left, width = self._bar_room(position)
        other_week = 0 <= self.chosen < len(self._weeks) and self.chosen != position
        strength = 0.55 if other_week else 1.0
        middle, top = self._y(week.others), self._y(week.others + week.ours)
        foot = self._y(0)
        painter.setPen(Qt.PenStyle.NoPen)
        if week.others:
            painter.setBrush(self.translucent("rest", strength))
            painter.drawPath(bar_path(QRectF(left, middle, width, foot - middle), rounded=not week.ours))
        if week.ours:
            painter.setBrush(self.translucent("accent", strength))
            lift = 1 if week.others else 0
            painter.drawPath(bar_path(QRectF(left, top, width, max(middle - top - lift, 1)), rounded=True))

    def _draw_months(self, painter: QPainter) -> None:
        painter.setFont(self._font)
        painter.setPen(self.pen("ink_3"))
        for left, text, _ in self._months():
            painter.drawText(QPointF(left, self.height() - 6), text)

    def _months(self) -> list[tuple[float, str, float]]:
        """Return the left edge, name and width of the months that are named, except a cut first month.

        That is every month, every other, third or sixth one, or January alone, as there is room. A short log
        has its weeks named instead.
        """
        starts = self._starts
        if len(starts) <= FEW_WEEKS:
            return self._drop_crowded(self._week_labels())
        found = [i for i, start in enumerate(starts) if not i or start.month != starts[i - 1].month]
        for step, begin in product(MONTH_STEPS, (0, 1)):
            named = [i for i in found[begin:] if (starts[i].month - 1) % step == 0]
            labels = [each for each in self._month_labels(named) if each[0] + each[2] <= self.width()]
            if len(fitting := self._drop_crowded(labels)) == len(labels) > 0:
                break
        return fitting

    def _drop_crowded(self, labels: list[tuple[float, str, float]]) -> list[tuple[float, str, float]]:
        """Return the labels without those that reach into the one before or over the edge."""
        fitting: list[tuple[float, str, float]] = []
        free = 0.0
        for left, text, width in labels:
            if left >= free and left + width <= self.width():
                fitting.append((left, text, width))
                free = left + width + MONTH_GAP
        return fitting

    def _week_labels(self) -> list[tuple[float, str, float]]:
        """Return a label for each week, its first day, below the middle of its bar."""
        measure, labels = QFontMetricsF(self._font), []
        for position, start in enumerate(self._starts):
            text = self._words.day(start) if position else self._words.day(start, "long")
            width = measure.horizontalAdvance(text)
            left, bar = self._bar_room(position)
            labels.append((max(left + bar / 2 - width / 2, self._left), text, width))
        return labels

    def _month_labels(self, positions: Sequence[int]) -> list[tuple[float, str, float]]:
        """Return a label for each month that begins in these weeks; the first of each year has its year."""
        measure, labels = QFontMetricsF(self._font), []
        known = 0
        for position in positions:
            start = self._starts[position]
            year = "" if start.year == known else f" {start.year}"
            known = start.year
            text = self._words.month(start) + year
            labels.append((self._left + self._slot() * position, text, measure.horizontalAdvance(text)))
        return labels

    def _draw_event(self, painter: QPainter, event: TimelineEvent) -> None:
        x = self._x(event.day, 0.5)
        painter.setPen(self.pen("ink", 1.2, dashed=True))
        painter.drawLine(QPointF(x, TOP - 12), QPointF(x, self._y(0)))
        self._draw_name(painter, x, event.label)

    def _draw_tick(self, painter: QPainter, event: TimelineEvent) -> None:
        """Draw a change that explains nothing as a tick below the axis, labelled only on hover."""
        area = self._tick(event)
        middle = area.center().x()
        painter.setPen(self.pen("ink_3", 2))
        painter.drawLine(QPointF(middle, area.top() + 2), QPointF(middle, area.top() + 7))

    def _tick(self, event: TimelineEvent) -> QRectF:
        """Return the area of a tick, wider than the tick so that it is easily hit."""
        return QRectF(self._x(event.day, 0.5) - 6, self.height() - FOOT, 12, 10)

    def _draw_name(self, painter: QPainter, x: float, name: str) -> None:
        """Write a change's name beside its mark, on the side that has more room."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour("ink"))
        painter.drawEllipse(QPointF(x, TOP - 14), 4, 4)
        painter.setFont(self._strong)
        painter.setPen(self.pen("ink"))
        room = x - 10 if x > self.width() / 2 else self.width() - x - 10
        text = QFontMetricsF(self._strong).elidedText(name, Qt.TextElideMode.ElideRight, room)
        if x > self.width() / 2:
            painter.drawText(QRectF(0, TOP - 24, x - 10, 20), _RIGHT_MIDDLE, text)
            return
        painter.drawText(QRectF(x + 10, TOP - 24, self.width() - x - 10, 20), _LEFT_MIDDLE, text)


_RIGHT_MIDDLE = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT_MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
