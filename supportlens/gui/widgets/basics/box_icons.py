"""The icons inside a box for text, named for people who do not see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QToolButton

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLineEdit


def name_icons(box: QLineEdit) -> None:
    """Name the icons inside a box as the box: Qt makes buttons of them, which screen readers find."""
    for icon in box.findChildren(QToolButton):
        icon.setAccessibleName(box.accessibleName())
