"""The topics of an action: what people ask, the answer that shows the way, and its tickets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from supportlens.domain import TicketQuery
from supportlens.gui.widgets import body, muted, strong
from supportlens.gui.widgets.basics.labels import STRONG, label
from supportlens.gui.widgets.cards.document import quote_frame
from supportlens.gui.widgets.controls.link import Link
from supportlens.i18n.plan.reasons import source_line, topic_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from supportlens.domain import Topic, TrainingAction
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words


def topic_rows(
    action: TrainingAction, words: Words, theme: Theme, wanted: Callable[[object], None]
) -> QVBoxLayout:
    """Return a numbered row for each topic; `wanted` gets the query of a pressed number."""
    rows = QVBoxLayout()
    rows.setSpacing(20)
    for number, topic in enumerate(action.syllabus, start=1):
        rows.addLayout(_topic_row(number, topic, action, words, theme, wanted))
    return rows


def _topic_row(
    number: int,
    topic: Topic,
    action: TrainingAction,
    words: Words,
    theme: Theme,
    wanted: Callable[[object], None],
) -> QHBoxLayout:
    sign = label(words.number(number), STRONG, theme, wrap=False, tabular=True)
    sign.setProperty("role", "accent")
    sign.setFixedWidth(22)
    text = words.say_n("{count} ticket", "{count} tickets", topic.tickets)
    query = TicketQuery(cause_id=action.cause_id, symptom_id=topic.symptom_id)
    line = QHBoxLayout()
    line.setSpacing(8)
    line.addWidget(strong(words.read(topic.title), theme), 1)
    line.addWidget(_link(text, query, theme, wanted), 0, Qt.AlignmentFlag.AlignTop)
    rows = QVBoxLayout()
    rows.setSpacing(6)
    rows.addLayout(line)
    for question in topic.questions:
        rows.addWidget(muted(words.quoted(question), theme))
    remark = topic_line(topic, words)
    if topic.answer:
        frame = quote_frame(topic.answer, theme, above=words.say("The answer that worked"))
        if remark:
            frame.add(body(remark, theme))
        if topic.answer_ticket_ids:
            sources = TicketQuery(ids=topic.answer_ticket_ids)
            frame.add(_link(source_line(topic.answer_ticket_ids, words), sources, theme, wanted))
        rows.addWidget(frame)
    elif remark and action.shows_ways:
        rows.addWidget(body(remark, theme))
    row = QHBoxLayout()
    row.setSpacing(10)
    row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(rows, 1)
    return row


def _link(text: str, query: TicketQuery, theme: Theme, wanted: Callable[[object], None]) -> Link:
    link = Link(text, theme, query, size=13, weight=600)
    link.wanted.connect(wanted)
    return link
