"""What to practise with those who serve: a document below the actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from supportlens.domain import TicketQuery
from supportlens.gui.widgets import body, hairline, muted
from supportlens.gui.widgets.cards.document import Document, DocumentSection, bullet_list, quote_frame
from supportlens.gui.widgets.controls.link import Link
from supportlens.i18n.plan.reasons import source_line
from supportlens.i18n.plan.service import (
    behaviour_name,
    critical_line,
    first_answer_checks,
    practice_line,
    service_line,
    value_name,
    who_serves_line,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from supportlens.domain import GoodExample, Practice, ServiceTraining
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words


def service_card(
    training: ServiceTraining, words: Words, theme: Theme, wanted: Callable[[object], None]
) -> Document:
    """Return the document; `wanted` gets the query of pressed contacts."""
    card = Document(theme, words.say("For those who serve"), words.say("What to practise together"))
    for line in (service_line(training, words), critical_line(training, words)):
        if line:
            card.add(body(line, theme))
    card.add(muted(who_serves_line(training, words), theme))
    card.add(hairline())
    part = DocumentSection(words.say("Instead of what happened"), theme)
    for practice in training.practices:
        part.add(_practice_rows(practice, words, theme, wanted))
    card.add(part)
    card.add(hairline())
    checks = DocumentSection(words.say("Check every first answer for three things"), theme)
    checks.add(bullet_list(first_answer_checks(words), theme))
    card.add(checks)
    if training.examples:
        card.add(hairline())
        examples = DocumentSection(words.say("Good answers of this log"), theme)
        for example in training.examples:
            examples.add(_example(example, words, theme, wanted))
        card.add(examples)
    return card


def _practice_rows(
    practice: Practice, words: Words, theme: Theme, wanted: Callable[[object], None]
) -> QVBoxLayout:
    rows = QVBoxLayout()
    rows.setSpacing(4)
    name = Link(
        behaviour_name(practice, words), theme, TicketQuery(ids=practice.ticket_ids), size=14, weight=600
    )
    name.wanted.connect(wanted)
    rows.addWidget(name)
    rows.addWidget(body(f"{value_name(practice.value, words)}: {practice_line(practice, words)}", theme))
    rows.addWidget(muted(source_line(practice.ticket_ids, words), theme))
    return rows


def _example(
    example: GoodExample, words: Words, theme: Theme, wanted: Callable[[object], None]
) -> QVBoxLayout:
    rows = QVBoxLayout()
    frame = quote_frame(example.text, theme)
    source = TicketQuery(ids=(example.ticket_id,))
    link = Link(source_line((example.ticket_id,), words), theme, source, size=13, weight=600)
    link.wanted.connect(wanted)
    frame.add(link)
    rows.addWidget(frame)
    return rows
