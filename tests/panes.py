"""What a reader sees in the pane of a ticket."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat

if TYPE_CHECKING:
    from collections.abc import Callable

    from supportlens.gui.widgets.tickets.reading_pane import ReadingPane


def plain_text(pane: ReadingPane) -> str:
    """Return the title, the text and the fields, as a person would copy them."""
    return f"{pane._title.text()}\n{pane._text.toPlainText()}\n{pane._facts.toPlainText()}"


def marked_texts(pane: ReadingPane) -> list[str]:
    """Return the highlighted stretches, from the first to the last."""
    return _stretches(pane, lambda form: form.background().style() is not Qt.BrushStyle.NoBrush)


def tied_texts(pane: ReadingPane) -> list[str]:
    """Return the stretches that tie the ticket to its symptom, from the first to the last."""
    return _stretches(pane, QTextCharFormat.fontUnderline)


def _stretches(pane: ReadingPane, wanted: Callable[[QTextCharFormat], bool]) -> list[str]:
    found, block = [], pane._text.document().begin()
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            piece = pieces.fragment()
            if wanted(piece.charFormat()):
                found.append(piece.text())
            pieces += 1
        block = block.next()
    return found
