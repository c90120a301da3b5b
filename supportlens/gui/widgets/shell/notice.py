"""A notice above the page about what has just happened; it stays until closed or replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar

from supportlens.gui.widgets.basics.labels import BODY, label, set_text
from supportlens.gui.widgets.controls.buttons import Button, icon_button

if TYPE_CHECKING:
    from supportlens.gui.theme import Theme


BAR_WIDTH = 160
PASSING_MS = 8000
"""Milliseconds for which a passing notice stays."""


class Notice(QFrame):
    """A sentence with up to two buttons, a bar while something is under way, and a way to close it.

    Emits `wanted(payload)` with the payload of the pressed button.
    """

    wanted = Signal(object)

    def __init__(self, theme: Theme, name: str, close: str) -> None:
        super().__init__()
        self._theme = theme
        self._payloads: list[object] = [None, None]
        self.setObjectName("notice")
        self.setAccessibleName(name)
        line = QHBoxLayout(self)
        line.setContentsMargins(28, 6, 16, 6)
        line.setSpacing(12)
        self._text = label("", BODY, theme)
        line.addWidget(self._text, 1)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(BAR_WIDTH)
        line.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignVCenter)
        self.action, self.further = Button("", theme, role="link"), Button("", theme, role="link")
        self.action.wanted.connect(lambda _none: self._emit_payload(0))
        self.further.wanted.connect(lambda _none: self._emit_payload(1))
        line.addWidget(self.action)
        line.addWidget(self.further)
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
        self,
        text: str,
        action: str = "",
        payload: object = None,
        *,
        further: tuple[str, object] = ("", None),
        passing: bool = False,
    ) -> None:
        """Show a sentence; `action` is the text of the button that emits `payload`, "" for no button.

        `further` is the text and the payload of a second button. A `passing` notice closes by itself.
        """
        set_text(self._text, text)
        self._payloads = [payload, further[1]]
        for button, name in ((self.action, action), (self.further, further[0])):
            button.setText(name)
            button.setAccessibleName(name)
            button.setVisible(bool(name))
        self.bar.hide()
        self.closer.show()
        self.show()
        self._passing.stop()
        if passing:
            self._passing.start()

    def show_progress(self, text: str, share: float, stop: str, payload: object) -> None:
        """Show how much of something is done (0 to 1), with a button that stops it."""
        if text != self.text or self.bar.isHidden():
            self.show_message(text, stop, payload)
            self.bar.setAccessibleName(text)
            self.bar.show()
            self.closer.hide()  # closed, it would not show the end
        self.bar.setValue(round(share * 100))

    def _emit_payload(self, place: int) -> None:
        self.hide()
        self.wanted.emit(self._payloads[place])
