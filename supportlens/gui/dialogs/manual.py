"""The manual: one text with its parts, and a search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QTextBrowser, QVBoxLayout

from supportlens.gui.widgets import Button, subtitle
from supportlens.resources import resource

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words


class Manual(QDialog):
    """Shows the manual in the language of the window; Enter finds the next place of the typed words."""

    def __init__(self, parent: QWidget, words: Words, theme: Theme) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(words.say("Manual"))
        self.text = QTextBrowser()
        self.text.setAccessibleName(words.say("Manual"))
        self.text.setFont(theme.font(14))
        self.text.setMarkdown(read_manual(words.language))
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        self.search = QLineEdit()
        self.search.setPlaceholderText(words.say("Find in the manual"))
        self.search.setAccessibleName(words.say("Find in the manual"))
        self.search.setClearButtonEnabled(True)
        self.search.textEdited.connect(self._begin)
        self.search.returnPressed.connect(self._find)
        close = Button(words.say("Close"), theme)
        close.wanted.connect(self.accept)
        close.setAutoDefault(False)
        top = QHBoxLayout()
        top.addWidget(subtitle(words.say("Manual"), theme), 1)
        top.addWidget(self.search)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 20, 20, 16)
        rows.addLayout(top)
        rows.addWidget(self.text, 1)
        rows.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.resize(theme.scaled(720), 640)

    def _begin(self) -> None:
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        self._find()

    def _find(self) -> None:
        """Go to the next place of the typed words, from the start again after the last one."""
        if self.search.text() and not self.text.find(self.search.text()):
            self.text.moveCursor(QTextCursor.MoveOperation.Start)
            self.text.find(self.search.text())


def read_manual(language: str) -> str:
    """Return the manual (Markdown) in a language, in English where it was not translated."""
    path = resource("help", f"manual.{language}.md")
    return (path if path.exists() else resource("help", "manual.en.md")).read_text(encoding="utf-8")
