"""Start: a place to drop tickets, the sample log and the latest analyses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from supportlens.gui.pages.page import Page
from supportlens.gui.widgets import Button, Card, body, faint, label
from supportlens.gui.widgets.dropping import DropZone, picture
from supportlens.gui.widgets.labels import LEAD, STRONG
from supportlens.gui.widgets.link import Link
from supportlens.gui.widgets.row import Elided, Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from supportlens.gui.settings import Recent


class StartPage(Page):
    """What is seen first."""

    ends = False

    recent_wanted = Signal(object)
    """The paths of an earlier analysis."""

    def build(self) -> None:
        """Set the call, the drop zone, the sample and the room for earlier analyses."""
        say = self.words.say
        self.rows.setContentsMargins(0, 28, 0, 28)
        self.add_heading(say("Start"), [(say("Why do your customers call?"), False)])
        promise = say(
            "Drop the help desk's export: SupportLens says what makes them call, whether people must be"
            " taught or something fixed, and prepares the plan. Nothing leaves this computer."
        )
        self.add(label(promise, LEAD, self.theme))
        self.add(self._zone(), 1)
        self._recent = Card(self.theme, say("Latest analyses"))
        self._recent.hide()
        self.add(self.side_by_side((self._sample(), 1), (self._recent, 1)))

    def show_recent(self, recent: Sequence[Recent]) -> None:
        """Offer the latest analyses; those whose files are gone are shown and cannot be opened."""
        for analysis in recent[:4]:
            self._recent.add(self._recent_row(analysis))
        if self.study is not None:
            read = Link(self.words.say("How the open log was read"), self.theme, payload="intake")
            read.wanted.connect(self.follow)
            self._recent.add(read)
        self._recent.fill()
        self._recent.setVisible(bool(recent))

    def _zone(self) -> QWidget:
        say = self.words.say
        files = Button(say("Choose files…"), self.theme, role="primary", payload="open")
        folder = Button(say("Choose a folder…"), self.theme, payload="open_folder", icon="folder-open")
        for button in (files, folder):
            button.wanted.connect(self.act)
        call = say("Drop your tickets here")
        hint = say("CSV, Excel or JSON from your help desk. Files or folders, several at once.")
        return DropZone(call, hint, self.theme, (files, folder))

    def _sample(self) -> Card:
        say = self.words.say
        card = Card(self.theme, say("No export at hand?"))
        card.add(body(say("See how it answers with a sample log of 1,000 tickets."), self.theme))
        button = Button(say("Open the sample log"), self.theme, role="link", payload="sample")
        button.wanted.connect(self.act)
        card.add(button)
        card.fill()
        return card

    def _recent_row(self, analysis: Recent) -> Row:
        gone = analysis.missing
        row = Row(analysis.name, self.theme, payload=None if gone else analysis.paths)
        row.add(picture("file-spreadsheet", self.theme, size=18, colour="ink_3" if gone else "ink_2"))
        name = Elided(analysis.name, STRONG, self.theme)
        name.setToolTip("\n".join(str(path) for path in analysis.paths))
        row.add(name, 1)
        if gone:
            row.setEnabled(False)
            row.add(faint(self.words.say("no longer there"), self.theme, wrap=False))
        row.wanted.connect(self.recent_wanted)
        return row
