"""Recognises and reads change calendars: what happened, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import Change, Field, NoChanges
from supportlens.ingest.columns.mapping import map_columns
from supportlens.ingest.columns.table_columns import columns_of
from supportlens.ingest.files.finding import find
from supportlens.ingest.files.reading import read_file
from supportlens.ingest.tables.headers import is_spanish, rules
from supportlens.ingest.values.dates import order_of, scan
from supportlens.ingest.values.plain_text import plain_column

if TYPE_CHECKING:
    from pathlib import Path

    from supportlens.ingest.columns.table_columns import Column
    from supportlens.ingest.tables.table import Table

_MOST_ROWS = 1_000
"""Nobody keeps a calendar of more changes; a log of tickets soon has more rows."""

_OF_TICKETS = (
    Field.REQUESTER,
    Field.STATUS,
    Field.PRIORITY,
    Field.RESOLUTION,
    Field.AGENT,
    Field.RESOLVED_AT,
)


def read_calendar(path: Path) -> tuple[Change, ...]:
    """Read the changes of a calendar, in the order of their days.

    Raises NoChanges where no row has both a date and a name, and the other `InputError`s of files.
    """
    changes = [change for found in find(path) for table in read_file(found) for change in changes_of(table)]
    if not changes:
        raise NoChanges(str(path))
    return tuple(sorted(set(changes), key=_when))


def _when(change: Change) -> tuple[str, str, str, str]:
    return change.day.isoformat(), change.name, change.product, change.kind


def is_calendar(table: Table) -> bool:
    """Return whether a table is a change calendar rather than a log of tickets."""
    if not 0 < len(table) <= _MOST_ROWS:
        return False
    columns = columns_of(table.frame)
    if _column(columns, "day", dated=True) is None:
        return False
    mapped = map_columns(columns).fields
    if any(field in _OF_TICKETS for field in mapped):
        return False
    identifier = mapped.get(Field.TICKET_ID)
    if any(column.name == identifier and _is_ticket_number(column) for column in columns):
        return False
    if _column(columns, "name") is not None:
        return True
    plain = _column(columns, "plain_name")
    says_what = plain is not None and plain.header.forms[-1] in {"name", "nombre", "what", "que"}
    return says_what and all(_is_at_home(column) for column in columns)


def _is_ticket_number(column: Column) -> bool:
    """Return whether a header speaks of tickets; a calendar may number its lines too."""
    bare = column.header.forms[-1] in {"id", "#", "no"}
    return not bare and rules().fields[Field.TICKET_ID].is_whole(column.header)


def _is_at_home(column: Column) -> bool:
    """Return whether calendars have such a column."""
    return any(role.weight(column.header) > 0 for role in rules().calendar.values())


def _column(columns: tuple[Column, ...], role: str, *, dated: bool = False) -> Column | None:
    """Find the column with the best header for `role`, with dates in it if `dated`."""
    offers = [
        (rules().calendar[role].weight(column.header), column)
        for column in columns
        if column.seen.written and (column.seen.counted_dates >= 0.5 if dated else column.seen.dates < 0.5)
    ]
    weight, best = max(offers, key=lambda offer: offer[0], default=(0.0, None))
    return best if weight > 0 else None


def changes_of(table: Table) -> tuple[Change, ...]:
    """Return the changes of a table: every row that has a date and a name."""
    columns = columns_of(table.frame)
    dated = (column for column in columns if column.seen.counted_dates >= 0.5)
    day = _column(columns, "day", dated=True) or next(dated, None)
    name = _column(columns, "name") or _column(columns, "plain_name") or _wordiest(columns)
    if day is None or name is None:
        return ()
    dates = scan(table.frame[day.name], numbers=True)
    order = order_of((dates,), spanish=is_spanish(column.header for column in columns))
    if order is None:
        return ()
    names = plain_column(table.frame[name.name])
    others = [_texts(table, columns, role, {day.name, name.name}) for role in ("product", "kind")]
    return tuple(
        Change(moment.date(), " ".join(what.split()), product, kind)
        for moment, what, product, kind in zip(dates.moments(order), names, *others, strict=True)
        if moment == moment and what  # noqa: PLR0124 - NaT is unequal to itself
    )


def _wordiest(columns: tuple[Column, ...]) -> Column | None:
    """Choose the column of most words when no header says which one names the change."""
    worded = [c for c in columns if c.seen.letters >= 0.5 and c.seen.dates < 0.5]
    return max(worded, key=lambda c: c.seen.length, default=None)


def _texts(table: Table, columns: tuple[Column, ...], role: str, taken: set[str]) -> list[str]:
    found = _column(tuple(c for c in columns if c.name not in taken), role)
    return list(plain_column(table.frame[found.name])) if found else [""] * len(table)
