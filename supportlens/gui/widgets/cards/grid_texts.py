"""The texts of a grid of widgets as rows of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

from supportlens.gui.widgets.controls.link import Link

if TYPE_CHECKING:
    from PySide6.QtWidgets import QGridLayout, QWidget

BETWEEN = "; "
"""What parts the lines of a cell."""


def read_grid(grid: QGridLayout) -> list[list[str]]:
    """Return the texts of each row of a grid that has any; a cell of several lines joins them."""
    rows = [
        [_read_cell(grid, row, column) for column in range(grid.columnCount())]
        for row in range(grid.rowCount())
    ]
    return [row for row in rows if any(row)]


def _read_cell(grid: QGridLayout, row: int, column: int) -> str:
    item = grid.itemAtPosition(row, column)
    widget = item.widget() if item is not None else None
    return BETWEEN.join(_texts(widget)) if widget is not None else ""


def _texts(widget: QWidget) -> list[str]:
    """Return the texts of a widget and those in it; marks of lists are none."""
    if isinstance(widget, Link):
        return [widget.whole_text]
    if isinstance(widget, QLabel):
        text = widget.accessibleName()
        return [text] if text.strip("\N{BULLET}") else []
    inside = widget.layout()
    items = (inside.itemAt(place) for place in range(inside.count())) if inside is not None else ()
    parts = (item.widget() for item in items if item is not None)
    return [text for part in parts if part is not None for text in _texts(part)]
