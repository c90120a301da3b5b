"""The model of the first rows of a file, as they would be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

if TYPE_CHECKING:
    from supportlens.domain import ImportPreview
    from supportlens.i18n import Words

AnyIndex = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
CELL_LENGTH = 400
"""The longest text of a cell; no row is wide enough for more."""


class PreviewModel(QAbstractTableModel):
    """The rows of a preview, each with the day on which its ticket was opened."""

    def __init__(self, words: Words, day_title: str) -> None:
        super().__init__()
        self._words = words
        self._day_title = day_title
        self._headers: tuple[str, ...] = ()
        self._days: tuple[str, ...] = ()
        self._rows: tuple[tuple[str, ...], ...] = ()

    def show(self, headers: tuple[str, ...], preview: ImportPreview) -> None:
        """Show other rows under `headers`."""
        self.beginResetModel()
        self._headers, self._rows = headers, preview.rows
        self._days = tuple(
            self._words.day(when, "long") if when else "\N{EN DASH}" for when in preview.opened
        )
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = ROOT) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = ROOT) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(self._headers) + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the header of a column as in the file."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section <= len(self._headers):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return LEFT
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._headers[section - 1] if section else self._day_title

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text and the tool tip of a cell."""
        if not self.checkIndex(index, QAbstractTableModel.CheckIndexOption.IndexIsValid):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return LEFT
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if index.column() == 0:
            return self._days[index.row()]
        row = self._rows[index.row()]
        return " ".join(row[index.column() - 1][:CELL_LENGTH].split()) if index.column() <= len(row) else ""
