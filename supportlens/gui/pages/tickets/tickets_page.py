"""The page of all tickets: filter, search and read them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from supportlens.app.statements.checking import only_marks_differ
from supportlens.domain import TicketQuery
from supportlens.gui.models import (
    PeopleQuery,
    TicketFilter,
    TicketsModel,
    condition_text,
    read_ticket,
)
from supportlens.gui.pages.base.page import Page
from supportlens.gui.pages.tickets.code_correcting import ask_for_codes
from supportlens.gui.pages.tickets.condition_chips import ConditionChips
from supportlens.gui.pages.tickets.facet_popup import FacetPopup
from supportlens.gui.pages.tickets.list_and_reader import ListAndReader
from supportlens.gui.pages.tickets.list_heading import ListHeading
from supportlens.gui.pages.tickets.read_mode import ReadMode
from supportlens.gui.pages.tickets.reader_buttons import ReaderCommands, reader_buttons
from supportlens.gui.pages.tickets.search_box import TicketSearchBox
from supportlens.gui.pages.tickets.ticket_choosers import TicketChoosers
from supportlens.gui.pages.tickets.ticket_moving import ask_for_symptom

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent
    from PySide6.QtWidgets import QLineEdit, QSplitter

    from supportlens.domain import Study
    from supportlens.gui.widgets.controls.trail import TrailStep

BESIDE_FROM = 880
"""Pixels of content from which the reader stands beside the list: each then has lines of eight words."""
EVERYTHING = TicketFilter()
LOW_PAGE, BESIDE_IN_LOW = 560, 640
"""A page so low shows one row above a reader; in so wide a content both stand side by side then."""


class TicketsPage(Page):
    """All tickets as a list and a reading pane beside it, or below it where the window is narrow.

    `show_query` shows the tickets behind a number.
    """

    scrolls: ClassVar[bool] = False
    widest: ClassVar[int] = 2400

    def build(self) -> Iterator[None]:
        """Build the page; it stays empty without a study."""
        self._wanted = EVERYTHING
        if self.study is None:
            return
        self._hues = {cause.id: self.theme.kind_colour(cause.kind) for cause in self.study.causes}
        self.model = TicketsModel(self.study, self.words, self._hues, self)
        self.rows.setContentsMargins(0, 28, 0, 20)
        self.rows.setSpacing(12)
        self._set_heading(self.study)
        self._set_conditions(self.study)
        self._set_reading(self.study)
        yield
        if self._wanted is EVERYTHING:  # nobody has asked for other tickets yet
            self.show_filter(EVERYTHING)
        yield
        yield from self.choosers.fill_in()
        self.model.prepare_ahead()

    @property
    def filter(self) -> TicketFilter:
        """The current filter, or the one whose tickets are being searched."""
        return self._wanted

    def memory(self) -> object:
        """Return the filter and the position of the ticket that is read."""
        return (self.filter, self._reading_position()) if self.study is not None else None

    def recall(self, memory: object) -> None:
        """Show the tickets of a query or a filter, or those that contain the given words."""
        if isinstance(memory, tuple):
            wanted, reading = memory
            self.show_filter(wanted, reading)
        elif isinstance(memory, TicketQuery):
            self.show_query(memory)
        elif isinstance(memory, TicketFilter):
            self.show_filter(memory)
        elif isinstance(memory, str):
            self.show_search(memory)

    def show_query(self, query: TicketQuery) -> None:
        """Show the tickets behind a number."""
        self.show_filter(TicketFilter.for_query(query))

    def show_search(self, text: str) -> None:
        """Search all tickets for words."""
        self.show_filter(TicketFilter(search=text))

    def change_filter(self, wanted: TicketFilter) -> None:
        """Show other tickets; the present ones stay on the way back."""
        if wanted != self.filter:
            self.left.emit(self.memory())
        self.show_filter(wanted)

    def show_filter(self, wanted: TicketFilter, reading: int | None = None) -> None:
        """Show the tickets that match `wanted`, once they are found; `reading` or the open one stays open."""
        if self.study is not None:
            self._wanted = wanted
            self.search.show_words(wanted.search)
            self.model.when_found(wanted, lambda: self._show_found(wanted, reading))

    def _show_found(self, wanted: TicketFilter, reading: int | None) -> None:
        if self.study is None:
            return
        reading = self._reading_position() if reading is None else reading
        self.model.show(wanted)
        self._body.show_people(by_person=isinstance(wanted.query, PeopleQuery))
        self.choosers.show_filter(wanted)
        self._show_conditions(self.study, wanted)
        self._body.show_found(any_found=bool(self.model.rowCount()))
        self._keep_reading(reading)

    def _keep_reading(self, position: int | None) -> None:
        """Open the ticket at a position of the study, or the first one if it is not shown."""
        row = self.model.row_of(position) if position is not None else None
        self.table.choose(row or 0)
        self._read(self.table.currentIndex().row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move between tickets with J and K; accept the symptom with A, choose another with M."""
        does = {Qt.Key.Key_M: self.move_chosen, Qt.Key.Key_A: self.accept_chosen}.get(Qt.Key(event.key()))
        if does is not None and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            does()
            return
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.study is not None:
            self.table.setFocus()
        by = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(
            Qt.Key(event.key())
        )
        if self.study is None or by is None or event.modifiers() != Qt.KeyboardModifier.NoModifier:
            super().keyPressEvent(event)
            return
        self.table.step(by)

    def splitter(self) -> QSplitter | None:
        """Return the splitter between the list and the reader."""
        return self._body.split if self.study is not None else None

    def search_box(self) -> QLineEdit | None:
        """Return the box above the list."""
        return self.search if self.study is not None else None

    def move_chosen(self) -> None:
        """Ask which symptom to move the chosen tickets to, and emit the move."""
        if self.study is not None:
            ids = self.model.ticket_ids(self.table.chosen_rows())
            ask_for_symptom(self, ids, self.study, self.words, self.theme, self.statement_wanted.emit)

    def accept_chosen(self) -> None:
        """State that the open ticket is where it belongs and open the next; a second time takes it back."""
        position = self._reading_position()
        if self.study is None or position is None:
            return
        if self.reader.accept_ticket(self.model.cells.ids[position]):
            self.table.step(1)

    def keeps(self, study: Study) -> bool:
        """Return whether a later study differs in marks alone; they are shown in place."""
        if self.study is None or not only_marks_differ(self.study, study):
            return False
        self.study = study
        self.reader.show_study(study)
        self.heading.saved.show_filter(self.filter, study)
        self._show_read()
        self._read(self.table.currentIndex().row())
        return True

    def place_name(self) -> str:
        """Return the conditions of the filter; without any, that all are shown."""
        if self.study is None:
            return ""
        shown, study = self.filter, self.study
        told = ", ".join(condition_text(part, shown, study, self.words) for part in shown.conditions)
        return told or self.words.say("All tickets")

    def show_trail(self, steps: Sequence[TrailStep]) -> None:
        """Show the places that led here."""
        if self.study is not None:
            self.heading.trail.show_steps(steps)

    def open_facets(self) -> FacetPopup | None:
        """Show every field of the log with its values, counted under the present filter."""
        if self.study is None:
            return None
        popup = FacetPopup(self, self.study, self.model.texts, self.words, self.theme)
        popup.filter_wanted.connect(self.change_filter)
        popup.open_below(self.heading.more, self.filter)
        return popup

    def save_rows(self) -> None:
        """Ask for a table of the chosen tickets, or of all that are shown where only one is chosen."""
        chosen = self.table.chosen_rows()
        self.save_wanted.emit(
            self.model.take_rows(chosen if len(chosen) > 1 else range(self.model.rowCount()))
        )

    def correct_codes(self) -> None:
        """Ask for the codes of the open ticket, and emit what is said of them."""
        position = self._reading_position()
        if self.study is not None and position is not None:
            ask_for_codes(self, position, self.study, self.words, self.theme, self.statement_wanted.emit)

    def _set_heading(self, study: Study) -> None:
        self.reader = ReadMode(study, self.words, self.theme)
        self.reader.stated.connect(self.statement_wanted)
        self.heading = ListHeading(study, self.words, self.theme)
        self.heading.more.wanted.connect(lambda _none: self.open_facets())
        self.heading.saved.filter_wanted.connect(self.change_filter)
        self.heading.saved.stated.connect(self.statement_wanted)
        self.heading.trail.wanted.connect(self.back_wanted)
        self.add(self.heading)

    def _set_conditions(self, study: Study) -> None:
        """Add the search box, the boxes and the line of conditions below them."""
        self.search = TicketSearchBox(self.words, self.theme)
        self.search.typed.connect(self._search_typed)
        self.choosers = TicketChoosers(study, self.words, self.theme, self.model.texts)
        self.choosers.filter_wanted.connect(self.change_filter)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.search, 3)
        for box in self.choosers.boxes:
            row.addWidget(box, 3)
        self.add(row)
        self.chips = ConditionChips(study, self.words, self.theme)
        self.chips.filter_wanted.connect(self.change_filter)
        self.add(self.chips)

    def _set_reading(self, study: Study) -> None:
        """Add the list with its reader."""
        does = ReaderCommands(self.accept_chosen, self.move_chosen, self.correct_codes, self._step)
        has_codes = study.coding is not None
        buttons = reader_buttons(self.reader.accept, does, self.words, self.theme, has_codes=has_codes)
        self._body = ListAndReader(study, self.model, self.words, self.theme, buttons)
        self._body.blank.wanted.connect(lambda: self.change_filter(TicketFilter()))
        self.table, self.pane = self._body.table, self._body.pane
        self.table.row_chosen.connect(self._read)
        self.table.rows_copied.connect(self._copy)
        self.table.rows_dragged.connect(lambda rows: self.drag_wanted.emit(self.model.take_rows(rows)))
        self.table.add_menu_entry(self.words.say("Save these tickets as CSV…"), self.save_rows)
        self.table.add_menu_entry(self.words.say("Accept its symptom (A)"), self.accept_chosen)
        self.table.add_menu_entry(self.words.say("Move to another symptom (M)"), self.move_chosen)
        self.table.add_menu_entry(self.words.say("Correct its codes…"), self.correct_codes)
        self.pane.narrowed.connect(lambda query: self.change_filter(TicketFilter.for_query(query)))
        self.add(self._body, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the reader beside the list where there is room for both."""
        super().resizeEvent(event)
        if self.study is not None:
            room = self.width() - 2 * self.least_margin
            self._body.stand(beside=room >= (BESIDE_IN_LOW if self.height() < LOW_PAGE else BESIDE_FROM))

    def _search_typed(self, text: str) -> None:
        wanted = replace(self.filter, search=text)
        if wanted.terms and self.filter.terms:
            self.show_filter(wanted)  # one step of the way back, however many letters
        else:
            self.change_filter(wanted)

    def _show_conditions(self, study: Study, wanted: TicketFilter) -> None:
        """Show the number of tickets and the conditions."""
        whole = not wanted.conditions
        self.heading.show_count(self.model.rowCount(), len(study.tickets), all_of_them=whole)
        self.heading.saved.show_filter(wanted, study)
        self._show_read()
        self.chips.show_filter(wanted)

    def _show_read(self) -> None:
        """Show how many of the shown tickets were read; nothing is counted before the first one."""
        ids = self.model.ticket_ids(range(self.model.rowCount())) if self.reader.held else ()
        self.heading.show_read(self.reader.held, ids)

    def _reading_position(self) -> int | None:
        row = self.table.currentIndex().row()
        return self.model.position(row) if 0 <= row < self.model.rowCount() else None

    def _read(self, row: int) -> None:
        if self.study is None or not 0 <= row < self.model.rowCount():
            return
        position = self.model.position(row)
        reading = read_ticket(self.study, position, self.model.filter, self.words, self._hues)
        reading = self.reader.mark(reading, self.model.cells.ids[position])
        self.reader.offer(self.model.cells.ids[position])
        place = self.words.say(
            "{row} of {count}", row=self.words.number(row + 1), count=self.words.number(self.model.rowCount())
        )
        self.pane.show_reading(reading, place)

    def _step(self, by: int) -> None:
        self.table.step(by)

    def _copy(self, rows: list[int]) -> None:
        if rows:
            self.copy_wanted.emit(self.model.take_rows(rows))
