"""The model of the log of moments; it writes only the rows that are seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from supportlens.domain import silent
from supportlens.domain.logbook.listing import list_occurrences
from supportlens.i18n.standing.occurrences import OccurrenceWriter, occurrence_columns

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from supportlens.domain import Occurrence, Progress, Result, Study
    from supportlens.i18n import Words

AnyIndex = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
DAY, CUSTOMER, ACTION, OWNER = 0, 2, 8, 9
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class LogbookRows:
    """Occurrences as they leave the program; the list itself may change meanwhile."""

    columns: tuple[str, ...]
    found: tuple[Occurrence, ...]
    writer: OccurrenceWriter

    @property
    def titles(self) -> list[str]:
        """The titles of the columns."""
        return list(self.columns)

    @property
    def people(self) -> frozenset[int]:
        """The places of the columns that name people."""
        return frozenset({CUSTOMER, OWNER})

    @property
    def count(self) -> int:
        """How many occurrences there are."""
        return len(self.found)

    def cells(self, progress: Progress = silent) -> list[tuple[str, ...]]:  # noqa: ARG002 - few rows
        """Return the cells of each row, as other programs read them: days as ISO 8601."""
        return [
            tuple(["" if cell is None else str(cell) for cell in self.writer.write(one)])
            for one in self.found
        ]


class LogbookModel(QAbstractTableModel):
    """The occurrences of a study, the latest first; all of them or those that were chosen."""

    def __init__(self, study: Study, words: Words, everything: tuple[Occurrence, ...] | None = None) -> None:
        """Show the occurrences of a study; `everything` are those that were listed already."""
        super().__init__()
        self._words, self._titles = words, occurrence_columns(words)
        self._writer = OccurrenceWriter(study, words)
        self.everything = list_occurrences(study) if everything is None else everything
        self.shown = self.everything
        """The occurrences that are shown."""

    def choose(self, moment: str = "", result: Result | None = None, *, critical: bool = False) -> None:
        """Show the occurrences of a moment, by its id, and with a result; all for "" and None."""
        self.beginResetModel()
        self.shown = tuple(
            one
            for one in self.everything
            if moment in {"", one.moment_id, one.standing_id}
            and result in {None, one.result}
            and (one.critical or not critical)
        )
        self.endResetModel()

    def take(self, study: Study) -> None:
        """Show the occurrences of a later study in which the same ones are shown."""
        rows = [one.row for one in self.shown]
        self._writer = OccurrenceWriter(study, self._words)
        self.everything = list_occurrences(study)
        found = {one.row: one for one in self.everything}
        if set(rows) <= found.keys():
            self.shown = tuple(found[row] for row in rows)
            if rows:
                last = self.index(len(rows) - 1, len(self._titles) - 1)
                self.dataChanged.emit(self.index(0, 0), last)

    def as_written(self, row: int) -> tuple[str, str]:
        """Return the action and the owner of a row as they are shown."""
        one = self.shown[row]
        return str(self._writer.cell(one, ACTION) or ""), str(self._writer.cell(one, OWNER) or "")

    def occurrence(self, row: int) -> Occurrence:
        """Return the occurrence of a row."""
        return self.shown[row]

    def rowCount(self, parent: AnyIndex = ROOT) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: AnyIndex = ROOT) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(self._titles)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the title of a column."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._titles):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return LEFT
        return self._titles[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text of a cell."""
        if not self.checkIndex(index, QAbstractTableModel.CheckIndexOption.IndexIsValid):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return LEFT
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        value = self._writer.cell(self.shown[index.row()], index.column())
        if index.column() == DAY:
            return self._day(value)
        return "" if value is None else str(value)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; a negative one restores the order of the days."""
        self.beginResetModel()
        backwards = order is Qt.SortOrder.DescendingOrder
        kept = {one.row for one in self.shown}
        rows = [one for one in self.everything if one.row in kept]
        if 0 <= column < len(self._titles):
            rows.sort(key=lambda one: _sortable(self._writer.cell(one, column)), reverse=backwards)
        self.shown = tuple(rows)
        self.endResetModel()

    def take_rows(self, rows: Iterable[int]) -> LogbookRows:
        """Return rows with their columns, to be copied."""
        return LogbookRows(self._titles, tuple(self.shown[row] for row in rows), self._writer)

    def _day(self, value: object) -> str:
        day: date | None = value  # type: ignore[assignment]  # the first column is a date
        return "" if day is None else self._words.day(day, "long")


def _sortable(value: Any) -> tuple[bool, Any]:
    """Return what a cell is sorted by: empty ones last, days and numbers in their own order."""
    return (True, "") if value in {None, ""} else (False, value)
