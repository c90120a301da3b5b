"""Customers of a single service, and those whose last one was half a year ago."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from supportlens.customers.months import shift_months
from supportlens.domain import FollowUpDue, OneTimeCustomer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from supportlens.customers.identities import KnownCustomer
    from supportlens.domain import CareRules

_YEAR = 12


@dataclass(frozen=True, slots=True)
class ServiceReview:
    """What services say: customers of one, those to call, and how many there are of whom."""

    one_time: tuple[OneTimeCustomer, ...]
    due: tuple[FollowUpDue, ...]
    buyers: int
    """Customers with a service in the last year."""
    followed: int
    """Of those whose last service was 5 to 7 months ago, those who were in contact since."""


def review_services(
    customers: Iterable[KnownCustomer],
    days_of: Callable[[KnownCustomer], list[date]],
    as_of: date,
    rules: CareRules,
) -> ServiceReview:
    """Return what the services up to `as_of` say; `days_of` returns the days of a customer's contacts.

    A customer of one service had exactly one in the last twelve months. A follow-up is due where the last
    service was five to seven months ago and no contact came since.
    """
    year = shift_months(as_of, -_YEAR)
    longest, shortest = shift_months(as_of, -rules.due_to_months), shift_months(as_of, -rules.due_from_months)
    once: list[OneTimeCustomer] = []
    due: list[FollowUpDue] = []
    buyers = followed = 0
    for customer in customers:
        services = sorted((one for one in customer.services if one.day <= as_of), key=lambda one: one.day)
        if not services or customer.ambiguous:
            continue
        recent = [one for one in services if one.day > year]
        last = services[-1]
        since = sum(day > last.day for day in days_of(customer))
        buyers += bool(recent)
        if len(recent) == 1:
            once.append(
                OneTimeCustomer(
                    customer.name,
                    customer.id,
                    last.day,
                    last.service,
                    last.amount,
                    before=len(services) - 1,
                    contacts=since,
                )
            )
        if longest <= last.day <= shortest:
            followed += bool(since)
            if not since:
                due.append(
                    FollowUpDue(
                        customer.name, customer.id, last.day, last.service, last.amount, once=len(recent) == 1
                    )
                )
    return ServiceReview(
        tuple(sorted(once, key=lambda one: (one.day, one.customer, one.id))),
        tuple(sorted(due, key=lambda one: (one.day, one.customer, one.id))),
        buyers,
        followed,
    )
