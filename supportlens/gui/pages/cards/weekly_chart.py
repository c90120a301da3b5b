"""The card of weekly tickets: a cause against everything else."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from supportlens.app.queries.timelines import Grain, count_days
from supportlens.domain import Period, TicketQuery
from supportlens.gui.widgets import Card, flow, muted
from supportlens.gui.widgets.basics.labels import CARD_TITLE, MUTED, label, set_text
from supportlens.gui.widgets.charts.timeline_bars import TimelineEvent, TimelineWeek
from supportlens.gui.widgets.charts.timeline_chart import BAND_STRENGTH, TimelineChart
from supportlens.gui.widgets.charts.zoomable_timeline import ZoomableTimeline
from supportlens.gui.widgets.controls.choice import Choice
from supportlens.gui.widgets.controls.link import Link
from supportlens.i18n.amounts import tickets_phrase
from supportlens.i18n.onsets import short_change_name

if TYPE_CHECKING:
    from datetime import date

    from supportlens.app.queries.timelines import DailyCounts
    from supportlens.domain import Cause, Study
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words

LEAST_DAYS = 7
"""The fewest days that are shown: a bar is a day then, and closer there is nothing to see."""
DAYS_UP_TO, WEEKS_UP_TO = 62, 400
"""The most days that are shown by day, and by week. Judgement: some sixty bars stay legible."""
RIVALS_SHOWN = 2
"""Rejected changes near the onset that are shown. Judgement: more would hide the one that matches."""


def build_weeks(cause: Cause | None, study: Study) -> list[TimelineWeek]:
    """Return the weeks, each with the tickets of a cause and all others."""
    ours = cause.weekly if cause and cause.weekly else (0,) * len(study.weeks)
    cause_id = cause.id if cause else None
    return [
        TimelineWeek(monday, mine, max(total - mine, 0), TicketQuery(cause_id if mine else None, week=monday))
        for monday, mine, total in zip(study.weeks, ours, study.weekly, strict=True)
    ]


def build_events(cause: Cause | None, words: Words) -> list[TimelineEvent]:
    """Return the change that matches a cause, and its rivals as ticks without labels."""
    if cause is None:
        return []
    others = [match.change for match in cause.rivals[:RIVALS_SHOWN]]
    rivals = [TimelineEvent(c.day, f"{c.name} · {words.day(c.day, 'long')}", chief=False) for c in others]
    if cause.change is None:
        return rivals
    change = cause.change.change
    return [*rivals, TimelineEvent(change.day, f"{short_change_name(change.name)} · {words.day(change.day)}")]


def timeline_card(
    cause: Cause | None, study: Study, words: Words, theme: Theme
) -> tuple[Card, TimelineChart]:
    """Return the card of the bars with its legend and its zoom, and the chart inside."""
    card = TimelineCard(cause, study, words, theme)
    return card, card.chart


class TimelineCard(Card):
    """Bars by day, week or month; wheel, dragging and buttons choose the days, which stand in words."""

    def __init__(self, cause: Cause | None, study: Study, words: Words, theme: Theme) -> None:
        super().__init__(theme)
        self._cause, self._study, self._words = cause, study, words
        self._counts: DailyCounts | None = None
        self._shown: Period | None = None
        """The days that are shown, None for the whole log."""
        onset = cause.onset if cause else None
        events = build_events(cause, words)
        self.title = label(words.say("Tickets a week"), CARD_TITLE, theme, wrap=False)
        self.add(_legend(self.title, cause, words, theme, others=any(not one.chief for one in events)))
        self.add(self._tools(theme))
        self.chart = ZoomableTimeline(
            build_weeks(cause, study),
            theme,
            words,
            name=words.say("Tickets a week"),
            events=events,
            band=(onset.low, onset.high) if onset else None,
            first=study.tickets.first_date,
        )
        self.chart.zoom_wanted.connect(self.zoom)
        self.chart.range_wanted.connect(self.show_range)
        self.add(self.chart, 1)
        self._say_range()

    @property
    def grain(self) -> Grain:
        """How long the bars are."""
        return Grain(self.grains.key)

    def zoom(self, factor: float, day: date) -> None:
        """Show `factor` times as many days around a day; bars are days, weeks or months as they fit."""
        whole = self._all_days()
        if whole is None:
            return
        shown = self._shown or whole
        days = round(shown.days * factor)
        if days >= whole.days:
            self._show(None, Grain.WEEK)
            return
        days = max(days, LEAST_DAYS)
        share = (day - shown.first).days / max(shown.days, 1)
        first = max(whole.first, day - timedelta(days=round(days * share)))
        last = min(whole.last, first + timedelta(days=days - 1))
        self.show_range(max(whole.first, last - timedelta(days=days - 1)), last)

    def show_range(self, first: date, last: date) -> None:
        """Show the days of a range, in bars that fit."""
        days = (last - first).days + 1
        grain = Grain.DAY if days <= DAYS_UP_TO else Grain.WEEK if days <= WEEKS_UP_TO else Grain.MONTH
        self._show(Period(first, last), grain)

    def _tools(self, theme: Theme) -> QWidget:
        say = self._words.say
        names = ((Grain.DAY, say("Day")), (Grain.WEEK, say("Week")), (Grain.MONTH, say("Month")))
        self.grains = Choice(
            theme, say("Length of the bars"), [(one.value, name) for one, name in names], "week"
        )
        self.grains.chosen.connect(lambda key: self._show(self._shown, Grain(key)))
        self.range = label("", MUTED, theme, tabular=True)
        self.range.setToolTip(say("Drag over the bars, or turn the wheel with Ctrl, to see fewer days."))
        self.whole = Link(say("The whole log"), theme, None, size=13)
        self.whole.wanted.connect(lambda _none: self._show(None, Grain.WEEK))
        self.whole.hide()
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(self.grains)
        line.addWidget(self.range, 1, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.whole)
        return holder

    def _all_days(self) -> Period | None:
        if self._counts is None:
            self._counts = count_days(self._study, self._cause.id if self._cause else None)
        return self._counts.days if self._counts else None

    def _show(self, shown: Period | None, grain: Grain) -> None:
        whole = self._all_days()
        if self._counts is None or whole is None:
            return
        self._shown = shown
        self.grains.choose(grain.value)
        self.whole.setVisible(shown is not None)
        if shown is None and grain is Grain.WEEK:
            self.chart.show_weeks(build_weeks(self._cause, self._study), self._study.tickets.first_date)
        else:
            bars = self._counts.bars(grain, shown or whole)
            weeks = [self._bar(*bar) for bar in bars]
            self.chart.show_weeks(weeks, whole.first, whole=shown is None)
        set_text(self.title, self._unit(grain))
        self.chart.setAccessibleName(self._unit(grain))
        self._say_range()

    def _unit(self, grain: Grain) -> str:
        say = self._words.say
        return {
            Grain.DAY: say("Tickets a day"),
            Grain.WEEK: say("Tickets a week"),
            Grain.MONTH: say("Tickets a month"),
        }[grain]

    def _bar(self, days: Period, ours: int, total: int) -> TimelineWeek:
        query = TicketQuery(self._cause.id if self._cause and ours else None, period=days)
        return TimelineWeek(days.first, ours, max(total - ours, 0), query, days.days)

    def _say_range(self) -> None:
        """Show which days are in view, and how many tickets they hold."""
        first, last = self._study.tickets.first_date, self._study.tickets.last_date
        if self._shown is not None:
            first, last = self._shown.first, self._shown.last
        if first is None or last is None:
            return
        days = f"{self._words.day(first, 'long')} \N{EN DASH} {self._words.day(last, 'long')}"
        tickets = sum(week.ours + week.others for week in self.chart.bars)
        set_text(self.range, f"{days} \N{MIDDLE DOT} {tickets_phrase(tickets, self._words)}")


def no_dates_card(words: Words, theme: Theme) -> Card:
    """Return the card shown instead of the chart if the log has no dates."""
    card = Card(theme, words.say("Tickets a week"))
    card.add(muted(words.say("The log has no dates, so there is no timeline."), theme))
    card.fill()
    return card


def _legend(title: QLabel, cause: Cause | None, words: Words, theme: Theme, *, others: bool) -> QWidget:
    """Return the legend: the colours, and the ticks below the axis if there are any."""
    parts: list[QWidget] = [title]
    if cause is not None:
        parts.append(_key("bar", words.say("this cause"), "accent", theme))
        parts.append(_key("bar", words.say("everything else"), "rest", theme))
        if cause.onset is not None:
            parts.append(_key("band", words.say("when it may have begun"), "accent", theme))
    if others:
        parts.append(_key("tick", words.say("another change nearby"), "ink_3", theme))
    return flow(parts, 14)


def _key(form: str, text: str, token: str, theme: Theme) -> QWidget:
    """Return an entry of the legend: a mark as the chart draws it, and its meaning."""
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(6)
    sign, colour = QLabel(), theme.colour(token)
    sign.setFixedSize(2 if form == "tick" else 10, 10)
    if form == "band":
        colour.setAlphaF(BAND_STRENGTH)
    name = colour.name(QColor.NameFormat.HexArgb)
    sign.setStyleSheet(f"background: {name}; border-radius: {1 if form == 'tick' else 2}px;")
    line.addWidget(sign)
    line.addWidget(label(text, CARD_TITLE, theme, wrap=False))
    return holder
