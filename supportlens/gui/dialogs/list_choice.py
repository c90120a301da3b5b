"""The dialog that asks for one row of a list, filtered by what is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from supportlens.domain import fold
from supportlens.gui.widgets import Button, muted, subtitle
from supportlens.gui.widgets.controls.tick_box import TickedRows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QKeyEvent

    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words

ID = Qt.ItemDataRole.UserRole


class ListTexts(NamedTuple):
    """What a dialog says: its title, a note below it, what is searched, the name of the list, its button."""

    title: str
    note: str
    find: str
    listed: str
    accept: str


class ListChoice(QDialog):
    """Rows of (id, text), filtered by what is typed; `chosen` is the id of the chosen one.

    With `several`, rows can be ticked and `ticked` are their ids.
    """

    def __init__(
        self,
        parent: QWidget | None,
        texts: ListTexts,
        entries: Iterable[tuple[str, str]],
        words: Words,
        theme: Theme,
        *,
        several: bool = False,
    ) -> None:
        super().__init__(parent)
        self._several = several
        self.setWindowTitle(texts.title)
        self.setModal(True)
        self.resize(520, 480)
        rows = self.rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 20, 24, 20)
        rows.setSpacing(12)
        rows.addWidget(subtitle(texts.title, theme))
        rows.addWidget(muted(texts.note, theme))
        self.search = QLineEdit()
        self.search.setPlaceholderText(texts.find)
        self.search.setAccessibleName(texts.find)
        self.search.setFont(theme.font(14))
        self.search.textChanged.connect(self._narrow)
        rows.addWidget(self.search)
        self.list = QListWidget()
        self.list.setAccessibleName(texts.listed)
        self.list.setFont(theme.font(14))
        for entry_id, text in entries:
            item = QListWidgetItem(text, self.list)
            item.setData(ID, entry_id)
            if several:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Unchecked)
        self.list.setCurrentRow(0)
        rows.addWidget(self.list, 1)
        rows.addLayout(self._buttons(texts.accept, words, theme))
        if several:
            self.list.setItemDelegate(TickedRows(theme, self.list))
            self.list.itemChanged.connect(lambda _item: self._allow())
            self._allow()
        else:
            self.list.itemActivated.connect(lambda _item: self.accept())

    @property
    def chosen(self) -> str:
        """The chosen id, "" if no row matches the typed words."""
        item = self.list.currentItem()
        return "" if item is None or item.isHidden() else str(item.data(ID))

    @property
    def ticked(self) -> tuple[str, ...]:
        """The ids of the rows that are ticked."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return tuple(str(item.data(ID)) for item in items if item.checkState() is Qt.CheckState.Checked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move through the list by the arrow keys while the search box has the focus."""
        by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
            return
        shown = [row for row in range(self.list.count()) if not self.list.item(row).isHidden()]
        here = shown.index(self.list.currentRow()) if self.list.currentRow() in shown else 0
        if shown:
            self.list.setCurrentRow(shown[max(0, min(here + by, len(shown) - 1))])

    def _buttons(self, accept: str, words: Words, theme: Theme) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addStretch(1)
        away = Button(words.say("Cancel"), theme)
        away.wanted.connect(self.reject)
        away.setAutoDefault(False)
        self.accept_button = Button(accept, theme, role="primary")
        self.accept_button.wanted.connect(self.accept)
        self.accept_button.setDefault(True)
        line.addWidget(away)
        line.addWidget(self.accept_button)
        return line

    def _allow(self) -> None:
        """Allow what is chosen: of several rows at least one, and not all of them."""
        self.accept_button.setEnabled(0 < len(self.ticked) < self.list.count())

    def _narrow(self, text: str) -> None:
        """Show the rows that contain all typed words."""
        wanted, first = fold(text).split(), None
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(not all(word in fold(item.text()) for word in wanted))
            if first is None and not item.isHidden():
                first = row
        if first is not None:
            self.list.setCurrentRow(first)
        if not self._several:
            self.accept_button.setEnabled(first is not None)
