"""One line of text that is shortened to the available width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QSizePolicy

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from supportlens.gui.theme import Theme
    from supportlens.gui.widgets.basics.labels import TextRole


class ElidedLabel(QLabel):
    """One line of text that ends in an ellipsis if it is too long; the tool tip has the whole text."""

    def __init__(self, text: str, role: TextRole, theme: Theme) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role.name)
        self.setFont(theme.font(role.size, role.weight))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.show_text(text)

    def show_text(self, text: str) -> None:
        """Show another text."""
        self._full_text = text
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.setText(text)
        self._shorten()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the text to the new width."""
        super().resizeEvent(event)
        self._shorten()

    def _shorten(self) -> None:
        shown = QFontMetrics(self.font()).elidedText(
            self._full_text, Qt.TextElideMode.ElideRight, self.width()
        )
        if shown != self.text():
            self.setText(shown)
