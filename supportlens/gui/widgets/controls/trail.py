"""The way that led to a page: the places before it as links, and the page itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel

from supportlens.gui.widgets.basics.flow_layout import FlowLayout
from supportlens.gui.widgets.basics.labels import EYEBROW, FAINT, TextRole, label
from supportlens.gui.widgets.controls.link import TARGET, UNDERLINE, Link

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supportlens.gui.theme import Theme

WIDEST_STEP = 220
"""Pixels of the name of a place; a longer one is shortened, and whole in its tool tip."""


class TrailStep(NamedTuple):
    """A place on the way: its name, and how many steps back it is."""

    name: str
    back: int


class Trail(QLabel):  # a label, so that nobody mistakes it for a control
    """The places before the present one, the nearest last; emits `wanted(steps back)`."""

    wanted = Signal(object)

    def __init__(self, here: str, theme: Theme) -> None:
        super().__init__()
        self._here, self._theme = here, theme
        self._row = FlowLayout(6, self)
        self.show_steps(())

    def show_steps(self, steps: Iterable[TrailStep]) -> None:
        """Show the places before this one."""
        while self._row.count():
            item = self._row.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()  # deleteLater takes effect only in the event loop
                widget.deleteLater()
        for step in steps:
            self._row.addWidget(self._link(step))
            self._row.addWidget(self._word("\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}", FAINT))
        self._row.addWidget(self._word(self._here, EYEBROW))
        self.updateGeometry()

    def _word(self, text: str, role: TextRole) -> QLabel:
        """Return a text as high as the links beside it."""
        made = label(text, role, self._theme, wrap=False)
        made.setFixedHeight(TARGET)
        made.setContentsMargins(0, 0, 0, UNDERLINE)
        return made

    def _link(self, step: TrailStep) -> Link:
        made = Link(step.name, self._theme, step.back, size=EYEBROW.size)
        shown = QFontMetrics(made.font()).elidedText(
            step.name, Qt.TextElideMode.ElideRight, self._theme.scaled(WIDEST_STEP)
        )
        made.setText(shown.replace("&", "&&"))
        made.setToolTip(step.name)
        made.wanted.connect(self.wanted)
        return made
