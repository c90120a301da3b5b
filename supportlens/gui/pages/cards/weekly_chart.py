"""The card of weekly tickets: a cause against everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from supportlens.domain import TicketQuery
from supportlens.gui.widgets import Card, flow, muted
from supportlens.gui.widgets.basics.labels import CARD_TITLE, label
from supportlens.gui.widgets.charts.timeline_chart import (
    BAND_STRENGTH,
    TimelineChart,
    TimelineEvent,
    TimelineWeek,
)
from supportlens.i18n.onsets import short_change_name

if TYPE_CHECKING:
    from supportlens.domain import Cause, Study
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words

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
    """Return the card of weekly bars with its legend, and the chart inside."""
    card = Card(theme)
    onset = cause.onset if cause else None
    events = build_events(cause, words)
    card.add(_legend(cause, words, theme, others=any(not event.chief for event in events)))
    chart = TimelineChart(
        build_weeks(cause, study),
        theme,
        words,
        name=words.say("Tickets a week"),
        events=events,
        band=(onset.low, onset.high) if onset else None,
        first=study.tickets.first_date,
    )
    card.add(chart, 1)
    return card, chart


def no_dates_card(words: Words, theme: Theme) -> Card:
    """Return the card shown instead of the chart if the log has no dates."""
    card = Card(theme, words.say("Tickets a week"))
    card.add(muted(words.say("The log has no dates, so there is no timeline."), theme))
    card.fill()
    return card


def _legend(cause: Cause | None, words: Words, theme: Theme, *, others: bool) -> QWidget:
    """Return the legend: the colours, and the ticks below the axis if there are any."""
    parts: list[QWidget] = [label(words.say("Tickets a week"), CARD_TITLE, theme, wrap=False)]
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
