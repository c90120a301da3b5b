"""A card: a rounded surface for one subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QLayout, QVBoxLayout, QWidget

from supportlens.gui.widgets.basics.labels import CARD_TITLE, label

if TYPE_CHECKING:
    from supportlens.gui.theme import Theme


class Card(QFrame):
    """A rounded surface with an optional title; content is added from top to bottom.

    `tone` is ``plain``, ``soft`` (the accent's wash) or ``warn``.
    """

    def __init__(self, theme: Theme, title: str = "", *, tone: str = "plain") -> None:
        super().__init__()
        self.setProperty("role", "card" if tone == "plain" else f"card-{tone}")
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(20, 18, 20, 18)
        self.rows.setSpacing(12)
        if title:
            self.rows.addWidget(label(title, CARD_TITLE, theme))
            self.setAccessibleName(title)

    def add(self, item: QWidget | QLayout, stretch: int = 0) -> None:
        """Add a widget or a layout at the bottom."""
        if isinstance(item, QWidget):
            self.rows.addWidget(item, stretch)
            return
        self.rows.addLayout(item, stretch)

    def fill(self) -> None:
        """Keep the content at the top if the card is higher."""
        self.rows.addStretch(1)
