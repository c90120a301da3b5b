"""What is known beside the tickets: customers, and how many people use each application."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class CustomerRecord:
    """One customer of a customers file; a date or number that the file does not give is None."""

    customer: str
    renewal: date | None = None
    anniversary: date | None = None
    birthday: date | None = None
    last_service: date | None = None
    invoices: float | None = None
    """How many invoices the customer has had, or how many are open: as the file counts them."""
    payments: float | None = None
    """What the customer has paid, in the currency of the file."""
    segment: str = ""
    """The customer's segment, plan or size, as the file calls it."""


@dataclass(frozen=True, slots=True)
class ActiveUsers:
    """How many people use a product: what tickets per user are counted against.

    Several lines with a `day` each say how the number moved; one without holds for all times.
    """

    product: str
    users: float
    site: str = ""
    day: date | None = None
