"""Chips: short facts in a rounded frame; those with a payload can be clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton

if TYPE_CHECKING:
    from supportlens.gui.theme import Theme


LONGEST = 48
"""Letters that are shown; the whole text is in the tool tip. Judgement: the width of a narrow reader."""


class Chip(QPushButton):
    """A short fact; with a `payload` it can be clicked and emits `wanted(payload)`.

    `tone` is ``plain``, ``accent`` or ``warn``; `hue` (a token or #rrggbb) puts a round mark
    before the text, as for kinds of cause.
    """

    wanted = Signal(object)

    def __init__(
        self,
        text: str,
        theme: Theme,
        *,
        payload: object = None,
        tone: str = "plain",
        hue: str = "",
        tip: str = "",
    ) -> None:
        super().__init__()
        self._payload = payload
        shown = text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "\N{HORIZONTAL ELLIPSIS}"
        self.setText(shown if payload is None else f"{shown} \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}")
        self.setProperty("role", "chip" if tone == "plain" else f"chip-{tone}")
        self.setFont(theme.font(13, 600 if tone != "plain" else 500))
        self.setAccessibleName(text)
        self.setToolTip(tip or (text if shown != text else ""))
        if hue:
            self.setIcon(theme.dot(hue, gap=4))
            self.setIconSize(QSize(14, 10))
        self._set_clickable(payload is not None)

    def _set_clickable(self, clickable: bool) -> None:  # noqa: FBT001 - private, one caller
        if not clickable:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            # a widget transparent to the mouse shows no tool tip
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not self.toolTip())
            return
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(True)  # Enter acts like Space, even outside a dialog
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda: self.wanted.emit(self._payload))
