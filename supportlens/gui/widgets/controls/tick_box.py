"""Check boxes, alone and in lists, painted in the theme's colours: their frame is visible in every look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QCheckBox, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

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
        paint_tick(painter, box, theme, ticked=self.isChecked(), focused=self.hasFocus())
        painter.setPen(theme.colour("ink"))
        words = self.rect().adjusted(BOX + GAP, 0, 0, 0)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), self.text())
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(words).adjusted(-4, 2, -1, -2), 4, 4)
        painter.end()


class TickedRows(QStyledItemDelegate):
    """Paints the rows of a list that can be ticked, with the same box as `TickBox`."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a row, and its box over that of the style."""
        super().paint(painter, option, index)
        drawn = QStyleOptionViewItem(option)
        self.initStyleOption(drawn, index)
        view = self.parent()
        if not isinstance(view, QWidget):
            return
        place: QRect = view.style().subElementRect(
            QStyle.SubElement.SE_ItemViewItemCheckIndicator, drawn, view
        )
        box = QRectF(0, 0, BOX, BOX)
        box.moveCenter(QRectF(place).center())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ticked = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) is Qt.CheckState.Checked
        paint_tick(painter, box, self._theme, ticked=ticked)
        painter.restore()


def paint_tick(painter: QPainter, box: QRectF, theme: Theme, *, ticked: bool, focused: bool = False) -> None:
    """Paint a box, and its tick."""
    painter.setPen(QPen(theme.colour("accent" if ticked or focused else "ink_3"), 1.4))
    painter.setBrush(theme.colour("accent" if ticked else "surface"))
    painter.drawRoundedRect(box, 4, 4)
    if ticked:
        painter.drawPixmap(box.adjusted(2, 2, -2, -2).toRect(), theme.pixmap("check", "on_accent", 14))
