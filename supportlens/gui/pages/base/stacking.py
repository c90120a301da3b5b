"""Stacks widgets in a column."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget


def stack_widgets(*widgets: QWidget, gap: int = 4, at_top: bool = False, last_fills: bool = False) -> QWidget:
    """Return a column of widgets, `gap` pixels apart.

    Room that is left over is shared; `at_top` leaves it empty, with `last_fills` the last one gets it.
    """
    holder = QWidget()
    rows = QVBoxLayout(holder)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(gap)
    for widget in widgets:
        rows.addWidget(widget)
    if last_fills:
        rows.setStretch(rows.count() - 1, 1)
    if at_top:
        rows.addStretch(1)
    return holder
