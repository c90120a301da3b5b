"""The page of the import: how each file was read, and which rows were left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from supportlens.gui.models.left_out_model import LeftOutModel
from supportlens.gui.pages.base.page import Page
from supportlens.gui.widgets import Button, Card, body, faint, muted, strong
from supportlens.gui.widgets.basics.labels import CARD_TITLE, MUTED, label
from supportlens.gui.widgets.controls.link import Link
from supportlens.gui.widgets.tickets.ticket_table import ROW_HEIGHT, TicketTable
from supportlens.i18n.imports import account_line, column_readings, file_lines, file_name
from supportlens.i18n.left_out_rows import rejected_rows

if TYPE_CHECKING:
    from supportlens.domain import SourceFile, Study

FILES_SHOWN = 12
"""Files with a card of their own; the rest is counted. Judgement: more would bury the table below."""
ROWS_SEEN = 10
"""Rows of the table that are visible without scrolling it."""
WIDTHS = (260, 110, None)


class IntakePage(Page):
    """How each file was read; the table of rows left out can be copied and exported.

    Requests the action ``export_left_out``.
    """

    def build(self) -> None:
        """Build the page; it stays empty without a study."""
        if self.study is None:
            return
        self.model = LeftOutModel(self.study, self.words)
        self._set_heading(self.study)
        self._left_out = self._rows_card()
        files = self.study.tickets.files
        for file in files[:FILES_SHOWN]:
            self.add(self._file_card(file, self.study))
        if len(files) > FILES_SHOWN:
            more = self.words.say_n(
                "and {count} more file; the workbook lists them all",
                "and {count} more files; the workbook lists them all",
                len(files) - FILES_SHOWN,
            )
            self.add(muted(more, self.theme))
        self.add(self._left_out)

    def show_rows(self) -> None:
        """Show the table of the rows that were left out."""
        self._left_out.show()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.table.choose(0)

    def memory(self) -> object:
        """Return whether the table is shown."""
        return "rows" if self.study and not self._left_out.isHidden() else None

    def recall(self, memory: object) -> None:
        """Show the table if it was shown before."""
        if memory == "rows" and self.study and self.model.rowCount():
            self.show_rows()

    def _set_heading(self, study: Study) -> None:
        say, count = self.words.say, len(study.tickets)
        tickets = self.words.say_n("{count} ticket", "{count} tickets", count)
        logs = study.tickets.log_paths or study.tickets.paths
        files = self.words.say_n("{count} file", "{count} files", len(logs))
        account = study.tickets.account
        rejected = account.rows - account.tickets - account.set_apart
        left = self.words.say_n("{count} row was left out.", "{count} rows were left out.", rejected)
        ending = left if rejected else say("No row was left out.")
        self.add_heading(
            say("How it was read"),
            [(tickets, True), (" " + say("from {files}", files=files) + ". ", False), (ending, False)],
        )
        if reasons := account_line(study.tickets, self.words):
            self.add(muted(reasons, self.theme))
        if study.apart:
            link = Link(say("See what was set apart"), self.theme, payload="apart")
            link.wanted.connect(self.follow)
            self.add(link)

    def _file_card(self, file: SourceFile, study: Study) -> Card:
        card = Card(self.theme, file_name(file))
        card.setToolTip(file.path)
        columns = QHBoxLayout()
        columns.setSpacing(44)
        columns.addLayout(self._facts(file, study), 45)
        columns.addLayout(self._columns(file), 55)
        if file.holds_no_tickets:
            for line in rejected_rows(file, self.words):
                card.add(body(line.reason[:1].upper() + line.reason[1:], self.theme))
        card.add(columns)
        if (file.rows_rejected or file.remarks) and not file.holds_no_tickets:
            see = self.words.say_n(
                "See the row that was left out", "See the {count} rows that were left out", file.rows_rejected
            )
            if not file.rows_rejected:
                see = self.words.say("See the rows with a remark")
            link = Link(see, self.theme, payload="rows")
            link.wanted.connect(self.show_rows)
            card.add(link)
        return card

    def _facts(self, file: SourceFile, study: Study) -> QGridLayout:
        grid = _grid()
        for row, (name, text) in enumerate(file_lines(file, study.tickets, self.words)):
            grid.addWidget(label(name, MUTED, self.theme, wrap=False), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(body(text, self.theme), row, 1)
        grid.setRowStretch(grid.rowCount(), 1)
        return grid

    def _columns(self, file: SourceFile) -> QGridLayout:
        grid = _grid()
        if file.columns:
            grid.addWidget(label(self.words.say("Columns"), CARD_TITLE, self.theme), 0, 0, 1, 3)
        for row, read in enumerate(column_readings(file, self.words), start=1):
            grid.addWidget(
                label(read.field, MUTED, self.theme, wrap=False), row, 0, Qt.AlignmentFlag.AlignTop
            )
            grid.addWidget(strong(read.header, self.theme), row, 1)
            grid.addWidget(faint(read.reason, self.theme), row, 2)
        grid.setColumnStretch(2, 1)
        grid.setRowStretch(grid.rowCount(), 1)
        return grid

    def _rows_card(self) -> Card:
        say = self.words.say
        card = Card(self.theme, say("Rows left out, and rows with a remark"))
        self.table = TicketTable(self.theme, say("Rows left out"), say("Copy"), frozenset({2}))
        self.table.show_model(self.model, WIDTHS)
        self.table.setMinimumHeight(ROW_HEIGHT * (min(self.model.rowCount(), ROWS_SEEN) + 1) + 8)
        self.table.rows_copied.connect(self._copy)
        card.add(self.table)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        copy = Button(say("Copy all"), self.theme, icon="copy")
        copy.wanted.connect(lambda: self._copy(list(range(self.model.rowCount()))))
        export = Button(say("Export as CSV…"), self.theme, payload="export_left_out", icon="download")
        export.wanted.connect(self.act)
        buttons.addWidget(copy)
        buttons.addWidget(export)
        buttons.addStretch(1)
        card.add(buttons)
        card.hide()
        return card

    def _copy(self, rows: list[int]) -> None:
        if rows:
            QGuiApplication.clipboard().setText(self.model.as_tsv(rows))


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(7)
    grid.setColumnStretch(1, 1)
    return grid
