"""Rows of the files that accompany a log: services or sales, invoices, and what was made of each file."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from supportlens.domain.tickets.records import CustomerRecord


@dataclass(frozen=True, slots=True)
class ServiceRecord:
    """One service or sale of a customer; `amount` is None where the file has none."""

    customer: str
    day: date
    id: str = ""
    """The customer's id; "" if the file has no ids."""
    service: str = ""
    amount: float | None = None


@dataclass(frozen=True, slots=True)
class InvoiceRecord:
    """One invoice of a customer."""

    customer: str
    day: date
    amount: float
    id: str = ""
    """The customer's id; "" if the file has no ids."""
    due: date | None = None
    paid: bool | None = None
    """None if the file does not say."""


class SideFileKind(StrEnum):
    """What a file about customers holds; the codes of `Rejection.reason`."""

    CUSTOMERS = "customers"
    SERVICES = "services"
    INVOICES = "invoices"


class RowFault(StrEnum):
    """Why a row of a file about customers, or one of its values, was not used."""

    NO_CUSTOMER = "no_customer"
    NO_DATE = "no_date"
    NO_AMOUNT = "no_amount"
    NEGATIVE = "negative_amount"
    """A credit note or a reversed sale: no service, and no invoice to pay."""
    UNREADABLE = "unreadable"
    """A day or an amount that cannot be read, such as 31 February; the rest of the row is used."""
    FUTURE_BIRTH = "future_birth"
    """A birth date after today; the rest of the row is used."""


@dataclass(frozen=True, slots=True)
class SideFile:
    """What was made of one file about customers."""

    path: str
    kind: SideFileKind
    rows: int
    used: int
    columns: tuple[str, ...] = ()
    """The columns that were used, as written."""
    unused: tuple[str, ...] = ()
    """The columns that were not."""
    faults: dict[str, int] = field(default_factory=dict)
    """Rows or values that were not used, by `RowFault`."""


@dataclass(frozen=True, slots=True)
class CustomerFiles:
    """Everything that files say about customers."""

    customers: tuple[CustomerRecord, ...] = ()
    services: tuple[ServiceRecord, ...] = ()
    invoices: tuple[InvoiceRecord, ...] = ()
    files: tuple[SideFile, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.customers or self.services or self.invoices)
