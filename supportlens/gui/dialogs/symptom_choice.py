"""The dialog that asks which symptom to move tickets to."""

from __future__ import annotations

from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from supportlens.domain import Study
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words

ID = Qt.ItemDataRole.UserRole


class SymptomChoice(QDialog):
    """The symptoms of a study, filtered by what is typed; `symptom_id` is the chosen one."""

    def __init__(self, parent: QWidget | None, count: int, study: Study, words: Words, theme: Theme) -> None:
        """Ask where to move `count` tickets."""
        super().__init__(parent)
        title = words.say_n("Move {count} ticket to…", "Move {count} tickets to…", count)
        self.setWindowTitle(title)
        self.setModal(True)
        self.resize(520, 480)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 20, 24, 20)
        rows.setSpacing(12)
        rows.addWidget(subtitle(title, theme))
        rows.addWidget(
            muted(words.say("Tickets with the same text move too. Ctrl+Z undoes the change."), theme)
        )
        self.search = QLineEdit()
        self.search.setPlaceholderText(words.say("Find a symptom"))
        self.search.setAccessibleName(words.say("Find a symptom"))
        self.search.setFont(theme.font(14))
        self.search.textChanged.connect(self._narrow)
        rows.addWidget(self.search)
        self.list = QListWidget()
        self.list.setAccessibleName(words.say("Symptoms"))
        self.list.setFont(theme.font(14))
        self.list.itemActivated.connect(lambda _item: self.accept())
        for symptom in study.symptoms:
            text = f"{words.read(symptom.name)} ({words.number(symptom.tickets)})"
            item = QListWidgetItem(text, self.list)
            item.setData(ID, symptom.id)
        self.list.setCurrentRow(0)
        rows.addWidget(self.list, 1)
        rows.addLayout(self._buttons(words, theme))

    @property
    def symptom_id(self) -> str:
        """The chosen symptom, "" if no symptom matches the typed words."""
        item = self.list.currentItem()
        return "" if item is None or item.isHidden() else str(item.data(ID))

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

    def _buttons(self, words: Words, theme: Theme) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addStretch(1)
        away = Button(words.say("Cancel"), theme)
        away.wanted.connect(self.reject)
        away.setAutoDefault(False)
        self.move_button = Button(words.say("Move"), theme, role="primary")
        self.move_button.wanted.connect(self.accept)
        self.move_button.setDefault(True)
        line.addWidget(away)
        line.addWidget(self.move_button)
        return line

    def _narrow(self, text: str) -> None:
        """Show the symptoms that contain all typed words."""
        wanted, first = fold(text).split(), None
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(not all(word in fold(item.text()) for word in wanted))
            if first is None and not item.isHidden():
                first = row
        if first is not None:
            self.list.setCurrentRow(first)
        self.move_button.setEnabled(first is not None)
