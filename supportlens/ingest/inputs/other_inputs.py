"""Recognises what may lie beside the logs, and reads it: change calendars, customers, users."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from supportlens.domain import ActiveUsers, Change, CustomerRecord, Field, NoCustomers
from supportlens.ingest.columns.column_values import is_few_repeated
from supportlens.ingest.columns.mapping import map_columns
from supportlens.ingest.columns.table_columns import columns_of
from supportlens.ingest.inputs.change_calendars import changes_of, is_calendar
from supportlens.ingest.tables.headers import header_of, is_spanish, rules
from supportlens.ingest.tables.letters import repair_letters
from supportlens.ingest.values.dates import order_of, scan
from supportlens.ingest.values.months import with_days
from supportlens.ingest.values.numbers import amounts
from supportlens.ingest.values.plain_text import plain_column

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    import pandas as pd

    from supportlens.ingest.columns.table_columns import Column
    from supportlens.ingest.tables.headers import Role
    from supportlens.ingest.tables.table import Table

_DATES = ("renewal", "anniversary", "birthday", "last_service")
_AMOUNTS = ("invoices", "payments")
_SEGMENT = "segment"
_OF_TICKETS = (Field.SUBJECT, Field.RESOLUTION, Field.RESOLVED_AT, Field.STATUS, Field.PRIORITY, Field.AGENT)
_MOST_APPLICATIONS = 5_000


@dataclass(frozen=True, slots=True)
class OtherInputs:
    """What the tables that hold no tickets say."""

    changes: tuple[Change, ...] = ()
    customers: tuple[CustomerRecord, ...] = ()
    users: tuple[ActiveUsers, ...] = ()


def other_inputs(tables: Iterable[Table]) -> OtherInputs:
    """Read the change calendars, customers files and users-per-application files among `tables`.

    The order of `tables` does not matter; what two files say alike is said once.
    """
    # A log may be large: only what lies beside it is mended here.
    sorted_out = [(repair_letters(table)[0], kind) for table in tables if (kind := kind_of(table))]
    changes = {change for table, kind in sorted_out if kind == CALENDAR for change in changes_of(table)}
    customers = {each for table, kind in sorted_out if kind == CUSTOMERS for each in _customers_of(table)}
    users = {each for table, kind in sorted_out if kind == USERS for each in _users_of(table)}
    return OtherInputs(
        tuple(sorted(changes, key=lambda change: (change.day, change.name, change.product, change.kind))),
        tuple(sorted(customers, key=lambda each: (each.customer, repr(each)))),
        tuple(sorted(users, key=lambda each: (each.product, each.site, str(each.day or ""), each.users))),
    )


def customers_told(tables: Iterable[Table], path: str) -> tuple[CustomerRecord, ...]:
    """Read the customers of a file that somebody says is one; raises NoCustomers where it holds none."""
    told = other_inputs(tables).customers
    if not told:
        raise NoCustomers(path)
    return told


CALENDAR, CUSTOMERS, USERS = "change_calendar", "customers", "active_users"


def kind_of(table: Table) -> str:
    """Name what a table holds besides tickets, in the words of rejections; empty for a log."""
    if table.fault is not None or not len(table):
        return ""
    return next((kind for kind, holds in _KINDS if holds(table)), "")


def _is_customers(table: Table) -> bool:
    """Return whether a table has a row per customer and something that only customers have."""
    if not _is_headed(table, rules().customers, "customer", (*_DATES, *_AMOUNTS, _SEGMENT)):
        return False
    columns = columns_of(table.frame)
    who = _column(columns, rules().customers["customer"])
    if who is None or who.seen.variety < 0.9:
        return False
    told = [name for name in (*_DATES, *_AMOUNTS, _SEGMENT) if _suiting(columns, name) is not None]
    fields = map_columns(columns).fields
    if not told or any(field in _OF_TICKETS for field in fields):
        return False
    return len(told) > 1 or Field.DESCRIPTION not in fields


def _is_users(table: Table) -> bool:
    """Return whether a table counts the users of applications and says nothing else of them."""
    if len(table) > _MOST_APPLICATIONS or not _is_headed(table, rules().users, "product", ("users",)):
        return False
    columns = columns_of(table.frame)
    counted = _column(columns, rules().users["users"])
    product = _column(columns, rules().users["product"])
    if counted is None or product is None or counted.seen.numeric < 0.8:
        return False
    fields = map_columns(columns).fields
    return not any(field in (*_OF_TICKETS, Field.DESCRIPTION, Field.REQUESTER) for field in fields)


def _is_headed(table: Table, roles: dict[str, Role], chief: str, others: Iterable[str]) -> bool:
    """Return whether headers alone allow it: looking at the values of a large log takes its time."""
    headers = [header_of(name) for name in table.frame.columns]
    met = {name for name in (chief, *others) if any(roles[name].weight(header) > 0 for header in headers)}
    return chief in met and len(met) > 1


_KINDS: tuple[tuple[str, Callable[[Table], bool]], ...] = (
    (CUSTOMERS, _is_customers),
    (USERS, _is_users),
    (CALENDAR, is_calendar),
)
"""What a table may hold besides tickets, the most particular first."""


def _column(columns: Iterable[Column], role: Role) -> Column | None:
    """Find the written column with the best header for `role`."""
    offers = [(role.weight(column.header), column) for column in columns if column.seen.written]
    weight, best = max(offers, key=lambda offer: offer[0], default=(0.0, None))
    return best if weight > 0 else None


def _suiting(columns: tuple[Column, ...], name: str) -> Column | None:
    """Find the column of a role of customers whose values are what they must be."""
    found = _column(columns, rules().customers[name])
    if found is None:
        return None
    if name == _SEGMENT:
        return found if is_few_repeated(found.seen) else None
    share = found.seen.counted_dates if name in _DATES else found.seen.numeric
    return found if share >= 0.5 else None


def _customers_of(table: Table) -> list[CustomerRecord]:
    columns = columns_of(table.frame)
    who = _column(columns, rules().customers["customer"])
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
    return [_as_days(dates.moments(order)) if dates and order else nothing for dates in read]


def _as_days(moments: pd.Series) -> list[date | None]:
    return [None if moment != moment else moment.date() for moment in moments]  # noqa: PLR0124 - NaT is unequal to itself


def _users_of(table: Table) -> list[ActiveUsers]:
    columns = columns_of(table.frame)
    product, counted = (_column(columns, rules().users[name]) for name in ("product", "users"))
    if product is None or counted is None:
        return []
    site = _column(columns, rules().users["site"])
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
    column = _column(columns, rules().users["day"])
    if column is None:
        return [None] * len(table)
    dates = scan(with_days(table.frame[column.name]), numbers=True)
    order = order_of([dates], spanish=is_spanish(column.header for column in columns))
    return _as_days(dates.moments(order)) if order else [None] * len(table)
