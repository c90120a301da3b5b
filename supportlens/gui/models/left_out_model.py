"""The model of the rows that were left out or kept with a remark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from supportlens.i18n.imports import file_name
from supportlens.i18n.left_out_rows import rejected_rows, remarked_rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supportlens.domain import Study
    from supportlens.i18n import Words

AnyIndex = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
ROW_NUMBER = 1
"""The column that is sorted as a number."""


class LeftOutModel(QAbstractTableModel):
    """A row for each rejection and remark: the file, the row number and the reason."""

    def __init__(self, study: Study, words: Words) -> None:
        super().__init__()
        self._words = words
        self._titles = (words.say("File"), words.say("Row"), words.say("Reason"))
        self._lines = [
            (file_name(file), row.row, row.reason)
            for file in study.tickets.files
            for row in (*rejected_rows(file, words), *remarked_rows(file, words))
        ]
        self._order = list(range(len(self._lines)))

    def rowCount(self, parent: AnyIndex = ROOT) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: AnyIndex = ROOT) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(self._titles)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the title of a column."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._titles):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        return _alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text and the alignment of a cell."""
        if not self.checkIndex(index, QAbstractTableModel.CheckIndexOption.IndexIsValid):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._cell_text(index.row(), index.column())
        return _alignment(index.column()) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; a negative one restores the order of the files."""
        self.layoutAboutToBeChanged.emit()
        indexes = self.persistentIndexList()
        cells = [(self._order[index.row()], index.column()) for index in indexes]
        backwards = order is Qt.SortOrder.DescendingOrder
        self._order = list(range(len(self._lines)))
        if 0 <= column < len(self._titles):
            self._order.sort(key=lambda at: self._lines[at][column], reverse=backwards)
        places = {at: row for row, at in enumerate(self._order)} if indexes else {}
        moved = [self.index(places[at], section) for at, section in cells]
        self.changePersistentIndexList(indexes, moved)
        self.layoutChanged.emit()

    def as_tsv(self, rows: Iterable[int]) -> str:
        """Return rows with their headers as tab-separated text."""
        lines = [list(self._titles)]
        lines += [[self._cell_text(row, column) for column in range(len(self._titles))] for row in rows]
        return "\n".join("\t".join(" ".join(cell.split()) for cell in line) for line in lines)

    def _cell_text(self, row: int, column: int) -> str:
        value = self._lines[self._order[row]][column]
        if isinstance(value, str):
            return value
        return self._words.number(value) if value else self._words.say("the whole file")


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column == ROW_NUMBER else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
