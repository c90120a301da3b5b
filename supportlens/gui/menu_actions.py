"""The table of actions; menus and shortcuts are made from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QAction, QKeySequence

from supportlens.i18n import next_language
from supportlens.i18n.projects.steps import redo_title, undo_title

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtWidgets import QWidget

    from supportlens.domain import Step
    from supportlens.i18n import Words


class MenuAction(NamedTuple):
    """An action: its id, menu, title, shortcuts, and whether it needs an open study."""

    id: str
    menu: str
    title: str
    keys: tuple[str, ...] = ()
    needs_study: bool = False


class PageCommand(NamedTuple):
    """A line of the View menu that leads to a page: the page's id, the line and its shortcut, "" for none."""

    id: str
    title: str
    keys: str


def list_actions(words: Words, pages: Iterable[PageCommand] = ()) -> tuple[MenuAction, ...]:
    """Return all actions in the order of the menus, those that lead to `pages` among them."""
    file, edit, view, aid = words.say("&File"), words.say("&Edit"), words.say("&View"), words.say("&Help")
    return (
        MenuAction("open", file, words.say("&Open…"), ("Ctrl+O",)),
        MenuAction("open_folder", file, words.say("Open a &folder…"), ("Ctrl+Shift+O",)),
        MenuAction("open_project", file, words.say("Open a &project…")),
        MenuAction("sample", file, words.say("Open the &sample log")),
        MenuAction("save", file, words.say("&Save the project"), ("Ctrl+S",), needs_study=True),
        MenuAction("save_as", file, words.say("Save the project &as…"), ("Ctrl+Shift+S",), needs_study=True),
        MenuAction("close", file, words.say("&Close the analysis"), ("Ctrl+W",), needs_study=True),
        MenuAction("export", file, words.say("&Export to Excel…"), ("Ctrl+E",), needs_study=True),
        MenuAction("settings", file, words.say("Se&ttings…"), ("Ctrl+,",)),
        MenuAction("quit", file, words.say("&Quit"), ("Ctrl+Q",)),
        MenuAction("undo", edit, words.say("&Undo"), ("Ctrl+Z",), needs_study=True),
        MenuAction("redo", edit, words.say("&Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), needs_study=True),
        MenuAction("search", view, words.say("&Search the tickets"), ("Ctrl+F", "Ctrl+K"), needs_study=True),
        *(
            MenuAction(page.id, view, page.title, (page.keys,) if page.keys else (), needs_study=True)
            for page in pages
        ),
        MenuAction("language", view, next_language(words.language).switch, ("Ctrl+L",)),
        MenuAction("look_system", view, words.say("S&ystem theme")),
        MenuAction("look_light", view, words.say("&Light theme")),
        MenuAction("look_dark", view, words.say("&Dark theme")),
        MenuAction("full_screen", view, words.say("F&ull screen"), ("F11",)),
        MenuAction("about", aid, words.say("&About SupportLens"), ("F1",)),
    )


def key_text(keys: str) -> str:
    """Return keys as menus show them: "Ctrl+K", or with the signs of the system."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


class MenuActions:
    """The actions of one window as Qt's objects."""

    def __init__(
        self,
        parent: QWidget,
        words: Words,
        perform: Callable[[str], None],
        pages: Iterable[PageCommand] = (),
    ) -> None:
        """Make a QAction for each row of `list_actions`; it calls `perform` with its id."""
        self._table = list_actions(words, pages)
        self.by_id = {action.id: _make_action(action, parent, perform) for action in self._table}

    def group_by_menu(self) -> list[QAction | None]:
        """Return all actions in the table's order, with None between menus."""
        grouped: list[QAction | None] = []
        for position, row in enumerate(self._table):
            if position and row.menu != self._table[position - 1].menu:
                grouped.append(None)
            grouped.append(self.by_id[row.id])
        return grouped

    def name_steps(self, undone: Step | None, done_again: Step | None, words: Words) -> None:
        """Name in the menu the steps that would be undone and done again, None for none."""
        self.by_id["undo"].setText(undo_title(undone, words))
        self.by_id["redo"].setText(redo_title(done_again, words))

    def enable(self, *, study: bool) -> None:
        """Enable the actions that need a study, or disable them if there is none."""
        for row in self._table:
            self.by_id[row.id].setEnabled(study or not row.needs_study)


def _make_action(row: MenuAction, parent: QWidget, perform: Callable[[str], None]) -> QAction:
    action = QAction(row.title, parent)
    action.setObjectName(row.id)
    action.setShortcuts([QKeySequence(key) for key in row.keys])
    action.triggered.connect(lambda: perform(row.id))
    return action
