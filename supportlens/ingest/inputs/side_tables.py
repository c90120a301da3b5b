"""What all readers of files about customers share: who a row is about, and the account of a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from supportlens.domain import SideFile
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


@dataclass(frozen=True, slots=True)
class SideTable(Generic[Row]):
    """The records of a table, and the account of it."""

    records: tuple[Row, ...]
    file: SideFile


@dataclass(frozen=True, slots=True)
class CustomerColumns:
    """The columns that say whom a row is about; one of them may be missing."""

    name: TableColumn | None
    id: TableColumn | None

    @classmethod
    def find(cls, columns: tuple[TableColumn, ...]) -> CustomerColumns | None:
        """Return the columns of the name and the id, None if there is neither."""
        known = find_column(columns, header_rules().customer_facts["id"])
        others = tuple(column for column in columns if column is not known)
        name = find_column(others, header_rules().customers["customer"])
        return cls(name, known) if name or known else None

    @property
    def columns(self) -> list[TableColumn]:
        """Those that are there."""
        return [column for column in (self.name, self.id) if column is not None]

    def read(self, table: Table) -> tuple[list[str], list[str]]:
        """Return the name (the id where there is no name) and the id of each row, "" where missing."""
        nothing = [""] * len(table)
        ids = _read_texts(table, self.id) if self.id else nothing
        names = _read_texts(table, self.name) if self.name else nothing
        return [name or known for name, known in zip(names, ids, strict=True)], ids


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
    order = order_of(filter(None, read), day_first=are_day_first(column.header for column in columns))
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


_OF_ANYTHING = frozenset(("id", "codigo", "code"))


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
