"""Parts of a page that make sense on the screen alone: a form that nobody can fill, options, commands."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QWidget

SCREEN_ONLY = "screen_only"
"""The property of what is not printed."""

AnyWidget = TypeVar("AnyWidget", bound=QWidget)


def screen_only(widget: AnyWidget) -> AnyWidget:
    """Mark a widget that is not printed, with all that stands in it; return it."""
    widget.setProperty(SCREEN_ONLY, True)
    return widget
