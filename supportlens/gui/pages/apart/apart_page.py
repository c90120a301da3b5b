"""The page of what was set apart: each group, its tickets, and the button that counts them all the same."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter

from supportlens.app.queries.apart_view import apart_view
from supportlens.domain import ApartState, TicketQuery
from supportlens.gui.models import COLUMNS, TicketColumn, TicketFilter, TicketsModel, read_ticket
from supportlens.gui.pages.base.page import Page
from supportlens.gui.pages.base.statements import GroupCounting
from supportlens.gui.pages.tickets.visible_columns import WIDTHS
from supportlens.gui.widgets import Button, Card, body, flow, muted
from supportlens.gui.widgets.cards.empty_state import EmptyState
from supportlens.gui.widgets.controls.link import Link
from supportlens.gui.widgets.tickets.reading_pane import ReadingPane, ShortFact
from supportlens.gui.widgets.tickets.ticket_table import ROW_HEIGHT, TicketTable
from supportlens.i18n.reading.apart import (
    apart_lines,
    group_facts,
    group_name,
    group_reason,
    group_state,
    kind_of_group,
    nothing_else_line,
)

if TYPE_CHECKING:
    from supportlens.domain import ApartGroup, Study

_HIDDEN = frozenset((TicketColumn.SYMPTOM, TicketColumn.CAUSE, TicketColumn.CONFIDENCE))
"""Columns of the list that have no value here."""
ROWS_SEEN = 9
"""Rows of the list that are visible without scrolling it. Judgement: as many as fit above the text."""


class ApartPage(Page):
    """The groups of tickets that are nobody's request; ``apart/<id>`` opens the tickets of one."""

    study: Study

    def build(self) -> None:
        """Build a card for each group, and the list of the tickets of one."""
        self._shown: str | None = None
        self._set_heading()
        for group in self.study.apart:
            self.add(self._group_card(group))
        self._listed = Card(self.theme, "")
        self._listed.hide()
        self.add(self._listed)
        self._listing: QSplitter | None = None
        if first := next(iter(self.study.screening.apart), None):
            self.show_group(first.id)

    def memory(self) -> object:
        """Return the group whose tickets are shown."""
        return self._shown

    def recall(self, memory: object) -> None:
        """Show the tickets of a group by its id, if it is still set apart."""
        if isinstance(memory, str) and any(group.id == memory for group in self.study.screening.apart):
            self.show_group(memory)

    def show_group(self, group_id: str) -> None:
        """Show the tickets of a group; those of one that counts are among all the others."""
        group = self.study.screening.group(group_id)
        if group is None:
            return
        view = apart_view(self.study, group_id)
        if view is None:
            self.tickets_wanted.emit(TicketQuery(ids=group.ticket_ids))
            return
        self._shown = group_id
        if self._listing is not None:
            self._listing.hide()
            self._listing.deleteLater()
        self._listing = self._list_tickets(view, group)
        self._listed.add(self._listing)
        self._listed.show()

    def _set_heading(self) -> None:
        say, apart = self.words.say, self.study.tickets.set_apart
        count = self.words.say_n("{count} ticket", "{count} tickets", apart)
        ending = say(" set apart from everybody's requests.")
        if self.study.screening.is_all:
            segments = [(nothing_else_line(self.study, self.words), False)]
        else:
            segments = [(count, True), (ending, False)] if apart else [(say("Nothing is set apart."), False)]
        self.add_heading(say("Set apart"), segments)
        if not self.study.apart:
            for line in apart_lines(self.study, self.words):
                self.add(muted(line, self.theme))
            self.add(self._empty_notice(), 1)

    def _empty_notice(self) -> EmptyState:
        """Return what would fill the page."""
        say = self.words.say
        blank = EmptyState(
            self.theme,
            icon="inbox",
            sentence=say("Every ticket counts as somebody's request."),
            help_text=say(
                "Advertising, automatic notices, alerts and tests would be listed here, each with the reason,"
                " and could be counted again with one button."
            ),
            button=say("How it was read"),
            payload="intake",
        )
        blank.wanted.connect(self.follow)
        return blank

    def _group_card(self, group: ApartGroup) -> Card:
        words = self.words
        card = Card(self.theme, group_name(group, words))
        card.add(body("   \N{MIDDLE DOT}   ".join(group_facts(group, words)), self.theme))
        card.add(muted(group_reason(group, words), self.theme))
        card.add(muted(group_state(group, words), self.theme))
        counts = group.state is ApartState.COUNTED
        change = Button(
            words.say("Set apart again") if counts else words.say("Count as requests"),
            self.theme,
            payload=GroupCounting(group.id, counted=not counts),
        )
        change.wanted.connect(self.statement_wanted)
        see = words.say_n("See the {count} ticket", "See the {count} tickets", group.tickets)
        link = Link(see, self.theme, payload=group.id)
        link.wanted.connect(self.show_group)
        card.add(flow((change, link), 16))
        return card

    def _list_tickets(self, view: Study, group: ApartGroup) -> QSplitter:
        """Return the list of a group's tickets above the one that is read, each marked as set apart."""
        words, say = self.words, self.words.say
        listing = QSplitter(Qt.Orientation.Vertical)
        self.model = TicketsModel(view, words, {}, listing)
        self.table = TicketTable(
            self.theme,
            group_name(group, words),
            say("Copy"),
            frozenset({COLUMNS.index(TicketColumn.SUBJECT)}),
        )
        self.table.show_model(self.model, [WIDTHS[column] for column in COLUMNS])
        for place, column in enumerate(COLUMNS):
            self.table.setColumnHidden(place, column in _HIDDEN)
        self.pane = ReadingPane(self.theme, say("The ticket"), [], say("Ignored text"))
        mark = ShortFact(say("set apart: {kind}", kind=kind_of_group(group, words)))

        def read(row: int) -> None:
            if 0 <= row < self.model.rowCount():
                reading = read_ticket(view, self.model.position(row), TicketFilter(), words, {})
                place = say("{row} of {count}", row=words.number(row + 1), count=words.number(group.tickets))
                self.pane.show_reading(replace(reading, short_facts=(mark,)), place)

        self.table.row_chosen.connect(read)
        self.table.rows_copied.connect(self._copy)
        self.table.rows_dragged.connect(lambda rows: self.drag_wanted.emit(self.model.take_rows(rows)))
        shown = min(self.model.rowCount(), ROWS_SEEN)
        self.table.setMinimumHeight(ROW_HEIGHT * (shown + 1) + 8)
        self.pane.setMinimumHeight(220)
        listing.setChildrenCollapsible(False)
        listing.addWidget(self.table)
        listing.addWidget(self.pane)
        self.table.choose(0)
        read(0)
        return listing

    def _copy(self, rows: list[int]) -> None:
        if rows:
            self.copy_wanted.emit(self.model.take_rows(rows))
