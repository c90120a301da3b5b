"""A column of a table, before it is mapped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from supportlens.ingest.columns.column_values import profile_values
from supportlens.ingest.tables.headers import parse_header

if TYPE_CHECKING:
    import pandas as pd

    from supportlens.ingest.columns.column_values import ValueProfile
    from supportlens.ingest.tables.headers import Header


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a table: its name in the frame, its header, and the profile of its values."""

    name: str
    header: Header
    profile: ValueProfile


def profile_columns(frame: pd.DataFrame) -> tuple[TableColumn, ...]:
    """Return all columns of a frame of texts, with their headers and the profiles of their values."""
    return tuple(TableColumn(name, parse_header(name), profile_values(frame[name])) for name in frame.columns)
