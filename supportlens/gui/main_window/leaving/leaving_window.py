"""A window whose charts, tables, rows and texts can be copied, dragged out and saved."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from supportlens.domain import OutputError, SupportLensError
from supportlens.gui.main_window.analysing_window import AnalysingWindow
from supportlens.gui.main_window.file_dialogs import choose_new_file
from supportlens.gui.main_window.leaving.chart_saving import list_cells, save_place
from supportlens.gui.main_window.leaving.copy_runner import CopyRunner, let_clipboard_go
from supportlens.gui.main_window.leaving.dragging import (
    MOST_DRAGGED,
    DragFolder,
    drag_rows,
    file_stem,
    pack_chart,
    pack_rows,
    pack_table,
    small_picture,
)
from supportlens.gui.main_window.leaving.showing_files import open_file, show_in_folder
from supportlens.gui.main_window.leaving.widget_menu import (
    Leaving,
    find_place,
    make_menu,
    place_of,
    read_text,
)
from supportlens.gui.widgets.cards.card import Card
from supportlens.gui.widgets.charts.chart import Chart
from supportlens.gui.widgets.charts.chart_files import paint_picture

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QWidget

    from supportlens.domain import Study
    from supportlens.gui.models.ticket_rows import LeavingRows
    from supportlens.gui.pages.base.page import Page
    from supportlens.gui.settings import Settings


class LeavingWindow(AnalysingWindow):
    """Copies and drags what its pages show, masked as the report is; a notice says what was done."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self._dragged = DragFolder()
        self._copy_runner = CopyRunner(self)
        self._copy_runner.progressed.connect(self._show_copying)
        self._copy_runner.copied.connect(self._show_copied)
        self._copy_runner.stopped.connect(self._show_not_copied)

    def _offer_leaving(self, page: Page) -> None:
        """Connect what can be copied, dragged and saved of a page."""
        page.copy_wanted.connect(self._copy_rows)
        page.drag_wanted.connect(lambda rows: self._drag_rows(page, rows))
        page.place_dragged.connect(self._drag_place)
        page.place_copied.connect(lambda widget: self._copy_place(page, widget))
        page.menu_wanted.connect(lambda where: self.show_menu(page, where))

    @property
    def study(self) -> Study | None:
        """The open study, None before the first one."""
        return self.opened.study if self.opened else None

    def show_menu(self, page: Page, where: QPoint) -> None:
        """Show what can leave the place at a point of a page."""
        place = find_place(page, where)
        if place is None or self.study is None:
            return
        leaving = Leaving(self._copy_picture, self._copy_figures, self._save_place, self._copy_text)
        menu = make_menu(place, leaving, self.words)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(page.mapToGlobal(where))

    def _copy_place(self, page: Page, widget: QWidget) -> None:
        """Copy the chart, the card or the text in which a widget of a page stands."""
        place = place_of(page, widget)
        if isinstance(place, Chart):
            self._copy_picture(place)
        elif isinstance(place, Card) and place.table is not None:
            self._copy_figures(place)
        elif place is not None:
            self._copy_text(read_text(place))

    def _copy_picture(self, chart: Chart) -> None:
        QGuiApplication.clipboard().setPixmap(paint_picture(chart))
        self._frame.notice.show_message(self.words.say("The picture was copied."), passing=True)

    def _cells(self, place: QWidget) -> list[Sequence[str]]:
        """Return the figures of a chart or a table, masked as the report is."""
        shown = self.study
        return list_cells(place, shown, self.words, mask=self.settings.masked) if shown is not None else []

    def _copy_figures(self, place: QWidget) -> None:
        from supportlens.app.output.masked_rows import as_tsv  # noqa: PLC0415 - needs openpyxl

        QGuiApplication.clipboard().setText(as_tsv(self._cells(place)))
        say = self.words.say
        said = say("The figures were copied.") if isinstance(place, Chart) else say("The table was copied.")
        self._frame.notice.show_message(said, passing=True)

    def _save_place(self, place: QWidget, form: str) -> None:
        name = f"{file_stem(place.accessibleName())}.{form}"
        path = choose_new_file(self, self.words.say("Save"), name, form.upper())
        if path is not None:
            try:
                written = save_place(place, self._cells(place), path)
            except (OSError, SupportLensError):
                written = False
            if written:
                self._show_written(path)
            else:
                self.show_error(OutputError(str(path)))

    def _copy_text(self, text: str) -> None:
        """Copy a text in the background, masked as the report is."""
        if self.study is not None:
            self._copy_runner.begin_text(text, self.study, self.words, mask=self.settings.masked)

    def _copy_rows(self, rows: LeavingRows) -> None:
        if self.study is not None:
            self._copy_runner.begin(rows, self.study, self.words, mask=self.settings.masked)

    def _drag_rows(self, page: Page, rows: LeavingRows) -> None:
        """Drag rows out of the window; too many are better copied."""
        if self.study is None or not rows.count:
            return
        if rows.count > MOST_DRAGGED:
            text = self.words.say_n(
                "More than {count} row: copy them with Ctrl+C, or save them.",
                "More than {count} rows: copy them with Ctrl+C, or save them.",
                MOST_DRAGGED,
            )
            self._frame.notice.show_message(text, passing=True)
            return
        folder, masked = self._dragged.renew(), self.settings.masked
        drag_rows(page, pack_rows(rows, self.study, self.words, folder, mask=masked))

    def _drag_place(self, place: QWidget) -> None:
        """Drag a chart or a table out of the window."""
        cells, folder = self._cells(place), self._dragged.renew()
        if isinstance(place, Chart):
            drag_rows(place, pack_chart(place, cells, folder), small_picture(place))
        else:
            drag_rows(place, pack_table(cells, folder, place.accessibleName()))

    def _show_copying(self, count: int, fraction: float) -> None:
        """Show how far a long copy is; a short one ends before it says so."""
        say = self.words.say
        text = self.words.say_n("Copying {count} ticket…", "Copying {count} tickets…", count)
        if not count:
            text = say("Copying the text…")
        self._frame.notice.show_progress(text, fraction, say("Stop"), self._copy_runner.stop)

    def _show_not_copied(self) -> None:
        self._frame.notice.show_message(self.words.say("Nothing was copied."), passing=True)

    def _show_copied(self, count: int) -> None:
        copied = self.words.say_n("{count} ticket copied.", "{count} tickets copied.", count)
        if not count:
            copied = self.words.say("The text was copied.")
        hidden = self.words.say("Personal data is hidden, as in the report.") if self.settings.masked else ""
        self._frame.notice.show_message(f"{copied} {hidden}".strip(), passing=True)

    def _show_written(self, path: Path) -> None:
        """Show where a file was written, whatever page is shown, with buttons that open it."""
        say = self.words.say
        text = say("{name} was written.", name=self.words.quoted(path.name))
        kind = say("Open the workbook") if path.suffix.lower() == ".xlsx" else say("Open the file")
        shown = (say("Show in folder"), partial(show_in_folder, path, self))
        self._frame.notice.show_message(text, kind, partial(open_file, path), further=shown)
        page = self._pages.get("report")
        if page is not None:
            page.recall(path)

    def close_jobs(self) -> None:
        """Stop what is under way, and let go of what was dragged and copied."""
        super().close_jobs()
        self._dragged.remove()
        let_clipboard_go()
