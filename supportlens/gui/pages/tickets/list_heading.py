"""The heading above the list of tickets: the way here, how many are shown, how many of them were read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QWidget

from supportlens.app.statements.checking import count_agreement
from supportlens.gui.pages.tickets.filter_menu import FilterMenu
from supportlens.gui.widgets import Button, label
from supportlens.gui.widgets.basics.labels import MUTED, SUBTITLE, set_text
from supportlens.gui.widgets.controls.trail import Trail
from supportlens.i18n.amounts import tickets_phrase
from supportlens.i18n.projects.agreement import agreement_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from supportlens.domain import Study, TicketCheck
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words


class ListHeading(QWidget):
    """Shows how many tickets there are, and offers every facet and the saved filters."""

    def __init__(self, study: Study, words: Words, theme: Theme) -> None:
        super().__init__()
        self._words = words
        self.trail = Trail(words.say("Tickets"), theme)
        self.count = label("", SUBTITLE, theme, wrap=False, tabular=True)
        self.read = label("", MUTED, theme, tabular=True)
        self.saved = FilterMenu(study, words, theme)
        self.more = Button(words.say("Every field…"), theme, role="link", icon="list-checks")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(4)
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.trail, 0, 0, 1, 4)
        for column, widget in enumerate((self.count, self.read, self.saved, self.more)):
            grid.addWidget(widget, 1, column)

    def show_count(self, shown: int, total: int, *, all_of_them: bool) -> None:
        """Show how many tickets match, of how many."""
        text = tickets_phrase(total, self._words)
        if not all_of_them:
            whole = self._words.number(total)
            text = self._words.say_n(
                "{count} ticket of {total}", "{count} tickets of {total}", shown, total=whole
            )
        set_text(self.count, text)

    def show_read(self, held: Mapping[str, TicketCheck], ticket_ids: Iterable[str]) -> None:
        """Show how many of the tickets were read, and how often person and program agree."""
        text = agreement_line(count_agreement(held, ticket_ids), self._words) if held else ""
        set_text(self.read, text)
        self.read.setVisible(bool(text))
