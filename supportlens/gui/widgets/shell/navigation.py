"""The side navigation: the pages in order, and a footer with what is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout

from supportlens.gui.widgets.basics.labels import FAINT, TextRole, breakable, label
from supportlens.gui.widgets.controls.link import Link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supportlens.gui.theme import Theme

WIDE, NARROW = 188, 60
NAME = TextRole("name", 16, 700)


class NavigationEntry(NamedTuple):
    """An entry of the navigation."""

    id: str
    icon: str
    title: str
    keys: str


class Navigation(QFrame):
    """A button for each page, only its icon in a narrow window; emits `wanted(page id)`."""

    wanted = Signal(str)

    def __init__(
        self,
        entries: Sequence[NavigationEntry],
        theme: Theme,
        *,
        name: str,
        about: str = "",
        here: str = "",
    ) -> None:
        """Show `entries`; the link in the footer leads to the page `about`.

        `here` is what a screen reader says of the page that is shown.
        """
        super().__init__()
        self.setObjectName("side")
        self.setAccessibleName(name)
        self._theme, self._here = theme, here
        self._buttons: dict[str, QToolButton] = {}
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 18, 12, 18)
        rows.setSpacing(2)
        rows.addWidget(self._make_brand())
        rows.addSpacing(14)
        for entry in entries:
            rows.addWidget(self._make_button(entry))
        rows.addStretch(1)
        self._footer = label("", FAINT, theme)
        self._footer.setContentsMargins(8, 0, 0, 0)
        rows.addWidget(self._footer)
        self._about = Link("", theme, about, size=12)
        self._about.wanted.connect(lambda page: self.wanted.emit(str(page)))
        self._about.hide()
        beside = QHBoxLayout()
        beside.setContentsMargins(8, 2, 0, 0)
        beside.addWidget(self._about)
        beside.addStretch(1)
        rows.addLayout(beside)
        self.collapse(narrow=False)

    def mark_page(self, page_id: str) -> None:
        """Mark the page that is shown; mark none if `page_id` is not in the navigation."""
        for known, button in self._buttons.items():
            self._mark(button, here=known == page_id)

    def _mark(self, button: QToolButton, *, here: bool) -> None:
        """Mark a button as that of the page that is shown, to the eye and to a screen reader."""
        if button.property("here") == here:
            return
        button.setProperty("here", here)
        button.setAccessibleDescription(self._here if here else "")
        _restyle(button)

    def show_footer(self, text: str, link: str = "") -> None:
        """Show what is open in the footer, with a link to how it was read."""
        self._about.setText(link)
        self._about.setAccessibleName(link)
        self._about.setVisible(bool(link) and not self._narrow)
        self._footer.setTextFormat(Qt.TextFormat.PlainText)
        self._footer.setText(breakable(text))
        self._footer.setAccessibleName(text)

    def collapse(self, *, narrow: bool) -> None:
        """Show only icons, or icons with their titles."""
        self.setFixedWidth(NARROW if narrow else self._theme.scaled(WIDE))
        style = (
            Qt.ToolButtonStyle.ToolButtonIconOnly if narrow else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        )
        for button in self._buttons.values():
            button.setToolButtonStyle(style)
            button.setProperty("narrow", narrow)
            _restyle(button)
        self._word.setVisible(not narrow)
        self._footer.setVisible(not narrow)
        self._narrow = narrow
        self._about.setVisible(bool(self._about.text()) and not narrow)

    def _make_brand(self) -> QFrame:
        holder = QFrame()
        line = QHBoxLayout(holder)
        line.setContentsMargins(8, 0, 0, 0)
        line.setSpacing(10)
        mark = QLabel()
        mark.setPixmap(self._theme.pixmap("supportlens", "accent", 22, scale=3))
        line.addWidget(mark)
        self._word = label("SupportLens", NAME, self._theme, wrap=False)
        line.addWidget(self._word, 1)
        return holder

    def _make_button(self, entry: NavigationEntry) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "page")
        button.setText(f" {entry.title}")
        button.setIcon(self._theme.icon(entry.icon, gap=2))
        button.setIconSize(QSize(22, 20))
        button.setFont(self._theme.font(14, 500))
        button.setAccessibleName(entry.title)
        button.setToolTip(f"{entry.title} ({entry.keys})")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda: self.wanted.emit(entry.id))
        self._buttons[entry.id] = button
        return button


def _restyle(button: QToolButton) -> None:
    """Have the style sheet read the properties of a button again."""
    button.style().unpolish(button)
    button.style().polish(button)
