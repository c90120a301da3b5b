"""A link without padding, aligned with the text around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.gui.widgets.controls.buttons import Button

if TYPE_CHECKING:
    from supportlens.gui.theme import Theme


TARGET = 24
"""The least width and height in pixels of what is pressed (WCAG 2.2, 2.5.8)."""


class Link(Button):
    """Text in the accent's colour that emits `wanted(payload)`; underlined when hovered or focused."""

    def __init__(
        self, text: str, theme: Theme, payload: object, *, size: int = 14, weight: int = 500
    ) -> None:
        super().__init__(text.replace("&", "&&"), theme, role="link", payload=payload)
        self.setAccessibleName(text)
        self.setFont(theme.font(size, weight, tabular=True))
        self.setMinimumSize(TARGET, TARGET)
        accent = theme.tokens.accent
        self.setStyleSheet(
            f"QPushButton {{ background: transparent; color: {accent}; padding: 0; border: none;"
            " border-bottom: 2px solid transparent; border-radius: 0; min-height: 20px; text-align: left; }"
            f"QPushButton:hover, QPushButton:focus {{ border-bottom: 2px solid {accent};"
            " text-decoration: none; }"
        )
