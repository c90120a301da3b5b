"""The search for anything: one box, and below it what the typed words lead to."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QWidget

    from supportlens.gui.models.palette_entries import PaletteEntry, PaletteSource
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words

SIZE = QSize(640, 440)
ROW_HEIGHT = 38
LIST_EDGE = 8
"""Pixels of the padding of the list."""
TOP = 64
"""Pixels of the window above the palette: the bar with the search stays in view."""
PATIENCE = 0.03
"""Seconds of work that a typed letter waits for what is not gathered yet: two frames. A log of some thousand
tickets is known by then; of a larger one what is known is shown, and the rest when it is."""
MOVING = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
ENTRY = Qt.ItemDataRole.UserRole + 1
ROOT = QModelIndex()
AnyIndex = QModelIndex | QPersistentModelIndex


class PaletteModel(QAbstractListModel):
    """The entries that are offered."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.entries: list[PaletteEntry] = []

    def show_entries(self, entries: list[PaletteEntry]) -> None:
        """Offer other entries."""
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = ROOT) -> int:
        """Count the entries."""
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the text of an entry, what a screen reader says of it, or the entry itself."""
        if not self.checkIndex(index, QAbstractListModel.CheckIndexOption.IndexIsValid):
            return None
        entry = self.entries[index.row()]
        said = ", ".join(filter(None, (entry.text, entry.kind, entry.hint)))
        return {
            int(Qt.ItemDataRole.DisplayRole): entry.text,
            int(Qt.ItemDataRole.ToolTipRole): said,
            int(Qt.ItemDataRole.AccessibleTextRole): said,
            int(ENTRY): entry,
        }.get(int(role))


class PaletteDelegate(QStyledItemDelegate):
    """Paints an entry: what it says on the left, what it is and its keys or tickets on the right."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._strong, self._quiet = theme.font(14, 500), theme.font(12, 400, tabular=True)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        """Return the height of all rows."""
        return QSize(0, self._theme.scaled(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint one entry."""
        entry: PaletteEntry = index.data(ENTRY)
        area: QRect = option.rect
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent_soft"))
            painter.drawRoundedRect(area.adjusted(2, 1, -2, -1), 6, 6)
        room = area.adjusted(12, 0, -12, 0)
        painter.setFont(self._quiet)
        painter.setPen(self._theme.colour("ink_3"))
        kind = "" if entry.hint.endswith(entry.kind) else entry.kind  # "22 tickets" says what they are
        aside = " · ".join(filter(None, (entry.hint, kind)))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), aside)
        left = room.adjusted(0, 0, -painter.fontMetrics().horizontalAdvance(aside) - 16, 0)
        painter.setFont(self._strong)
        painter.setPen(self._theme.colour("ink"))
        text = painter.fontMetrics().elidedText(entry.text, Qt.TextElideMode.ElideRight, left.width())
        painter.drawText(left, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)
        painter.restore()


class Palette(QFrame):
    """Emits `chosen(leads)` with where the chosen entry leads; it closes by itself."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget, source: PaletteSource, words: Words, theme: Theme) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(words.say("Find anything"))
        self._source, self._highest = source, SIZE.height()
        self.box = QLineEdit()
        self.box.setFont(theme.font(16))
        self.box.setPlaceholderText(words.say("Causes, tickets, customers, commands: “atlas sales july”"))
        self.box.setAccessibleName(words.say("Find anything"))
        self.box.addAction(theme.icon("search", "ink_3", 18), QLineEdit.ActionPosition.LeadingPosition)
        self.box.textChanged.connect(self._find)
        self.box.installEventFilter(self)
        self.model = PaletteModel(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self._delegate = PaletteDelegate(theme, self)
        self.list.setItemDelegate(self._delegate)
        self.list.setAccessibleName(words.say("Found"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(self._choose)
        self._rows = rows = QVBoxLayout(self)
        rows.setContentsMargins(10, 10, 10, 10)
        rows.setSpacing(8)
        rows.addWidget(self.box)
        rows.addWidget(self.list, 1)
        self._find("")
        self._ahead = QTimer(self, interval=0)
        self._ahead.timeout.connect(self._prepare)
        self._ahead.start()

    def open_over(self, window: QWidget) -> None:
        """Show the palette in the upper middle of a window."""
        size = SIZE.boundedTo(window.size() - QSize(40, TOP + 24))
        self._highest = size.height()
        self.resize(size)
        self._fit()
        self.move(window.mapToGlobal(QPoint((window.width() - size.width()) // 2, TOP)))
        self.show()
        self.box.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list by the arrows, choose by Enter and close by Esc, while words are typed."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in MOVING:
                self.list.event(event)
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose(self.list.currentIndex())
                return True
            if key == Qt.Key.Key_Escape:
                self.close()
                return True
        return super().eventFilter(watched, event)

    def _find(self, text: str) -> None:
        """Show what a text finds; where much is not gathered yet, what is known by now."""
        latest = time.thread_time() + PATIENCE
        while text and time.thread_time() < latest and self._source.prepare_more():
            pass
        self.model.show_entries(self._source.find(text))
        self._fit()
        self.list.setCurrentIndex(self.model.index(0, 0))

    def _prepare(self) -> None:
        """Gather what can be asked for; once all is known, find again what was typed meanwhile."""
        if self._source.prepare_more():
            return
        self._ahead.stop()
        if self.box.text():
            chosen = self.list.currentIndex().row()
            self._find(self.box.text())
            self.list.setCurrentIndex(self.model.index(chosen, 0))

    def _fit(self) -> None:
        """Be as high as what was found, within what the window lets it be."""
        row = self._delegate.sizeHint(QStyleOptionViewItem(), QModelIndex()).height()
        edges = self._rows.contentsMargins()
        around = self.box.sizeHint().height() + edges.top() + edges.bottom() + self._rows.spacing()
        wanted = around + row * max(len(self.model.entries), 1) + 2 * self.list.frameWidth() + LIST_EDGE
        self.resize(self.width(), min(wanted, self._highest))

    def _choose(self, index: AnyIndex) -> None:
        if index.isValid():
            leads = self.model.entries[index.row()].leads
            self.close()
            self.chosen.emit(leads)
