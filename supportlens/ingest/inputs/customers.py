"""Recognises and reads customers files: renewals, birthdays, payments, segments, value."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from supportlens.domain import CustomerRecord, Field, RowFault, SideFileKind
from supportlens.ingest.columns.column_values import MOSTLY, is_few_repeated
from supportlens.ingest.columns.mapping import map_columns
from supportlens.ingest.columns.table_columns import profile_columns
from supportlens.ingest.inputs.role_columns import OF_TICKETS, find_column, holds_amounts
from supportlens.ingest.inputs.side_tables import (
    CustomerColumns,
    SideTable,
    describe_table,
    read_dated_columns,
    read_texts,
)
from supportlens.ingest.tables.headers import header_rules, parse_header
from supportlens.ingest.values.numbers import read_amounts
from supportlens.ingest.values.plain_text import to_plain_column

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from supportlens.ingest.columns.table_columns import TableColumn
    from supportlens.ingest.tables.headers import HeaderRole
    from supportlens.ingest.tables.table import Table


_DATES = ("renewal", "anniversary", "birthday", "last_service")

_AMOUNTS = ("invoices", "payments", "value")

_SEGMENT = "segment"
_OF_CUSTOMERS_TOO = (Field.STATUS, Field.PRIORITY, Field.AGENT)
_VARIETY = 0.9
"""Different customers per row. Judgement: a list of customers names hardly anybody twice."""
_VARIETY_OF_CONTRACTS = 0.4
"""The same where each row renews on a day of its own. Judgement: few customers have more than two contracts;
smaller takes a list of payments for one."""


def _roles() -> dict[str, HeaderRole]:
    return {**header_rules().customers, "value": header_rules().customer_facts["value"]}


def is_customers(table: Table) -> bool:
    """Return whether a table has a row per customer and a column that only customers files have."""
    if not _has_headers(table):
        return False
    columns = profile_columns(table.frame)
    who = CustomerColumns.find(columns, per_customer=True)
    if who is None or not _names_each(who, columns):
        return False
    suitable = [name for name in (*_DATES, *_AMOUNTS, _SEGMENT) if _find_suitable(columns, name) is not None]
    if not suitable or (all(name in _AMOUNTS for name in suitable) and _lists_sales(columns)):
        return False
    return not _tells_tickets(columns, suitable)


def may_be_customers(table: Table) -> bool:
    """Return whether a table about customers has facts of theirs and names nobody twice."""
    columns = profile_columns(table.frame)
    who = CustomerColumns.find(columns, per_customer=True)
    if who is None or not _names_each(who, columns):
        return False
    suitable = [name for name in (*_DATES, *_AMOUNTS, _SEGMENT) if _find_suitable(columns, name) is not None]
    return bool(suitable) and not (all(name in _AMOUNTS for name in suitable) and _lists_sales(columns))


def _names_each(who: CustomerColumns, columns: tuple[TableColumn, ...]) -> bool:
    """Return whether a table has a row for each customer, or one for each contract of theirs."""
    variety = max(column.profile.variety for column in who.columns)
    if variety >= _VARIETY:
        return True
    return (
        variety >= _VARIETY_OF_CONTRACTS
        and _find_suitable(columns, "renewal") is not None
        and not _lists_sales(columns)
    )


def _lists_sales(columns: tuple[TableColumn, ...]) -> bool:
    """Return whether a table says when something was sold: its amounts are then those of sales."""
    dated = [column for column in columns if column.profile.counted_dates >= MOSTLY]
    return find_column(dated, header_rules().services["day"]) is not None


def _tells_tickets(columns: tuple[TableColumn, ...], suitable: Collection[str]) -> bool:
    """Return whether a table has what only tickets have, beside the `suitable` roles of customers.

    Customers with a date of their own may have a state and somebody in charge of them as well; an address of
    several words is no description.
    """
    mapping = map_columns(columns)
    if any(field in mapping.fields for field in OF_TICKETS if field not in _OF_CUSTOMERS_TOO):
        return True
    described = mapping.fields.get(Field.DESCRIPTION)
    said = described is not None and (
        mapping.reasons[Field.DESCRIPTION] != "values" or mapping.column(described).profile.is_prose
    )
    if any(field in mapping.fields for field in _OF_CUSTOMERS_TOO) and (
        said or not any(name in _DATES for name in suitable)
    ):
        return True
    return said and len(suitable) < 2


def _has_headers(table: Table) -> bool:
    """Return whether the headers may be those of customers, before any value is read."""
    headers = [parse_header(name) for name in table.frame.columns]
    facts = header_rules().customer_facts
    who = (header_rules().customers["customer"], facts["id"], facts["address"], facts["last"])
    roles = _roles()
    what = [roles[name] for name in (*_DATES, *_AMOUNTS, _SEGMENT)]

    def names(wanted: Iterable[HeaderRole]) -> bool:
        return any(role.weight(header) > 0 for role in wanted for header in headers)

    return names(who) and names(what)


def _find_suitable(columns: tuple[TableColumn, ...], name: str) -> TableColumn | None:
    """Return the column of a customer role whose values are of the right type."""
    found = find_column(columns, _roles()[name])
    if found is None:
        return None
    if name == _SEGMENT:
        return found if is_few_repeated(found.profile) else None
    if name in _DATES:
        return found if found.profile.counted_dates >= MOSTLY else None
    return found if holds_amounts(found) else None


def read_customers(table: Table) -> SideTable[CustomerRecord]:
    """Return the customers of a table, a record per row with a name or an id."""
    columns = profile_columns(table.frame)
    who = CustomerColumns.find(columns, per_customer=True)
    if who is None:
        return SideTable(
            (), describe_table(table, SideFileKind.CUSTOMERS, (), {RowFault.NO_CUSTOMER: len(table)})
        )
    found = {name: _find_suitable(columns, name) for name in (*_DATES, *_AMOUNTS, _SEGMENT)}
    days = read_dated_columns(table, columns, [found[name] for name in _DATES])
    invoices, payments, values = (_read_amounts(table, found[name]) for name in _AMOUNTS)
    segment = found[_SEGMENT]
    segments = to_plain_column(table.frame[segment.name]) if segment else [""] * len(table)
    names, ids = who.read(table)
    kept = [value if value is None or value >= 0 else None for value in values]
    addresses = who.read_addresses(table)
    contracts = [who.has_contracts] * len(table)
    rows = zip(names, *days, invoices, payments, segments, ids, kept, addresses, contracts, strict=True)
    records = tuple(CustomerRecord(*row) for row in rows if row[0])
    negative = sum(value is not None and value < 0 for value in values)
    told: list[tuple[TableColumn | None, Sequence[object]]] = [
        (found[name], column) for name, column in zip(_DATES, days, strict=True)
    ]
    told += [
        (found[name], column) for name, column in zip(_AMOUNTS, (invoices, payments, values), strict=True)
    ]
    faults = {
        RowFault.NO_CUSTOMER: len(table) - len(records),
        RowFault.NEGATIVE: negative,
        RowFault.UNREADABLE: sum(_count_unread(table, column, read) for column, read in told),
    }
    used = [*who.columns, *(column for column in found.values() if column)]
    return SideTable(records, describe_table(table, SideFileKind.CUSTOMERS, used, faults, len(records)))


def _count_unread(table: Table, column: TableColumn | None, read: Sequence[object]) -> int:
    """Count the written cells of a column of which nothing was read."""
    written = read_texts(table, column)
    return sum(bool(text) and value is None for text, value in zip(written, read, strict=True))


def _read_amounts(table: Table, column: TableColumn | None) -> list[float | None]:
    if column is None:
        return [None] * len(table)
    return [None if math.isnan(value) else value for value in read_amounts(table.frame[column.name])]
