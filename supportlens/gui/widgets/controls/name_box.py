"""A name that can be edited in place: by F2 or by its pencil."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from supportlens.gui.widgets.controls.buttons import icon_button

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent
    from PySide6.QtWidgets import QLabel

    from supportlens.gui.theme import Theme


KEEPS_EDITING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
"""Reasons to lose the focus that do not end editing: its own menu, and another window."""


class NameBox(QLineEdit):
    """A line edit: Enter or losing the focus keeps the text, Escape discards it."""

    kept = Signal(str)
    left = Signal()

    def __init__(self, text: str, theme: Theme, name: str) -> None:
        super().__init__(text)
        self._was, self._ended = text, False
        self.setAccessibleName(name)
        self.setFont(theme.font(14))
        self.setMaxLength(120)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep on Enter and discard on Escape; no key reaches the widgets below."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._end(keep=True)
        elif key is Qt.Key.Key_Escape:
            self._end(keep=False)
        else:
            super().keyPressEvent(event)
            event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep the typed text when the focus moves elsewhere in the window."""
        super().focusOutEvent(event)
        if event.reason() not in KEEPS_EDITING:
            self._end(keep=event.reason() is not Qt.FocusReason.OtherFocusReason)

    def _end(self, *, keep: bool) -> None:
        if self._ended:
            return
        self._ended = True
        text = " ".join(self.text().split())
        self.left.emit()
        if keep and text != self._was:
            self.kept.emit(text)


class RenamableLabel(QWidget):
    """Shows a name followed by a pencil; emits `named(text)` when the name is changed."""

    named = Signal(str)

    def __init__(self, shown: QLabel, text: str, theme: Theme, rename: str, *, wide: bool = True) -> None:
        """Show the label `shown`, and `text` where it is edited; `rename` describes what the pencil does.

        If `wide`, the label fills its line; otherwise the pencil follows the last letter.
        """
        super().__init__()
        self._shown, self._text, self._theme, self._rename = shown, text, theme, rename
        self.box: NameBox | None = None
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(6)
        if not wide:
            shown.setMaximumWidth(QFontMetrics(shown.font()).horizontalAdvance(shown.accessibleName()) + 4)
        self._line.addWidget(shown, 1)
        self.pencil = icon_button("pencil", rename, theme)
        self.pencil.setIcon(theme.icon("pencil", "ink_3", 14))
        self.pencil.setIconSize(QSize(14, 14))
        self.pencil.setFixedSize(24, 24)
        self.pencil.clicked.connect(self.begin)
        self._line.addWidget(self.pencil, 0, Qt.AlignmentFlag.AlignVCenter)
        if not wide:
            self._line.addStretch()

    def begin(self) -> None:
        """Replace the name by a box."""
        if self.box is not None:
            return
        box = NameBox(self._text, self._theme, self._rename)
        box.kept.connect(self.named)
        box.left.connect(self._end)
        self.box = box
        self._shown.hide()
        self.pencil.hide()
        self._line.insertWidget(0, box, 1)
        box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _end(self) -> None:
        box, self.box = self.box, None
        if box is not None:
            box.hide()
            box.deleteLater()
        self._shown.show()
        self.pencil.show()
