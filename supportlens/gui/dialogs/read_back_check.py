"""The dialog that shows what a workbook brings back, before any of it is taken over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from supportlens.gui.widgets import Button, body, muted, subtitle
from supportlens.gui.widgets.controls.tick_box import TickBox
from supportlens.i18n.projects.read_back import read_back_lines

if TYPE_CHECKING:
    from supportlens.domain.projects.read_back import ReadBack
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words

SIZE = QSize(640, 520)


class ReadBackCheck(QDialog):
    """Lists the changes of a workbook; accepted if they are to be taken over."""

    def __init__(self, parent: QWidget | None, found: ReadBack, words: Words, theme: Theme) -> None:
        super().__init__(parent)
        say = words.say
        self._found, self._words, self._theme = found, words, theme
        self.setWindowTitle(say("Changes in the workbook"))
        self.setModal(True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 24, 24, 20)
        rows.setSpacing(14)
        rows.addWidget(subtitle(say("Changes in the workbook"), theme))
        self.overwrite = TickBox(
            say("The workbook counts where the project was changed as well"), theme, ticked=False
        )
        self._lines = QVBoxLayout()
        self._lines.setSpacing(10)
        inner = QWidget()
        inner.setLayout(self._lines)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(inner)
        rows.addWidget(area, 1)
        if found.conflicts:
            rows.addWidget(self.overwrite)
            self.overwrite.toggled.connect(self._list_changes)
        rows.addLayout(self._foot())
        self._list_changes()
        self.resize(SIZE)

    def _foot(self) -> QHBoxLayout:
        say = self._words.say
        foot = QHBoxLayout()
        foot.addWidget(muted(say("It can be undone afterwards."), self._theme), 1)
        leave = Button(say("Cancel"), self._theme)
        leave.wanted.connect(self.reject)
        foot.addWidget(leave)
        if self._found.changes or self._found.further:
            take = Button(say("Take over"), self._theme, role="primary")
            take.wanted.connect(self.accept)
            foot.addWidget(take)
        return foot

    def _list_changes(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for line in read_back_lines(self._found, self._words, overwrite=self.overwrite.isChecked()):
            self._lines.addWidget(body(line, self._theme))
        self._lines.addStretch(1)
