"""Data in addition to the tickets: customers, and users per application."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class CustomerRecord:
    """One customer of a customers file; missing dates and numbers are None."""

    customer: str
    renewal: date | None = None
    anniversary: date | None = None
    birthday: date | None = None
    last_service: date | None = None
    invoices: float | None = None
    """The number of the customer's invoices, in total or open: as the file counts them."""
    payments: float | None = None
    """The customer's payments, in the currency of the file."""
    segment: str = ""
    """The customer's segment, plan or size, as named in the file."""
    id: str = ""
    """The customer's id; "" if the file has no ids."""
    value: float | None = None
    """What the customer is worth, in the currency of the file."""
    address: str = ""
    """The customer's mail address; "" if the file has none."""
    of_contract: bool = False
    """Whether `id` is that of a contract, of which a customer may have several."""


@dataclass(frozen=True, slots=True)
class ActiveUsers:
    """The number of users of a product: the denominator of tickets per user.

    Several records with a `day` each give the number over time; one without applies to all times.
    """

    product: str
    users: float
    site: str = ""
    day: date | None = None
