"""The list of tickets with its reader beside or below it, and the notice for an empty list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QSplitter, QStackedWidget

from supportlens.gui.models import COLUMNS, TicketColumn
from supportlens.gui.pages.tickets.empty_list import no_match_notice
from supportlens.gui.pages.tickets.visible_columns import WIDTHS, hidden_columns
from supportlens.gui.widgets import Card
from supportlens.gui.widgets.tickets.reading_pane import ReadingPane
from supportlens.gui.widgets.tickets.ticket_table import TicketTable

if TYPE_CHECKING:
    from PySide6.QtWidgets import QToolButton

    from supportlens.domain import Study
    from supportlens.gui.models import TicketsModel
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words

LIST_TO_READER = (540, 460)
"""The relative sizes of the list and the reader at first."""


class ListAndReader(QStackedWidget):
    """A table of tickets and the ticket that is read; columns that do not fit are left to the reader."""

    def __init__(
        self, study: Study, model: TicketsModel, words: Words, theme: Theme, buttons: list[QToolButton]
    ) -> None:
        """Show the tickets of a model; the reader gets `buttons`."""
        super().__init__()
        self._study, self._theme = study, theme
        self._by_person = False
        self.table = TicketTable(
            theme,
            words.say("Tickets"),
            words.say("Copy"),
            frozenset({COLUMNS.index(TicketColumn.SUBJECT)}),
        )
        self.table.show_model(model, [WIDTHS[column] for column in COLUMNS])
        self._fit_columns()
        self.pane = ReadingPane(theme, words.say("The ticket"), buttons, words.say("Ignored text"))
        listed = Card(theme)
        listed.rows.setContentsMargins(1, 6, 1, 6)
        listed.add(self.table)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(14)
        self.split.addWidget(listed)
        self.split.addWidget(self.pane)
        self.split.setSizes(list(LIST_TO_READER))
        self.split.splitterMoved.connect(lambda _place, _handle: self._fit_columns())
        self.addWidget(self.split)
        self.blank = no_match_notice(words, theme, texts=not study.tickets.texts_left_out)
        self.addWidget(self.blank)

    def show_found(self, *, any_found: bool) -> None:
        """Show the list, or that nothing was found."""
        self.setCurrentIndex(0 if any_found else 1)

    def show_people(self, *, by_person: bool) -> None:
        """Sort the tickets by requester if a number of people was clicked."""
        if by_person == self._by_person:
            return
        self._by_person = by_person
        self._fit_columns()
        column = COLUMNS.index(TicketColumn.REQUESTER) if by_person else -1
        self.table.horizontalHeader().setSortIndicator(column, Qt.SortOrder.AscendingOrder)

    def stand(self, *, beside: bool) -> None:
        """Set the reader beside or below the list, and fit the columns to the new width."""
        way = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        if self.split.orientation() is not way:
            self.split.setOrientation(way)
            self.split.setSizes(list(LIST_TO_READER))
        QTimer.singleShot(0, self, self._fit_columns)  # the splitter has its size by then

    def _fit_columns(self) -> None:
        """Show the columns that have values and fit into the window."""
        width = self.table.width() * 100 // self._theme.zoom  # larger texts need more of it
        hidden = hidden_columns(self._study, width, by_person=self._by_person)
        for position, column in enumerate(COLUMNS):
            self.table.setColumnHidden(position, column in hidden)
