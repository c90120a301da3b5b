"""Stacks widgets in a column."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget


def stack_widgets(*widgets: QWidget, gap: int = 4, at_top: bool = False) -> QWidget:
    """Return a column of widgets, `gap` pixels apart; `at_top` leaves the room below them empty."""
    holder = QWidget()
    rows = QVBoxLayout(holder)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(gap)
    for widget in widgets:
        rows.addWidget(widget)
    if at_top:
        rows.addStretch(1)
    return holder
