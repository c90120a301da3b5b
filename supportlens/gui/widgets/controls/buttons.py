"""Buttons by their weight: primary, plain, quiet, links and icons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolButton

if TYPE_CHECKING:
    from supportlens.gui.theme import Theme


class Button(QPushButton):
    """A button that emits `wanted(payload)` when it is pressed.

    `role` is ``primary`` (one per page), ``plain``, ``link`` or ``quiet`` (a link in grey).
    """

    wanted = Signal(object)

    def __init__(
        self, text: str, theme: Theme, *, role: str = "plain", payload: object = None, icon: str = ""
    ) -> None:
        super().__init__(text)
        self._payload = payload
        self.setProperty("role", role)
        self.setFont(theme.font(14 if role != "quiet" else 13, 500 if role == "quiet" else 600))
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(True)  # Enter acts like Space, even outside a dialog
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        if icon:
            self.setIcon(theme.icon(icon, _ICON_COLOUR[role], 18, gap=6))
            self.setIconSize(QSize(24, 18))
        self.clicked.connect(lambda: self.wanted.emit(self._payload))


_ICON_COLOUR = {"primary": "on_accent", "plain": "ink_2", "link": "accent", "quiet": "ink_2"}


def icon_button(icon: str, name: str, theme: Theme, *, text: str = "") -> QToolButton:
    """Return a button with an icon; `name` is its tool tip and its accessible name."""
    made = QToolButton()
    made.setProperty("role", "icon")
    made.setIcon(theme.icon(icon))
    made.setIconSize(QSize(20, 20))
    made.setToolTip(name)
    made.setAccessibleName(name)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if text:
        made.setText(text)
        made.setFont(theme.font(13, 600))
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return made
