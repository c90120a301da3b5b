"""A combo box that shortens a long choice and always shows its arrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

from supportlens.gui.widgets.controls.choice_popup import ChoicePopup

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QWheelEvent

    from supportlens.gui.theme import Theme

ROOM = 12
ARROW = 16
MOST_VISIBLE = 12
"""Entries of a list that are seen at once: a longer one would fill the screen."""
SEARCHED_FROM = 8
"""Entries from which a list has a search box. Judgement: fewer are seen at a glance."""


class ComboBox(QComboBox):
    """A combo box in the colours of the theme."""

    opening = Signal()
    """The list is about to be shown."""

    def __init__(self, theme: Theme, name: str, *, letters: int = 12, search: str = "") -> None:
        """Reserve room for `letters` characters, whatever the entries are.

        With the text of a `search` box a long list can be searched.
        """
        super().__init__()
        self._theme, self._search = theme, search
        self.setMaxVisibleItems(MOST_VISIBLE)
        self._values: list[object] = []
        self._arrow = theme.pixmap("chevron-down", "ink_3", ARROW)
        self.setFont(theme.font(14))
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(letters)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.currentTextChanged.connect(self.setToolTip)  # a narrow box shortens its choice

    def offer(self, text: str, value: object) -> None:
        """Add an entry; Qt itself would return a member of an enum as a plain string."""
        self._values.append(value)
        self.addItem(text)
        self.setItemData(self.count() - 1, text, Qt.ItemDataRole.ToolTipRole)

    def retitle(self, row: int, text: str) -> None:
        """Change the text of an entry."""
        self.setItemText(row, text)
        self.setItemData(row, text, Qt.ItemDataRole.ToolTipRole)

    @property
    def values(self) -> tuple[object, ...]:
        """The value of each entry."""
        return tuple(self._values)

    def showPopup(self) -> None:
        """Show the list, with a search if it is long."""
        self.opening.emit()
        if not self._search or self.count() <= SEARCHED_FROM:
            super().showPopup()
            return
        popup = ChoicePopup(self, self.model(), self._theme, self._search)
        popup.picked.connect(self._pick)
        popup.open_below(self, self.currentIndex())

    def _pick(self, row: int) -> None:
        self.setCurrentIndex(row)
        self.activated.emit(row)

    @property
    def value(self) -> object:
        """The value of the chosen entry."""
        return self._values[self.currentIndex()]

    def choose(self, value: object) -> None:
        """Choose an entry by its value, the first entry if none has it."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ignore the wheel: scrolling the page must not change a choice."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the frame, the shortened choice and the arrow."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        room = self.rect().adjusted(ROOM, 0, -ROOM - ARROW - 6, 0)
        text = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)
        corner = QRect(self.width() - ROOM - ARROW, (self.height() - ARROW) // 2 + 1, ARROW, ARROW)
        painter.drawPixmap(corner, self._arrow)
