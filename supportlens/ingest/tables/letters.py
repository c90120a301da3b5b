"""Repairs the letters of a whole table and adds remarks to the changed rows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from supportlens.domain import Rejection
from supportlens.ingest.values.mojibake import repair_frame

if TYPE_CHECKING:
    from supportlens.ingest.tables.table import Table

REPAIRED = "text_repaired"
"""The reason of a remark on a row with a repaired cell."""


def repair_letters(table: Table) -> tuple[Table, tuple[Rejection, ...]]:
    """Repair the headers and cells of a table, and return a remark for every changed row."""
    frame, changed = repair_frame(table.frame)
    if frame is table.frame:
        return table, ()
    return replace(table, frame=frame), tuple(Rejection(int(table.rows[at]), REPAIRED) for at in changed)
