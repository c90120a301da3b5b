"""Who is who: the customers of a log and of its files, by id or by name with spellings folded."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from supportlens.customers.names import SlipFinder, differing_words, key_name, split_name
from supportlens.customers.ticket_names import TicketNames, name_tickets
from supportlens.domain import FileMatch, SideFileKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    import pandas as pd

    from supportlens.domain import CustomerFiles, CustomerRecord, InvoiceRecord, ServiceRecord, Tickets

Record = TypeVar("Record")


@dataclass(slots=True)
class KnownCustomer:
    """A customer while the log and the files are read."""

    id: str = ""
    """The id, a mail address where nothing else is known."""
    address: str = ""
    names: Counter[str] = field(default_factory=Counter)
    told: str = ""
    """The name in the customers file."""
    ambiguous: bool = False
    """Whether several customers have the name and nothing tells them apart."""
    rows: list[int] = field(default_factory=list)
    """The positions of the tickets."""
    known_by_id: bool = False
    """Whether rows of another file had its id."""
    records: list[CustomerRecord] | tuple[()] = ()
    """The rows of the customers file: one for each contract. A large log has as many customers without any
    row as it has tickets: only those with one have a list."""
    services: list[ServiceRecord] | tuple[()] = ()
    invoices: list[InvoiceRecord] | tuple[()] = ()

    @property
    def name(self) -> str:
        """The name in the customers file, else the most frequent, else the id."""
        if self.told:
            return self.told
        return min(self.names, key=lambda name: (-self.names[name], name), default=self.id)

    @property
    def has_contracts(self) -> bool:
        """Whether it is known by the numbers of its contracts."""
        return any(one.of_contract for one in self.records)

    @property
    def renewals(self) -> tuple[date, ...]:
        """The days on which the contracts renew, earliest first."""
        return tuple(sorted({one.renewal for one in self.records if one.renewal}))

    @property
    def anniversary(self) -> date | None:
        """The day since when it is a customer, None if no row says it."""
        return min((one.anniversary for one in self.records if one.anniversary), default=None)

    @property
    def birthday(self) -> date | None:
        """The birthday, None if no row says it."""
        return next((one.birthday for one in self.records if one.birthday), None)

    @property
    def value(self) -> float | None:
        """What the customer is worth: its contracts together; None if no row says it."""
        told = {(one.renewal, one.value): one.value for one in self.records if one.value is not None}
        return sum(told.values()) if told else None

    @property
    def spellings(self) -> tuple[str, ...]:
        """Other spellings of the name."""
        return tuple(sorted(name for name in self.names if name not in (self.name, self.id)))


class Registry:
    """All customers, as they become known; `find` returns the one of an id and a name."""

    def __init__(self) -> None:
        self.customers: list[KnownCustomer] = []
        self._by_id: dict[str, KnownCustomer] = {}
        self._by_name: dict[str, list[KnownCustomer]] = defaultdict(list)
        self._slips: SlipFinder | None = None
        self.respelt: list[tuple[str, str]] = []
        self.shared: set[str] = set()

    def add(self, name: str, known_id: str, record: CustomerRecord | None = None) -> KnownCustomer:
        """Return a customer of a file, new unless the id, or without ids the name, is known.

        Two rows of one name without ids, or with those of contracts, are two customers if they were born or
        came on different days.
        """
        found = self._by_id.get(_key_id(known_id)) if known_id else None
        of_contract = record is not None and record.of_contract
        if found is None and (of_contract or not known_id):
            same = (one for one in self._by_name[key_name(name)] if one.has_contracts or not one.id)
            found = next((one for one in same if not _differ(one.records, record)), None)
        if found is None:
            found = self._make(name, known_id)
        elif known_id:
            self._learn(found, known_id)
        found.told = found.told or name
        if record is not None:
            found.records = _add_to(found.records, record)
            if record.address:
                self._learn(found, record.address)
        return found

    def close_files(self) -> None:
        """Take the names of the customers file as right: others may be slips of them."""
        told = [one.told for one in self.customers if one.told]
        self._slips = SlipFinder(told) if told else None

    def find(self, name: str, known_id: str = "") -> KnownCustomer:
        """Return the customer with an id or a name, a new one if there is none."""
        if known_id and (found := self._by_id.get(_key_id(known_id))):
            found.known_by_id = True
            return self._note(found, name)
        same = self._by_name[key_name(name)] if name else []
        free = [one for one in same if not _is_another(one, known_id) and not one.ambiguous]
        if len(free) == 1:
            if known_id:
                self._learn(free[0], known_id)
            return self._note(free[0], name)
        if len(free) > 1 and not known_id:
            self.shared.add(name)
            return self._note(self._find_shared(name, same), name)
        if not known_id and not same and (right := self._find_slip(name)):
            self.respelt.append((right.told, name))
            return self._note(right, name)
        return self._note(self._make(name, known_id), name)

    def _find_shared(self, name: str, same: list[KnownCustomer]) -> KnownCustomer:
        """Return the stand-in for all customers of a name."""
        found = next((one for one in same if one.ambiguous), None)
        if found is None:
            found = self._make(name, "")
            found.ambiguous = True
        return found

    def _find_slip(self, name: str) -> KnownCustomer | None:
        near = self._slips.find(name) if self._slips and name else ()
        right = [one for other in near for one in self._by_name[key_name(other)] if one.told == other]
        return right[0] if len(right) == 1 else None

    def _learn(self, customer: KnownCustomer, known_id: str) -> None:
        """Note an id or a mail address of a customer; an address only stands in for an id."""
        if _is_address(known_id):
            customer.address = customer.address or known_id
        if not customer.id or (_is_address(customer.id) and not _is_address(known_id)):
            customer.id = known_id
        self._by_id.setdefault(_key_id(known_id), customer)

    def _make(self, name: str, known_id: str) -> KnownCustomer:
        made = KnownCustomer()
        self.customers.append(made)
        if known_id:
            self._learn(made, known_id)
        if name:
            self._by_name[key_name(name)].append(made)
        return made

    @staticmethod
    def _note(found: KnownCustomer, name: str) -> KnownCustomer:
        if name:
            found.names[name] += 1
        return found

    def join_slips(self) -> None:
        """Join names of customers without ids that differ by a slip.

        The rarer is taken for the slip if its word stands in no other name: "Marta Bega" beside "Marta Vega"
        is one where no other customer is called Bega.
        """
        free = [one for one in self.customers if not (one.id or one.told or one.ambiguous) and one.rows]
        by_name = {one.name: one for one in free}
        finder = SlipFinder(by_name, of_each_other=True)
        uses = Counter(word for one in self.customers for word in set(split_name(one.name)))
        for name in sorted(by_name, key=lambda each: (len(by_name[each].rows), each)):
            one = by_name[name]
            near = [other for other in finder.find(name) if by_name[other].rows]
            if len(near) != 1 or not one.rows:
                continue
            right = by_name[near[0]]
            wrong_word, right_word = differing_words(name, right.name)
            clear = len(right.rows) > len(one.rows) or uses[right_word] > uses[wrong_word]
            if uses[wrong_word] == 1 and clear:
                right.rows += one.rows
                right.names += one.names
                one.rows = []
                self.respelt.append((right.name, name))


def _differ(known: Iterable[CustomerRecord], other: CustomerRecord | None) -> bool:
    """Return whether a row is about another customer: each has one birthday and one first day."""
    if other is None:
        return False
    days = [
        day for one in known for day in ((one.birthday, other.birthday), (one.anniversary, other.anniversary))
    ]
    return any(a is not None and b is not None and a != b for a, b in days)


def _is_address(known_id: str) -> bool:
    return "@" in known_id


def _is_another(customer: KnownCustomer, known_id: str) -> bool:
    """Return whether an unknown id is none of this customer's: an address says nothing against a number."""
    if not known_id:
        return False
    if _is_address(known_id):
        return bool(customer.address)
    return bool(customer.id) and not _is_address(customer.id)


