"""Puts widgets closely below each other."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget


def stack_widgets(*widgets: QWidget, gap: int = 4) -> QWidget:
    """Set widgets closely below each other."""
    holder = QWidget()
    rows = QVBoxLayout(holder)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(gap)
    for widget in widgets:
        rows.addWidget(widget)
    return holder
