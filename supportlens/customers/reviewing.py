"""Everything that is due to customers, from the contacts and the files about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from supportlens.customers.agenda import CustomerState, plan_agenda
from supportlens.customers.episodes import CustomerContact, find_episodes, rate_customer
from supportlens.customers.identities import identify_customers, identify_named
from supportlens.customers.loyalty import LoyaltyFacts, compare_loyalty, keep_recommendation_marks
from supportlens.customers.services import review_services
from supportlens.customers.ticket_names import TicketNames, name_tickets
from supportlens.domain import (
    Assigned,
    CacheKey,
    CareGap,
    CareRules,
    CriticalContact,
    CustomerCare,
    Derived,
    Field,
    fold,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pandas as pd

    from supportlens.customers.identities import Identities, KnownCustomer
    from supportlens.domain import (
        BadEpisode,
        Coding,
        CustomerFiles,
        FractionProgress,
        LoyaltyGroup,
        RecutCache,
        Tickets,
        Workers,
    )

_WEEK, _MONTH = 7, 30
"""Days for which a critical contact leads all lists, and for which it is listed (the moments' own rule)."""

_FAR_DAYS, _STRAY = 31, 0.05
"""Days after the last ticket from which a service is far from it, and the share of such services that are
bookings or slips. Judgement: files are exported within a month of each other; smaller moves every list into
the future for one appointment, larger takes a log of last year for the present."""


IDENTITIES: CacheKey[tuple[CustomerFiles, Identities]] = CacheKey("who is who, by the files that say so")


@dataclass(frozen=True, slots=True)
class LogOfCustomers:
    """What the review needs of a log; `ids` are the ids of the tickets' customers, if it says them."""

    tickets: Tickets
    assignment: pd.DataFrame
    coding: Coding | None
    ids: pd.Series[str] | None = None
    open_states: frozenset[str] = frozenset()
    """Folded states of tickets that are not settled."""
    cache: RecutCache | None = None
    """Keeps who is who for another judgement of the same tickets."""


def review_customers(
    log: LogOfCustomers | None, files: CustomerFiles, rules: CareRules | None = None
) -> CustomerCare:
    """Return what is due to the customers of a log and its files at the end of both.

    Without a log only services, invoices and dates are reviewed.
    """
    rules = rules or CareRules()
    known = _identify(log, files)
    as_of = _find_end(log, files)
    if as_of is None:
        return CustomerCare(matches=known.matches, gaps=(CareGap.NO_DATES,), rules=rules)
    contacts = _list_contacts(log) if log else []
    of = partial(_contacts_of, contacts)
    episodes = {
        id(one): found
        for one in known.customers
        if not one.ambiguous and (found := find_episodes(of(one), as_of, rules))
    }
    services = review_services(known.customers, lambda one: [each.day for each in of(one)], as_of, rules)
    states = (
        (
            one,
            CustomerState(
                len(episodes.get(id(one), ())), tuple(each.ticket_id for each in of(one) if each.is_open)
            ),
        )
        for one in known.customers
        if one.records or one.invoices  # nothing else announces anything
    )
    rated = (
        rate_customer(one, of(one), episodes[id(one)], as_of, rules)
        for one in known.customers
        if id(one) in episodes
    )
    loyalty = _compare(log, known, of, episodes, as_of, sold=bool(files.services))
    gaps = _find_gaps(log, files)
    if loyalty and not any(group.marks for group in loyalty):
        gaps.append(CareGap.NO_RECOMMENDATION)
    return CustomerCare(
        as_of=as_of,
        customers=sum(not one.ambiguous for one in known.customers),
        at_risk=tuple(
            sorted(
                (one for one in rated if one),
                key=lambda one: (
                    -len(one.episodes),
                    -one.episodes[-1].last.toordinal(),
                    one.customer,
                    one.id,
                ),
            )
        ),
        critical=_list_critical(contacts, known, as_of),
        one_time=services.one_time,
        due=services.due,
        buyers=services.buyers,
        follow_ups=services.followed,
        agenda=plan_agenda(states, as_of, rules),
        loyalty=loyalty,
        matches=known.matches,
        gaps=tuple(gaps),
        rules=rules,
    )


def _contacts_of(
    contacts: Sequence[CustomerContact | None], customer: KnownCustomer
) -> list[CustomerContact]:
    """Return the contacts of a customer that have a date."""
    return [contact for row in customer.rows if contacts and (contact := contacts[row])]


def identify_ahead(
    tickets: Tickets,
    files: CustomerFiles,
    ids: pd.Series[str] | None,
    cache: RecutCache,
    workers: Workers,
    progress: FractionProgress,
) -> None:
    """Fill `cache` with who is who, for a review of the same tickets, their `ids` and files.

    Of other `workers` one does it. `progress` stops the work by raising.
    """
    (known,) = workers.map(_Identifying(files), [name_tickets(tickets, files, ids)], progress)
    cache.put(IDENTITIES, (files, known))


@dataclass(frozen=True)
class _Identifying:
    """Says who is who among the customers of tickets and files."""

    files: CustomerFiles

    def __call__(self, said: TicketNames, _progress: FractionProgress) -> Identities:
        """Return it for what tickets say of their customers."""
        return identify_named(said, self.files)


def _identify(log: LogOfCustomers | None, files: CustomerFiles) -> Identities:
    if log is None:
        return identify_customers(None, files)
    kept = log.cache.get(IDENTITIES) if log.cache else None
    if kept is not None and kept[0] == files:
        return kept[1]
    known = identify_customers(log.tickets, files, log.ids)
    if log.cache is not None:
        log.cache.put(IDENTITIES, (files, known))
    return known


def _find_end(log: LogOfCustomers | None, files: CustomerFiles) -> date | None:
    """Return the end of what is known: the last ticket, service or invoice, whichever is later.

    A few days long after the last ticket are bookings or slips of the pen, and no end.
    """
    last = log.tickets.last_date if log else None
    days = [*(one.day for one in files.services), *(one.day for one in files.invoices)]
    if last is None:
        return max(days, default=None)
    far = sum((day - last).days > _FAR_DAYS for day in days)
    if far <= _STRAY * len(days):
        days = [day for day in days if (day - last).days <= _FAR_DAYS]
    return max([last, *days])


def _list_contacts(log: LogOfCustomers) -> list[CustomerContact | None]:
    """Return the tickets, None for one without a date; none at all where no ticket has one."""
    frame = log.tickets.frame
    if not log.tickets.has(Field.CREATED_AT):
        return []
    valences = log.coding.valences().tolist() if log.coding else [0] * len(frame)
    critical = log.coding.mask("critical").tolist() if log.coding else [False] * len(frame)
    rows = zip(
        frame[Field.TICKET_ID.value],
        frame[Field.CREATED_AT.value],
        valences,
        log.assignment[Assigned.CAUSE],
        log.assignment[Assigned.SYMPTOM],
        frame[Derived.TEXT],
        critical,
        _mark_open(log),
        strict=True,
    )
    days: dict[date, date] = {}  # one object for each day
    return [
        CustomerContact(
            str(ticket), days.setdefault(day := when.date(), day), valence, str(cause), str(symptom),
            text if valence < 0 else "", bool(is_critical), is_open,
        )
        if when == when  # noqa: PLR0124 - NaT is unequal to itself
        else None
        for ticket, when, valence, cause, symptom, text, is_critical, is_open in rows
    ]  # fmt: skip


def _mark_open(log: LogOfCustomers) -> list[bool]:
    """Return whether each ticket is open, as its state says or, without states, its missing end."""
    frame = log.tickets.frame
    if log.tickets.has(Field.STATUS):
        return [fold(str(state)) in log.open_states for state in frame[Field.STATUS.value]]
    if log.tickets.has(Field.RESOLVED_AT):
        return [bool(missing) for missing in frame[Field.RESOLVED_AT.value].isna()]
    return [False] * len(frame)


def _list_critical(
    contacts: Sequence[CustomerContact | None], known: Identities, as_of: date
) -> tuple[CriticalContact, ...]:
    recent = as_of - timedelta(days=_MONTH)
    listed = {row for row, one in enumerate(contacts) if one and one.critical and one.day > recent}
    of = {row: customer for customer in known.customers for row in customer.rows if row in listed}
    found = [
        CriticalContact(
            one.ticket_id,
            of[row].name if row in of else "",
            one.day,
            _WEEK if (as_of - one.day).days < _WEEK else _MONTH,
            one.cause_id,
            bitter=one.valence < 0,
        )
        for row in sorted(listed)
        if (one := contacts[row])
    ]
    return tuple(sorted(found, key=lambda one: (-one.day.toordinal(), one.ticket_id)))


def _compare(
    log: LogOfCustomers | None,
    known: Identities,
    of: Callable[[KnownCustomer], list[CustomerContact]],
    episodes: dict[int, tuple[BadEpisode, ...]],
    as_of: date,
    *,
    sold: bool,
) -> tuple[LoyaltyGroup, ...]:
    frame = log.tickets.frame if log else None
    marks: dict[int, float] = {}
    if log is not None and frame is not None and log.tickets.has(Field.SATISFACTION):
        values = enumerate(frame[Field.SATISFACTION.value].tolist())
        marks = keep_recommendation_marks({row: mark for row, mark in values if mark == mark})  # noqa: PLR0124 - NaN
    coding = log.coding if log else None
    recommends = coding.mask("recommend") & ~coding.bitter if coding else None
    warns = coding.mask("sharing") & coding.bitter if coding else None

    def facts(one: KnownCustomer) -> LoyaltyFacts:
        return LoyaltyFacts(
            len(episodes.get(id(one), ())),
            [each.day for each in of(one)],
            [each.day for each in one.services],
            [marks[row] for row in one.rows if row in marks],
            recommends=recommends is not None and bool(recommends[one.rows].any()),
            warns=warns is not None and bool(warns[one.rows].any()),
        )

    if log is None or not len(log.tickets):
        return ()
    members = (facts(one) for one in known.customers if not one.ambiguous and (one.rows or one.services))
    return compare_loyalty(members, as_of, sold=sold)


def _find_gaps(log: LogOfCustomers | None, files: CustomerFiles) -> list[CareGap]:
    """Return what cannot be said, and which file or column would say it."""
    gaps = []
    named = (Field.CUSTOMER, Field.REQUESTER)
    if log is not None and not any(log.tickets.has(field) for field in named):
        gaps.append(CareGap.NO_CUSTOMERS)
    if not any(one.renewal for one in files.customers):
        gaps.append(CareGap.NO_RENEWAL)
    if not any(one.anniversary for one in files.customers):
        gaps.append(CareGap.NO_ANNIVERSARY)
    if not any(one.value is not None for one in files.customers):
        gaps.append(CareGap.NO_VALUE)
    if not files.services:
        gaps.append(CareGap.NO_SERVICES)
    if not files.invoices:
        gaps.append(CareGap.NO_INVOICES)
    elif not any(one.due for one in files.invoices):
        gaps.append(CareGap.NO_DUE)
    elif all(one.paid is None for one in files.invoices):
        gaps.append(CareGap.NO_PAID)
    return gaps
