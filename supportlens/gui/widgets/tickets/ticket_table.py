"""The table of tickets; it highlights search matches and reads only the visible rows."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from supportlens.gui.widgets.basics.dragging_out import Grip
from supportlens.gui.widgets.tickets.highlighting import highlight_colour

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QAbstractItemModel, QItemSelection
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent

    from supportlens.gui.theme import Theme

ROW_HEIGHT = 36
PADDING = 8
DOT = 8


class CellRole(IntEnum):
    """The roles of the model's cells in addition to Qt's own."""

    HUE = Qt.ItemDataRole.UserRole + 1
    """The colour of the dot before the text."""
    SPANS = Qt.ItemDataRole.UserRole + 2
    """(start, length) of each stretch of the text to highlight."""


class HighlightingDelegate(QStyledItemDelegate):
    """Paints a cell: its dot, its shortened text, and the highlights behind it."""

    def __init__(self, theme: Theme, titles: frozenset[int]) -> None:
        """Paint the columns in `titles` at full strength, the others one step quieter."""
        super().__init__()
        self._theme = theme
        self._titles = titles
        self._font = theme.font(13, 400, tabular=True)
        self._title_font = theme.font(13, 500)
        self._mark = highlight_colour(theme)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of all rows."""
        return QSize(super().sizeHint(option, index).width(), ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one cell."""
        painter.save()
        chosen = bool(_option_field(option, "state") & QStyle.StateFlag.State_Selected)
        rect: QRect = _option_field(option, "rect")
        painter.fillRect(rect, self._theme.colour("accent_soft" if chosen else "surface"))
        painter.setPen(self._theme.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        title = index.column() in self._titles
        painter.setFont(self._title_font if title else self._font)
        room = rect.adjusted(PADDING, 0, -PADDING, 0)
        room = self._paint_dot(painter, room, index.data(CellRole.HUE))
        self._paint_text(painter, room, index, "ink" if title or chosen else "ink_2")
        painter.restore()

    def _paint_dot(self, painter: QPainter, room: QRect, hue: str | None) -> QRect:
        if not hue:
            return room
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.edge_of(hue))
        painter.setBrush(self._theme.colour(hue))
        painter.drawEllipse(QRectF(room.left(), room.center().y() - DOT / 2 + 0.5, DOT, DOT))
        return room.adjusted(DOT + 8, 0, 0, 0)

    def _paint_text(
        self, painter: QPainter, room: QRect, index: QModelIndex | QPersistentModelIndex, ink: str
    ) -> None:
        text = " ".join(str(index.data() or "").split(" "))
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        side = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole))
        left = (
            room.right() - metrics.horizontalAdvance(shown)
            if side & Qt.AlignmentFlag.AlignRight
            else room.left()
        )
        self._paint_marks(
            painter, QPointF(left, room.top()), room.height(), shown, index.data(CellRole.SPANS) or ()
        )
        painter.setPen(self._theme.colour(ink))
        painter.drawText(room, int(side), shown)

    def _paint_marks(
        self, painter: QPainter, corner: QPointF, height: int, shown: str, spans: Sequence[tuple[int, int]]
    ) -> None:
        metrics = painter.fontMetrics()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._mark)
        for start, length in spans:
            if start >= len(shown):
                break
            left = corner.x() + metrics.horizontalAdvance(shown[:start])
            width = metrics.horizontalAdvance(shown[start : start + length])
            painter.drawRoundedRect(
                QRectF(
                    left - 1,
                    corner.y() + (height - metrics.height()) / 2 - 1,
                    width + 2,
                    metrics.height() + 2,
                ),
                3,
                3,
            )


def _option_field(option: QStyleOptionViewItem, name: str) -> Any:
    """Return a field of an option; the stubs lack inherited fields."""
    return getattr(option, name)


class TicketTable(QTableView):
    """A table whose rows can be selected, copied and stepped through by key."""

    row_chosen = Signal(int)
    """The current row; -1 for none."""
    rows_copied = Signal(list)
    """The rows to copy to the clipboard."""
    rows_dragged = Signal(list)
    """The rows that a hand drags."""

    def __init__(self, theme: Theme, name: str, copy_text: str, titles: frozenset[int]) -> None:
        super().__init__()
        self._theme = theme
        self._widths: list[int] = []
        self._growing: Sequence[int] = ()
        self._grip, self._takes_rows = Grip(), False
        self.setItemDelegate(HighlightingDelegate(theme, titles))
        self._delegate = self.itemDelegate()  # Qt does not keep a delegate alive by itself
        self.setAccessibleName(name)
        self.horizontalHeader().setAccessibleName(name)
        self.setFont(theme.font(13))
        self._set_behaviour()
        self._set_headers(theme)
        self._copy = QAction(copy_text, self)
        self._copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        self._copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._copy.triggered.connect(lambda: self.rows_copied.emit(self.chosen_rows()))
        self.addAction(self._copy)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def add_menu_entry(self, text: str, do: Callable[[], object]) -> None:
        """Add an entry to the context menu; `do` is called without arguments."""
        action = QAction(text, self)
        action.triggered.connect(do)
        self.addAction(action)

    def _set_behaviour(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)

    def _set_headers(self, theme: Theme) -> None:
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)  # measuring rows would freeze a long list
        rows.setDefaultSectionSize(ROW_HEIGHT)
        columns = self.horizontalHeader()
        columns.setFont(theme.font(12, 500))
        columns.setHighlightSections(False)
        columns.setSectionsClickable(True)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def show_model(
        self, model: QAbstractItemModel, widths: Sequence[int | None], growing: Sequence[int] = ()
    ) -> None:
        """Show a model unsorted; a column without a width takes the remaining space.

        Without such a column, those that are `growing` share what a wide window has left.
        """
        self.setModel(model)
        widths = [width and self._theme.scaled(width) for width in widths]
        self._widths, self._growing = [width or 0 for width in widths], growing
        columns = self.horizontalHeader()
        # A header asks of every row whether it is chosen, to mark its column: half a second for 89 000 rows.
        columns.setSelectionModel(QItemSelectionModel(model, columns))
        columns.setSortIndicatorClearable(True)  # the third press restores the order of the log
        columns.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        columns.setSortIndicatorShown(True)
        columns.sortIndicatorChanged.connect(model.sort)
        for column, width in enumerate(widths):
            if width is None:
                columns.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
            else:
                columns.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
                columns.resizeSection(column, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room that is left among the columns that grow."""
        super().resizeEvent(event)
        left = max(0, self.viewport().width() - sum(self._widths))
        for column in self._growing:
            self.horizontalHeader().resizeSection(column, self._widths[column] + left // len(self._growing))

    def chosen_rows(self) -> list[int]:
        """Return the chosen rows from top to bottom."""
        chosen = self.selectionModel().selection()  # of ranges: an index for each of many rows takes seconds
        return sorted({row for part in chosen.toList() for row in range(part.top(), part.bottom() + 1)})

    def choose(self, row: int) -> None:
        """Choose one row and bring it into view; with Ctrl held down Qt itself would not select it."""
        if 0 <= row < self.model().rowCount():
            only = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(self.model().index(row, 0), only)
            self.scrollTo(self.model().index(row, 0))

    def step(self, by: int) -> None:
        """Move by some rows, stopping at the ends of the table."""
        here = self.currentIndex().row()
        self.choose(max(0, min(here + by, self.model().rowCount() - 1)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note where a drag of the chosen rows may begin; a drag that begins elsewhere chooses rows."""
        self._grip.let_go()
        self._takes_rows = False
        if self.selectionModel().isSelected(self.indexAt(event.position().toPoint())):
            self._grip.press(event)
            self._takes_rows = True
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Have the page drag the chosen rows: what they carry is masked as the report is.

        Qt's own drag would ask each cell whether it can be dragged; here every row can.
        """
        if self._grip.pulls(event):
            self.rows_dragged.emit(self.chosen_rows())
        elif not self._takes_rows:
            super().mouseMoveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ignore J, K and M, which are shortcuts of the page."""
        if event.key() in (Qt.Key.Key_J, Qt.Key.Key_K, Qt.Key.Key_M):
            event.ignore()
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: Qt would read every row of a long table to search it."""

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Emit the current row."""
        super().selectionChanged(selected, deselected)
        current = self.currentIndex()
        self.row_chosen.emit(current.row() if self.selectionModel().isSelected(current) else -1)
