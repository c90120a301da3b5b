"""The manual: its contents, a page and the search, in a window of its own beside the work."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from supportlens.domain import fold
from supportlens.gui.widgets import Button, muted
from supportlens.gui.widgets.basics.manual_text import ManualText
from supportlens.resources import ManualPage, find_manual_page, manual_pages

if TYPE_CHECKING:
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words

SIZE = QSize(1020, 720)
"""The size of the manual where the screen has room."""
DESKTOP = QSize(40, 80)
"""Pixels of a screen that its panels and the title of the dialog take."""
CONTENTS = 290
"""Pixels of the contents; the page has the rest."""


class Manual(QDialog):
    """Shows a page of the manual in the window's language; the contents list what holds the typed words."""

    def __init__(self, parent: QWidget | None, words: Words, theme: Theme, topic: str = "") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._words, self._theme = words, theme
        self.setWindowTitle(words.say("Manual"))
        self._pages = manual_pages(words.language)
        self._folded = {page.name: fold(page.text) for page in self._pages}
        self.search = QLineEdit()
        self.search.setPlaceholderText(words.say("Find in the manual"))
        self.search.setAccessibleName(words.say("Find in the manual"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._search)
        self.search.returnPressed.connect(self._find_next)
        self.contents = QListWidget()
        self.contents.setAccessibleName(words.say("Contents"))
        self.contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.contents.currentItemChanged.connect(self._open_chosen)
        self.text = ManualText(theme)
        self.text.setAccessibleName(words.say("Manual"))
        self.text.anchorClicked.connect(self.follow)
        self.text.sourceChanged.connect(self._mark_shown)
        self.status = muted("", theme)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 20, 20, 16)
        rows.setSpacing(12)
        rows.addLayout(self._head(theme))
        rows.addWidget(self._panes(), 1)
        self._list_pages(self._pages)
        self.show_topic(topic)
        self.resize(SIZE.boundedTo(self.screen().availableSize() - DESKTOP))
        self.search.setFocus()

    def _head(self, theme: Theme) -> QHBoxLayout:
        back = Button(self._words.say("Back"), theme, role="quiet")
        back.wanted.connect(lambda _: self.text.backward())
        back.setAutoDefault(False)
        back.setEnabled(False)
        self.text.backwardAvailable.connect(back.setEnabled)
        close = Button(self._words.say("Close"), theme)
        close.wanted.connect(lambda _: self.accept())
        close.setAutoDefault(False)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.search, 2)
        head.addWidget(self.status, 3)
        head.addWidget(back)
        head.addWidget(close)
        return head

    def _panes(self) -> QSplitter:
        panes = QSplitter()
        panes.setChildrenCollapsible(False)
        panes.setHandleWidth(12)
        panes.addWidget(self.contents)
        panes.addWidget(self.text)
        panes.setSizes([CONTENTS, SIZE.width() - CONTENTS])
        panes.setStretchFactor(1, 1)
        return panes

    def show_topic(self, topic: str) -> None:
        """Show the page about a topic, the index if there is none."""
        self._show_page(find_manual_page(self._words.language, topic))

    def follow(self, link: QUrl) -> None:
        """Follow a link of a page: to a page or a heading here, anything else outside."""
        target = self.text.source().resolved(link)
        heading = target.fragment(QUrl.ComponentFormattingOption.FullyDecoded)
        bare = QUrl.fromLocalFile(target.toLocalFile())
        named = next((page for page in self._pages if QUrl.fromLocalFile(str(page.path)) == bare), None)
        if named is None:
            if not target.isLocalFile() or Path(target.toLocalFile()).exists():
                QDesktopServices.openUrl(target)
            return
        self._show_page(named)
        if heading:
            self.text.go_to_heading(heading)

    def _show_page(self, page: ManualPage) -> None:
        source = QUrl.fromLocalFile(str(page.path))
        if self.text.source() != source:
            self.text.setSource(source)
        self.text.mark(self.search.text())

    def _list_pages(self, pages: tuple[ManualPage, ...]) -> None:
        """List pages below the titles of their sections."""
        self.contents.blockSignals(True)
        self.contents.clear()
        section = ""
        for page in pages:
            if page.section != section:
                section = page.section
                title = QListWidgetItem(section, self.contents)
                title.setFlags(Qt.ItemFlag.NoItemFlags)
                title.setFont(self._theme.font(12, 600))
                title.setForeground(self._theme.colour("ink_3"))
            item = QListWidgetItem(page.title, self.contents)
            item.setData(Qt.ItemDataRole.UserRole, page.name)
            item.setToolTip(page.title)
        self.contents.blockSignals(False)
        self._mark_shown(self.text.source())

    def _mark_shown(self, source: QUrl) -> None:
        """Choose the page that is shown in the contents."""
        shown = next((page.name for page in self._pages if QUrl.fromLocalFile(str(page.path)) == source), "")
        self.contents.blockSignals(True)
        for row in range(self.contents.count()):
            if self.contents.item(row).data(Qt.ItemDataRole.UserRole) == shown:
                self.contents.setCurrentRow(row)
        self.contents.blockSignals(False)

    def _open_chosen(self, chosen: QListWidgetItem | None) -> None:
        if chosen is not None and (name := chosen.data(Qt.ItemDataRole.UserRole)):
            self.show_topic(name)

    def _search(self, text: str) -> None:
        """List the pages that hold every typed word, and show the first of them unless one is shown."""
        wanted = fold(text).split()
        found = tuple(page for page in self._pages if all(word in self._folded[page.name] for word in wanted))
        self._list_pages(found)
        say_n = self._words.say_n
        said = say_n("{count} page", "{count} pages", len(found)) if wanted else ""
        self.status.setText(said)
        shown = self.text.source()
        if found and not any(QUrl.fromLocalFile(str(page.path)) == shown for page in found):
            self._show_page(found[0])
        self.text.mark(text)

    def _find_next(self) -> None:
        self.text.find_next(self.search.text())
