"""A box for a number, as people write it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

if TYPE_CHECKING:
    from collections.abc import Callable

    from supportlens.gui.theme import Theme


class NumberBox(QLineEdit):
    """Emits `entered(number)`, None for an empty box; what is no number is set back to what was there."""

    entered = Signal(object)

    def __init__(
        self, name: str, hint: str, write: Callable[[float], str], theme: Theme, *, most: float = math.inf
    ) -> None:
        """Show numbers from 0 to `most` as `write` writes them; `hint` stands in the empty box."""
        super().__init__()
        self._write, self._most = write, most
        self.number: float | None = None
        """What was entered last."""
        self.setFont(theme.font(14, tabular=True))
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setPlaceholderText(hint)
        self.setMaxLength(16)
        self.setFixedWidth(theme.scaled(120))
        self.editingFinished.connect(self._take)

    def show_number(self, number: float | None) -> None:
        """Show a number, or an empty box for None."""
        self.number = number
        self.setText("" if number is None else self._write(number))

    def _take(self) -> None:
        text = self.text().strip()
        number = read_amount(text)
        if text and (number is None or number > self._most):
            self.show_number(self.number)
            return
        if number != self.number:
            self.show_number(number)
            self.entered.emit(number)


def read_amount(text: str) -> float | None:
    """Return a number as people write it: "1,200.50", "1.200,50", "1 200", "85 %"; None for anything else.

    The sign that comes last and has one or two digits after it separates the decimals.
    """
    bare = "".join(text.replace("%", "").split()).strip("$\N{EURO SIGN}")
    cut = max(bare.rfind(","), bare.rfind("."))
    if cut >= 0 and len(bare) - cut - 1 <= 2:
        whole, decimals = bare[:cut], bare[cut + 1 :]
    else:
        whole, decimals = bare, ""
    whole = whole.replace(",", "").replace(".", "")
    if not whole.isdecimal() or (decimals and not decimals.isdecimal()):
        return None
    return float(f"{whole}.{decimals or 0}")
