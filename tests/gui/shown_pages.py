"""Shows a page as the window does, and reads what is seen of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QApplication, QLabel

from supportlens.gui.theme import LIGHT, Theme
from supportlens.gui.widgets.controls.link import Link
from supportlens.i18n import words_for

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from supportlens.domain import Study
    from supportlens.gui.pages.base.page import Page

_Page = TypeVar("_Page", bound="Page")


def show_page(qtbot: QtBot, page_class: type[_Page], study: Study, language: str) -> _Page:
    """Show a page of a study in the size that it has in a common window."""
    page = page_class(study, words_for(language), Theme(LIGHT))
    qtbot.addWidget(page)
    page.resize(1252, 904)
    with qtbot.waitExposed(page):
        page.show()
    return page


def list_texts(widget: QWidget) -> list[str]:
    """Return the texts that are seen, as a screen reader reads them."""
    QApplication.processEvents()  # what is new is shown when the event loop comes round
    return [
        text.accessibleName() or text.text()
        for text in widget.findChildren(QLabel)
        if text.isVisibleTo(widget)
    ]


def list_links(widget: QWidget) -> dict[str, Link]:
    """Return the links that are seen, by what a screen reader calls them."""
    QApplication.processEvents()
    return {link.accessibleName(): link for link in widget.findChildren(Link) if link.isVisibleTo(widget)}
