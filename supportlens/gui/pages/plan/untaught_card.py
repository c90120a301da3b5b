"""The causes that get a line instead of a training."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from supportlens.domain import TicketQuery
from supportlens.gui.widgets import Card, muted, subtitle
from supportlens.gui.widgets.controls.link import Link
from supportlens.i18n.plan.reasons import floor_line, untaught_instead, untaught_name, untaught_reason

if TYPE_CHECKING:
    from collections.abc import Callable

    from supportlens.domain import Study, UntaughtCause
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words

MAX_LINES = 8
"""Causes shown. Judgement: the first ones are the largest; the workbook has all."""


def untaught_card(study: Study, words: Words, theme: Theme, wanted: Callable[[object], None]) -> Card:
    """Return a card that says for each of them why, and what to do instead."""
    card = Card(theme)
    card.rows.setContentsMargins(44, 28, 44, 28)
    card.rows.setSpacing(14)
    rules = study.playbook.plan_rules
    done = [line for line in study.untaught if line.taken is not None and line.reason.is_done]
    others = [line for line in study.untaught if line not in done]
    for heading, lines in (
        (words.say("Already done"), done),
        (words.say("Not worth a training of their own"), others[:MAX_LINES]),
    ):
        if lines:
            card.add(subtitle(heading, theme))
            _add_lines(card, lines, study, words, theme, wanted)
    more = len(others) - MAX_LINES
    if more > 0:
        card.add(muted(words.say_n("And {count} more.", "And {count} more.", more), theme))
    card.add(muted(floor_line(rules, words), theme))
    return card


def _add_lines(
    card: Card,
    lines: list[UntaughtCause],
    study: Study,
    words: Words,
    theme: Theme,
    wanted: Callable[[object], None],
) -> None:
    rules = study.playbook.plan_rules
    for line in lines:
        rows = QVBoxLayout()
        rows.setSpacing(2)
        name = Link(
            untaught_name(line, study, words), theme, TicketQuery(cause_id=line.cause_id), size=14, weight=600
        )
        name.wanted.connect(wanted)
        rows.addWidget(name)
        rows.addWidget(muted(untaught_reason(line, rules, words), theme))
        rows.addWidget(muted(untaught_instead(line, words), theme))
        card.rows.addLayout(rows)
