"""A notice above the page about what has just happened; it stays until closed or replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from supportlens.gui.widgets.basics.labels import BODY, label, set_text
from supportlens.gui.widgets.controls.buttons import Button, icon_button

if TYPE_CHECKING:
    from supportlens.gui.theme import Theme


PASSING_MS = 8000
"""Milliseconds for which a passing notice stays."""


class Notice(QFrame):
    """A sentence with a button and a way to close it; emits `wanted(payload)`."""

    wanted = Signal(object)

    def __init__(self, theme: Theme, name: str, close: str) -> None:
        super().__init__()
        self._theme = theme
        self._payload: object = None
        self.setObjectName("notice")
        self.setAccessibleName(name)
        line = QHBoxLayout(self)
        line.setContentsMargins(28, 6, 16, 6)
        line.setSpacing(12)
        self._text = label("", BODY, theme)
        line.addWidget(self._text, 1)
        self.action = Button("", theme, role="link")
        self.action.wanted.connect(lambda _none: self._emit_payload())
        line.addWidget(self.action)
        self.closer = icon_button("x", close, theme)
        self.closer.clicked.connect(self.hide)
        line.addWidget(self.closer, 0, Qt.AlignmentFlag.AlignVCenter)
        self._passing = QTimer(self, singleShot=True, interval=PASSING_MS)
        self._passing.timeout.connect(self.hide)
        self.hide()

    @property
    def text(self) -> str:
        """The text shown, "" while the notice is hidden."""
        return self._text.accessibleName() if not self.isHidden() else ""

    def show_message(
        self, text: str, action: str = "", payload: object = None, *, passing: bool = False
    ) -> None:
        """Show a sentence; `action` is the text of the button that emits `payload`, "" for no button.

        A `passing` notice closes by itself.
        """
        set_text(self._text, text)
        self._payload = payload
        self.action.setText(action)
        self.action.setAccessibleName(action)
        self.action.setVisible(bool(action))
        self.show()
        self._passing.stop()
        if passing:
            self._passing.start()

    def _emit_payload(self) -> None:
        self.hide()
        self.wanted.emit(self._payload)