def _key_id(known_id: str) -> str:
    return key_name(known_id).lstrip("0") or known_id


@dataclass(frozen=True, slots=True)
class Identities:
    """All customers of a log and its files, and how the files were joined."""

    customers: tuple[KnownCustomer, ...]
    matches: tuple[FileMatch, ...]


def identify_customers(
    tickets: Tickets | None, files: CustomerFiles, ids: pd.Series[str] | None = None
) -> Identities:
    """Return the customers of `tickets` and of `files`; `ids` are those of the tickets' customers, if known.

    An id decides; without one the name does, whatever its case, accents and punctuation. A name that
    differs by one letter is another spelling of a name of the customers file, if it is a slip of one only. A
    name that two customers have joins neither.
    """
    return identify_named(None if tickets is None else name_tickets(tickets, files, ids), files)


def identify_named(said: TicketNames | None, files: CustomerFiles) -> Identities:
    """Return what `identify_customers` returns for tickets that say this of their customers."""
    registry = Registry()
    for record in files.customers:
        registry.add(record.customer, record.id, record)
    if not files.customers:
        # Then the other files are the best list of names: an invoice is written with more care than a ticket.
        named = {(one.customer, one.id) for one in files.services}
        named |= {(one.customer, one.id) for one in files.invoices}
        for name, known in sorted(named):
            registry.add(name, known)
    registry.close_files()
    if said is not None:
        _add_tickets(registry, said)
    in_log = {id(one): one.known_by_id for one in registry.customers if one.rows}
    for service in files.services:
        sold = registry.find(service.customer, service.id)
        sold.services = _add_to(sold.services, service)
    for invoice in files.invoices:
        billed = registry.find(invoice.customer, invoice.id)
        billed.invoices = _add_to(billed.invoices, invoice)
    matches = tuple(_count_matches(registry, files, in_log))
    return Identities(tuple(registry.customers), matches)


