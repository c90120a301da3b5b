"""Which columns the list of tickets shows: those that the log can fill and the window has room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import Field
from supportlens.gui.models import Column

if TYPE_CHECKING:
    from supportlens.domain import Study

WIDTHS: dict[Column, int | None] = {
    Column.DAY: 110,
    Column.ID: 92,
    Column.SUBJECT: None,
    Column.REQUESTER: 140,
    Column.PRODUCT: 116,
    Column.SYMPTOM: 190,
    Column.CAUSE: 200,
    Column.CONFIDENCE: 96,
}
GIVING_WAY = (Column.CONFIDENCE, Column.PRODUCT, Column.SYMPTOM)
"""Columns that leave, in this order, where the subject would lose its room; the pane shows them all."""
SUBJECT_ROOM = 220


def hidden_columns(study: Study, width: int, *, by_person: bool) -> set[Column]:
    """Return the columns to hide in a list of `width` pixels; names show only where people are wanted."""
    fields = ((Column.DAY, Field.CREATED_AT), (Column.PRODUCT, Field.PRODUCT))
    hidden = {column for column, field in fields if not study.tickets.has(field)}
    if not by_person:
        hidden.add(Column.REQUESTER)
    for column in GIVING_WAY:
        if sum(known or 0 for name, known in WIDTHS.items() if name not in hidden) > width - SUBJECT_ROOM:
            hidden.add(column)
    return hidden
