"""Adds customer segments to tickets, so that a cause can be located in a segment."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from supportlens.causes.places.spellings import identify_spelling
from supportlens.domain import Derived, Field

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supportlens.domain import CustomerRecord, Tickets

CUSTOMER_FIELDS = (Field.CUSTOMER, Field.REQUESTER)
"""Fields that may name a customer of the customers file, the more likely one first."""


def add_segments(tickets: Tickets, customers: Iterable[CustomerRecord]) -> Tickets:
    """Return the tickets (n) with `Derived.SEGMENT`, "" if the customer is unknown or has two segments.

    Without segments, or without tickets of these customers, the tickets are returned unchanged.
    """
    segments_of: dict[object, set[str]] = {}
    for record in customers:
        if record.segment.strip():
            segments_of.setdefault(identify_spelling(record.customer), set()).add(
                " ".join(record.segment.split())
            )
    known = {
        customer: next(iter(segments)) for customer, segments in segments_of.items() if len(segments) == 1
    }
    for field in CUSTOMER_FIELDS:
        if known and tickets.has(field):
            names = tickets.values(field.value)
            segments = names.map({name: known.get(identify_spelling(name), "") for name in names.unique()})
            if segments.ne("").any():
                return replace(tickets, frame=tickets.frame.assign(**{Derived.SEGMENT: segments}))
    return tickets
