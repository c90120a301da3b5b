"""Filters of the tickets as a project keeps them."""

from __future__ import annotations

from dataclasses import fields

from supportlens.domain import SavedFilter, TicketQuery, UnassignedReason
from supportlens.gui.models.filtering import Bucket, TicketFilter


def save_filter(name: str, shown: TicketFilter) -> SavedFilter:
    """Return a filter under a name; who asked is a way to sort and no condition."""
    query = shown.query
    plain = TicketQuery(**{field.name: getattr(query, field.name) for field in fields(TicketQuery)})
    bucket = shown.bucket.value if shown.bucket else ""
    return SavedFilter(name, plain, shown.product, bucket, shown.search)


def open_filter(saved: SavedFilter) -> TicketFilter:
    """Return the filter that was saved; a group of tickets that is not known is left out."""
    return TicketFilter(saved.query, saved.product, _bucket(saved.bucket), saved.search)


def _bucket(value: str) -> Bucket | UnassignedReason | None:
    known: tuple[Bucket | UnassignedReason, ...] = (*Bucket, *UnassignedReason)
    return next((one for one in known if one.value == value), None)
