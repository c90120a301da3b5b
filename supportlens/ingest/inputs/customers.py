"""Recognises and reads the file of customers: renewals, birthdays, payments, segments."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from supportlens.domain import CustomerRecord, Field
from supportlens.ingest.columns.column_values import is_few_repeated
from supportlens.ingest.columns.mapping import map_columns
from supportlens.ingest.columns.table_columns import columns_of
from supportlens.ingest.inputs.role_columns import OF_TICKETS, find_column, has_headers, to_days
from supportlens.ingest.tables.headers import is_spanish, rules
from supportlens.ingest.values.dates import order_of, scan
from supportlens.ingest.values.numbers import amounts
from supportlens.ingest.values.plain_text import plain_column

if TYPE_CHECKING:
    from datetime import date

    from supportlens.ingest.columns.table_columns import Column
    from supportlens.ingest.tables.table import Table


_DATES = ("renewal", "anniversary", "birthday", "last_service")

_AMOUNTS = ("invoices", "payments")

_SEGMENT = "segment"


def is_customers(table: Table) -> bool:
    """Return whether a table has a row per customer and something that only customers have."""
    if not has_headers(table, rules().customers, "customer", (*_DATES, *_AMOUNTS, _SEGMENT)):
        return False
    columns = columns_of(table.frame)
    who = find_column(columns, rules().customers["customer"])
    if who is None or who.seen.variety < 0.9:
        return False
    told = [name for name in (*_DATES, *_AMOUNTS, _SEGMENT) if _suiting(columns, name) is not None]
    fields = map_columns(columns).fields
    if not told or any(field in OF_TICKETS for field in fields):
        return False
    return len(told) > 1 or Field.DESCRIPTION not in fields


def _suiting(columns: tuple[Column, ...], name: str) -> Column | None:
    """Find the column of a role of customers whose values are what they must be."""
    found = find_column(columns, rules().customers[name])
    if found is None:
        return None
    if name == _SEGMENT:
        return found if is_few_repeated(found.seen) else None
    share = found.seen.counted_dates if name in _DATES else found.seen.numeric
    return found if share >= 0.5 else None


def read_customers(table: Table) -> list[CustomerRecord]:
    columns = columns_of(table.frame)
    who = find_column(columns, rules().customers["customer"])
    if who is None:
        return []
    renewals, anniversaries, birthdays, services = _days(table, columns)
    invoices, payments = (_sums(table, _suiting(columns, name)) for name in _AMOUNTS)
    names = plain_column(table.frame[who.name])
    segment = _suiting(columns, _SEGMENT)
    segments = plain_column(table.frame[segment.name]) if segment else [""] * len(table)
    rows = zip(names, renewals, anniversaries, birthdays, services, invoices, payments, segments, strict=True)
    return [CustomerRecord(*row) for row in rows if row[0]]


def _sums(table: Table, column: Column | None) -> list[float | None]:
    if column is None:
        return [None] * len(table)
    return [None if math.isnan(value) else value for value in amounts(table.frame[column.name])]


def _days(table: Table, columns: tuple[Column, ...]) -> list[list[date | None]]:
    """Read the columns of days in the order of `_DATES`; any of them may decide how all are written."""
    dated = [_suiting(columns, name) for name in _DATES]
    read = [scan(table.frame[column.name], numbers=True) if column else None for column in dated]
    order = order_of(filter(None, read), spanish=is_spanish(column.header for column in columns))
    nothing: list[date | None] = [None] * len(table)
    return [to_days(dates.moments(order)) if dates and order else nothing for dates in read]
