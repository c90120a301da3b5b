"""A window from which findings leave: as files, and as rows on the clipboard."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from supportlens.gui.main_window.analysing_window import AnalysingWindow
from supportlens.gui.main_window.leaving.copy_runner import CopyRunner
from supportlens.gui.main_window.leaving.export_runner import ExportRequest, ExportRunner
from supportlens.gui.main_window.leaving.showing_files import open_file, show_in_folder
from supportlens.gui.pages.report.report_page import ReportPage

if TYPE_CHECKING:
    from pathlib import Path

    from supportlens.domain import Study
    from supportlens.gui.models.ticket_rows import TicketRows
    from supportlens.gui.pages.base.page import Page
    from supportlens.gui.settings import Settings


class ExportingWindow(AnalysingWindow):
    """Writes and copies the open study in the background; a notice shows how far it is."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self._export_runner = ExportRunner(self)
        self._export_runner.progressed.connect(self._show_writing)
        self._export_runner.written.connect(self._show_written)
        self._export_runner.stopped.connect(self._show_stopped)
        self._copy_runner = CopyRunner(self)
        self._copy_runner.copied.connect(self._show_copied)

    @property
    def study(self) -> Study | None:
        """The open study, None before the first one."""
        return self.opened.study if self.opened else None

    def _offer_copies(self, page: Page) -> None:
        """Connect the copying of a page, and keep what the page of the report says about masking."""
        page.copy_wanted.connect(self._copy_rows)
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
                ExportRequest(form, chosen.language, chosen.mask, self.words.region), self.study, self.words
            )

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

    def _keep_masking(self, masked: bool) -> None:  # noqa: FBT001 - what a signal of Qt tells
        self.settings.masked = masked

    def _copy_rows(self, rows: TicketRows) -> None:
        if self.study is not None:
            self._copy_runner.begin(rows, self.study, self.words, mask=self.settings.masked)

    def _show_copied(self, count: int) -> None:
        copied = self.words.say_n("{count} ticket copied.", "{count} tickets copied.", count)
        hidden = self.words.say("Personal data is hidden, as in the report.") if self.settings.masked else ""
        self._frame.notice.show_message(f"{copied} {hidden}".strip(), passing=True)

    def _show_stopped(self) -> None:
        self._frame.notice.show_message(self.words.say("Nothing was written."), passing=True)