def _add_to(known: list[Record] | tuple[()], record: Record) -> list[Record]:
    """Return the records with one more, in the same list if there is one."""
    if isinstance(known, list):
        known.append(record)
        return known
    return [record]


def _add_tickets(registry: Registry, said: TicketNames) -> None:
    rows: dict[tuple[str, str], list[int]] = {}
    for row, (name, known) in enumerate(zip(said.names, said.ids, strict=True)):
        if name or known:
            rows.setdefault((name, known), []).append(row)
    # Those with an id first: what is known of a name then joins those without.
    for (name, known), found in sorted(
        rows.items(), key=lambda item: (not item[0][1], -len(item[1]), item[0])
    ):
        customer = registry.find(name, known)
        if name:
            customer.names[name] += len(found) - 1
        customer.rows += found
    registry.join_slips()
    for one in registry.customers:
        one.rows.sort()


def _count_matches(registry: Registry, files: CustomerFiles, in_log: dict[int, bool]) -> Iterable[FileMatch]:
    for kind, records in (
        (SideFileKind.CUSTOMERS, files.customers),
        (SideFileKind.SERVICES, files.services),
        (SideFileKind.INVOICES, files.invoices),
    ):
        if not records:
            continue
        own = {
            SideFileKind.CUSTOMERS: [one for one in registry.customers if one.records],
            SideFileKind.SERVICES: [one for one in registry.customers if one.services],
            SideFileKind.INVOICES: [one for one in registry.customers if one.invoices],
        }[kind]
        matched = [one for one in own if id(one) in in_log and not one.ambiguous]
        by_id = sum(in_log[id(one)] for one in matched)
        yield FileMatch(
            kind.value,
            len(own),
            len(matched),
            by_id,
            len(matched) - by_id,
            tuple(dict.fromkeys(registry.respelt)) if kind is SideFileKind.CUSTOMERS else (),
            tuple(sorted(registry.shared)),
            sum(len(one.renewals) > 1 for one in own) if kind is SideFileKind.CUSTOMERS else 0,
        )
