"""Separates tables that accompany logs from the logs, and reads them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from supportlens.domain import ActiveUsers, Change, CustomerRecord, NoCustomers
from supportlens.ingest.inputs.active_users import is_active_users, read_active_users
from supportlens.ingest.inputs.change_calendars import is_calendar, read_changes
from supportlens.ingest.inputs.customers import is_customers, read_customers
from supportlens.ingest.tables.letters import repair_letters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from supportlens.ingest.tables.table import Table


@dataclass(frozen=True, slots=True)
class OtherInputs:
    """The contents of tables without tickets."""

    changes: tuple[Change, ...] = ()
    customers: tuple[CustomerRecord, ...] = ()
    users: tuple[ActiveUsers, ...] = ()


def read_other_inputs(tables: Iterable[Table]) -> OtherInputs:
    """Return the changes, customers and active users among `tables`.

    The order of `tables` does not matter; records that two files share are returned once.
    """
    # A log may be large, so only the other tables are repaired here.
    sorted_out = [(repair_letters(table)[0], kind) for table in tables if (kind := other_kind(table))]
    changes = {change for table, kind in sorted_out if kind == CALENDAR for change in read_changes(table)}
    customers = {
        record for table, kind in sorted_out if kind == CUSTOMERS for record in read_customers(table)
    }
    users = {record for table, kind in sorted_out if kind == USERS for record in read_active_users(table)}
    return OtherInputs(
        tuple(sorted(changes, key=lambda change: (change.day, change.name, change.product, change.kind))),
        tuple(sorted(customers, key=lambda record: (record.customer, repr(record)))),
        tuple(
            sorted(
                users, key=lambda record: (record.product, record.site, str(record.day or ""), record.users)
            )
        ),
    )


def read_customers_file(tables: Iterable[Table], path: str) -> tuple[CustomerRecord, ...]:
    """Return the customers of a file given as a customers file; raises NoCustomers without any."""
    customers = read_other_inputs(tables).customers
    if not customers:
        raise NoCustomers(path)
    return customers


CALENDAR, CUSTOMERS, USERS = "change_calendar", "customers", "active_users"


def other_kind(table: Table) -> str:
    """Return the kind of a table without tickets, in the codes of rejections; empty for a log."""
    if table.fault is not None or not len(table):
        return ""
    return next((kind for kind, holds in _KINDS if holds(table)), "")


_KINDS: tuple[tuple[str, Callable[[Table], bool]], ...] = (
    (CUSTOMERS, is_customers),
    (USERS, is_active_users),
    (CALENDAR, is_calendar),
)
"""Kinds of tables without tickets, the most specific first."""
