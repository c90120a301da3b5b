"""What all readers of files about customers share: who a row is about, and the account of a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from supportlens.domain import SideFile
from supportlens.ingest.columns.column_values import MOSTLY
from supportlens.ingest.inputs.role_columns import find_column, to_days
from supportlens.ingest.tables.headers import are_day_first, header_rules, parse_header
from supportlens.ingest.values.dates import order_of, scan_dates
from supportlens.ingest.values.plain_text import to_plain_column

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    import pandas as pd

    from supportlens.domain import RowFault, SideFileKind
    from supportlens.ingest.columns.table_columns import TableColumn
    from supportlens.ingest.tables.table import Table

Row = TypeVar("Row")
_OF_ANYTHING = frozenset(("id", "codigo", "code"))
"""Headers of the number of anything, folded."""


@dataclass(frozen=True, slots=True)
class SideTable(Generic[Row]):
    """The records of a table, and the account of it."""

    records: tuple[Row, ...]
    file: SideFile


@dataclass(frozen=True, slots=True)
class CustomerColumns:
    """The columns that say whom a row is about; some of them may be missing."""

    names: tuple[TableColumn, ...]
    """The column of the name, or those of its parts, the first name first."""
    id: TableColumn | None
    address: TableColumn | None

    @classmethod
    def find(cls, columns: tuple[TableColumn, ...], *, per_customer: bool = False) -> CustomerColumns | None:
        """Return the columns of the name, the id and the mail address, None if there is none of them.

        A bare "id" or "code" is the customer's only in a table with a row `per_customer`; else it is the
        number of the sale or the invoice.
        """
        facts = header_rules().customer_facts
        numbers = [one for one in columns if per_customer or one.header.forms[-1] not in _OF_ANYTHING]
        of_customer = [one for one in numbers if facts["contract"].weight(one.header) <= 0]
        known = find_column(of_customer, facts["id"]) or find_column(numbers, facts["id"])
        address = find_column([one for one in columns if _holds_addresses(one)], facts["address"])
        others = tuple(column for column in columns if column not in (known, address))
        names = _find_names(others)
        if known is None and len(names) == 1 and names[0].profile.letters < MOSTLY:
            # Numbers below "customer" are ids; the names may stand beside them.
            (known,) = names
            names = _find_names(tuple(column for column in others if column is not known))
        return cls(names, known, address) if names or known or address else None

    @property
    def has_contracts(self) -> bool:
        """Whether the ids are those of contracts, of which a customer may have several."""
        return self.id is not None and header_rules().customer_facts["contract"].weight(self.id.header) > 0

    @property
    def columns(self) -> list[TableColumn]:
        """Those that are there."""
        return [*self.names, *(column for column in (self.id, self.address) if column is not None)]

    def read(self, table: Table) -> tuple[list[str], list[str]]:
        """Return the name (the id where there is no name) and the id of each row, "" where missing.

        Where a table has no ids, the mail address is one.
        """
        nothing = [""] * len(table)
        written = self.id or self.address
        ids = _read_texts(table, written) if written else nothing
        parts = [_read_texts(table, column) for column in self.names]
        names = [" ".join(filter(None, row)) for row in zip(*parts, strict=True)] if parts else nothing
        return [name or known for name, known in zip(names, ids, strict=True)], ids

    def read_addresses(self, table: Table) -> list[str]:
        """Return the mail address of each row, "" where missing."""
        return read_texts(table, self.address)


def _find_names(columns: tuple[TableColumn, ...]) -> tuple[TableColumn, ...]:
    """Return the column of the customers' names, or those of first and last names.

    Parts of names are only joined where no column says that it holds the customer's name, as a firm's does.
    """
    facts, whole = header_rules().customer_facts, header_rules().customers["customer"]
    last = find_column(columns, facts["last"])
    rest = [column for column in columns if column is not last]
    first = find_column(rest, facts["first"])
    second = find_column([column for column in rest if column is not first], facts["second"])
    parts = [column for column in (first, last, second) if column is not None]
    chief = find_column([column for column in columns if column not in parts], whole)
    if first is not None and last is not None and chief is None:
        return tuple(parts)
    name = chief or find_column(columns, whole) or last
    return (name,) if name else ()


def _holds_addresses(column: TableColumn) -> bool:
    sample = column.profile.sample
    return sum("@" in text for text in sample) >= MOSTLY * max(len(sample), 1)


def _read_texts(table: Table, column: TableColumn) -> list[str]:
    return [" ".join(text.split()) for text in to_plain_column(table.frame[column.name])]


def read_texts(table: Table, column: TableColumn | None) -> list[str]:
    """Return the texts of a column without superfluous spaces, "" for all rows without one."""
    return _read_texts(table, column) if column else [""] * len(table)


def read_dated_columns(
    table: Table, columns: tuple[TableColumn, ...], dated: Iterable[TableColumn | None]
) -> list[list[date | None]]:
    """Return the days of several columns; any of them may decide the date order of all."""
    read = [scan_dates(table.frame[column.name], numbers=True) if column else None for column in dated]
    headers = (column.header for column in columns)
    order = order_of(filter(None, read), day_first=are_day_first(headers, beside_logs=True))
    nothing: list[date | None] = [None] * len(table)
    return [to_days(dates.moments(order)) if dates and order else nothing for dates in read]


def find_customer_ids(original: pd.DataFrame) -> pd.Series[str] | None:
    """Return the column of a log's own that says by id who its customers are, None without one.

    A bare "id" or "code" is the ticket's.
    """
    role = header_rules().customer_facts["id"]
    offers = [
        (role.weight(header), at)
        for at, name in enumerate(original.columns)
        if (header := parse_header(str(name))).forms[-1] not in _OF_ANYTHING
    ]
    weight, at = max(offers, default=(0.0, 0))
    return original.iloc[:, at].fillna("").astype(str) if weight > 0 else None


def describe_table(
    table: Table,
    kind: SideFileKind,
    used: Iterable[TableColumn],
    faults: Mapping[RowFault, int],
    records: int = 0,
) -> SideFile:
    """Return the account of a table: which columns and how many rows were used, and why others were not."""
    names = dict.fromkeys(column.name for column in used)
    return SideFile(
        table.origin.path,
        kind,
        len(table),
        records,
        tuple(names),
        tuple(str(name) for name in table.frame.columns if name not in names and str(name).strip()),
        {fault.value: count for fault, count in faults.items() if count},
    )
