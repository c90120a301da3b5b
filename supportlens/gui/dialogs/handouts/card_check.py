"""The card of a moment with its three questions: who read it answers them here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QRadioButton,
    QScrollArea,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from supportlens.gui.widgets import Button, body, subtitle
from supportlens.gui.widgets.basics.labels import STRONG, label
from supportlens.gui.widgets.controls.row import Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supportlens.domain.standing.cards import CardQuestion
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words

SIZE = (980, 720)
CARD_SHARE, QUESTIONS_SHARE = 5, 4


class CardCheck(QDialog):
    """A card beside its questions; `right` is the number of right answers after it was accepted."""

    def __init__(
        self,
        parent: QWidget | None,
        person: str,
        html: str,
        questions: Sequence[CardQuestion],
        words: Words,
        theme: Theme,
    ) -> None:
        super().__init__(parent)
        self._questions = questions
        self.setWindowTitle(words.say("Three questions for {name}", name=person))
        self.setModal(True)
        self.resize(*SIZE)
        self.choices: list[QButtonGroup] = []
        """The answers of each question, in their order."""
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 20, 24, 20)
        rows.setSpacing(12)
        rows.addWidget(subtitle(self.windowTitle(), theme))
        sides = QHBoxLayout()
        sides.setSpacing(20)
        card = QTextEdit()
        card.setReadOnly(True)
        card.setAccessibleName(words.say("Card"))
        card.setStyleSheet("QTextEdit { background: #FFFFFF; color: #1B2430; padding: 16px; }")
        card.setHtml(html)
        sides.addWidget(card, CARD_SHARE)
        sides.addWidget(self._list(theme), QUESTIONS_SHARE)
        rows.addLayout(sides, 1)
        rows.addLayout(self._buttons(words, theme))

    @property
    def right(self) -> int:
        """The number of right answers."""
        pairs = zip(self.choices, self._questions, strict=True)
        return sum(group.checkedId() == question.right for group, question in pairs)

    def _list(self, theme: Theme) -> QScrollArea:
        holder = QWidget()
        rows = QVBoxLayout(holder)
        rows.setContentsMargins(0, 0, 8, 0)
        rows.setSpacing(8)
        for question in self._questions:
            rows.addWidget(label(question.question, STRONG, theme))
            group = QButtonGroup(self)
            group.idClicked.connect(lambda _place: self._allow())
            for place, option in enumerate(question.options):
                rows.addWidget(self._option(option, place, group, theme))
            self.choices.append(group)
        rows.addStretch(1)
        area = QScrollArea()
        area.setWidget(holder)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        return area

    def _option(self, text: str, place: int, group: QButtonGroup, theme: Theme) -> Row:
        """Return an answer that is chosen by its mark or its text."""
        tokens = theme.tokens
        button = QRadioButton()
        button.setAccessibleName(text)
        button.setStyleSheet(
            f"QRadioButton::indicator {{ width: 14px; height: 14px; border: 1px solid {tokens.ink_3};"
            f" border-radius: 8px; background: {tokens.surface}; }}"
            "QRadioButton::indicator:checked { width: 6px; height: 6px;"
            f" border: 5px solid {tokens.accent}; }}"
        )
        group.addButton(button, place)
        row = Row(text, theme, payload=place)
        row.add(button)
        row.add(body(text, theme), 1)
        row.wanted.connect(lambda _place: button.click())
        return row

    def _buttons(self, words: Words, theme: Theme) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addStretch(1)
        close = Button(words.say("Close"), theme)
        close.wanted.connect(lambda _none: self.reject())
        line.addWidget(close)
        self.done_button = Button(words.say("Record the answers"), theme, role="primary")
        self.done_button.wanted.connect(lambda _none: self.accept())
        self.done_button.setEnabled(False)
        line.addWidget(self.done_button)
        return line

    def _allow(self) -> None:
        """Enable recording once every question has an answer."""
        self.done_button.setEnabled(all(group.checkedId() >= 0 for group in self.choices))
