"""Finds input columns by the roles of their headers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import Field
from supportlens.ingest.columns.column_values import MOSTLY
from supportlens.ingest.tables.headers import GROUPS, parse_header
from supportlens.ingest.values.numbers import is_amount
from supportlens.resources import follow_up_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    import pandas as pd

    from supportlens.ingest.columns.table_columns import TableColumn
    from supportlens.ingest.tables.headers import HeaderRole
    from supportlens.ingest.tables.table import Table


OF_TICKETS = (Field.SUBJECT, Field.RESOLUTION, Field.RESOLVED_AT, Field.STATUS, Field.PRIORITY, Field.AGENT)


def has_headers(table: Table, roles: dict[str, HeaderRole], chief: str, others: Iterable[str]) -> bool:
    """Return whether a table has the main header and one of the others, before any value is read."""
    headers = [parse_header(name) for name in table.frame.columns]
    present = {name for name in (chief, *others) if any(roles[name].weight(header) > 0 for header in headers)}
    return chief in present and len(present) > 1


def find_column(columns: Iterable[TableColumn], role: HeaderRole) -> TableColumn | None:
    """Return the non-empty column with the best header for `role`."""
    offers = [(role.weight(column.header), column) for column in columns if column.profile.written]
    weight, best = max(offers, key=lambda offer: offer[0], default=(0.0, None))
    return best if weight > 0 else None


def holds_amounts(column: TableColumn) -> bool:
    """Return whether most values of a column are amounts, with or without a currency."""
    sample = column.profile.sample
    if column.profile.dates >= MOSTLY:
        return False
    return sum(map(is_amount, sample)) >= MOSTLY * max(len(sample), 1)


def choose_group(said: Mapping[str, str]) -> tuple[str, str]:
    """Return the field and the value of the group that a row is for, ("", "") if it is for everybody."""
    everybody = follow_up_words().is_everybody
    return next(
        (
            (field.value, said[name])
            for name, field in GROUPS.items()
            if said.get(name) and not everybody(said[name])
        ),
        ("", ""),
    )


def to_days(moments: pd.Series) -> list[date | None]:
    """Return the day of each moment, None without one."""
    return [None if moment != moment else moment.date() for moment in moments]  # noqa: PLR0124 - NaT is unequal to itself
