"""The navigation: which page is shown, what is open, and a link where there is room for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QToolButton

from supportlens.gui.theme import LIGHT, Theme
from supportlens.gui.widgets.controls.link import Link
from supportlens.gui.widgets.shell.navigation import Navigation, NavigationEntry

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("link", ["", "How it was read"])
def test_the_link_of_the_footer_is_seen_where_there_is_one_and_room_for_it(
    qtbot: QtBot, link: str, *, narrow: bool
) -> None:
    entry = NavigationEntry("verdict", "layers", "Verdict", "Ctrl+2")
    side = Navigation([entry], Theme(LIGHT), name="Pages", about="intake")
    qtbot.addWidget(side)
    side.collapse(narrow=narrow)
    side.show_footer("log.csv", link)
    about = side.findChild(Link)

    assert about is not None
    assert about.isHidden() == (narrow or not link)
    side.collapse(narrow=False)
    assert about.isHidden() == (not link)
    side.collapse(narrow=True)
    assert about.isHidden()


def test_the_link_of_the_footer_leads_to_its_page(qtbot: QtBot) -> None:
    side = Navigation([], Theme(LIGHT), name="Pages", about="intake")
    qtbot.addWidget(side)
    side.show_footer("log.csv", "How it was read")
    about = side.findChild(Link)

    assert about is not None
    with qtbot.waitSignal(side.wanted) as said:
        about.click()
    assert said.args == ["intake"]


def test_a_screen_reader_hears_buttons_and_which_page_is_shown(qtbot: QtBot) -> None:
    entries = [NavigationEntry(page, "layers", page.title(), "") for page in ("verdict", "causes")]
    side = Navigation(entries, Theme(LIGHT), name="Pages", here="Current page")
    qtbot.addWidget(side)
    verdict, causes = side.findChildren(QToolButton)

    def heard() -> list[tuple[bool, bool]]:
        found = map(QAccessible.queryAccessibleInterface, (verdict, causes))
        told = ((one.state().checkable, one.text(QAccessible.Text.Description)) for one in found)
        return [(bool(checkable), "Current page" in text) for checkable, text in told]

    side.mark_page("causes")
    assert heard() == [(False, False), (False, True)]
    side.mark_page("tickets of a link")
    assert heard() == [(False, False), (False, False)]


def test_a_long_name_of_a_file_is_whole_in_the_footer(qtbot: QtBot) -> None:
    side = Navigation([], Theme(LIGHT), name="Pages", about="intake")
    qtbot.addWidget(side)
    side.collapse(narrow=False)
    name = "jira_service_management_export_of_the_second_half_of_the_year.csv"
    side.show_footer(name)
    side.show()
    footer = next(one for one in side.findChildren(QLabel) if one.accessibleName() == name)
    qtbot.waitUntil(lambda: footer.width() < side.width())
    widest = footer.fontMetrics().boundingRect(footer.contentsRect(), Qt.TextFlag.TextWordWrap, footer.text())
    assert widest.width() <= footer.contentsRect().width()
