"""A column of a table, before anything is decided about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from supportlens.ingest.columns.column_values import profile
from supportlens.ingest.tables.headers import header_of

if TYPE_CHECKING:
    import pandas as pd

    from supportlens.ingest.columns.column_values import Profile
    from supportlens.ingest.tables.headers import Header


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its name in the frame, its header, and what its values look like."""

    name: str
    header: Header
    seen: Profile


def columns_of(frame: pd.DataFrame) -> tuple[Column, ...]:
    """Look at all columns of a frame of texts."""
    return tuple(Column(name, header_of(name), profile(frame[name])) for name in frame.columns)
