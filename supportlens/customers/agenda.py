"""The agenda: what a date announces, before the customer notices it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from supportlens.customers.months import next_anniversary
from supportlens.domain import AgendaEntry, AgendaKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from supportlens.customers.identities import KnownCustomer
    from supportlens.domain import CareRules

NOTICES = (60, 30, 15)
"""Days before a renewal on which to call (the moments' own rule), the earliest first."""
AHEAD_DAYS = 30
"""Days that anniversaries are announced before. Judgement: a meeting needs a month's notice."""
BILLED_DAYS = 60
"""Days for which an unusual invoice is worth a word. Judgement: later the customer has seen the next one."""
BEFORE = 3
"""Invoices before one that tell the usual amount (the moments' own rule)."""


@dataclass(frozen=True, slots=True)
class CustomerState:
    """What to look at before a call: bad experiences and open tickets."""

    episodes: int = 0
    open_ticket_ids: tuple[str, ...] = ()


def plan_agenda(
    customers: Iterable[tuple[KnownCustomer, CustomerState]], as_of: date, rules: CareRules
) -> tuple[AgendaEntry, ...]:
    """Return what is due from `as_of` on, earliest first."""
    found = [
        replace(entry, episodes=state.episodes, open_ticket_ids=state.open_ticket_ids)
        for customer, state in customers
        for entry in _list_entries(customer, as_of, rules)
    ]
    order = list(AgendaKind)
    return tuple(
        sorted(found, key=lambda one: (one.day, order.index(one.kind), one.due, one.customer, one.id))
    )


def _list_entries(customer: KnownCustomer, as_of: date, rules: CareRules) -> Iterator[AgendaEntry]:
    for renewal in customer.renewals:
        yield from _remind_of_renewal(customer, renewal, as_of)
    yield from _greet(customer, AgendaKind.ANNIVERSARY, customer.anniversary, as_of)
    if rules.birthdays:
        yield from _greet(customer, AgendaKind.BIRTHDAY, customer.birthday, as_of)
    yield from _explain_amount(customer, as_of, rules)
    yield from _ask_for_payment(customer, as_of)


def _remind_of_renewal(customer: KnownCustomer, renewal: date, as_of: date) -> Iterator[AgendaEntry]:
    """Yield the call that the renewal of a contract asks for: the notice whose time has come, today."""
    left = (renewal - as_of).days
    if not 0 <= left <= NOTICES[0]:
        return
    notice = min(days for days in NOTICES if left <= days)
    yield AgendaEntry(as_of, AgendaKind.RENEWAL, customer.name, customer.id, renewal, notice, left)
    for later in (days for days in NOTICES if days < left and days < notice):
        yield AgendaEntry(
            renewal - timedelta(days=later),
            AgendaKind.RENEWAL,
            customer.name,
            customer.id,
            renewal,
            later,
            left,
        )


def _greet(customer: KnownCustomer, kind: AgendaKind, day: date | None, as_of: date) -> Iterator[AgendaEntry]:
    if day is None or day > as_of:
        return
    coming = next_anniversary(day, as_of)
    if (coming - as_of).days <= AHEAD_DAYS and coming.year > day.year:
        yield AgendaEntry(coming, kind, customer.name, customer.id, coming, days=coming.year - day.year)


def _explain_amount(customer: KnownCustomer, as_of: date, rules: CareRules) -> Iterator[AgendaEntry]:
    """Yield the last invoice if it differs from the mean of the three before by more than the rule allows."""
    billed = sorted((one for one in customer.invoices if one.day <= as_of), key=lambda one: one.day)
    if len(billed) <= BEFORE or (as_of - billed[-1].day).days > BILLED_DAYS:
        return
    last, usual = billed[-1], sum(one.amount for one in billed[-1 - BEFORE : -1]) / BEFORE
    if usual > 0 and abs(last.amount / usual - 1) > rules.amount_change:
        yield AgendaEntry(
            as_of, AgendaKind.AMOUNT, customer.name, customer.id, last.day, amount=last.amount, usual=usual
        )


def _ask_for_payment(customer: KnownCustomer, as_of: date) -> Iterator[AgendaEntry]:
    """Yield the invoices that are overdue, as one entry with the oldest day."""
    late = [one for one in customer.invoices if one.due and one.due < as_of and one.paid is False]
    if late:
        oldest = min(one.due for one in late if one.due)
        yield AgendaEntry(
            as_of, AgendaKind.OVERDUE, customer.name, customer.id, oldest,
            days=(as_of - oldest).days, amount=sum(one.amount for one in late),
        )  # fmt: skip
