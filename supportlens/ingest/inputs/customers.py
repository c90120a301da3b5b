"""Recognises and reads customers files: renewals, birthdays, payments, segments, value."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from supportlens.domain import CustomerRecord, Field, RowFault, SideFileKind
from supportlens.ingest.columns.column_values import MOSTLY, is_few_repeated
from supportlens.ingest.columns.mapping import map_columns
from supportlens.ingest.columns.table_columns import profile_columns
from supportlens.ingest.inputs.role_columns import OF_TICKETS, find_column, has_headers, to_days
from supportlens.ingest.inputs.side_tables import CustomerColumns, SideTable, describe_table
from supportlens.ingest.tables.headers import are_day_first, header_rules
from supportlens.ingest.values.dates import order_of, scan_dates
from supportlens.ingest.values.numbers import read_amounts
from supportlens.ingest.values.plain_text import to_plain_column

if TYPE_CHECKING:
    from datetime import date

    from supportlens.ingest.columns.table_columns import TableColumn
    from supportlens.ingest.tables.headers import HeaderRole
    from supportlens.ingest.tables.table import Table


_DATES = ("renewal", "anniversary", "birthday", "last_service")

_AMOUNTS = ("invoices", "payments", "value")

_SEGMENT = "segment"


def _roles() -> dict[str, HeaderRole]:
    return {**header_rules().customers, "value": header_rules().customer_facts["value"]}


def is_customers(table: Table) -> bool:
    """Return whether a table has a row per customer and a column that only customers files have."""
    if not has_headers(table, _roles(), "customer", (*_DATES, *_AMOUNTS, _SEGMENT)):
        return False
    columns = profile_columns(table.frame)
    who = find_column(columns, header_rules().customers["customer"])
    if who is None or who.profile.variety < 0.9:
        return False
    suitable = [name for name in (*_DATES, *_AMOUNTS, _SEGMENT) if _find_suitable(columns, name) is not None]
    fields = map_columns(columns).fields
    if not suitable or any(field in OF_TICKETS for field in fields):
        return False
    return len(suitable) > 1 or Field.DESCRIPTION not in fields


def _find_suitable(columns: tuple[TableColumn, ...], name: str) -> TableColumn | None:
    """Return the column of a customer role whose values are of the right type."""
    found = find_column(columns, _roles()[name])
    if found is None:
        return None
    if name == _SEGMENT:
        return found if is_few_repeated(found.profile) else None
    share = found.profile.counted_dates if name in _DATES else found.profile.numeric
    return found if share >= MOSTLY else None


def read_customers(table: Table) -> SideTable[CustomerRecord]:
    """Return the customers of a table, a record per row with a name or an id."""
    columns = profile_columns(table.frame)
    who = CustomerColumns.find(columns)
    if who is None:
        return SideTable(
            (), describe_table(table, SideFileKind.CUSTOMERS, (), {RowFault.NO_CUSTOMER: len(table)})
        )
    found = {name: _find_suitable(columns, name) for name in (*_DATES, *_AMOUNTS, _SEGMENT)}
    days = _read_days(table, columns, found)
    invoices, payments, values = (_read_amounts(table, found[name]) for name in _AMOUNTS)
    segment = found[_SEGMENT]
    segments = to_plain_column(table.frame[segment.name]) if segment else [""] * len(table)
    names, ids = who.read(table)
    kept = [value if value is None or value >= 0 else None for value in values]
    rows = zip(names, *days, invoices, payments, segments, ids, kept, strict=True)
    records = tuple(CustomerRecord(*row) for row in rows if row[0])
    negative = sum(value is not None and value < 0 for value in values)
    faults = {RowFault.NO_CUSTOMER: len(table) - len(records), RowFault.NEGATIVE: negative}
    used = [*who.columns, *(column for column in found.values() if column)]
    return SideTable(records, describe_table(table, SideFileKind.CUSTOMERS, used, faults, len(records)))


def _read_amounts(table: Table, column: TableColumn | None) -> list[float | None]:
    if column is None:
        return [None] * len(table)
    return [None if math.isnan(value) else value for value in read_amounts(table.frame[column.name])]


def _read_days(
    table: Table, columns: tuple[TableColumn, ...], found: dict[str, TableColumn | None]
) -> list[list[date | None]]:
    """Return the columns of days in the order of `_DATES`; any of them may decide the date order of all."""
    dated = [found[name] for name in _DATES]
    read = [scan_dates(table.frame[column.name], numbers=True) if column else None for column in dated]
    order = order_of(filter(None, read), day_first=are_day_first(column.header for column in columns))
    nothing: list[date | None] = [None] * len(table)
    return [to_days(dates.moments(order)) if dates and order else nothing for dates in read]
