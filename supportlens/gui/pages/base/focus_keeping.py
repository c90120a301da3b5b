"""Where the focus is on a page, so that whoever works by keys goes on there after the page was built anew."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


class FocusPlace(NamedTuple):
    """A control by its class and name, as the one that stands for it later is another object."""

    kind: str
    name: str
    number: int
    """Its place among those of its class and name."""
    among: int
    """Its place among those of its class, for one whose name changes."""


def focus_place(holder: QWidget) -> FocusPlace | None:
    """Return the control inside `holder` that has the focus, None if none has."""
    focused = QApplication.focusWidget()
    if focused is None or focused is holder or not holder.isAncestorOf(focused):
        return None
    alike = _controls(holder, type(focused).__name__)
    if focused not in alike:
        return None
    named = [one for one in alike if one.accessibleName() == focused.accessibleName()]
    return FocusPlace(
        type(focused).__name__, focused.accessibleName(), named.index(focused), alike.index(focused)
    )


def find_again(holder: QWidget, place: FocusPlace) -> QWidget | None:
    """Return the control that stands inside `holder` where another one had the focus, None for none."""
    alike = _controls(holder, place.kind)
    named = [one for one in alike if one.accessibleName() == place.name]
    if named:
        return named[min(place.number, len(named) - 1)]
    return alike[place.among] if place.among < len(alike) else None


def _controls(holder: QWidget, kind: str) -> list[QWidget]:
    """Return the controls of a class that Tab reaches, in the order in which they were made."""
    return [
        one
        for one in holder.findChildren(QWidget)
        if type(one).__name__ == kind
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.isVisibleTo(holder)
        and one.isEnabled()
    ]
