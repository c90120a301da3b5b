"""A combo box that shortens a long choice and always shows its arrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QWheelEvent

    from supportlens.gui.theme import Theme

ROOM = 12
ARROW = 16


class ComboBox(QComboBox):
    """A combo box in the colours of the theme."""

    def __init__(self, theme: Theme, name: str, *, letters: int = 12) -> None:
        """Reserve room for `letters` characters, whatever the entries are."""
        super().__init__()
        self._values: list[object] = []
        self._arrow = theme.pixmap("chevron-down", "ink_3", ARROW)
        self.setFont(theme.font(14))
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(letters)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def offer(self, text: str, value: object) -> None:
        """Add an entry; Qt itself would return a member of an enum as a plain string."""
        self._values.append(value)
        self.addItem(text)

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
