"""A row of buttons, one of which is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from supportlens.gui.widgets.basics.flow_layout import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supportlens.gui.theme import Theme

LONGEST = 44
"""Letters of a choice that are shown; the whole is in its tool tip."""


class Choice(QWidget):
    """Buttons, one of which is pressed; emits `chosen(key)`."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, name: str, entries: Sequence[tuple[str, str]], key: str) -> None:
        """Offer (key, text) pairs with `key` chosen."""
        super().__init__()
        self._keys = [entry for entry, _ in entries]
        self.setAccessibleName(name)
        self.group = QButtonGroup(self)
        self._row = row = FlowLayout(8, self)
        for place, (entry, text) in enumerate(entries):
            button = _button(text, theme)
            button.setChecked(entry == key)
            self.group.addButton(button, place)
            row.addWidget(button)
        self.group.idClicked.connect(lambda place: self.chosen.emit(self._keys[place]))
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Return the room of all buttons in one line; with less they wrap."""
        return QSize(self._row.line_width(), super().sizeHint().height())

    def choose(self, key: str) -> None:
        """Press the button of `key` without emitting a signal."""
        self.group.button(self._keys.index(key)).setChecked(True)

    def show_chosen_only(self) -> None:
        """Show what is chosen and no other; everything where nothing is."""
        if self.group.checkedButton() is not None:
            for button in self.group.buttons():
                button.setVisible(button.isChecked())

    @property
    def key(self) -> str:
        """The key of the pressed button."""
        return self._keys[self.group.checkedId()]


def _button(text: str, theme: Theme) -> QPushButton:
    shown = text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "\N{HORIZONTAL ELLIPSIS}"
    button = QPushButton(shown.replace("&", "&&"))
    button.setCheckable(True)
    button.setAccessibleName(text)
    button.setToolTip(text)
    button.setFont(theme.font(13, 500))
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    tokens = theme.tokens
    button.setStyleSheet(
        f"QPushButton {{ background: {tokens.surface}; color: {tokens.ink_2};"
        f" border: 1px solid {tokens.line}; border-radius: 8px; padding: 0 14px; min-height: 32px; }}"
        f"QPushButton:hover {{ background: {tokens.hover}; }}"
        f"QPushButton:checked {{ background: {tokens.accent_soft}; color: {tokens.accent};"
        f" border-color: {tokens.accent}; }}"
        f"QPushButton:focus {{ border: 2px solid {tokens.accent}; padding: 0 13px; }}"
    )
    return button
