"""The tour of three steps: bring tickets, read the verdict, take it along; it can be left at any step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from supportlens.gui.widgets import Button, body, eyebrow, subtitle
from supportlens.gui.widgets.basics.labels import icon_label, set_text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words


class Tour(QDialog):
    """Three short steps; emits `sample_wanted` if the sample log shall be opened at the end."""

    sample_wanted = Signal()

    def __init__(self, parent: QWidget, words: Words, theme: Theme) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(words.say("Tour of three steps"))
        self._words = words
        self._steps = list_steps(words)
        self._at = 0
        self.place, self.title = eyebrow("", theme), subtitle("", theme)
        self.text = body("", theme)
        self.text.setMinimumHeight(theme.scaled(84))
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.skip = Button(words.say("Skip"), theme, role="quiet")
        self.skip.wanted.connect(self.reject)
        self.back = Button(words.say("Back"), theme)
        self.back.wanted.connect(lambda _none: self.turn(-1))
        self.following = Button("", theme, role="primary")
        self.following.wanted.connect(lambda _none: self.turn(1))
        buttons = QHBoxLayout()
        buttons.addWidget(self.skip)
        buttons.addStretch(1)
        buttons.addWidget(self.back)
        buttons.addWidget(self.following)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(32, 28, 32, 24)
        rows.setSpacing(12)
        rows.addWidget(icon_label("supportlens", theme, size=40), 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self.place, self.title, self.text):
            rows.addWidget(widget)
        rows.addLayout(buttons)
        self.setFixedWidth(theme.scaled(460))
        self._show()
        self.following.setFocus()  # Enter goes on, and does not skip

    def turn(self, by: int) -> None:
        """Go a step on or back; after the last one the sample log is opened."""
        if self._at + by >= len(self._steps):
            self.accept()
            self.sample_wanted.emit()
            return
        self._at = max(self._at + by, 0)
        self._show()

    def _show(self) -> None:
        title, text = self._steps[self._at]
        number, count = self._words.number(self._at + 1), self._words.number(len(self._steps))
        set_text(self.place, self._words.say("{row} of {count}", row=number, count=count))
        set_text(self.title, title)
        set_text(self.text, text)
        self.back.setVisible(self._at > 0)
        last = self._at == len(self._steps) - 1
        name = self._words.say("Open the sample log") if last else self._words.say("Next")
        self.following.setText(name)
        self.following.setAccessibleName(name)


def list_steps(words: Words) -> tuple[tuple[str, str], ...]:
    """Return the title and the text of each step."""
    say = words.say
    return (
        (
            say("Bring your tickets"),
            say(
                "Drop the export of your help desk anywhere on the window, also several files or a folder. "
                "Nothing leaves this computer and no file is changed."
            ),
        ),
        (
            say("Read the verdict"),
            say(
                "One sentence says why they call and since when. Every figure opens its tickets; answer the "
                "questions and the verdict follows."
            ),
        ),
        (
            say("Take it along"),
            say(
                "The plan says what to do and for whom; the report is an Excel workbook, F5 shows it in a "
                "meeting, and Ctrl+K finds anything."
            ),
        ),
    )
