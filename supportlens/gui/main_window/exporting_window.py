"""A window from which findings leave: as files, and as rows on the clipboard."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from supportlens.app.output.requests import ExportRequest
from supportlens.domain import OutputError, SupportLensError
from supportlens.gui.jobs import Job
from supportlens.gui.main_window.analysing_window import AnalysingWindow
from supportlens.gui.main_window.file_dialogs import choose_new_file
from supportlens.gui.main_window.leaving.chart_saving import save_chart
from supportlens.gui.main_window.leaving.copy_runner import CopyRunner
from supportlens.gui.main_window.leaving.dragging import MOST_DRAGGED, drag_rows, pack_rows
from supportlens.gui.main_window.leaving.export_runner import ExportRunner
from supportlens.gui.main_window.leaving.showing_files import open_file, show_in_folder
from supportlens.gui.main_window.leaving.widget_menu import (
    Leaving,
    find_place,
    make_menu,
    place_of,
    read_text,
)
from supportlens.gui.pages.base.statements import ReadBackUse
from supportlens.gui.pages.report.report_page import ReportPage
from supportlens.gui.widgets.charts.chart import Chart
from supportlens.gui.widgets.charts.chart_files import paint_picture

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QSplitter, QWidget

    from supportlens.app.output.meeting import Meeting
    from supportlens.domain import CompanyLook, Study
    from supportlens.gui.models.ticket_rows import LeavingRows, TicketRows
    from supportlens.gui.pages.base.page import Page
    from supportlens.gui.pages.meeting.meeting_view import MeetingView
    from supportlens.gui.settings import Settings


class ExportingWindow(AnalysingWindow):
    """Writes and copies the open study in the background; a notice shows how far it is."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self._meeting_job: Job | None = None
        self._export_runner = ExportRunner(self)
        self._export_runner.progressed.connect(self._show_writing)
        self._export_runner.written.connect(self._show_written)
        self._export_runner.stopped.connect(self._show_stopped)
        self._copy_runner = CopyRunner(self)
        self._copy_runner.progressed.connect(self._show_copying)
        self._copy_runner.copied.connect(self._show_copied)
        self._copy_runner.stopped.connect(self._show_not_copied)

    @property
    def study(self) -> Study | None:
        """The open study, None before the first one."""
        return self.opened.study if self.opened else None

    def _offer_copies(self, page: Page) -> None:
        """Connect the copying of a page, and keep what the page of the report says about masking."""
        page.copy_wanted.connect(self._copy_rows)
        page.drag_wanted.connect(lambda rows: self._drag_rows(page, rows))
        page.place_copied.connect(lambda widget: self._copy_place(page, widget))
        page.save_wanted.connect(self._save_rows)
        page.menu_wanted.connect(lambda where: self.show_menu(page, where))
        split = page.splitter()
        if split is not None:
            split.restoreState(self.settings.split)
            split.splitterMoved.connect(lambda _place, _handle: self._keep_split(split))
        if isinstance(page, ReportPage) and self.study is not None:
            page.masked.setChecked(self.settings.masked)
            page.masked.toggled.connect(self._keep_masking)
        page.hides_people = self.settings.masked

    def _export(self, form: str) -> None:
        """Write a format with the options of the report page that is shown."""
        if self.study is None:
            return
        self._show("report")
        page = self.page
        if isinstance(page, ReportPage):
            chosen = page.options()
            self._export_runner.begin(
                ExportRequest(form, chosen.language, chosen.mask, self.words.region, self._report_look()),
                self.study,
                self.words,
            )

    def _report_look(self) -> CompanyLook:
        """Return how the company wants its reports to look."""
        from supportlens.app.output.company_look import make_look  # noqa: PLC0415 - slow to import

        parts = ("name", "logo", "accent", "second", "footer")
        return make_look(**{part: self.settings.report_look(part) for part in parts})

    def ask_read_back(self, path: Path) -> ReadBackUse | None:
        """Show what people changed in a workbook; return it if it is to be taken over."""
        from supportlens.app.statements.reading_back import read_back  # noqa: PLC0415 - slow to import
        from supportlens.gui.dialogs.read_back_check import ReadBackCheck  # noqa: PLC0415 - as above

        if self.study is None:
            return None
        try:
            found = read_back(self.study, path)
        except SupportLensError as fault:
            self.show_error(fault)
            return None
        check = ReadBackCheck(self, found, self.words, self.theme)
        return ReadBackUse(found, check.overwrite.isChecked()) if check.exec() else None

    def _export_left_out(self) -> None:
        """Write which rows were left out; this file needs no masking."""
        if self.study is not None:
            wanted = ExportRequest("left_out", self.words.language, mask=True)
            self._export_runner.begin(wanted, self.study, self.words)

    def _show_writing(self, path: Path, fraction: float) -> None:
        say = self.words.say
        text = say("Writing {name}…", name=self.words.quoted(path.name))
        self._frame.notice.show_progress(text, fraction, say("Stop"), self._export_runner.stop)

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

    def show_menu(self, page: Page, where: QPoint) -> None:
        """Show what can leave the place at a point of a page."""
        place = find_place(page, where)
        if place is None or self.study is None:
            return
        leaving = Leaving(self._copy_picture, self._copy_figures, self._save_chart, self._copy_text)
        menu = make_menu(place, leaving, self.words)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(page.mapToGlobal(where))

    def _copy_place(self, page: Page, widget: QWidget) -> None:
        """Copy the chart, the card or the text in which a widget of a page stands."""
        place = place_of(page, widget)
        if isinstance(place, Chart):
            self._copy_picture(place)
        elif place is not None:
            self._copy_text(read_text(place))

    def _copy_picture(self, chart: Chart) -> None:
        QGuiApplication.clipboard().setPixmap(paint_picture(chart))
        self._frame.notice.show_message(self.words.say("The picture was copied."), passing=True)

    def _copy_figures(self, chart: Chart) -> None:
        QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in chart.figures()))
        self._frame.notice.show_message(self.words.say("The figures were copied."), passing=True)

    def _save_chart(self, chart: Chart, form: str) -> None:
        name = f"{chart.accessibleName()}.{form}"
        path = choose_new_file(self, self.words.say("Save"), name, form.upper())
        if path is not None:
            try:
                written = save_chart(chart, path)
            except OSError:
                written = False
            if written:
                self._show_written(path)
            else:
                self.show_error(OutputError(str(path)))

    def _copy_text(self, text: str) -> None:
        """Copy a text in the background, masked as the report is."""
        if self.study is not None:
            self._copy_runner.begin_text(text, self.study, self.words, mask=self.settings.masked)

    def open_meeting(self) -> None:
        """Prepare the pages of the meeting in the background, and show them on the whole screen."""
        study, words, mask = self.study, self.words, self.settings.masked
        if study is None or self._meeting_job is not None:
            return
        from supportlens.app.output.meeting import prepare_meeting  # noqa: PLC0415 - needs pandas

        job = Job(lambda progress: prepare_meeting(study, words, mask=mask, progress=progress), self)
        job.succeeded.connect(self._show_meeting)
        job.failed.connect(self._fail_meeting)
        self._meeting_job = job
        job.start()

    def close_jobs(self) -> None:
        """Stop what is being prepared and wait for it."""
        super().close_jobs()
        self._end_meeting()

    def _end_meeting(self) -> None:
        """End the preparation of the meeting."""
        if self._meeting_job is not None:
            self._meeting_job.close()
            self._meeting_job.deleteLater()
            self._meeting_job = None

    def _show_meeting(self, meeting: Meeting) -> None:
        from supportlens.gui.pages.meeting.meeting_view import MeetingView  # noqa: PLC0415 - rarely needed

        self._end_meeting()
        view = MeetingView(self, meeting, self.words, self.theme)
        view.saving.connect(lambda form: self._save_slide(view, form))
        view.showFullScreen()
        view.setFocus()

    def _fail_meeting(self, error: BaseException) -> None:
        self._end_meeting()
        self.show_error(error)

    def _save_slide(self, view: MeetingView, form: str) -> None:
        """Ask where a page of the meeting shall be saved, and write it there."""
        name = self.words.say("Meeting page {number}", number=view.place + 1)
        path = choose_new_file(view, self.words.say("Save"), f"{name}.{form}", form.upper())
        if path is not None and view.save(path):
            self._show_written(path)
            view.tell(self.words.say("{name} was written.", name=self.words.quoted(path.name)))

    def _keep_split(self, split: QSplitter) -> None:
        self.settings.split = split.saveState()

    def _keep_masking(self, masked: bool) -> None:  # noqa: FBT001 - what a signal of Qt tells
        self.settings.masked = masked

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
        with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            masked = self.settings.masked
            drag_rows(page, pack_rows(rows, self.study, self.words, Path(folder), mask=masked))

    def _save_rows(self, rows: TicketRows) -> None:
        """Ask where a table of tickets shall be written, and write it in the background."""
        if self.study is None:
            return
        path = choose_new_file(self, self.words.say("Save"), f"{self.words.say('Tickets')}.csv", "CSV")
        if path is not None:
            self._export_runner.write_rows(rows, self.study, self.words, path, mask=self.settings.masked)

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

    def _show_stopped(self) -> None:
        self._frame.notice.show_message(self.words.say("Nothing was written."), passing=True)
