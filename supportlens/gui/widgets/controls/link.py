"""A link without padding, aligned with the text around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from supportlens.gui.widgets.controls.buttons import Button

if TYPE_CHECKING:
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QResizeEvent

    from supportlens.gui.theme import Theme


TARGET = 24
"""The least width and height in pixels of what is pressed (WCAG 2.2, 2.5.8)."""
UNDERLINE = 2


class Link(Button):
    """Text in the accent's colour that emits `wanted(payload)`; underlined when hovered or focused.

    Where it gets less room than its text needs, the text is shortened, and whole in the tool tip.
    """

    _whole, _shortened = "", False

    def __init__(
        self,
        text: str,
        theme: Theme,
        payload: object,
        *,
        size: int = 14,
        weight: int = 500,
        side: str = "left",
    ) -> None:
        """Show a text at one `side` of the link: figures of a column stand at the right."""
        super().__init__(text.replace("&", "&&"), theme, role="link", payload=payload)
        self.setAccessibleName(text)
        self.setFont(theme.font(size, weight, tabular=True))
        accent = theme.tokens.accent
        self.setStyleSheet(
            f"QPushButton {{ background: transparent; color: {accent}; padding: 0; border: none;"
            f" border-bottom: {UNDERLINE}px solid transparent; border-radius: 0; text-align: {side};"
            f" min-height: {TARGET - UNDERLINE}px; min-width: {TARGET}px; }}"
            f"QPushButton:hover, QPushButton:focus {{ border-bottom: 2px solid {accent};"
            " text-decoration: none; }"
        )
        self._whole, self._shortened = self.text(), False

    def setText(self, text: str) -> None:
        """Show another text."""
        super().setText(text)
        self._whole, self._shortened = text, False
        self._fit()

    @property
    def whole_text(self) -> str:
        """Its text, also while it is shortened."""
        return self._whole.replace("&&", "&")

    def sizeHint(self) -> QSize:
        """Return the room of the whole text, even while it is shortened."""
        hint = super().sizeHint()
        if self._shortened:
            hint.setWidth(hint.width() + self._wide(self._whole) - self._wide(self.text()))
        return hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the text where it gets too little room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        lacks = self.width() < self._wide(self._whole)
        if not (lacks or self._shortened):
            return
        plain = self._whole.replace("&&", "&")
        room = max(self.width(), 0)
        shown = self.fontMetrics().elidedText(plain, Qt.TextElideMode.ElideRight, room) if lacks else plain
        super().setText(shown.replace("&", "&&"))
        if lacks != self._shortened:
            self.setToolTip(plain if lacks else "")
        self._shortened = lacks

    def _wide(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text.replace("&&", "&"))
