"""What changed at the desk, in the JSON document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from supportlens.i18n.reading.desk_changes import desk_change_line

if TYPE_CHECKING:
    from supportlens.domain import DeskChange
    from supportlens.i18n import Words

SAMPLE = 20
"""Ticket ids that are listed of a change; `tickets` counts them all."""


def desk_change_document(change: DeskChange, words: Words) -> dict[str, Any]:
    """Return a change of the desk with its sentence."""
    return {
        "what": change.kind.value,
        "date": change.day.isoformat() if change.day else None,
        "kind": change.kind.value,
        "name": words.say(change.kind.label),
        "field": change.field or None,
        "day": change.day.isoformat() if change.day else None,
        "last": change.last.isoformat() if change.last else None,
        "before": change.before or None,
        "after": change.after or None,
        "tickets": change.tickets,
        "ticket_ids_sample": list(change.ticket_ids[:SAMPLE]),
        "text": desk_change_line(change, words),
    }
