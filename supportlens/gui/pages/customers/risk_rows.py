"""The customers at risk: name, level, the days of the bad experiences as dots, and each with its tickets."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from supportlens.domain import Derived, Field, RiskLevel, TicketQuery
from supportlens.gui.widgets import hairline, muted
from supportlens.gui.widgets.basics.labels import STRONG, label
from supportlens.gui.widgets.charts.day_dots import DayDots
from supportlens.gui.widgets.controls.link import Link
from supportlens.i18n.follow_up.customers import episode_line, risk_facts, risk_level_name

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

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
    shown = care.at_risk[:MOST]
    said = first_words(
        study,
        {each.ticket_ids[0] for one in shown for each in one.episodes if not study.cause(each.cause_id)},
    )
    for number, one in enumerate(shown):
        if number:
            card.add(hairline())
        card.add(_customer_row(one, care, study, said, words, theme, follow))
        yield
    more = len(care.at_risk) - MOST
    if more > 0:
        card.add(muted(words.say_n("And {count} more.", "And {count} more.", more), theme))


def first_words(study: Study, ticket_ids: Collection[str]) -> dict[str, str]:
    """Return what each of some tickets says, by its id."""
    frame = study.tickets.frame
    if not ticket_ids or Derived.TEXT not in frame.columns:
        return {}
    chosen = frame[frame[Field.TICKET_ID.value].isin(list(ticket_ids))]
    return dict(zip(chosen[Field.TICKET_ID.value], chosen[Derived.TEXT].astype(str), strict=True))


def _customer_row(
    one: CustomerAtRisk,
    care: CustomerCare,
    study: Study,
    said: Mapping[str, str],
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
        line = episode_line(episode, study, words, said.get(episode.ticket_ids[0], ""))
        link = Link(line, theme, TicketQuery(ids=episode.ticket_ids), size=13)
        link.wanted.connect(follow)
        when.addWidget(link)
    row.addLayout(when, 3)
    return row
