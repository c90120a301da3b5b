"""The model of the ticket list: it filters and sorts positions and never copies tickets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from supportlens.gui.models import preparing
from supportlens.gui.models.filtering import PeopleQuery, TicketFilter, select_positions
from supportlens.gui.models.list_columns import (
    COLUMNS,
    TicketCells,
    TicketColumn,
    column_title,
    confidence_tip,
)
from supportlens.gui.models.preparing import Preparing
from supportlens.gui.models.ticket_rows import TicketRows
from supportlens.gui.models.ticket_search import SearchIndex, find_spans
from supportlens.gui.widgets.tickets.ticket_table import CellRole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import numpy.typing as npt

    from supportlens.domain import Study
    from supportlens.i18n import Words

AnyIndex = QModelIndex | QPersistentModelIndex
SEARCH, SORTING = "search", "sorting"
"""What somebody waits for."""
ROOT = QModelIndex()
"""The parent of every row."""
SEARCHED_COLUMNS = (TicketColumn.ID, TicketColumn.SUBJECT, TicketColumn.PRODUCT)
"""Columns that the search looks in; highlights elsewhere would mislead."""


class TicketsModel(QAbstractTableModel):
    """The tickets that match a filter, sorted."""

    def __init__(
        self, study: Study, words: Words, hues: Mapping[str, str], parent: QObject | None = None
    ) -> None:
        """Show all tickets of `study`; `hues` maps the id of a cause to the colour of its dot."""
        super().__init__(parent)
        self._study = study
        self._words = words
        self._hues = hues
        self.cells = TicketCells(study, words)
        """The cells of all tickets, by their positions."""
        self.texts = SearchIndex(study.tickets.frame)
        self._filter = TicketFilter()
        self.preparing = Preparing(self)
        """What is done with many tickets a piece at a time."""
        self._order: tuple[TicketColumn, Qt.SortOrder] | None = None
        self._rows: npt.NDArray[np.int64] = np.arange(len(study.tickets), dtype=np.int64)

    @property
    def filter(self) -> TicketFilter:
        """The current filter."""
        return self._filter

    def show(self, wanted: TicketFilter) -> None:
        """Show the tickets that match `wanted`, in the current order."""
        rows = self._sort_positions(select_positions(self._study, self.texts, wanted))
        self.beginResetModel()
        self._filter, self._rows = wanted, rows
        self.endResetModel()

    def when_found(self, wanted: TicketFilter, then: Callable[[], object]) -> None:
        """Call `then` once it is known which tickets contain the words of a filter: of few tickets at once.

        Another call replaces one that waits.
        """
        self.preparing.give_up(SEARCH)
        if self._is_small or self.texts.knows(wanted.terms):
            then()
        else:
            self.preparing.begin(SEARCH, self.texts.find_in_pieces(wanted.terms), then)

    def prepare_ahead(self) -> None:
        """Prepare the first search and the first sorting while nobody waits for anything."""
        self.preparing.prepare(self.texts.fold_ahead())
        self.preparing.prepare(self.cells.rank_ahead())

    @property
    def _is_small(self) -> bool:
        """Whether all tickets are searched and ranked in one go."""
        return len(self._study.tickets) <= preparing.AT_ONCE

    def ticket_ids(self, rows: Iterable[int]) -> tuple[str, ...]:
        """Return the ids of the tickets in some rows."""
        ids = self.cells.ids
        return tuple(ids[self.position(row)] for row in rows)

    def position(self, row: int) -> int:
        """Return the position in the study of the ticket in a row."""
        return int(self._rows[row])

    def row_of(self, position: int) -> int | None:
        """Find the row of a ticket, None if the filter excludes it."""
        found = np.flatnonzero(self._rows == position)
        return int(found[0]) if len(found) else None

    def rowCount(self, parent: AnyIndex = ROOT) -> int:
        """Count the shown tickets."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = ROOT) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the title of a column."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return column_title(COLUMNS[section], self._words)
        if role == Qt.ItemDataRole.ToolTipRole and COLUMNS[section] is TicketColumn.CONFIDENCE:
            return confidence_tip(self._words)
        return _alignment(COLUMNS[section]) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text, tool tip, alignment, colour or highlights of a cell."""
        if not self.checkIndex(index, QAbstractTableModel.CheckIndexOption.IndexIsValid):
            return None
        column, position = COLUMNS[index.column()], self.position(index.row())
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return self.cells.display_text(column, position)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(column)
            case CellRole.HUE:
                return (
                    self._hues.get(self.cells.cause_ids[position]) if column is TicketColumn.CAUSE else None
                )
            case CellRole.SPANS:
                return self._spans(column, position)
            case _:
                return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column, many tickets once they are ranked; -1 stands for the order of the log."""
        self.preparing.give_up(SORTING)
        self._order = (COLUMNS[column], order) if 0 <= column < len(COLUMNS) else None
        if self._order and not self._can_sort(COLUMNS[column]):
            self.preparing.begin(SORTING, self.cells.rank_in_pieces(COLUMNS[column]), self._sort_shown)
        else:
            self._sort_shown()

    def _can_sort(self, column: TicketColumn) -> bool:
        """Return whether the ranks by a column are known or soon found."""
        return self._is_small or self.cells.is_ranked(column)

    def _sort_shown(self) -> None:
        """Sort what is shown; what a view holds moves with it."""
        self.layoutAboutToBeChanged.emit()
        indexes = self.persistentIndexList()
        positions = [self.position(index.row()) for index in indexes]
        self._rows = self._sort_positions(np.sort(self._rows))
        places = np.zeros(len(self._study.tickets), dtype=np.int64)
        places[self._rows] = np.arange(len(self._rows))  # a dictionary of 200 000 takes 0.08 s
        moved = [
            self.index(int(places[position]), index.column())
            for index, position in zip(indexes, positions, strict=True)
        ]
        self.changePersistentIndexList(indexes, moved)
        self.layoutChanged.emit()

    def take_rows(self, rows: Iterable[int]) -> TicketRows:
        """Return rows with their columns, to be copied or dragged out."""
        columns = tuple(
            column for column in COLUMNS if column is not TicketColumn.REQUESTER or self._shows_people()
        )
        positions: list[int] = self._rows[list(rows)].tolist()  # one after another takes 0.1 s of 200 000
        return TicketRows(self.cells, columns, tuple(positions), self._words)

    def _shows_people(self) -> bool:
        """Return whether requesters are shown; they are copied only then."""
        return isinstance(self._filter.query, PeopleQuery)

    def _sort_positions(self, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Sort positions if their ranks are known; ties keep the order of the log, empty cells come last."""
        if self._order is None or not self._can_sort(self._order[0]):
            return rows
        column, order = self._order
        ranks = self.cells.ranks(column)[rows]
        if order is Qt.SortOrder.DescendingOrder:
            ranks = -ranks
        return rows[np.argsort(ranks, kind="stable")]

    def _spans(self, column: TicketColumn, position: int) -> tuple[tuple[int, int], ...]:
        wanted = self._filter
        pattern = wanted.pattern_in(None) if column is TicketColumn.SUBJECT else None
        if column not in SEARCHED_COLUMNS or not (wanted.terms or pattern):
            return ()
        return find_spans(self.cells.display_text(column, position), wanted.terms, pattern)


def _alignment(column: TicketColumn) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column is TicketColumn.CONFIDENCE else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
