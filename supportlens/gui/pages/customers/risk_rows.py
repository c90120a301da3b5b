"""The customers at risk: name, level, the days of the bad experiences as dots, and each with its tickets."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from supportlens.domain import RiskLevel, TicketQuery
from supportlens.gui.widgets import hairline, muted
from supportlens.gui.widgets.basics.labels import STRONG, label
from supportlens.gui.widgets.charts.day_dots import DayDots
from supportlens.gui.widgets.controls.link import Link
from supportlens.i18n.follow_up.customers import episode_line, risk_facts, risk_level_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from supportlens.domain import CustomerAtRisk, CustomerCare, Study
    from supportlens.gui.theme import Theme
    from supportlens.gui.widgets import Card
    from supportlens.i18n import Words

MOST = 20
"""Customers shown. Judgement: those one can still call; the workbook has all."""


def add_risk_rows(
    card: Card, care: CustomerCare, study: Study, words: Words, theme: Theme, follow: Callable[[object], None]
) -> Iterator[None]:
    """Add a row for each customer at risk, the nearest to leaving first; yields after each."""
    for number, one in enumerate(care.at_risk[:MOST]):
        if number:
            card.add(hairline())
        card.add(_customer_row(one, care, study, words, theme, follow))
        yield
    more = len(care.at_risk) - MOST
    if more > 0:
        card.add(muted(words.say_n("And {count} more.", "And {count} more.", more), theme))


def _customer_row(
    one: CustomerAtRisk,
    care: CustomerCare,
    study: Study,
    words: Words,
    theme: Theme,
    follow: Callable[[object], None],
) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(20)
    who = QVBoxLayout()
    who.setSpacing(4)
    who.addWidget(label(one.customer, STRONG, theme))
    level = risk_level_name(one.level, words)
    who.addWidget(label(level, STRONG, theme) if one.level is RiskLevel.ALARM else muted(level, theme))
    for fact in risk_facts(one, words):
        who.addWidget(muted(fact, theme))
    who.addStretch(1)
    row.addLayout(who, 2)
    when = QVBoxLayout()
    when.setSpacing(2)
    if care.as_of is not None:
        first = care.as_of - timedelta(days=care.rules.window_days)
        days = [episode.day for episode in one.episodes]
        name = words.listed(words.day(day) for day in days)
        when.addWidget(DayDots(days, first, care.as_of, theme, name=name))
    for episode in one.episodes:
        link = Link(episode_line(episode, study, words), theme, TicketQuery(ids=episode.ticket_ids), size=13)
        link.wanted.connect(follow)
        when.addWidget(link)
    row.addLayout(when, 3)
    return row
