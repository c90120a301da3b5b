"""A card of a moment: pressing it opens the moment's sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from supportlens.gui.widgets.basics.labels import STRONG, faint, label, muted
from supportlens.gui.widgets.cards.card import Card
from supportlens.gui.widgets.controls.link import Link

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

    from supportlens.gui.theme import Theme


class MomentCard(Card):
    """A numbered name with a few facts; emits `chosen(key)` when it is pressed, by mouse or by key."""

    chosen = Signal(str)
    tickets_wanted = Signal(object)

    def __init__(self, key: str, number: str, name: str, theme: Theme) -> None:
        super().__init__(theme)
        self._key = key
        self._theme = theme
        self.setObjectName("moment")
        self.setAccessibleName(f"{number}. {name}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.rows.setContentsMargins(18, 14, 18, 14)
        self.rows.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(_number_badge(number, theme), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(name, STRONG, theme), 1)
        self.rows.addLayout(row)

    def add_tickets(self, text: str, payload: object, aside: str, mark: QWidget | None) -> None:
        """Add a line with a link to the tickets, a remark, and a mark at the end."""
        row = QHBoxLayout()
        row.setSpacing(10)
        button = Link(text, self._theme, payload, size=13, weight=600)
        button.wanted.connect(self.tickets_wanted)
        row.addWidget(button)
        if aside:
            row.addWidget(muted(aside, self._theme, wrap=False))
        row.addStretch(1)
        if mark is not None:
            row.addWidget(mark)
        self.rows.addLayout(row)

    def add_note(self, text: str) -> None:
        """Add a quiet remark."""
        self.rows.addWidget(faint(text, self._theme))

    def show_chosen(self, *, chosen: bool) -> None:
        """Frame the card if its sheet is open."""
        tokens = self._theme.tokens
        line = f"2px solid {tokens.accent}" if chosen else f"1px solid {tokens.line}"
        self.setStyleSheet(
            f"QFrame#moment {{ background: {tokens.surface}; border: {line}; border-radius: 14px; }}"
            f"QFrame#moment:hover, QFrame#moment:focus {{ border-color: {tokens.accent}; }}"
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card, and a ring inside its edge while it has the focus."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.colour("accent"), 1.5))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(4, 4, -4, -4), 10, 10)
            painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the sheet."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.chosen.emit(self._key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the sheet on Enter or Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self._key)
            return
        super().keyPressEvent(event)


def _number_badge(text: str, theme: Theme) -> QLabel:
    made = QLabel(text)
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    made.setFont(theme.font(12, 600, tabular=True))
    made.setFixedSize(22, 22)
    tokens = theme.tokens
    made.setStyleSheet(f"background: {tokens.accent_soft}; color: {tokens.accent}; border-radius: 11px;")
    return made
