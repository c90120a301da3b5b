"""What the tickets say of their customer: a name, and an id where there is one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from supportlens.customers.names import key_name
from supportlens.domain import Derived, Field

if TYPE_CHECKING:
    import pandas as pd

    from supportlens.domain import CustomerFiles, Tickets

_MOSTLY = 0.9
"""Share of values with digits and without spaces from which a column holds ids. Judgement."""
_OWN_NAME = 1.5
"""Names per id at most, on average, for which the id is the person's own and not a firm's. Judgement."""


@dataclass(frozen=True, slots=True)
class TicketNames:
    """The customer's name and id of each ticket (n), "" where it says none."""

    names: list[str]
    ids: list[str]


def name_tickets(tickets: Tickets, files: CustomerFiles, ids: pd.Series[str] | None = None) -> TicketNames:
    """Return who each ticket's customer is.

    The customer is the customer column where there is one, a firm or a person; the files decide which column
    names their customers. Without a customer column it is who asked, an address being an id.
    """
    frame = tickets.frame
    texts = {
        name: frame[name].astype(str).str.strip().tolist()
        for name in (Field.CUSTOMER.value, Field.REQUESTER.value, Derived.ADDRESS)
        if name in frame.columns
    }
    nothing = [""] * len(frame)
    known = _find_listed_ids(tickets, files, ids)
    customer, person = texts.get(Field.CUSTOMER.value), texts.get(Field.REQUESTER.value)
    if known is None and customer is not None and _are_ids(customer):
        known = customer
    if customer is not None and (known is None or customer is not known) and not _are_ids(customer):
        names = _choose_named(customer, person, files)
        known = known or nothing
        restored = _restore_ids(names, files)
        return TicketNames(
            names,
            [
                one or (known_id if name.endswith(f"({known_id})") else "")
                for one, known_id, name in zip(known, restored, names, strict=True)
            ],
        )
    if known is not None:
        own = person is not None and not _are_addresses(person) and _are_own_names(known, person)
        return TicketNames(list(person) if own and person else nothing, known)
    addresses = texts.get(Derived.ADDRESS)
    if person is None:
        return TicketNames(nothing, addresses or nothing)
    if addresses is None and _are_addresses(person):
        return TicketNames(nothing, person)
    return TicketNames(person, addresses or nothing)


def _restore_ids(values: list[str], files: CustomerFiles) -> list[str]:
    """Return the ids that a customers file stands for where its names were put in their place.

    A file that lists people by id is joined with the tickets when they are read: names then stand in the
    column of ids, with the id in brackets where two have one name.
    """
    uses = Counter(record.customer for record in files.customers)
    shown = {
        record.customer if uses[record.customer] == 1 else f"{record.customer} ({record.id})": record.id
        for record in files.customers
        if record.id and record.id != record.customer
    }
    return [shown.get(value, value) for value in values]


def _were_ids(values: list[str], restored: list[str]) -> bool:
    """Return whether a column held ids before names were put there; those of equal names have brackets."""
    changed = [
        (value, known) for value, known in zip(values, restored, strict=True) if value and value != known
    ]
    bracketed = any(value.endswith(f"({known})") for value, known in changed)
    return bracketed and len(changed) >= _MOSTLY * sum(map(bool, values))


def _choose_named(customer: list[str], person: list[str] | None, files: CustomerFiles) -> list[str]:
    """Return the column whose names are those of the files, the customers' where both or neither are."""
    if person is None:
        return customer
    listed = {
        key_name(record.customer)
        for records in (files.customers, files.services, files.invoices)
        for record in records
    }
    hits = [len({key_name(value) for value in values if value} & listed) for values in (customer, person)]
    return person if hits[1] > hits[0] else customer


def _find_listed_ids(tickets: Tickets, files: CustomerFiles, ids: pd.Series[str] | None) -> list[str] | None:
    """Return the column of the log that holds the ids or addresses of the files, else its own `ids`."""
    own = [str(value).strip() for value in ids] if ids is not None else None
    if own is not None:
        own = _restore_ids(own, files)
    listed = {
        key_name(record.id)
        for records in (files.customers, files.services, files.invoices)
        for record in records
        if record.id
    }
    listed |= {key_name(record.address) for record in files.customers if record.address}
    if not listed or (own is not None and any(key_name(value) in listed for value in set(own))):
        return own
    columns = [
        tickets.frame[name].astype(str)
        for name in (Field.CUSTOMER.value, Field.REQUESTER.value, Derived.ADDRESS)
        if name in tickets.frame.columns
    ]
    original = tickets.original
    if len(original) == len(tickets.frame):
        columns += [original.iloc[:, at].astype(str) for at in range(original.shape[1])]
    best: tuple[float, list[str] | None] = (0.3, own)
    for column in columns:
        values = column.str.strip()
        restored = _restore_ids(values.tolist(), files)
        if _were_ids(values.tolist(), restored):
            values = values.map(dict(zip(values, restored, strict=True)))
        hits = {value for value in values.unique() if value and key_name(value) in listed}
        share = float(values.isin(hits).mean()) if hits else 0.0
        if share > best[0]:
            best = share, values.tolist()
    return best[1]


def _are_ids(values: list[str]) -> bool:
    written = {value for value in values if value}
    coded = [
        value for value in written if any(map(str.isdigit, value)) and " " not in value and "@" not in value
    ]
    return bool(written) and len(coded) >= _MOSTLY * len(written)


def _are_addresses(values: list[str]) -> bool:
    written = {value for value in values if value}
    return bool(written) and sum("@" in value for value in written) >= _MOSTLY * len(written)


def _are_own_names(ids: list[str], names: list[str]) -> bool:
    pairs = {(known, key_name(name)) for known, name in zip(ids, names, strict=True) if known and name}
    return bool(pairs) and len(pairs) <= _OWN_NAME * len({known for known, _ in pairs})
