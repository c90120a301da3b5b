"""The page of the log of moments: what occurred, with whom, what is done about it and how it ended."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from supportlens.app.output.standing_files import write_logbook
from supportlens.domain import OccurrenceNote, OutputError, Result, TicketQuery
from supportlens.domain.logbook.listing import occurrence_pieces, order_occurrences
from supportlens.gui.dialogs.occurrence_form import OccurrenceForm
from supportlens.gui.models.logbook_model import LogbookModel
from supportlens.gui.pages.base.page import Page
from supportlens.gui.pages.base.statements import OccurrenceChange
from supportlens.gui.widgets import Button, Card, flow, muted
from supportlens.gui.widgets.controls.combo_box import ComboBox
from supportlens.gui.widgets.controls.tick_box import TickBox
from supportlens.gui.widgets.tickets.ticket_table import TicketTable
from supportlens.i18n.errors import error_sentence
from supportlens.i18n.standing.occurrences import result_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QKeyEvent

    from supportlens.domain import Occurrence, Study

WIDTHS = (104, 96, 140, 176, 150, 190, 112, 70, 190, 130, 160)
"""The widths of the columns in pixels. Judgement: dates and ids whole, names mostly."""
GROWING = (2, 3, 4, 5, 8, 9, 10)
"""The columns of names, which are whole where the window is wide."""
TITLES = frozenset({3})
SUFFIX = ".csv"


class LogbookPage(Page):
    """The log of moments, filtered by moment, result and gravity, and written as a file."""

    scrolls: ClassVar[bool] = False
    ends: ClassVar[bool] = False
    widest: ClassVar[int] = 2400

    def build(self) -> Iterator[None]:
        """Build the filters and the table, once the occurrences of a large log are listed."""
        self._built = False
        if self.study is None:
            return
        say = self.words.say
        sentence = say("What occurred, with whom, what is done about it, and how it ended.")
        self.add_heading(say("Log of moments"), ((sentence, False),))
        found: list[Occurrence] = []
        for piece in occurrence_pieces(self.study):
            found += piece
            yield
        self.model = LogbookModel(self.study, self.words, order_occurrences(found))
        self._offer_choices(self.study)
        self._set_table()
        self._built = True

    def _offer_choices(self, study: Study) -> None:
        """Add the filters and the buttons above the table."""
        say = self.words.say
        self.moment = ComboBox(self.theme, say("Moment of truth"), letters=20)
        self.moment.offer(say("All moments"), "")
        for own in study.desk_moments.moments:
            self.moment.offer(self.words.bare(own.name), own.id)
        seen = {one.moment_id for one in self.model.everything}
        for moment in study.playbook.moments:
            if moment.id in seen:
                self.moment.offer(self.words.read(moment.name), moment.id)
        self.result = ComboBox(self.theme, say("Result"), letters=16)
        self.result.offer(say("All results"), None)
        for result in Result:
            if any(one.result is result for one in self.model.everything):
                self.result.offer(result_name(result, self.words), result)
        self.critical = TickBox(say("Critical ones only"), self.theme, ticked=False)
        for box in (self.moment, self.result):
            box.currentIndexChanged.connect(lambda _row: self._choose())
        self.critical.toggled.connect(lambda _on: self._choose())
        export = Button(say("Export…"), self.theme)
        export.wanted.connect(lambda _none: self._ask_and_export())
        self.edit = Button(say("Edit this row…"), self.theme, icon="pencil")
        self.edit.wanted.connect(lambda _none: self.edit_row())
        self.counted = muted("", self.theme, wrap=False)
        self.add(flow((self.moment, self.result, self.critical, self.edit, export, self.counted)))

    def _set_table(self) -> None:
        say = self.words.say
        self.table = TicketTable(self.theme, say("Log of moments"), say("Copy"), TITLES)
        self.table.show_model(self.model, WIDTHS, GROWING)
        self.table.rows_copied.connect(self._copy)
        self.table.rows_dragged.connect(lambda rows: self.drag_wanted.emit(self.model.take_rows(rows)))
        self.table.doubleClicked.connect(self._open)
        self.table.add_menu_entry(say("Edit this row…"), self.edit_row)
        listed = Card(self.theme)
        listed.rows.setContentsMargins(1, 6, 1, 6)
        listed.add(self.table)
        self.add(listed, 1)
        self._show_count()

    def export(self, path: Path) -> None:
        """Write the occurrences that are shown, and say whether that worked."""
        if self.study is None or not self._built:
            return
        try:
            write_logbook(self.study, path, self.words, self.model.shown, mask=self.hides_people)
        except OutputError as failure:
            self.counted.setText(error_sentence(failure, self.words))
            return
        self.counted.setText(self.words.say("Saved: {path}", path=path))

    def edit_row(self) -> OccurrenceForm | None:
        """Ask what was done about the contact of the chosen row, by whom, and how it ended."""
        row = self.table.currentIndex().row() if self._built else -1
        if not 0 <= row < len(self.model.shown):
            return None
        one, by_itself = self.model.occurrence(row), self.model.as_written(row)
        form = OccurrenceForm(self, one, by_itself, self.words, self.theme)

        def keep() -> None:
            if form.note() != (one.note or OccurrenceNote(one.ticket_id)):
                self.statement_wanted.emit(OccurrenceChange(form.note()))

        form.accepted.connect(keep)
        form.finished.connect(form.deleteLater)
        form.open()
        return form

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Edit the chosen row with F2."""
        if event.key() == Qt.Key.Key_F2:
            self.edit_row()
            return
        super().keyPressEvent(event)

    def keeps(self, study: Study) -> bool:
        """Return whether a later study differs in notes of contacts alone; they are shown in place."""
        if (
            self.study is None
            or not self._built
            or replace(study.desk_moments, notes=()) != replace(self.study.desk_moments, notes=())
        ):
            return False
        if study.assignment is not self.study.assignment or study.causes is not self.study.causes:
            return False
        self.study = study
        self.model.take(study)
        return True

    def recall(self, memory: object) -> None:
        """Show the occurrences of a moment, by its id."""
        self.when_built(lambda: self.moment.choose(memory))

    def memory(self) -> object:
        """Return the id of the moment that is shown, "" for all."""
        return self.moment.value if self._built else None

    def _choose(self) -> None:
        result = self.result.value
        self.model.choose(
            str(self.moment.value),
            result if isinstance(result, Result) else None,
            critical=self.critical.isChecked(),
        )
        self._show_count()

    def _show_count(self) -> None:
        shown = len(self.model.shown)
        self.counted.setText(self.words.say_n("{count} occurrence", "{count} occurrences", shown))

    def _open(self, index: QModelIndex) -> None:
        self.tickets_wanted.emit(TicketQuery(ids=(self.model.occurrence(index.row()).ticket_id,)))

    def _copy(self, rows: list[int]) -> None:
        if rows:
            self.copy_wanted.emit(self.model.take_rows(rows))

    def _ask_and_export(self) -> None:
        proposed = self.words.say("Log of moments") + SUFFIX
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.words.say("Log of moments"), proposed, f"*{SUFFIX}"
        )
        if chosen:
            self.export(Path(chosen if chosen.lower().endswith(SUFFIX) else chosen + SUFFIX))
