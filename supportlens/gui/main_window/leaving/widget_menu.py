"""The menu of what can leave a place of a page: a chart as picture or figures, a table, a card as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QFrame, QLabel, QMenu, QWidget

from supportlens.gui.widgets.cards.card import Card
from supportlens.gui.widgets.charts.chart import Chart

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QPoint

    from supportlens.i18n import Words

CARD_ROLES = ("card", "card-soft", "card-warn")


class Leaving(NamedTuple):
    """What the window does with a chosen line: copy a picture, rows or a text, or save them."""

    copy_picture: Callable[[Chart], None]
    copy_figures: Callable[[QWidget], None]
    save: Callable[[QWidget, str], None]
    copy_text: Callable[[str], None]


def find_place(page: QWidget, where: QPoint) -> QWidget | None:
    """Return the chart, the card or the text at a point of a page, None where nothing can leave."""
    return place_of(page, page.childAt(where))


def place_of(page: QWidget, widget: QWidget | None) -> QWidget | None:
    """Return the chart or the card of a page in which a widget stands, else its text."""
    text = widget if isinstance(widget, QLabel) and widget.accessibleName() else None
    while widget is not None and widget is not page:
        if isinstance(widget, Chart) or (
            isinstance(widget, QFrame) and widget.property("role") in CARD_ROLES
        ):
            return widget
        widget = widget.parentWidget()
    return text


def make_menu(place: QWidget, leaving: Leaving, words: Words) -> QMenu:
    """Return the menu of a place."""
    menu = QMenu(place)
    if isinstance(place, Chart):
        chart = place
        menu.addAction(words.say("Copy the picture")).triggered.connect(lambda: leaving.copy_picture(chart))
        menu.addAction(words.say("Copy the figures")).triggered.connect(lambda: leaving.copy_figures(chart))
        for form in ("png", "svg", "csv"):
            line = menu.addAction(words.say("Save as {form}…", form=form.upper()))
            line.triggered.connect(lambda _on, wanted=form: leaving.save(chart, wanted))
        return menu
    if isinstance(place, Card) and place.table is not None:
        menu.addAction(words.say("Copy the table")).triggered.connect(lambda: leaving.copy_figures(place))
        line = menu.addAction(words.say("Save as {form}…", form="CSV"))
        line.triggered.connect(lambda: leaving.save(place, "csv"))
    line = menu.addAction(words.say("Copy the text"))
    line.triggered.connect(lambda: leaving.copy_text(read_text(place)))
    return menu


def read_text(place: QWidget) -> str:
    """Return what stands in a card, a line for each text, or a text itself."""
    if isinstance(place, QLabel):
        return place.accessibleName()
    shown = [text for text in place.findChildren(QLabel) if text.isVisibleTo(place)]
    lines = (text.accessibleName() for text in shown)
    return "\n".join(line for line in lines if line.strip("\N{BULLET}"))
