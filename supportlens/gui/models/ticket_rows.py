"""Rows of the ticket list as they leave the program; the list itself may change meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from supportlens.domain import Stage, silent
from supportlens.gui.models.list_columns import TicketCells, TicketColumn, column_title

if TYPE_CHECKING:
    from supportlens.domain import Progress
    from supportlens.i18n import Words

ROWS_A_REPORT = 1_000
"""Rows between two reports of progress: some hundredths of a second, so that Stop is heard."""


class LeavingRows(Protocol):
    """Rows of a table as they leave the program: titles, cells, and which columns name people."""

    @property
    def titles(self) -> list[str]:
        """The titles of the columns."""

    @property
    def people(self) -> frozenset[int]:
        """The places of the columns that name people."""

    @property
    def count(self) -> int:
        """How many rows there are."""

    def cells(self, progress: Progress = silent) -> list[tuple[str, ...]]:
        """Return the cells of each row.

        Tuples of texts are left out of the search for garbage, which a hundred thousand lists would silence
        the window with.
        """


@dataclass(frozen=True, slots=True)
class TicketRows:
    """Tickets by their positions in the study, with the columns that are shown of them."""

    content: TicketCells
    columns: tuple[TicketColumn, ...]
    positions: tuple[int, ...]
    words: Words

    @property
    def titles(self) -> list[str]:
        """The titles of the columns."""
        return [column_title(column, self.words) for column in self.columns]

    @property
    def people(self) -> frozenset[int]:
        """The places of the columns that name people."""
        return frozenset(
            place for place, column in enumerate(self.columns) if column is TicketColumn.REQUESTER
        )

    @property
    def count(self) -> int:
        """How many tickets there are."""
        return len(self.positions)

    def cells(self, progress: Progress = silent) -> list[tuple[str, ...]]:
        """Return the cells of each row, as other programs read them."""
        made: list[tuple[str, ...]] = []
        for number, position in enumerate(self.positions):
            if number % ROWS_A_REPORT == 0:
                progress(Stage.REPORT, number / self.count)
            made.append(tuple([self.content.export_text(column, position) for column in self.columns]))
        return made
