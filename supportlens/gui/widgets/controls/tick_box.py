"""A check box painted in the theme's colours, so that its frame is visible in both looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QCheckBox

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QPaintEvent

    from supportlens.gui.theme import Theme

BOX = 18
GAP = 10


class TickBox(QCheckBox):
    """A check box of 18 px with its text."""

    def __init__(self, text: str, theme: Theme, *, ticked: bool) -> None:
        super().__init__(text)
        self._theme = theme
        self.setFont(theme.font(14, 600))
        self.setAccessibleName(text)
        self.setChecked(ticked)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Return the size of the box and its text."""
        words = self.fontMetrics().size(0, self.text())
        return QSize(BOX + GAP + words.width() + 6, max(28, words.height() + 6))

    def minimumSizeHint(self) -> QSize:
        """Return the full size: the text is never cut."""
        return self.sizeHint()

    def hitButton(self, position: QPoint) -> bool:
        """Return True for the text as well as for the box."""
        return self.rect().contains(position)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the box, its tick and its text."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, box = self._theme, QRectF(1, (self.height() - BOX) / 2, BOX, BOX)
        ticked = self.isChecked()
        painter.setPen(QPen(theme.colour("accent" if ticked or self.hasFocus() else "ink_3"), 1.4))
        painter.setBrush(theme.colour("accent" if ticked else "surface"))
        painter.drawRoundedRect(box, 4, 4)
        if ticked:
            inner = box.adjusted(2, 2, -2, -2)
            painter.drawPixmap(inner.toRect(), theme.pixmap("check", "on_accent", 14))
        painter.setPen(theme.colour("ink"))
        words = self.rect().adjusted(BOX + GAP, 0, 0, 0)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), self.text())
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(words).adjusted(-4, 2, -1, -2), 4, 4)
        painter.end()
