"""The bar above the page: what is open, the search, the language and the look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLineEdit, QMenu, QToolButton

from supportlens.gui.menu_actions import key_text
from supportlens.gui.widgets.basics.box_icons import name_icons
from supportlens.gui.widgets.basics.elided_label import ElidedLabel
from supportlens.gui.widgets.basics.labels import FAINT, MUTED, STRONG, label
from supportlens.gui.widgets.controls.buttons import icon_button
from supportlens.i18n import spoken_languages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QMouseEvent

    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words

HEIGHT = 56


class SearchBox(QLineEdit):
    """A box for words to find in the tickets; Enter emits `wanted(text)`."""

    wanted = Signal(str)
    pressed = Signal()
    """The mouse was pressed in the box: the search for anything stands over it then."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self.setPlaceholderText(words.say("Search the tickets"))
        self.setAccessibleName(words.say("Search the tickets"))
        self.setFont(theme.font(14))
        self.setFixedWidth(280)
        self.setAcceptDrops(False)  # the window handles files dropped here
        self.addAction(QIcon(theme.icon("search", "ink_3", 16)), QLineEdit.ActionPosition.LeadingPosition)
        name_icons(self)
        hint = label(key_text("Ctrl+K"), FAINT, theme, wrap=False)
        hint.setProperty("role", "faint")
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, 10, 0)
        inside.addWidget(hint, 0, Qt.AlignmentFlag.AlignRight)
        self.textChanged.connect(lambda text: hint.setVisible(not text))
        self.returnPressed.connect(self._find)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Emit `pressed`."""
        super().mousePressEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and not self.text():
            self.pressed.emit()

    def _find(self) -> None:
        if self.text().strip():
            self.wanted.emit(self.text().strip())


class TopBar(QFrame):
    """What is open on the left, tools on the right.

    Emits `search_wanted(text)` and `language_wanted(code)`; the look and everything else are
    menus of the window's actions.
    """

    search_wanted = Signal(str)
    palette_wanted = Signal()
    language_wanted = Signal(str)

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self.setObjectName("top")
        self.setFixedHeight(HEIGHT)
        self._theme, self._words = theme, words
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(28, 0, 20, 0)
        self._line.setSpacing(8)
        self._title = label("", STRONG, theme, wrap=False)
        self._log, self._project = "", ""
        self._unsaved = label(words.say("not saved"), FAINT, theme, wrap=False)
        self._unsaved.setToolTip(words.say("It is kept automatically until you save it."))
        self._unsaved.hide()
        self._busy = label(words.say("Recalculating…"), FAINT, theme, wrap=False)
        self._busy.hide()
        self._modified = False
        self._period = ElidedLabel("", MUTED, theme)
        self.search = SearchBox(theme, words)
        self.search.wanted.connect(self.search_wanted)
        self.search.pressed.connect(self.palette_wanted)
        self._line.addWidget(self._title)
        self._line.addWidget(self._unsaved)
        self._line.addWidget(self._busy)
        self._line.addSpacing(4)
        self._line.addWidget(self._period, 1)
        self._line.addWidget(self.search)
        self._line.addSpacing(8)
        self._add_languages()

    def show_open(self, title: str, period: str) -> None:
        """Show which log is open and which months it covers."""
        self._log = title
        self._show_title(self._project or title)
        self._period.show_text(period)
        self.search.setEnabled(bool(title))

    def show_project(self, name: str, *, modified: bool) -> None:
        """Show the project instead of its log ("" for none), and whether it has unsaved changes."""
        self._project = name
        self._show_title(name or self._log)
        self._modified = modified
        self._unsaved.setVisible(modified and self._busy.isHidden())

    def show_busy(self, *, busy: bool) -> None:
        """Show that figures are being recomputed, which may take a while for a large log."""
        self._busy.setVisible(busy)
        self._unsaved.setVisible(self._modified and not busy)

    def _show_title(self, title: str) -> None:
        self._title.setText(title)
        self._title.setAccessibleName(title)

    def add_menu(
        self,
        icon: str,
        name: str,
        actions: Sequence[QAction] = (),
        menus: Sequence[tuple[str, Sequence[QAction]]] = (),
    ) -> QToolButton:
        """Add a button at the end with a menu of actions, and of further menus by their titles."""
        button = icon_button(icon, name, self._theme)
        menu = QMenu(button)
        menu.addActions(list(actions))
        for title, inside in menus:
            menu.addMenu(title).addActions(list(inside))
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._line.addWidget(button)
        return button

    def _add_languages(self) -> None:
        group = QButtonGroup(self)
        for language in spoken_languages():
            button = icon_button("languages", language.name, self._theme)
            button.setIcon(QIcon())
            button.setProperty("role", "language")
            button.setText(language.code.upper())
            button.setFont(self._theme.font(13, 600))
            button.setMinimumSize(QSize(34, 28))
            button.setCheckable(True)
            button.setChecked(language.code == self._words.language)
            button.clicked.connect(lambda _checked, wanted=language.code: self.language_wanted.emit(wanted))
            group.addButton(button)
            self._line.addWidget(button)
