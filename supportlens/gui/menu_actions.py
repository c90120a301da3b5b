"""The table of actions; menus, shortcuts and the search for commands are made from it."""

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
    """An action: its id, menu, title, shortcuts, whether it needs an open study, and begins a group."""

    id: str
    menu: str
    title: str
    keys: tuple[str, ...] = ()
    needs_study: bool = False
    parted: bool = False
    """Whether a line parts it from the actions above it."""


class PageCommand(NamedTuple):
    """A line of a menu that leads to a page: the page's id, the line and its shortcut, "" for none."""

    id: str
    title: str
    keys: str
    needs_study: bool = True
    """Whether the page says nothing without an open log."""


def list_actions(words: Words, pages: Iterable[PageCommand] = ()) -> tuple[MenuAction, ...]:
    """Return all actions in the order of the menus, those that lead to `pages` among them.

    Menus, shortcuts, the list of shortcuts and the search for commands are made from this table.
    """
    say = words.say
    file, edit, view, go, aid = say("&File"), say("&Edit"), say("&View"), say("&Go"), say("&Help")
    return (
        MenuAction("open", file, say("&Open…"), ("Ctrl+O",)),
        MenuAction("open_folder", file, say("Open a &folder…"), ("Ctrl+Shift+O",)),
        MenuAction("open_project", file, say("Open a &project…")),
        MenuAction("sample", file, say("Open the sa&mple log")),
        MenuAction("save", file, say("&Save the project"), ("Ctrl+S",), needs_study=True, parted=True),
        MenuAction("save_as", file, say("Save the project &as…"), ("Ctrl+Shift+S",), needs_study=True),
        MenuAction("export_copy", file, say("Save a cop&y…"), needs_study=True),
        MenuAction("texts", file, say("Te&xts in the project…"), needs_study=True),
        MenuAction("save_recipe", file, say("Save a &recipe…"), needs_study=True, parted=True),
        MenuAction("apply_recipe", file, say("App&ly a recipe…"), needs_study=True),
        MenuAction("export", file, say("&Export to Excel…"), ("Ctrl+E",), needs_study=True, parted=True),
        MenuAction("read_back", file, say("Read a &workbook back…"), needs_study=True),
        MenuAction("print", file, say("Print this pa&ge…"), ("Ctrl+P",), needs_study=True),
        MenuAction("settings", file, say("Se&ttings…"), ("Ctrl+,",), parted=True),
        MenuAction("close", file, say("&Close the analysis"), ("Ctrl+W",), needs_study=True, parted=True),
        MenuAction("quit", file, say("&Quit"), ("Ctrl+Q",)),
        MenuAction("undo", edit, say("&Undo"), ("Ctrl+Z",), needs_study=True),
        MenuAction("redo", edit, say("&Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), needs_study=True),
        MenuAction("steps", edit, say("&History…"), needs_study=True, parted=True),
        MenuAction("search", edit, say("&Search the tickets"), ("Ctrl+F",), needs_study=True, parted=True),
        MenuAction("palette", go, say("Find an&ything…"), ("Ctrl+K",)),
        MenuAction("step_back", go, say("&Back"), ("Alt+Left",)),
        MenuAction("step_forward", go, say("&Forward"), ("Alt+Right",)),
        *(
            MenuAction(
                page.id, go, page.title, (page.keys,) if page.keys else (), page.needs_study, parted=not place
            )
            for place, page in enumerate(pages)
        ),
        MenuAction("meeting", view, say("&Meeting page"), ("F5",), needs_study=True),
        MenuAction("zoom_in", view, say("&Larger text"), ("Ctrl++", "Ctrl+="), parted=True),
        MenuAction("zoom_out", view, say("&Smaller text"), ("Ctrl+-",)),
        MenuAction("zoom_reset", view, say("&Normal text"), ("Ctrl+0",)),
        MenuAction("full_screen", view, say("F&ull screen"), ("F11",), parted=True),
        MenuAction("language", view, next_language(words.language).switch, ("Ctrl+L",)),
        MenuAction("look_system", view, say("S&ystem theme"), parted=True),
        MenuAction("look_light", view, say("Ligh&t theme")),
        MenuAction("look_dark", view, say("&Dark theme")),
        MenuAction("look_contrast", view, say("High &contrast")),
        MenuAction("manual", aid, say("&Manual"), ("F1",)),
        MenuAction("tour", aid, say("&Tour of three steps")),
        MenuAction("shortcuts", aid, say("&Keyboard shortcuts"), ("?",)),
        MenuAction("log_folder", aid, say("Open the lo&g folder"), parted=True),
        MenuAction("error_report", aid, say("&Error report…")),
        MenuAction("about", aid, say("&About SupportLens"), parted=True),
    )


def plain_title(title: str) -> str:
    """Return the title of an action without the mark of its access key."""
    return title.replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")


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
        self._table, self._parent = list_actions(words, pages), parent
        self._without_step = {"undo", "redo"}
        """The actions that take back or repeat a step, while there is none."""
        self.by_id = {action.id: _make_action(action, parent, perform) for action in self._table}

    @property
    def rows(self) -> tuple[MenuAction, ...]:
        """The rows of the table, in its order."""
        return self._table

    def list_menus(self) -> list[tuple[str, list[QAction]]]:
        """Return the title and the actions of each menu in the table's order, with lines between groups."""
        menus: dict[str, list[QAction]] = {}
        for row in self._table:
            actions = menus.setdefault(row.menu, [])
            if row.parted and actions:
                actions.append(self._line())
            actions.append(self.by_id[row.id])
        return list(menus.items())

    def _line(self) -> QAction:
        made = QAction(self._parent)
        made.setSeparator(True)
        return made

    def name_steps(self, undone: Step | None, done_again: Step | None, words: Words) -> None:
        """Name in the menu the steps that would be undone and done again; without one it cannot be chosen."""
        self.by_id["undo"].setText(undo_title(undone, words))
        self.by_id["redo"].setText(redo_title(done_again, words))
        self._without_step = {
            action for action, step in (("undo", undone), ("redo", done_again)) if step is None
        }
        for action in ("undo", "redo"):
            self.by_id[action].setEnabled(action not in self._without_step)

    def enable(self, *, study: bool) -> None:
        """Enable the actions that need a study, or disable them if there is none."""
        for row in self._table:
            possible = study or not row.needs_study
            self.by_id[row.id].setEnabled(possible and row.id not in self._without_step)


def _make_action(row: MenuAction, parent: QWidget, perform: Callable[[str], None]) -> QAction:
    action = QAction(row.title, parent)
    action.setObjectName(row.id)
    action.setShortcuts([QKeySequence(key) for key in row.keys])
    action.triggered.connect(lambda: perform(row.id))
    return action
