"""Recognises and reads files of services or sales: a customer, a day, what it was and for how much."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from supportlens.domain import Field, RowFault, ServiceRecord, SideFileKind
from supportlens.ingest.columns.column_values import MOSTLY
from supportlens.ingest.columns.mapping import map_columns
from supportlens.ingest.columns.table_columns import profile_columns
from supportlens.ingest.inputs.role_columns import find_column, holds_amounts
from supportlens.ingest.inputs.side_tables import (
    CustomerColumns,
    SideTable,
    describe_table,
    read_dated_columns,
    read_texts,
)
from supportlens.ingest.tables.headers import header_rules, parse_header
from supportlens.ingest.values.numbers import read_amounts

if TYPE_CHECKING:
    from supportlens.ingest.columns.table_columns import TableColumn
    from supportlens.ingest.tables.table import Table

_SHORT = 6.0
"""Words of a service's name at most, on average. Judgement: longer texts are what customers write."""
_OF_ANYTHING = frozenset(("name", "nombre", "id", "codigo"))
"""Headers that alone do not say that a table is about customers: a calendar names its changes so."""
_OF_TICKETS = (Field.RESOLUTION, Field.PRIORITY, Field.REOPENED)
_TOLD = (Field.SUBJECT, Field.DESCRIPTION, Field.CATEGORY)
"""Fields that say what a ticket is about; beside a number they make tickets of rows with amounts."""
_OF_SALES_TOO = (Field.RESOLVED_AT, Field.SATISFACTION)
"""Fields of tickets that a service with an amount may have: when it was finished, how it was liked."""


def is_services(table: Table) -> bool:
    """Return whether a table has a row per service: customer, day, and a short service or an amount."""
    if not _has_headers(table):
        return False
    columns = profile_columns(table.frame)
    found = _find_columns(columns)
    if (
        CustomerColumns.find(columns) is None
        or found["day"] is None
        or not (found["service"] or found["amount"])
    ):
        return False
    mapped = map_columns(columns).fields
    sold = found["amount"] is not None
    if any(field in mapped for field in (*_OF_TICKETS, *(() if sold else _OF_SALES_TOO))):
        return False
    told = {mapped[field] for field in _TOLD if field in mapped} - {
        column.name for column in found.values() if column
    }
    if _counts_tickets(columns, sold=sold and not told):
        return False
    known = {column.name for column in found.values() if column}
    return not any(
        column.profile.is_prose and column.profile.words > _SHORT
        for column in columns
        if column.name not in known or column is found["service"]
    )


def may_be_services(table: Table) -> bool:
    """Return whether a table about customers has what makes services of its rows."""
    columns = profile_columns(table.frame)
    found = _find_columns(columns)
    told = found["service"] or found["amount"] or not any(column.profile.is_prose for column in columns)
    return bool(found["day"] and told and CustomerColumns.find(columns))


def _has_headers(table: Table) -> bool:
    """Return whether the headers may be those of services, before any value is read."""
    roles = header_rules()
    headers = [parse_header(name) for name in table.frame.columns]

    def names(*wanted: str) -> bool:
        return any(roles.services[one].weight(header) > 0 for one in wanted for header in headers)

    facts = roles.customer_facts
    who = (roles.customers["customer"], facts["id"], facts["address"], facts["last"])
    said = [header for header in headers if header.forms[-1] not in _OF_ANYTHING]
    return names("day") and names("service", "amount") and any(r.weight(h) > 0 for r in who for h in said)


def _counts_tickets(columns: tuple[TableColumn, ...], *, sold: bool) -> bool:
    """Return whether a header names tickets; a bare "id" may be the number of a sale.

    Where amounts show that something was `sold`, so may an order number or a folio.
    """
    role = header_rules().fields[Field.TICKET_ID]
    others = [header_rules().customer_facts["id"]]
    if sold:
        others.append(header_rules().services["number"])
    return any(
        role.is_whole(one.header) and not any(other.weight(one.header) for other in others) for one in columns
    )


def _find_columns(columns: tuple[TableColumn, ...]) -> dict[str, TableColumn | None]:
    roles = header_rules().services
    dated = [column for column in columns if column.profile.counted_dates >= MOSTLY]
    counted = [column for column in columns if holds_amounts(column)]
    named = [column for column in columns if column.profile.letters >= MOSTLY and column not in dated]
    return {
        "day": find_column(dated, roles["day"]),
        "service": find_column(named, roles["service"]),
        "amount": find_column(counted, roles["amount"]),
    }


def read_services(table: Table) -> SideTable[ServiceRecord]:
    """Return the services of a table; rows without customer or day, and reversed ones, are left out."""
    columns = profile_columns(table.frame)
    who, found = CustomerColumns.find(columns), _find_columns(columns)
    faults = dict.fromkeys((RowFault.NO_CUSTOMER, RowFault.NO_DATE, RowFault.NEGATIVE), 0)
    records: list[ServiceRecord] = []
    if who is not None:
        (days,) = read_dated_columns(table, columns, [found["day"]])
        amount = found["amount"]
        amounts = read_amounts(table.frame[amount.name]) if amount else [math.nan] * len(table)
        rows = zip(*who.read(table), days, read_texts(table, found["service"]), amounts, strict=True)
        for name, known, day, service, paid in rows:
            if not name:
                faults[RowFault.NO_CUSTOMER] += 1
            elif day is None:
                faults[RowFault.NO_DATE] += 1
            elif paid < 0:
                faults[RowFault.NEGATIVE] += 1
            else:
                records.append(ServiceRecord(name, day, known, service, None if math.isnan(paid) else paid))
    used = [*(who.columns if who else ()), *(column for column in found.values() if column)]
    return SideTable(tuple(records), describe_table(table, SideFileKind.SERVICES, used, faults, len(records)))
