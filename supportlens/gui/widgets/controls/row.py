"""Rows of widgets that can be pressed as one button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from supportlens.gui.widgets.basics.dragging_out import Grip, drag_out
from supportlens.gui.widgets.basics.labels import BODY, TextRole, label

if TYPE_CHECKING:
    from supportlens.gui.theme import Theme


class Row(QAbstractButton):
    """A row of widgets that acts as one button and emits `wanted(payload)`.

    `name` is for screen readers. Without a payload it cannot be pressed.
    """

    wanted = Signal(object)

    def __init__(self, name: str, theme: Theme, *, payload: object = None, inset: int = 8) -> None:
        super().__init__()
        self._payload = payload
        self._theme = theme
        self._hovered = False
        self._grip = Grip()
        self.setAccessibleName(name)
        self.cells = QHBoxLayout(self)
        self.cells.setContentsMargins(inset, 6, inset, 6)
        self.cells.setSpacing(12)
        # As for labels: `Minimum` would keep the height of a narrow column at every width.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(lambda: self.wanted.emit(self._payload))
        self._set_pressable(payload is not None)

    def add(self, widget: QWidget, stretch: int = 0, *, width: int | None = None) -> None:
        """Add a widget at the end, `width` pixels wide where columns must line up."""
        widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        if width is not None:
            widget.setFixedWidth(self._theme.scaled(width))
        self.cells.addWidget(widget, stretch)

    def choose(self, *, chosen: bool) -> None:
        """Show whether the detail of this row is open."""
        self.setCheckable(True)
        self.setChecked(chosen)

    def sizeHint(self) -> QSize:
        """Return the size of the cells."""
        return self.cells.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the smallest size of the cells."""
        return self.cells.minimumSize()

    def hasHeightForWidth(self) -> bool:
        """Return True: text wraps, so the height depends on the width."""
        return self.cells.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        """Return the height of the cells at a width."""
        return self.cells.heightForWidth(width)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Treat Enter like Space: outside a dialog Qt's buttons ignore it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._payload is not None:
            self.click()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note where a drag may begin."""
        self._grip.press(event)
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what the row stands for once the mouse has moved far enough with its button down."""
        if self._grip.pulls(event):
            self.drag()
            return
        super().mouseMoveEvent(event)

    def drag(self) -> None:
        """Drag the table to which the row belongs; letting go is no click then."""
        if drag_out(self):
            self.setDown(False)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Highlight the row under the mouse."""
        self._hovered = self._payload is not None
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Remove the highlight."""
        self._hovered = False
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the background of a row that is hovered, chosen or focused."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked():
            painter.setBrush(self._theme.colour("accent_soft"))
            painter.drawRoundedRect(area, 8, 8)
        elif self._hovered:
            painter.setBrush(self._theme.colour("hover"))
            painter.drawRoundedRect(area, 8, 8)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour("accent"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area, 8, 8)
        painter.end()

    def _set_pressable(self, pressable: bool) -> None:  # noqa: FBT001 - private, one caller
        if not pressable:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            return
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)


def list_line(
    text: str, theme: Theme, *, payload: object = None, role: TextRole = BODY, mark: str = "•"
) -> Row:
    """Return a sentence of a list with its mark; with a payload it links to its tickets."""
    made = Row(text, theme, payload=payload, inset=4)
    made.cells.setContentsMargins(4, 3, 4, 3)
    made.cells.setSpacing(8)
    sign = label(mark, role, theme, wrap=False)
    sign.setAlignment(Qt.AlignmentFlag.AlignTop)
    made.add(sign)
    made.add(label(text, role, theme), 1)
    return made
