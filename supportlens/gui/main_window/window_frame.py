"""The frame around the page: navigation, top bar, menus."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from supportlens.gui.menu_actions import MenuActions, PageCommand, key_text
from supportlens.gui.pages import linked_pages, navigation_pages
from supportlens.gui.widgets.shell.navigation import Navigation, NavigationEntry
from supportlens.gui.widgets.shell.notice import Notice
from supportlens.gui.widgets.shell.top_bar import TopBar
from supportlens.i18n.reading.unused_files import unused_paths

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from supportlens.domain import Study
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words

NARROW_BELOW = 1100
LOOK_ICONS = {"system": "monitor", "light": "sun", "dark": "moon", "contrast": "contrast"}


class WindowFrame(QWidget):
    """Navigation, top bar and a stack of pages; rebuilt for another language or look."""

    page_wanted = Signal(str)

    def __init__(self, words: Words, theme: Theme, look: str, perform: Callable[[str], None]) -> None:
        super().__init__()
        self._words = words
        pages = [
            PageCommand(page.id, page.title(words).replace("&", "&&"), page.keys, needs_study=False)
            for page in navigation_pages()
        ]
        pages += [
            PageCommand(page.id, page.command(words), page.keys) for page in linked_pages() if page.command
        ]
        self.table = MenuActions(self, words, perform, pages)
        self.addActions(list(self.table.by_id.values()))
        self.side = self._navigation(theme)
        self.top = TopBar(theme, words)
        self.notice = Notice(theme, words.say("What happened"), words.say("Close"))
        self._add_menus(look)
        self.stack = QStackedWidget()
        self._arrange()

    def show_study(self, study: Study | None) -> None:
        """Show what is open in the bar and in the footer."""
        self.table.enable(study=study is not None)
        if study is None:
            self.top.show_open("", "")
            self.side.show_footer(self._words.say("offline"))
            return
        self.top.show_open(log_name(study), _period_text(study, self._words))
        tickets = self._words.say_n("{count} ticket", "{count} tickets", len(study.tickets))
        others = len(set(study.tickets.paths) - set(unused_paths(study.tickets))) - 1
        first = log_path(study).name + (f" + {others}" if others > 0 else "")
        self.side.show_footer(
            f"{first}\n{tickets}\n{self._words.say('offline')}", self._words.say("How it was read")
        )

    def show_project(self, path: PurePath | None, *, modified: bool) -> None:
        """Show the open project in the bar, and whether it has unsaved changes."""
        self.top.show_project(path.stem if path else "", modified=modified)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show only icons in the navigation of a narrow window."""
        self.side.collapse(narrow=self.width() < NARROW_BELOW)
        super().resizeEvent(event)

    def _navigation(self, theme: Theme) -> Navigation:
        places = [
            NavigationEntry(page.id, page.icon, page.title(self._words), key_text(page.keys))
            for page in navigation_pages()
        ]
        say = self._words.say
        side = Navigation(places, theme, name=say("Pages"), about="intake", here=say("Current page"))
        side.wanted.connect(self.page_wanted)
        return side

    def _add_menus(self, look: str) -> None:
        by_id, say = self.table.by_id, self._words.say
        looks = [by_id[f"look_{name}"] for name in LOOK_ICONS]
        for action, name in zip(looks, LOOK_ICONS, strict=True):
            action.setCheckable(True)
            action.setChecked(name == look)
        self.top.add_menu(LOOK_ICONS[look], say("Theme"), looks)
        self.menu = self.top.add_menu("menu", say("Menu"), menus=self.table.list_menus())
        self.menu.setShortcut(QKeySequence("F10"))

    def _arrange(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.top)
        right.addWidget(self.notice)
        right.addWidget(self.stack, 1)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.side)
        line.addLayout(right, 1)


def log_path(study: Study) -> PurePath:
    """Return the first file with tickets; a calendar or a list of customers may come before it."""
    files = study.tickets.files
    return PurePath(next((file.path for file in files if file.rows_read), files[0].path if files else ""))


def log_name(study: Study) -> str:
    """Return the name of a log: the name of its first file with tickets."""
    return log_path(study).stem.replace("_", " ")


def _period_text(study: Study, words: Words) -> str:
    first, last = study.tickets.first_date, study.tickets.last_date
    return words.period(first, last) if first and last else ""
