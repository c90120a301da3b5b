"""The list of a combo box with a search: what is typed narrows it, Enter chooses."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QVBoxLayout

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel, QObject
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from supportlens.gui.theme import Theme

ROWS_SHOWN = 12
"""Rows that are seen at once; further ones are scrolled to or searched for."""
ROW_HEIGHT = 32
WIDEST = 520
"""The most pixels of the list: longer entries are shortened, their tool tips are whole."""
MOVING = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class WordFilter(QSortFilterProxyModel):
    """The entries in which every word that is looked for stands, ignoring accents and case."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._words: list[str] = []

    def look_for(self, text: str) -> None:
        """Keep the entries with these words."""
        self._words = _fold(text).split()
        self.invalidate()

    def filterAcceptsRow(self, row: int, parent: QModelIndex | QPersistentModelIndex) -> bool:
        """Return whether an entry is kept."""
        text = _fold(str(self.sourceModel().index(row, 0, parent).data() or ""))
        return all(word in text for word in self._words)


class ChoicePopup(QFrame):
    """The entries of `model` below a search box; emits `picked(row)` with the row of the model."""

    picked = Signal(int)

    def __init__(self, parent: QWidget, model: QAbstractItemModel, theme: Theme, search: str) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.box = QLineEdit()
        self.box.setFont(theme.font(14))
        self.box.setPlaceholderText(search)
        self.box.setAccessibleName(search)
        self.box.addAction(theme.icon("search", "ink_3", 16), QLineEdit.ActionPosition.LeadingPosition)
        self._found = WordFilter(self)
        self._found.setSourceModel(model)
        self.list = QListView()
        self.list.setModel(self._found)
        self.list.setAccessibleName(parent.accessibleName())
        self.list.setFont(theme.font(14))
        self.list.setUniformItemSizes(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(6, 6, 6, 6)
        rows.setSpacing(6)
        rows.addWidget(self.box)
        rows.addWidget(self.list)
        self.box.textChanged.connect(self._narrow)
        self.box.installEventFilter(self)
        self.list.clicked.connect(self._pick)

    def open_below(self, above: QWidget, row: int) -> None:
        """Show the list below (or where there is no room, above) a widget, with a row of the model chosen."""
        room = above.screen().availableGeometry()
        shown = min(ROWS_SHOWN, max(self._found.rowCount(), 1))
        wide = min(WIDEST, max(above.width(), self.list.sizeHintForColumn(0) + 48))
        self.resize(min(wide, room.width()), min(shown * ROW_HEIGHT + 64, room.height()))
        corner = above.mapToGlobal(QPoint(0, above.height() + 2))
        if corner.y() + self.height() > room.bottom():
            corner.setY(max(room.top(), above.mapToGlobal(QPoint(0, 0)).y() - self.height() - 2))
        corner.setX(max(room.left(), min(corner.x(), room.right() - self.width())))
        self.move(corner)
        self._choose(self._found.mapFromSource(self._found.sourceModel().index(row, 0)))
        self.show()
        self.box.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list by the arrows of the search box, choose by Enter and close by Esc."""
        if event.type() is QEvent.Type.KeyPress:
            key = Qt.Key(_key_of(event))
            if key in MOVING:
                self.list.event(event)
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._pick(self.list.currentIndex())
                return True
            if key == Qt.Key.Key_Escape:
                self.close()
                return True
        return super().eventFilter(watched, event)

    def _narrow(self, text: str) -> None:
        self._found.look_for(text)
        self._choose(self._found.index(0, 0))

    def _choose(self, index: QModelIndex) -> None:
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)

    def _pick(self, index: QModelIndex | QPersistentModelIndex) -> None:
        row = self._found.mapToSource(index).row()
        self.close()
        if row >= 0:
            self.picked.emit(row)


def _key_of(event: QEvent) -> int:
    """Return the key of an event of a pressed key; the stubs take it for a plain event."""
    pressed: QKeyEvent = event  # type: ignore[assignment]  # its type was asked before
    return pressed.key()


def _fold(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))
