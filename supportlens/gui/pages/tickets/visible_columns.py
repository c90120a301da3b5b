"""The columns that the list of tickets shows: those with values, as far as they fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import Field
from supportlens.gui.models import TicketColumn

if TYPE_CHECKING:
    from supportlens.domain import Study

WIDTHS: dict[TicketColumn, int | None] = {
    TicketColumn.DAY: 100,
    TicketColumn.ID: 92,
    TicketColumn.SUBJECT: None,
    TicketColumn.REQUESTER: 140,
    TicketColumn.PRODUCT: 116,
    TicketColumn.SYMPTOM: 190,
    TicketColumn.CAUSE: 200,
    TicketColumn.CONFIDENCE: 96,
}
HIDDEN_FIRST = (
    TicketColumn.CONFIDENCE,
    TicketColumn.PRODUCT,
    TicketColumn.SYMPTOM,
    TicketColumn.ID,
    TicketColumn.CAUSE,
)
"""Columns that are hidden, in this order, where the subject gets too narrow; the pane shows them all."""
SUBJECT_WIDTH, BESIDE_CAUSE = 220, 182
"""The least pixels of the subject, and those that it keeps beside the cause alone: a laptop has no more."""


def hidden_columns(study: Study, width: int, *, by_person: bool) -> set[TicketColumn]:
    """Return the columns to hide in a list of `width` pixels; requesters are shown only with `by_person`."""
    fields = ((TicketColumn.DAY, Field.CREATED_AT), (TicketColumn.PRODUCT, Field.PRODUCT))
    hidden = {column for column, field in fields if not study.tickets.has(field)}
    if not by_person:
        hidden.add(TicketColumn.REQUESTER)
    for column in HIDDEN_FIRST:
        least = BESIDE_CAUSE if column is TicketColumn.CAUSE else SUBJECT_WIDTH
        if sum(known or 0 for name, known in WIDTHS.items() if name not in hidden) > width - least:
            hidden.add(column)
    return hidden
