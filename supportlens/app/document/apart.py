"""The groups of tickets that are nobody's request, in the JSON document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from supportlens.i18n.reading.apart import group_name

if TYPE_CHECKING:
    from supportlens.domain import ApartGroup
    from supportlens.i18n import Words


def apart_document(group: ApartGroup, words: Words) -> dict[str, Any]:
    """Return a group with all its tickets; `state` says whether they are in the shares."""
    return {
        "id": group.id,
        "kind": group.kind.value,
        "name": group_name(group, words),
        "sender": group.sender or None,
        "senders": group.senders,
        "tickets": group.tickets,
        "ticket_ids": list(group.ticket_ids),
        "first": group.first.isoformat() if group.first else None,
        "last": group.last.isoformat() if group.last else None,
        "state": group.state.value,
    }


SAMPLE = 20
"""Ticket ids in the short list; `apart` holds all of them."""


def set_apart_document(group: ApartGroup) -> dict[str, Any]:
    """Return a group that is out of every share, in short."""
    return {
        "what": group.kind.value,
        "tickets": group.tickets,
        "ids_sample": list(group.ticket_ids[:SAMPLE]),
    }
