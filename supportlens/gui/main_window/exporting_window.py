"""A window from which findings leave: as files, and as rows on the clipboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.app.output.requests import ExportRequest
from supportlens.domain import SupportLensError
from supportlens.gui.jobs import Job
from supportlens.gui.main_window.file_dialogs import choose_new_file
from supportlens.gui.main_window.leaving.export_runner import ExportRunner
from supportlens.gui.main_window.leaving.leaving_window import LeavingWindow
from supportlens.gui.pages.base.statements import ReadBackUse
from supportlens.gui.pages.report.report_page import ReportPage

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QSplitter

    from supportlens.app.output.meeting import Meeting
    from supportlens.domain import CompanyLook
    from supportlens.gui.models.ticket_rows import TicketRows
    from supportlens.gui.pages.base.page import Page
    from supportlens.gui.pages.meeting.meeting_view import MeetingView
    from supportlens.gui.settings import Settings


class ExportingWindow(LeavingWindow):
    """Writes and copies the open study in the background; a notice shows how far it is."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self._meeting_job: Job | None = None
        self._export_runner = ExportRunner(self)
        self._export_runner.progressed.connect(self._show_writing)
        self._export_runner.written.connect(self._show_written)
        self._export_runner.stopped.connect(self._show_stopped)

    def _offer_copies(self, page: Page) -> None:
        """Connect the copying of a page, and keep what the page of the report says about masking."""
        self._offer_leaving(page)
        page.save_wanted.connect(self._save_rows)
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
                self.project,
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
            self._export_runner.begin(wanted, self.study, self.words, self.project)

    def _show_writing(self, path: Path, fraction: float) -> None:
        say = self.words.say
        text = say("Writing {name}…", name=self.words.quoted(path.name))
        self._frame.notice.show_progress(text, fraction, say("Stop"), self._export_runner.stop)

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

    def _save_rows(self, rows: TicketRows) -> None:
        """Ask where a table of tickets shall be written, and write it in the background."""
        if self.study is None:
            return
        path = choose_new_file(self, self.words.say("Save"), f"{self.words.say('Tickets')}.csv", "CSV")
        if path is not None:
            self._export_runner.write_rows(rows, self.study, self.words, path, mask=self.settings.masked)

    def _show_stopped(self) -> None:
        self._frame.notice.show_message(self.words.say("Nothing was written."), passing=True)
