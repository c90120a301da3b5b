"""Separates tables that accompany logs from the logs, and reads them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from supportlens.domain import ActiveUsers, Change, CustomerFiles, NoCustomers, TakenAction
from supportlens.ingest.inputs.active_users import is_active_users, read_active_users
from supportlens.ingest.inputs.change_calendars import is_calendar, read_changes
from supportlens.ingest.inputs.customers import is_customers, may_be_customers, read_customers
from supportlens.ingest.inputs.invoices import is_invoices, may_be_invoices, read_invoices
from supportlens.ingest.inputs.services import is_services, may_be_services, read_services
from supportlens.ingest.inputs.taken_actions import is_actions, read_actions
from supportlens.ingest.tables.letters import repair_letters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from supportlens.ingest.tables.table import Table


@dataclass(frozen=True, slots=True)
class OtherInputs:
    """The contents of tables without tickets."""

    changes: tuple[Change, ...] = ()
    customers: CustomerFiles = field(default_factory=CustomerFiles)
    users: tuple[ActiveUsers, ...] = ()
    actions: tuple[TakenAction, ...] = ()


def read_other_inputs(tables: Iterable[Table], given: Iterable[Table] = ()) -> OtherInputs:
    """Return the changes, customers, services, invoices, active users and actions among `tables`.

    The order of `tables` does not matter; records that two files share are returned once, but a customer may
    buy the same thing twice on a day. Those `given` as tables about customers are read as such even where
    their columns might be those of a log.
    """
    # A log may be large, so only the other tables are repaired here.
    kinds = [(table, other_kind(table)) for table in tables]
    kinds += [(table, customer_kind(table)) for table in given]
    sorted_out = [(repair_letters(table)[0], kind) for table, kind in kinds if kind]
    changes = {change for table, kind in sorted_out if kind == CALENDAR for change in read_changes(table)}
    users = {record for table, kind in sorted_out if kind == USERS for record in read_active_users(table)}
    actions = {action for table, kind in sorted_out if kind == ACTIONS for action in read_actions(table)}
    return OtherInputs(
        tuple(sorted(changes, key=lambda change: (change.day, change.name, change.product, change.kind))),
        _read_customer_files(sorted_out),
        tuple(
            sorted(
                users, key=lambda record: (record.product, record.site, str(record.day or ""), record.users)
            )
        ),
        tuple(sorted(actions, key=lambda action: (action.start, action.name, repr(action)))),
    )


def _read_customer_files(sorted_out: list[tuple[Table, str]]) -> CustomerFiles:
    """Return what the tables say about customers; a table that is there twice counts once."""
    once: dict[tuple[str, str], tuple[Table, str]] = {}
    for table, kind in sorted(sorted_out, key=lambda pair: (pair[0].origin.path, pair[0].origin.sheet)):
        once.setdefault((table.origin.sha256 or table.origin.path, table.origin.sheet), (table, kind))
    customers = [read_customers(table) for table, kind in once.values() if kind == CUSTOMERS]
    services = [read_services(table) for table, kind in once.values() if kind == SERVICES]
    invoices = [read_invoices(table) for table, kind in once.values() if kind == INVOICES]
    records = {record for one in customers for record in one.records}
    return CustomerFiles(
        tuple(sorted(records, key=lambda record: (record.customer, repr(record)))),
        tuple(
            sorted(
                (each for one in services for each in one.records), key=lambda each: (each.day, repr(each))
            )
        ),
        tuple(
            sorted(
                (each for one in invoices for each in one.records), key=lambda each: (each.day, repr(each))
            )
        ),
        (
            *(one.file for one in customers),
            *(one.file for one in services),
            *(one.file for one in invoices),
        ),
    )


def read_customers_file(tables: Iterable[Table], path: str) -> CustomerFiles:
    """Return the contents of a file given as one about customers; raises NoCustomers without any."""
    files = read_other_inputs((), tables).customers
    if not files:
        raise NoCustomers(path)
    return files


CALENDAR, CUSTOMERS, USERS = "change_calendar", "customers", "active_users"
SERVICES, INVOICES, ACTIONS = "services", "invoices", "actions"
OF_CUSTOMERS = frozenset((CUSTOMERS, SERVICES, INVOICES))
OTHER_KINDS = frozenset((CALENDAR, CUSTOMERS, USERS, SERVICES, INVOICES, ACTIONS))


def other_kind(table: Table) -> str:
    """Return the kind of a table without tickets, in the codes of rejections; empty for a log."""
    if table.fault is not None or not len(table):
        return ""
    return next((kind for kind, holds in _KINDS if holds(table)), "")


def customer_kind(table: Table) -> str:
    """Return the kind of a table that is known to be about customers; empty if it names none of them."""
    kind = other_kind(table)
    if kind in OF_CUSTOMERS or table.fault is not None or not len(table):
        return kind
    found = ((INVOICES, may_be_invoices), (CUSTOMERS, may_be_customers), (SERVICES, may_be_services))
    return next((kind for kind, holds in found if holds(table)), kind)


_KINDS: tuple[tuple[str, Callable[[Table], bool]], ...] = (
    (ACTIONS, is_actions),
    (INVOICES, is_invoices),
    (CUSTOMERS, is_customers),
    (USERS, is_active_users),
    (SERVICES, is_services),
    (CALENDAR, is_calendar),
)
"""Kinds of tables without tickets, the most specific first."""
