"""A card: a rounded surface for one subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QLayout, QVBoxLayout, QWidget

from supportlens.gui.widgets.basics.dragging_out import LEAVES, Grip, drag_out
from supportlens.gui.widgets.basics.labels import CARD_TITLE, label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QMouseEvent

    from supportlens.gui.theme import Theme


class Card(QFrame):
    """A rounded surface with an optional title; content is added from top to bottom.

    `tone` is ``plain``, ``soft`` (the accent's wash) or ``warn``. A card that is a table
    can be dragged out of the window.
    """

    table: Callable[[], list[list[str]]] | None = None
    """Return the rows of its table, the titles first; None for a card that is no table."""

    def __init__(self, theme: Theme, title: str = "", *, tone: str = "plain") -> None:
        super().__init__()
        self.setProperty("role", "card" if tone == "plain" else f"card-{tone}")
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(20, 18, 20, 18)
        self.rows.setSpacing(12)
        self._grip = Grip()
        if title:
            self.rows.addWidget(label(title, CARD_TITLE, theme))
            self.setAccessibleName(title)

    def add(self, item: QWidget | QLayout, stretch: int = 0) -> None:
        """Add a widget or a layout at the bottom."""
        if isinstance(item, QWidget):
            self.rows.addWidget(item, stretch)
            return
        self.rows.addLayout(item, stretch)

    def offer_table(self, table: Callable[[], list[list[str]]]) -> None:
        """Make the rows of a table ready to be copied, saved and dragged out of the window."""
        self.table = table
        self.setProperty(LEAVES, True)

    def fill(self) -> None:
        """Keep the content at the top if the card is higher."""
        self.rows.addStretch(1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note where a drag may begin."""
        self._grip.press(event)
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag a table out of the window."""
        if self._grip.pulls(event) and drag_out(self):
            return
        super().mouseMoveEvent(event)
