"""What of a page makes sense on paper: what it says, not what only a hand on a mouse can use."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QLabel, QScrollBar, QToolButton, QWidget

from supportlens.gui.widgets import Button
from supportlens.gui.widgets.basics.screen_parts import SCREEN_ONLY
from supportlens.gui.widgets.cards.document import Document, DocumentSection
from supportlens.gui.widgets.controls.choice import Choice
from supportlens.gui.widgets.controls.link import Link
from supportlens.gui.widgets.controls.tick_box import TickBox
from supportlens.gui.widgets.tickets.ticket_table import TicketTable

if TYPE_CHECKING:
    from supportlens.gui.pages.base.page import Page


def fit_for_paper(page: Page) -> None:
    """Hide what a page offers to press or to scroll, and each section of a document that offers nothing else.

    Links stay, because they are what a page says, and boxes with what is written in them. A choice shows what
    is chosen; where nothing is, as of a question without an answer, it can be ticked on paper.
    """
    for widget in page.findChildren(QWidget):
        if is_for_screen(widget):
            widget.hide()
        elif isinstance(widget, Choice):
            widget.show_chosen_only()
        elif isinstance(widget, QAbstractScrollArea):
            widget.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            widget.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    search = page.search_box()
    if search is not None and not search.text():
        search.hide()
    for document in page.findChildren(Document):
        _hide_empty_sections(document)


def hide_list(page: Page) -> None:
    """Hide the list of a page with what stands around it, such as its reader; the rest moves up."""
    for table in page.findChildren(TicketTable):
        part: QWidget = table
        while (above := part.parentWidget()) is not None and above is not page.content:
            part = above
        part.hide()
    page.rows.addStretch(1)


def is_for_screen(widget: QWidget) -> bool:
    """Return whether a widget by itself is of no use on paper."""
    if isinstance(widget, TickBox):
        return not widget.isChecked()
    if isinstance(widget, QToolButton):
        return bool(widget.property("role") == "icon")
    pressed = isinstance(widget, Button) and not isinstance(widget, Link)
    return pressed or bool(widget.property(SCREEN_ONLY))


def _hide_empty_sections(document: Document) -> None:
    """Hide the sections of which only the heading is left, and the line above each."""
    items = (document.rows.itemAt(at) for at in range(document.rows.count()))
    parts = [item.widget() for item in items if item is not None]
    for section in document.findChildren(DocumentSection):
        if not _says_more_than_heading(section):
            section.hide()
    for line, part in pairwise(parts):
        if isinstance(part, DocumentSection) and part.isHidden() and line is not None:
            line.setVisible(line.property("role") != "hairline")


def _says_more_than_heading(section: DocumentSection) -> bool:
    shown = [one for one in section.findChildren(QWidget) if one.isVisibleTo(section)]
    texts = [one for one in shown if isinstance(one, QLabel)]
    others = [one for one in shown if type(one) is not QWidget and not isinstance(one, (QLabel, QScrollBar))]
    return len(texts) > 1 or bool(others)
