"""The list of all shortcuts, by menu."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from supportlens.gui.menu_actions import key_text, plain_title
from supportlens.gui.widgets import Button, Card, body, subtitle
from supportlens.gui.widgets.basics.labels import STRONG, label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from supportlens.gui.menu_actions import MenuAction
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words


class Shortcuts(QDialog):
    """A card for each menu with the keys of its actions, and one for the keys of the list of tickets."""

    def __init__(self, parent: QWidget, rows: Iterable[MenuAction], words: Words, theme: Theme) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(words.say("Keyboard shortcuts"))
        inner = QWidget()
        inner.setObjectName("content")
        column = QVBoxLayout(inner)
        column.setSpacing(12)
        further = (
            (words.say("On every page"), page_keys(words)),
            (words.say("In the list of tickets"), list_keys(words)),
        )
        for title, keys in (*_by_menu(rows), *further):
            card = Card(theme, title)
            grid = QGridLayout()
            grid.setColumnStretch(0, 1)
            grid.setVerticalSpacing(6)
            for place, (name, key) in enumerate(keys):
                grid.addWidget(body(name, theme), place, 0)
                # set as the name is, so that both stand on one line, and in one piece
                keys_label = label(key.replace(" ", "\N{NO-BREAK SPACE}"), STRONG, theme)
                keys_label.setAccessibleName(key)
                keys_label.setAlignment(Qt.AlignmentFlag.AlignRight)
                grid.addWidget(keys_label, place, 1)
            card.add(grid)
            column.addWidget(card)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        close = Button(words.say("Close"), theme)
        close.wanted.connect(self.accept)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 20, 20, 16)
        whole.addWidget(subtitle(words.say("Keyboard shortcuts"), theme))
        whole.addWidget(area, 1)
        whole.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.resize(theme.scaled(520), 640)


def page_keys(words: Words) -> tuple[tuple[str, str], ...]:
    """Return what the keys do that concern what has the focus."""
    return (
        (words.say("Copy the chart or the card, else the sentence of the page"), key_text("Ctrl+C")),
        (words.say("What can be copied and saved here"), key_text("Shift+F10")),
        (words.say("Rename"), "F2"),
    )


def list_keys(words: Words) -> tuple[tuple[str, str], ...]:
    """Return what the keys do that work in the list of tickets alone."""
    return (
        (words.say("Next ticket"), "J"),
        (words.say("Previous ticket"), "K"),
        (words.say("Accept its symptom"), "A"),
        (words.say("Move to another symptom"), "M"),
        (words.say("Copy the chosen tickets"), key_text("Ctrl+C")),
    )


def _by_menu(rows: Iterable[MenuAction]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    for menu, group in groupby(rows, lambda row: row.menu):
        keys = [(plain_title(row.title), " / ".join(map(key_text, row.keys))) for row in group if row.keys]
        if keys:
            yield plain_title(menu), keys
