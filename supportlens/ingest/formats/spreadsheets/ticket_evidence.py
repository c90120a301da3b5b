"""Weighs how much a table looks like tickets: texts, dates and identifiers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from supportlens.ingest.tables.headers import count_known_headers
from supportlens.ingest.values.dates import scan_dates
from supportlens.ingest.values.plain_text import NOTHING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supportlens.ingest.tables.table import Grid

_SAMPLE = 60
"""Rows looked at. Judgement: enough to tell a column of dates from one without; more takes longer."""

_MOST_COLUMNS = 200
_IDENTIFIER = re.compile(r"(?=\S*\d)[\w\-#/.:]{1,60}")


@dataclass(frozen=True, slots=True)
class TicketEvidence:
    """What of tickets a table has: columns of texts, of dates and of identifiers, and known headers."""

    texts: int
    dates: int
    identifiers: int
    known_headers: int
    rows: int
    cells: int

    @property
    def rank(self) -> tuple[int, int]:
        """The order of tables by this evidence; equal kinds of evidence are ordered by size."""
        kinds = 2 * bool(self.texts) + 2 * bool(self.dates) + bool(self.identifiers)
        return kinds + (self.known_headers > 1), self.cells

    @property
    def is_ticket_like(self) -> bool:
        """Return whether the table has texts, and dates or several headers of help desks."""
        return bool(self.texts) and (bool(self.dates) or self.known_headers > 2)


def weigh_tickets(grid: Grid) -> TicketEvidence:
    """Weigh how much a grid looks like tickets, by an even sample of its rows."""
    sample = list(grid.rows[:: max(len(grid.rows) // _SAMPLE, 1)][:_SAMPLE])
    columns = [
        [cell.strip() for row in sample if (cell := row[at]).strip().lower() not in NOTHING]
        for at in range(min(len(grid.columns), _MOST_COLUMNS))
    ]
    written = [column for column in columns if column]
    return TicketEvidence(
        texts=sum(map(_is_text, written)),
        dates=sum(map(_is_dated, written)),
        identifiers=sum(map(_is_identifier, written)),
        known_headers=count_known_headers(grid.columns[:_MOST_COLUMNS]),
        rows=len(grid.rows),
        cells=len(grid.rows) * len(grid.columns),
    )


def _is_text(cells: Sequence[str]) -> bool:
    """Return whether cells are different phrases."""
    words = sum(len(cell.split()) for cell in cells) / len(cells)
    lettered = sum(any(map(str.isalpha, cell)) for cell in cells)
    return words >= 2.5 and lettered > 0.7 * len(cells) and len(set(cells)) > 0.3 * len(cells)


def _is_dated(cells: Sequence[str]) -> bool:
    return scan_dates(pd.Series(list(cells), dtype="str"), numbers=False).share >= 0.5


def _is_identifier(cells: Sequence[str]) -> bool:
    fitting = sum(1 for cell in cells if _IDENTIFIER.fullmatch(cell))
    return fitting > 0.8 * len(cells) and len(set(cells)) > 0.9 * len(cells)
