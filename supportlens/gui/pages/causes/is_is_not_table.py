"""The is / is-not table of a cause: what, where, when and how much, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from supportlens.domain import FactKind, TicketQuery
from supportlens.gui.pages.base.stacking import stack_widgets
from supportlens.gui.widgets import Card
from supportlens.gui.widgets.basics.labels import MUTED, STRONG, label
from supportlens.gui.widgets.cards.grid_texts import read_grid
from supportlens.gui.widgets.controls.row import list_line
from supportlens.i18n.is_is_not import aspect_name, fact_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from supportlens.domain import Cause, Fact, IsIsNotRow, Study
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words

_FIELD_FACTS = frozenset({FactKind.VALUE, FactKind.ABSENT})
_CAUSE_FACTS = frozenset({FactKind.SIZE, FactKind.SINCE, FactKind.THROUGHOUT, FactKind.BURST})


def is_is_not_card(
    cause: Cause, study: Study, words: Words, theme: Theme, wanted: Callable[[object], None]
) -> Card:
    """Return the table of a cause; `wanted` gets the query of a clicked fact."""
    card = Card(theme, words.say("What it is and what it is not"))
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(10)
    grid.setColumnStretch(1, 1)
    grid.setColumnStretch(2, 1)
    for column, title in ((1, words.say("Is")), (2, words.say("Is not"))):
        grid.addWidget(label(title, MUTED, theme), 0, column)
    for number, row in enumerate(cause.is_is_not.rows, start=1):
        name = label(aspect_name(row.aspect, words), STRONG, theme, wrap=False)
        name.setAlignment(Qt.AlignmentFlag.AlignTop)
        grid.addWidget(name, number, 0)
        for column, facts in _sides(row):
            lines = _lines(facts, cause, study, words, theme, wanted)
            grid.addWidget(lines, number, column, Qt.AlignmentFlag.AlignTop)
    card.add(table)
    card.offer_table(lambda: read_grid(grid))
    return card


def _sides(row: IsIsNotRow) -> tuple[tuple[int, tuple[Fact, ...]], ...]:
    return (1, row.is_), (2, row.is_not)


def _lines(
    facts: Iterable[Fact],
    cause: Cause,
    study: Study,
    words: Words,
    theme: Theme,
    wanted: Callable[[object], None],
) -> QWidget:
    rows = [
        list_line(fact_line(fact, study, words), theme, payload=fact_query(fact, cause)) for fact in facts
    ]
    for row in rows:
        row.wanted.connect(wanted)
    return stack_widgets(*rows, gap=2)


def fact_query(fact: Fact, cause: Cause) -> TicketQuery | None:
    """Return the query for the tickets behind a fact, None if there are none."""
    if fact.kind in _CAUSE_FACTS:
        return TicketQuery(cause_id=cause.id)
    if fact.kind in _FIELD_FACTS and fact.tickets:
        return TicketQuery(cause_id=cause.id, field=fact.field, value=fact.value)
    if fact.kind is FactKind.SYMPTOM:
        return TicketQuery(cause_id=cause.id, symptom_id=fact.value)
    if fact.kind is FactKind.ELSE:
        return TicketQuery(symptom_id=fact.value)
    return None
