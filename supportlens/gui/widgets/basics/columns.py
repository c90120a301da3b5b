"""Widgets beside one another, or below one another where the room is too narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QResizeEvent

GAP = 16
STACKED_BELOW = 840
"""Pixels below which cards stand below one another: three cards of text would have lines of four words."""


class Columns(QWidget):
    """A row of widgets, each with its share of the width; a column if it is narrower than `stacked_below`."""

    def __init__(
        self,
        parts: Iterable[tuple[QWidget, int]],
        *,
        stacked_below: int = STACKED_BELOW,
        last_first: bool = False,
    ) -> None:
        """Set out `parts` from left to right; in a column the first is on top, with `last_first` the last."""
        super().__init__()
        self._stacked_below = stacked_below
        way = QBoxLayout.Direction
        self._column = way.BottomToTop if last_first else way.TopToBottom
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(GAP)
        self._shares = list(parts)
        for widget, share in self._shares:
            self._box.addWidget(widget, share)

    @property
    def stacked(self) -> bool:
        """Whether the widgets stand below one another."""
        return self._box.direction() is self._column

    def keep_at_top(self, widget: QWidget) -> None:
        """Keep the height of a widget if another one grows."""
        self._box.setAlignment(widget, Qt.AlignmentFlag.AlignTop)

    def put_first_on_top(self) -> bool:
        """Stand the first widget above the others wherever they are stacked; return whether it moved now."""
        moves = self.stacked and self._column is not QBoxLayout.Direction.TopToBottom
        self._column = QBoxLayout.Direction.TopToBottom
        if moves:
            self._box.setDirection(self._column)
        return moves

    def minimumSizeHint(self) -> QSize:
        """Return the room of the widest widget: below one another they need no more."""
        widest = max((widget.minimumSizeHint().width() for widget, _ in self._shares), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand the widgets beside or below one another, as the width allows."""
        stacked = self.width() < self._stacked_below
        if stacked != self.stacked:
            self._box.setDirection(self._column if stacked else QBoxLayout.Direction.LeftToRight)
            for widget, share in self._shares:
                self._box.setStretchFactor(widget, 0 if stacked else share)
        super().resizeEvent(event)
