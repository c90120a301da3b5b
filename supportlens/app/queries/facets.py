"""The facets of a log: causes, codes and every field, each value counted under the other conditions."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING

from supportlens.app.queries.selecting import select
from supportlens.domain import Assigned, Dimension, Field, Tags, TicketQuery, codes_by_id, codes_of

if TYPE_CHECKING:
    from collections.abc import Collection, Generator, Iterator

    import numpy as np
    import numpy.typing as npt
    import pandas as pd

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
ASSIGNED_FACETS = {
    "cause_id": Assigned.CAUSE,
    "symptom_id": Assigned.SYMPTOM,
    "moment_id": Assigned.MOMENT,
}
"""The facets that an analysis gives: the condition of a query, and the column of the assignment."""
CODES = "codes/"
"""How the facet of a dimension of codes begins; its name follows."""
LEAST_TICKETS = 1.2
"""Tickets of a value on the average below which a field is no facet: each ticket has its own value."""
LEAST_OF_COLUMN = 3.0
"""The same for a column that is no field: what it holds is not known, and texts repeat now and then."""


VALUES_AT_ONCE = 1_000
"""Values that are counted or sorted in one step: a few milliseconds."""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a facet, and how many tickets have it."""

    field: str
    value: str
    tickets: int


def facet_fields(study: Study) -> tuple[str, ...]:
    """Return the fields of a log by which its tickets can be divided: at least two values, each shared."""
    return tuple(
        field.value
        for field in FACET_FIELDS
        if study.tickets.has(field) and _divides(study, field.value, LEAST_TICKETS)
    )


def shared_values(study: Study, field: str) -> dict[str, int]:
    """Return the tickets of each value of a field or a column, most first; none if it divides none."""
    of_program = field in FACET_FIELDS
    if of_program and not study.tickets.has(Field(field)):
        return {}
    least = LEAST_TICKETS if of_program else LEAST_OF_COLUMN
    counted = _values(study, field).value_counts()
    cells: dict[str, int] = {}
    for cell, tickets in zip(counted.index.tolist(), counted.tolist(), strict=True):
        cells[str(cell)] = cells.get(str(cell), 0) + tickets
    cells.pop("", None)
    if len(cells) < 2 or sum(cells.values()) < least * len(cells):
        return {}
    if field != Field.TAGS:
        return cells
    tags = Counter[str]()
    for cell, tickets in cells.items():
        for tag in _split(field, cell):
            tags[tag] += tickets
    return dict(tags.most_common())


def list_facets(study: Study) -> tuple[str, ...]:
    """Return everything by which tickets can be divided: what was found, their fields, and other columns."""
    return tuple(filter(None, find_facets(study)))


def find_facets(study: Study) -> Iterator[str]:
    """Yield what `list_facets` returns, and "" after each look at all tickets, so that a window may react."""
    for name, column in ASSIGNED_FACETS.items():
        yield name if study.assignment[column].ne("").any() else ""
    yield from _dimensions(study)
    for field in FACET_FIELDS:
        if study.tickets.has(field):
            yield field.value if _divides(study, field.value, 1.0, shared=True) else ""
    yield from other_columns(study)


def count_values(
    study: Study, field: str, query: TicketQuery, allowed: Collection[int] | None = None
) -> tuple[FacetValue, ...]:
    """Count the tickets of each value of a facet that match the other conditions of `query`, most first.

    `allowed` are the positions of the tickets that further conditions let through.
    """
    steps = count_in_pieces(study, field, query, allowed)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            counted: tuple[FacetValue, ...] = end.value
            return counted


def count_in_pieces(
    study: Study, field: str, query: TicketQuery, allowed: Collection[int] | None = None
) -> Generator[None, None, tuple[FacetValue, ...]]:
    """Count as `count_values` does; yield where a window may react."""
    positions = _permitted(study, without_field(query, field), allowed)
    yield
    counts: dict[str, int] = {}
    if field.startswith(CODES) and study.coding is not None:
        chosen = slice(None) if positions is None else positions
        for code in codes_of(Dimension(field.removeprefix(CODES))):
            counts[code.id] = int(study.coding.mask(code.id)[chosen].sum())
            yield
    elif not field.startswith(CODES):
        cells = _values(study, field)
        yield
        counted = (cells if positions is None else cells.iloc[positions]).value_counts()
        yield
        for place, (cell, tickets) in enumerate(zip(counted.index.tolist(), counted.tolist(), strict=True)):
            for value in _split(field, str(cell)):
                counts[value] = counts.get(value, 0) + tickets
            if place % VALUES_AT_ONCE == VALUES_AT_ONCE - 1:
                yield
    filled = [(value, tickets) for value, tickets in counts.items() if value and tickets]
    yield
    runs: list[list[tuple[int, str]]] = []
    for first in range(0, len(filled), VALUES_AT_ONCE):
        runs.append(sorted((-tickets, value) for value, tickets in filled[first : first + VALUES_AT_ONCE]))
        yield
    merged, found = merge(*runs), list[FacetValue]()
    while piece := list(islice(merged, VALUES_AT_ONCE)):
        found += [FacetValue(field, value, -fewer) for fewer, value in piece]
        yield
    return tuple(found)


