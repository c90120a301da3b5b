"""What a page shows when it has no content: a picture, a sentence and a button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from supportlens.gui.widgets.basics.labels import body, subtitle
from supportlens.gui.widgets.controls.buttons import Button

if TYPE_CHECKING:
    from supportlens.gui.theme import Theme

WIDEST_LINE = 460


class EmptyState(QWidget):
    """Explains why there is nothing to show and what helps."""

    wanted = Signal(object)
    """The payload of the button."""

    def __init__(
        self,
        theme: Theme,
        *,
        icon: str,
        sentence: str,
        help_text: str,
        button: str = "",
        payload: object = None,
    ) -> None:
        super().__init__()
        picture = QLabel()
        picture.setPixmap(theme.pixmap(icon, "ink_3", 48))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 48, 24, 48)
        rows.setSpacing(12)
        rows.addStretch(2)
        rows.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        for made in (subtitle(sentence, theme), body(help_text, theme)):
            made.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            made.setFixedWidth(theme.scaled(WIDEST_LINE))
            # A layout asks a widget that it centres for its hint alone, which is one line too few.
            made.setMinimumHeight(made.heightForWidth(made.width()))
            rows.addWidget(made, 0, Qt.AlignmentFlag.AlignHCenter)
        if button:
            rows.addSpacing(4)
            rows.addWidget(self._button(theme, button, payload), 0, Qt.AlignmentFlag.AlignHCenter)
        rows.addStretch(3)

    def _button(self, theme: Theme, text: str, payload: object) -> Button:
        made = Button(text, theme, role="primary", payload=payload)
        made.wanted.connect(self.wanted)
        return made
