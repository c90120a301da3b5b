"""The dialog that lists what was done to a study, newest first, with the reason for each step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from supportlens.gui.widgets import Button, muted, subtitle
from supportlens.i18n.projects.steps import step_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supportlens.domain import Step
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words

WHY = 2
"""The column of the reason, which can be edited."""


class StepList(QDialog):
    """The steps of a history, oldest given first; `whys` are their reasons after they were edited."""

    def __init__(self, parent: QWidget | None, steps: Sequence[Step], words: Words, theme: Theme) -> None:
        super().__init__(parent)
        self._count = len(steps)
        self.setWindowTitle(words.say("History"))
        self.setModal(True)
        self.resize(720, 480)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 20, 24, 20)
        rows.setSpacing(12)
        rows.addWidget(subtitle(words.say("Steps so far"), theme))
        note = (
            words.say("The last step is undone first (Ctrl+Z). Write down why, so that others understand it.")
            if steps
            else words.say("Nothing has been corrected or answered yet.")
        )
        rows.addWidget(muted(note, theme))
        self.table = QTableWidget(len(steps), 3)
        self.table.setAccessibleName(words.say("Steps so far"))
        self.table.setFont(theme.font(14))
        self.table.setHorizontalHeaderLabels([words.say("When"), words.say("What"), words.say("Why")])
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(WHY, QHeaderView.ResizeMode.Stretch)
        for row, step in enumerate(reversed(steps)):
            day = words.day(step.made_at.astimezone().date(), "long")
            for column, text in enumerate((day, step_name(step, words), step.why)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                if column != WHY:
                    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
                self.table.setItem(row, column, item)
        rows.addWidget(self.table, 1)
        close = Button(words.say("Close"), theme)
        close.wanted.connect(self.accept)
        rows.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)

    @property
    def whys(self) -> tuple[str, ...]:
        """The reason of each step, oldest first."""
        items = (self.table.item(row, WHY) for row in reversed(range(self._count)))
        return tuple(" ".join(item.text().split()) if item else "" for item in items)
