"""A link without padding, aligned with the text around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.gui.widgets.controls.buttons import Button

if TYPE_CHECKING:
    from supportlens.gui.theme import Theme


TARGET = 24
"""The least width and height in pixels of what is pressed (WCAG 2.2, 2.5.8)."""
UNDERLINE = 2


class Link(Button):
    """Text in the accent's colour that emits `wanted(payload)`; underlined when hovered or focused."""

    def __init__(
        self, text: str, theme: Theme, payload: object, *, size: int = 14, weight: int = 500
    ) -> None:
        super().__init__(text.replace("&", "&&"), theme, role="link", payload=payload)
        self.setAccessibleName(text)
        self.setFont(theme.font(size, weight, tabular=True))
        accent = theme.tokens.accent
        self.setStyleSheet(
            f"QPushButton {{ background: transparent; color: {accent}; padding: 0; border: none;"
            f" border-bottom: {UNDERLINE}px solid transparent; border-radius: 0; text-align: left;"
            f" min-height: {TARGET - UNDERLINE}px; min-width: {TARGET}px; }}"
            f"QPushButton:hover, QPushButton:focus {{ border-bottom: 2px solid {accent};"
            " text-decoration: none; }"
        )
