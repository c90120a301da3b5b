"""The page shown when there is nothing else to show: a picture, a sentence, a button."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from supportlens.gui.pages.base.page import Page
from supportlens.gui.widgets import Button, title
from supportlens.gui.widgets.basics.labels import icon_label

if TYPE_CHECKING:
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words


class Message(NamedTuple):
    """What is wrong or missing, and what to do about it.

    `button` and `link` are pairs of a title and the id of an action; the link is for a second way.
    """

    icon: str
    text: str
    button: tuple[str, str]
    link: tuple[str, str] | None = None
    colour: str = "accent"


class MessagePage(Page):
    """A message with the actions that help."""

    ends = False

    def __init__(self, message: Message, words: Words, theme: Theme) -> None:
        self.message = message
        super().__init__(None, words, theme)

    def build(self) -> None:
        """Build the message in the middle of the page."""
        self.rows.setSpacing(20)
        self.rows.addStretch(1)
        self.add(icon_label(self.message.icon, self.theme, size=56, colour=self.message.colour))
        sentence = title(self.message.text, self.theme)
        sentence.setFont(self.theme.font(20, 600))
        sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        sentence.setMaximumWidth(680)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(sentence, 4)
        line.addStretch(1)
        self.add(line)
        self.rows.addSpacing(4)
        ways = [(self.message.button, "primary")]
        if self.message.link:
            ways.append((self.message.link, "link"))
        for (text, action), role in ways:
            button = Button(text, self.theme, role=role, payload=action)
            button.wanted.connect(self.act)
            self.rows.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.rows.addStretch(1)
