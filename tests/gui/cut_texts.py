"""Finds texts that do not fit where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from supportlens.gui.widgets.basics.elided_label import ElidedLabel
from supportlens.gui.widgets.controls.link import Link

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_ROUNDS, ROUNDS_STILL = 80, 4
SPARE = 2
"""Pixels that rounding may take."""


def cut_when_settled(shown: QWidget) -> list[str]:
    """Return what is cut once a page is whole: it is built in slices, and layouts take some rounds."""
    cut, before, still = [], -1, 0
    for _ in range(MOST_ROUNDS):
        QApplication.processEvents()
        now = len(shown.findChildren(QWidget))
        still = still + 1 if now == before else 0
        before, cut = now, list(cut_texts(shown))
        if not cut and still >= ROUNDS_STILL:
            break
    return cut


def cut_texts(shown: QWidget) -> Iterator[str]:
    """Yield the texts of labels, and of buttons without a tool tip, that have less room than they need."""
    for text in shown.findChildren(QLabel):
        if not text.isVisibleTo(shown) or not text.text() or isinstance(text, ElidedLabel):
            continue
        high = text.heightForWidth(text.width()) if text.wordWrap() else text.sizeHint().height()
        wide = 0 if text.wordWrap() else text.sizeHint().width()
        if text.height() + SPARE < high or text.width() + SPARE < wide:
            yield f"{type(text.parentWidget()).__name__}: {text.accessibleName() or text.text()}"
    for button in shown.findChildren(QAbstractButton):
        plain = QFontMetrics(button.font()).horizontalAdvance(button.text())
        lacks = button.width() + SPARE < (plain if isinstance(button, Link) else button.sizeHint().width())
        if button.isVisibleTo(shown) and button.text() and not button.toolTip() and lacks:
            yield f"{type(button).__name__}: {button.text()}"
