"""Joins the day, the month and the year of a table that has them in three columns."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from supportlens.ingest.columns.column_values import MOSTLY, NEARLY_ALL, profile_values
from supportlens.ingest.tables.headers import header_rules, parse_header
from supportlens.ingest.values.written_dates import read_date

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supportlens.ingest.tables.table import Table

_SAMPLE = 500
_PARTS = ("day", "month", "year")


def join_day_parts(tables: Iterable[Table]) -> list[Table]:
    """Return tables in which a day, a month and a year are one column, named after the three.

    Where another column has whole dates, the parts are there to be counted and stay as they are.
    """
    return [_join(table) for table in tables]


def _join(table: Table) -> Table:
    names = _find_parts(list(table.frame.columns))
    if names is None or not len(table):
        return table
    columns = [table.frame[name] for name in names]
    sample = [_write(*cells) for cells in zip(*(column.head(_SAMPLE) for column in columns), strict=True)]
    if sum(read_date(text) is not None for text in sample) < NEARLY_ALL * len(sample):
        return table
    others = (table.frame[name].head(_SAMPLE) for name in table.frame.columns if name not in names)
    if any(profile_values(other).dates >= MOSTLY for other in others):
        return table
    joined = [_write(*cells) for cells in zip(*columns, strict=True)]
    frame = table.frame.drop(columns=list(names))
    place = min(list(table.frame.columns).index(name) for name in names)
    frame.insert(place, ", ".join(names), pd.Series(joined, index=frame.index, dtype="str"))
    return replace(table, frame=frame)


def _find_parts(names: list[str]) -> tuple[str, ...] | None:
    """Return the columns of the day, the month and the year; None unless there is one of each."""
    rules = header_rules().day_parts
    headers = [(name, parse_header(str(name))) for name in names]
    found = [[name for name, header in headers if rules[part].is_whole(header)] for part in _PARTS]
    return tuple(one for (one,) in found) if all(len(own) == 1 for own in found) else None


def _write(day: str, month: str, year: str) -> str:
    """Return a date of its parts; as they are written if they are no numbers."""
    parts = [part.strip().removesuffix(".0") for part in (day, month, year)]
    if not all(parts):
        return ""
    if all(part.isdecimal() for part in parts) and len(parts[2]) == len("2025"):
        return f"{parts[2]}-{parts[1]:0>2}-{parts[0]:0>2}"
    return " ".join(parts)
