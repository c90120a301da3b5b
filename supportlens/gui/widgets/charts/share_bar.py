"""Bars whose length is a share of their width, and figures side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from supportlens.gui.widgets.basics.labels import BODY, label, muted
from supportlens.gui.widgets.controls.link import Link

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QPaintEvent

    from supportlens.gui.theme import Theme

THICK = 10


class BarRow(NamedTuple):
    """A value with its bar, a remark, and the payload of a click on its number."""

    name: str
    share: float
    aside: str
    number: str
    payload: object


class ShareBar(QWidget):
    """A bar from the left that fills `share` (0 to 1) of the width."""

    def __init__(self, share: float, theme: Theme, *, name: str, colour: str = "accent") -> None:
        super().__init__()
        self._share = max(0.0, min(1.0, share))
        self._theme = theme
        self._colour = colour
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return a default width and the height of a bar."""
        return QSize(120, THICK + 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bar on the line that it could fill."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        top = (self.height() - THICK) / 2
        painter.setBrush(self._theme.colour("line"))
        painter.drawRoundedRect(QRectF(0, top, self.width(), THICK), 4, 4)
        if self._share:  # a round end alone would be a little of nothing
            painter.setBrush(self._theme.colour(self._colour))
            painter.drawRoundedRect(QRectF(0, top, max(THICK, self.width() * self._share), THICK), 4, 4)
        painter.end()


def bar_grid(rows: Sequence[BarRow], theme: Theme, wanted: Callable[[object], None]) -> QGridLayout:
    """Return a grid of values with their bars; `wanted` gets the payload of a pressed number."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    for place, row in enumerate(rows):
        grid.addWidget(label(row.name, BODY, theme, wrap=False), place, 0)
        accessible_text = f"{row.name}: {row.number} {row.aside}".strip()
        grid.addWidget(ShareBar(row.share, theme, name=accessible_text), place, 1)
        grid.addWidget(muted(row.aside, theme, wrap=False), place, 2)
        number = Link(row.number, theme, row.payload, size=13, weight=600, side="right")
        number.setAccessibleName(accessible_text)
        number.wanted.connect(wanted)
        grid.addWidget(number, place, 3, Qt.AlignmentFlag.AlignRight)
    return grid


def figure_row(pairs: Sequence[tuple[str, str]], theme: Theme) -> QHBoxLayout:
    """Return a row of (figure, what it counts) pairs."""
    row = QHBoxLayout()
    row.setSpacing(40)
    for value, meaning in pairs:
        column = QVBoxLayout()
        column.setSpacing(2)
        number = label(value, BODY, theme, wrap=False, tabular=True)
        number.setFont(theme.font(27, 600, tabular=True))
        column.addWidget(number)
        column.addWidget(muted(meaning, theme, wrap=False))
        row.addLayout(column)
    row.addStretch(1)
    return row
