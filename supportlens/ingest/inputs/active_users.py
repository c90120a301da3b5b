"""Recognises and reads tables of active users per application."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import ActiveUsers, Field
from supportlens.ingest.columns.column_values import NEARLY_ALL
from supportlens.ingest.columns.mapping import map_columns
from supportlens.ingest.columns.table_columns import profile_columns
from supportlens.ingest.inputs.role_columns import OF_TICKETS, find_column, has_headers, to_days
from supportlens.ingest.tables.headers import are_day_first, header_rules
from supportlens.ingest.values.dates import order_of, scan_dates
from supportlens.ingest.values.months import add_days
from supportlens.ingest.values.numbers import read_amounts
from supportlens.ingest.values.plain_text import to_plain_column

if TYPE_CHECKING:
    from datetime import date

    from supportlens.ingest.columns.table_columns import TableColumn
    from supportlens.ingest.tables.table import Table


_MOST_APPLICATIONS = 5_000
"""Maximum rows of a user count. Judgement: fewer reject many sites and months; more check large logs."""


def is_active_users(table: Table) -> bool:
    """Return whether a table counts the users of applications and contains nothing else about them."""
    if len(table) > _MOST_APPLICATIONS or not has_headers(table, header_rules().users, "product", ("users",)):
        return False
    columns = profile_columns(table.frame)
    counted = find_column(columns, header_rules().users["users"])
    product = find_column(columns, header_rules().users["product"])
    if counted is None or product is None or counted.profile.numeric < NEARLY_ALL:
        return False
    fields = map_columns(columns).fields
    return not any(field in (*OF_TICKETS, Field.DESCRIPTION, Field.REQUESTER) for field in fields)


def read_active_users(table: Table) -> list[ActiveUsers]:
    """Return the user counts of a table, a record per row."""
    columns = profile_columns(table.frame)
    product, counted = (find_column(columns, header_rules().users[name]) for name in ("product", "users"))
    if product is None or counted is None:
        return []
    site = find_column(columns, header_rules().users["site"])
    rows = zip(
        to_plain_column(table.frame[product.name]),
        read_amounts(table.frame[counted.name]),
        to_plain_column(table.frame[site.name]) if site else [""] * len(table),
        _read_days(table, columns),
        strict=True,
    )
    return [ActiveUsers(name, count, place, day) for name, count, place, day in rows if name and count >= 0]


def _read_days(table: Table, columns: tuple[TableColumn, ...]) -> list[date | None]:
    """Return the day of each count, the middle of a month without a day; None without a date column."""
    column = find_column(columns, header_rules().users["day"])
    if column is None:
        return [None] * len(table)
    dates = scan_dates(add_days(table.frame[column.name]), numbers=True)
    order = order_of([dates], day_first=are_day_first(column.header for column in columns))
    return to_days(dates.moments(order)) if order else [None] * len(table)
