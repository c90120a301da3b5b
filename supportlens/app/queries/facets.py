"""The facets of a log: its fields with their values, each counted under the other conditions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from supportlens.app.queries.selecting import select
from supportlens.domain import Field, Tags, TicketQuery

if TYPE_CHECKING:
    from collections.abc import Collection

    from supportlens.domain import Study

FACET_FIELDS = (
    Field.PRODUCT,
    Field.VERSION,
    Field.SITE,
    Field.ROLE,
    Field.CATEGORY,
    Field.TAGS,
    Field.CUSTOMER,
    Field.CHANNEL,
    Field.TEAM,
    Field.AGENT,
    Field.PRIORITY,
    Field.STATUS,
    Field.LANGUAGE,
    Field.SATISFACTION,
    Field.REOPENED,
    Field.REQUESTER,
)
"""The fields with values that tickets share, in the order in which they are offered."""
LEAST_TICKETS = 1.2
"""Tickets of a value on the average below which a field is no facet: each ticket has its own value."""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a field, and how many tickets have it."""

    field: str
    value: str
    tickets: int


def facet_fields(study: Study) -> tuple[str, ...]:
    """Return the fields of a log by which its tickets can be divided: at least two values, each shared."""
    return tuple(field.value for field in FACET_FIELDS if study.tickets.has(field) and _divides(study, field))


def count_values(
    study: Study, field: str, query: TicketQuery, allowed: Collection[int] | None = None
) -> tuple[FacetValue, ...]:
    """Count the tickets of each value of a field that match the other conditions of `query`, most first.

    `allowed` are the positions of the tickets that further conditions let through.
    """
    positions = select(study, without_field(query, field))
    if allowed is not None:
        permitted = set(allowed)
        positions = [position for position in positions if position in permitted]
    counts: dict[str, int] = {}
    for cell, tickets in study.tickets.values(field).iloc[positions].value_counts().items():
        for value in _split(field, str(cell)):
            counts[value] = counts.get(value, 0) + int(tickets)
    found = [FacetValue(field, value, tickets) for value, tickets in counts.items() if value and tickets]
    return tuple(sorted(found, key=lambda one: (-one.tickets, one.value)))


def with_field(query: TicketQuery, field: str, value: str) -> TicketQuery:
    """Return a query that asks for one more value; a value of the same field is replaced."""
    rest = without_field(query, field)
    if rest.field is None and rest.pattern is None:
        return replace(rest, field=field, value=value)
    return replace(rest, further=(*rest.further, (field, value)))


def without_field(query: TicketQuery, field: str) -> TicketQuery:
    """Return a query without the condition on a field."""
    further = tuple(pair for pair in query.further if pair[0] != field)
    if query.field != field or query.value is None:
        return replace(query, further=further)
    first = further[:1]
    return replace(
        query,
        field=first[0][0] if first else None,
        value=first[0][1] if first else None,
        further=further[1:],
    )


def _split(field: str, cell: str) -> tuple[str, ...]:
    return tuple(Tags.split(cell)) if field == Field.TAGS else (cell,)


def _divides(study: Study, field: Field) -> bool:
    values = study.tickets.values(field.value)
    filled = values[values.ne("")]
    different = filled.nunique()
    return different > 1 and len(filled) >= LEAST_TICKETS * different