def _permitted(
    study: Study, rest: TicketQuery, allowed: Collection[int] | None
) -> npt.NDArray[np.int64] | None:
    """Return the positions that a query and further conditions let through, None for all."""
    import numpy as np  # noqa: PLC0415 - the window's first paint must not wait for it

    total = len(study.tickets)
    if rest == TicketQuery() and (allowed is None or len(allowed) == total):
        return None
    mask = np.zeros(total, dtype=bool)
    mask[select(study, rest)] = True
    if allowed is not None:
        through = np.zeros(total, dtype=bool)
        through[np.asarray(allowed, dtype=np.int64)] = True
        mask &= through
    return np.flatnonzero(mask)


def with_field(query: TicketQuery, field: str, value: str) -> TicketQuery:
    """Return a query that asks for one more value; a value of the same facet is replaced."""
    rest = without_field(query, field)
    if field in ASSIGNED_FACETS:
        return _assigned(rest, field, value)
    if field.startswith(CODES):
        return replace(rest, codes=(*rest.codes, value))
    if rest.field is None and rest.pattern is None:
        return replace(rest, field=field, value=value)
    return replace(rest, further=(*rest.further, (field, value)))


def without_field(query: TicketQuery, field: str) -> TicketQuery:
    """Return a query without the condition on a facet."""
    if field in ASSIGNED_FACETS:
        return _assigned(query, field, None)
    if field.startswith(CODES):
        known = codes_by_id()
        others = (code for code in query.codes if code not in known or _facet_of(code) != field)
        return replace(query, codes=tuple(others))
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


def _assigned(query: TicketQuery, field: str, value: str | None) -> TicketQuery:
    match field:
        case "cause_id":
            return replace(query, cause_id=value)
        case "symptom_id":
            return replace(query, symptom_id=value)
        case _:
            return replace(query, moment_id=value)


def chosen_value(query: TicketQuery, field: str) -> str | None:
    """Return the value of a facet that a query asks for, None if it asks for none."""
    if field in ASSIGNED_FACETS:
        found: str | None = getattr(query, field)
        return found
    if field.startswith(CODES):
        known = codes_by_id()
        return next((code for code in query.codes if code in known and _facet_of(code) == field), None)
    if query.field == field and query.value is not None:
        return query.value
    return next((value for name, value in query.further if name == field), None)


def _facet_of(code: str) -> str:
    return f"{CODES}{codes_by_id()[code].dimension}"


def _dimensions(study: Study) -> Iterator[str]:
    """Yield the facets of the dimensions of which some tickets have a code and others do not."""
    if study.coding is None:
        return
    counts, total = study.coding.counts(), len(study.tickets)
    for dimension in Dimension:
        held = [counts.get(code.id, 0) for code in codes_of(dimension)]
        if dimension.row.shown and any(0 < count < total for count in held):
            yield f"{CODES}{dimension}"


def _values(study: Study, field: str) -> pd.Series[str]:
    if field in ASSIGNED_FACETS:
        return study.assignment[ASSIGNED_FACETS[field]]
    values = study.tickets.values(field)
    lacking = study.tickets.frame[field].isna() if field in study.tickets.frame.columns else None
    return values if lacking is None or not lacking.any() else values.mask(lacking, "")


def other_columns(study: Study) -> Iterator[str]:
    """Yield the columns of the files that are no field and whose values tickets share, or ""."""
    used = {header for file in study.tickets.files for header in file.columns.values()}
    for name in map(str, study.tickets.original.columns):
        if name not in used and name not in study.tickets.frame.columns:
            values = study.tickets.values(name)
            yield ""
            written = all(isinstance(value, str) for value in values.unique())
            yield name if written and _divides(study, name, LEAST_OF_COLUMN) else ""


def _split(field: str, cell: str) -> tuple[str, ...]:
    return tuple(Tags.split(cell)) if field == Field.TAGS else (cell,)


def _divides(study: Study, field: str, least: float, *, shared: bool = False) -> bool:
    """Return whether a field has several values with `least` tickets each on the average; `shared`, more."""
    values = _values(study, field)
    filled = values[values.ne("")]
    different = filled.nunique()
    enough = len(filled) > different if shared else len(filled) >= least * different
    return different > 1 and enough
