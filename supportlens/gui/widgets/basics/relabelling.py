"""Changes what a label says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel


def retell(made: QLabel, text: str) -> None:
    """Let a label say `text`, whose characters are never taken for markup."""
    made.setTextFormat(Qt.TextFormat.PlainText)  # first: a wrapped label is set as rich text
    made.setText(text)
    made.setAccessibleName(text)
