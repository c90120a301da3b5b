"""The dialog in which a person corrects or confirms the codes of one contact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from supportlens.domain import Dimension, codes_by_id, codes_of
from supportlens.domain.contacts.codes import DIMENSIONS
from supportlens.gui.widgets import Button, flow, muted, subtitle
from supportlens.gui.widgets.basics.labels import STRONG, label
from supportlens.i18n.contacts.codes import code_name, dimension_name

if TYPE_CHECKING:
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words

SIZE = (720, 640)


class CodeChoice(QDialog):
    """All codes by their dimensions; those that the contact has are pressed."""

    def __init__(
        self, parent: QWidget | None, ticket_id: str, held: tuple[str, ...], words: Words, theme: Theme
    ) -> None:
        super().__init__(parent)
        self._held = frozenset(held)
        self.setWindowTitle(words.say("Codes of {ticket}", ticket=ticket_id))
        self.setModal(True)
        self.resize(*SIZE)
        self.buttons: dict[str, QPushButton] = {}
        """The button of each code; a pressed one holds."""
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 20, 24, 20)
        rows.setSpacing(10)
        rows.addWidget(subtitle(self.windowTitle(), theme))
        note = words.say(
            "What you say here counts above every rule, also for the same ticket in later files."
        )
        rows.addWidget(muted(note, theme))
        rows.addWidget(self._list(words, theme), 1)
        line = QHBoxLayout()
        line.addStretch(1)
        close = Button(words.say("Cancel"), theme)
        close.wanted.connect(lambda _none: self.reject())
        keep = Button(words.say("Keep these codes"), theme, role="primary")
        keep.wanted.connect(lambda _none: self.accept())
        line.addWidget(close)
        line.addWidget(keep)
        rows.addLayout(line)

    def said(self) -> dict[str, bool]:
        """Return what the person says: every code that holds, which confirms it, and those taken away."""
        pressed = {code for code, button in self.buttons.items() if button.isChecked()}
        return {**dict.fromkeys(sorted(self._held - pressed), False), **dict.fromkeys(sorted(pressed), True)}

    def _list(self, words: Words, theme: Theme) -> QScrollArea:
        holder = QWidget()
        rows = QVBoxLayout(holder)
        rows.setContentsMargins(0, 0, 8, 0)
        rows.setSpacing(6)
        for dimension in Dimension:
            if not DIMENSIONS[dimension].shown:
                continue
            rows.addWidget(label(dimension_name(dimension, words), STRONG, theme))
            made = [self._button(code.id, words, theme) for code in codes_of(dimension)]
            rows.addWidget(flow(made))
        rows.addStretch(1)
        area = QScrollArea()
        area.setWidget(holder)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        return area

    def _button(self, code: str, words: Words, theme: Theme) -> QPushButton:
        name = code_name(code, words)
        button = QPushButton(name[:1].upper() + name[1:])
        button.setCheckable(True)
        button.setChecked(code in self._held)
        button.setFont(theme.font(13, 500))
        tokens = theme.tokens
        button.setStyleSheet(
            f"QPushButton {{ background: {tokens.surface}; color: {tokens.ink_2}; padding: 4px 10px;"
            f" border: 1px solid {tokens.line}; border-radius: 8px; }}"
            f"QPushButton:checked {{ background: {tokens.accent_soft}; color: {tokens.accent};"
            f" border-color: {tokens.accent}; }}"
            f"QPushButton:focus {{ border-color: {tokens.accent}; }}"
        )
        button.toggled.connect(lambda on: self._release_others(code) if on else None)
        self.buttons[code] = button
        return button

    def _release_others(self, code: str) -> None:
        """Release the other codes of a dimension of which a contact has one only."""
        dimension = codes_by_id()[code].dimension
        if DIMENSIONS[dimension].single:
            for other in codes_of(dimension):
                if other.id != code:
                    self.buttons[other.id].setChecked(False)
