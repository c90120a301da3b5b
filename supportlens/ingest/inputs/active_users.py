"""Recognises and reads the counts of active users per application."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import ActiveUsers, Field
from supportlens.ingest.columns.mapping import map_columns
from supportlens.ingest.columns.table_columns import columns_of
from supportlens.ingest.inputs.role_columns import OF_TICKETS, find_column, has_headers, to_days
from supportlens.ingest.tables.headers import is_spanish, rules
from supportlens.ingest.values.dates import order_of, scan
from supportlens.ingest.values.months import with_days
from supportlens.ingest.values.numbers import amounts
from supportlens.ingest.values.plain_text import plain_column

if TYPE_CHECKING:
    from datetime import date

    from supportlens.ingest.columns.table_columns import Column
    from supportlens.ingest.tables.table import Table


_MOST_APPLICATIONS = 5_000


def is_active_users(table: Table) -> bool:
    """Return whether a table counts the users of applications and says nothing else of them."""
    if len(table) > _MOST_APPLICATIONS or not has_headers(table, rules().users, "product", ("users",)):
        return False
    columns = columns_of(table.frame)
    counted = find_column(columns, rules().users["users"])
    product = find_column(columns, rules().users["product"])
    if counted is None or product is None or counted.seen.numeric < 0.8:
        return False
    fields = map_columns(columns).fields
    return not any(field in (*OF_TICKETS, Field.DESCRIPTION, Field.REQUESTER) for field in fields)


def read_active_users(table: Table) -> list[ActiveUsers]:
    columns = columns_of(table.frame)
    product, counted = (find_column(columns, rules().users[name]) for name in ("product", "users"))
    if product is None or counted is None:
        return []
    site = find_column(columns, rules().users["site"])
    rows = zip(
        plain_column(table.frame[product.name]),
        amounts(table.frame[counted.name]),
        plain_column(table.frame[site.name]) if site else [""] * len(table),
        _days_of_users(table, columns),
        strict=True,
    )
    return [ActiveUsers(name, count, place, day) for name, count, place, day in rows if name and count >= 0]


def _days_of_users(table: Table, columns: tuple[Column, ...]) -> list[date | None]:
    """Read the days of which users are counted, a month being its middle; None where no column tells."""
    column = find_column(columns, rules().users["day"])
    if column is None:
        return [None] * len(table)
    dates = scan(with_days(table.frame[column.name]), numbers=True)
    order = order_of([dates], spanish=is_spanish(column.header for column in columns))
    return to_days(dates.moments(order)) if order else [None] * len(table)
