"""The box in which tickets are searched: it searches as soon as a person pauses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit

from supportlens.gui.widgets.basics.box_icons import name_icons

if TYPE_CHECKING:
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words

TYPING_PAUSE = 160
"""Milliseconds without a key before the search starts. Judgement: longer than between two letters."""
LEAST_WIDTH = 160
"""Pixels for two or three words, however many boxes stand beside it."""


class TicketSearchBox(QLineEdit):
    """Emits `typed(str)` with its words after a pause, or at once by the enter key."""

    typed = Signal(str)

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self.setClearButtonEnabled(True)
        self.setPlaceholderText(words.say("Find words"))  # as short as the narrowest box
        self.setToolTip(words.say('Words, or an "exact phrase"'))
        self.setAccessibleName(words.say("Search in the tickets"))
        glass = theme.icon("search", "ink_3", 18)
        self.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        name_icons(self)
        self.setMinimumWidth(LEAST_WIDTH)
        self._pause = QTimer(self, singleShot=True, interval=TYPING_PAUSE)
        self._pause.timeout.connect(self._search)
        self.textChanged.connect(lambda _text: self._pause.start())
        self.returnPressed.connect(self._search)

    def show_words(self, text: str) -> None:
        """Show the words of a search that was made elsewhere."""
        if self.text().strip() != text.strip():
            self.setText(text)
            self._pause.stop()

    def _search(self) -> None:
        self._pause.stop()
        self.typed.emit(self.text())
