"""A chip for a filter condition, which can be removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton

if TYPE_CHECKING:
    from supportlens.gui.theme import Theme


class FilterChip(QPushButton):
    """A chip with a cross; pressing it emits `removed(payload)`."""

    removed = Signal(object)

    def __init__(self, text: str, theme: Theme, *, payload: object, remove: str) -> None:
        """Show `text`; `remove` describes what pressing it does."""
        super().__init__()
        metrics_text = text if len(text) <= LONGEST else text[: LONGEST - 1] + "\N{HORIZONTAL ELLIPSIS}"
        self.setText(f"{metrics_text}  \N{MULTIPLICATION SIGN}".replace("&", "&&"))
        self.setProperty("role", "chip-accent")
        self.setFont(theme.font(13, 500))
        self.setAccessibleName(remove)
        self.setToolTip(remove)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._payload = payload
        self.clicked.connect(lambda: self.removed.emit(self._payload))


LONGEST = 64
"""Letters of a condition that a chip shows; the whole is in its tool tip."""
