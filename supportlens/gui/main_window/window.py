"""The main window: holds one open study and shows it on pages."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt

from supportlens.domain import StepKind, SupportLensError
from supportlens.gui.main_window.comparison_runner import ComparisonRunner
from supportlens.gui.main_window.file_dialogs import choose_files, choose_folder
from supportlens.gui.main_window.messages import failure, nothing_open, still_reading
from supportlens.gui.main_window.paged_window import MESSAGE, PROGRESS
from supportlens.gui.main_window.place_history import Place
from supportlens.gui.main_window.stating.applying import regrouped_share
from supportlens.gui.main_window.stating.stating_window import StatingWindow
from supportlens.gui.main_window.window_frame import WindowFrame
from supportlens.gui.pages import page_entry
from supportlens.gui.pages.comparison.comparison_page import ComparisonPage
from supportlens.gui.pages.start.message_page import MessagePage
from supportlens.gui.pages.start.progress_page import ProgressPage
from supportlens.gui.pages.start.start_page import StartPage
from supportlens.i18n import next_language
from supportlens.resources import sample_paths

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

    from supportlens.app.opening.opened_study import OpenedStudy
    from supportlens.domain import Glimpse, Period, PeriodComparison, Stage
    from supportlens.gui.pages.base.page import Page
    from supportlens.gui.settings import Settings


LOG = logging.getLogger(__name__)
LOG.addHandler(logging.NullHandler())  # without a log file nothing is written anywhere
LEAST_SIZE = QSize(760, 480)
"""The smallest window: it fits a screen of 1920 x 1080 at 200 %, with the panels of a desktop."""


class MainWindow(StatingWindow):
    """Shows one open study on pages; handles every action and error."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self._analysis_runner.began.connect(self._show_progress)
        self._analysis_runner.progressed.connect(self._update_progress)
        self._analysis_runner.glimpsed.connect(self._show_glimpse)
        self._analysis_runner.opened.connect(self.take)
        self._analysis_runner.cancelled.connect(self._end_analysis)
        self._comparison_runner = ComparisonRunner(self)
        self._comparison_runner.compared.connect(self._show_comparison)
        self._runners = (
            self._analysis_runner,
            self._copy_runner,
            self._export_runner,
            self._statement_runner,
            self._comparison_runner,
        )
        for runner in self._runners:
            runner.failed.connect(self.show_error)
        self.setMinimumSize(LEAST_SIZE)
        self._rebuild()
        self._show_title()

    def show_error(self, error: BaseException) -> None:
        """Show an error on a page; the open study stays."""
        self._error = error
        self._forget_messages()
        LOG.error("an error is shown: %s", type(error).__name__, exc_info=error)
        self._frame.notice.hide()
        self._remake(MESSAGE)

    def take(self, opened: OpenedStudy) -> None:
        """Show another study; after the same log was regrouped the page stays the same."""
        if self.opened is not None and opened.cut_from is not None:
            if opened.cut_from is not self.opened.study:  # this study lacks the statements made meanwhile
                self._analysis_runner.recut(self.opened, opened.study.level)
                return
            opened = replace(opened, cut_from=None, project=self.project)
        again = self.opened is not None and not opened.extended and opened.is_of(self.opened)
        place = self._before if self.shown == PROGRESS else self.shown
        if opened.extended and self.opened is not None and opened.project == self.opened.project:
            taken = self._statement_runner.history
            changed = opened.study is not self.opened.study
            opened = replace(opened, history=taken.settle() if changed else taken)
        if not again:
            self._keep_page()
        self.opened = opened
        study = opened.study
        LOG.info("opened: %d tickets of %d files", len(study.tickets), len(study.tickets.files))
        if again:
            self._frame.notice.hide()
            self._statement_runner.note(StepKind.REGROUPED, opened.study)
        else:
            self._statement_runner.begin(opened.study, opened.history)
        if not again:
            self._drafts.clear()
            self.history.clear()
        self._remove_pages()
        self._frame.show_study(opened.study)
        self._hold_project(opened, self._statement_runner.history, again=again)
        self._name_steps()
        self._frame.top.search.clear()
        self.study_arrived.emit()
        if again:
            self.show_page("causes/level" if place == "causes" else place)
            return
        self._show(self._first_page(opened))

    def close_log(self) -> None:
        """Close the open study; unsaved work is kept and offered on the start page."""
        self._keep_page()
        self._statement_runner.close()
        self._project_saver.close()
        self.opened = None
        self._remove_pages()
        self._frame.show_study(None)
        self._frame.notice.hide()
        self._show_title()
        self._show("start")

    def perform(self, action: str) -> None:
        """Perform an action by its id; that of a page shows it, an unknown id is ignored."""
        LOG.info("action %s", action.partition("/")[0])
        commands = {
            "open": lambda: self.open(choose_files(self, self.words)),
            "open_folder": lambda: self.open(choose_folder(self, self.words)),
            "open_project": self.open_project,
            "find_logs": self.find_logs,
            "open_copy": self.open_copy,
            "save": self.save,
            "save_as": self.save_as,
            "export_copy": self.export_copy,
            "texts": self.ask_about_texts,
            "renew": self.renew,
            "save_recipe": self.save_recipe,
            "apply_recipe": self._apply_recipe,
            "steps": self._list_steps,
            "close": self.close_log,
            "sample": lambda: self.open(sample_paths(self.words.language)),
            "export": lambda: self._export("xlsx"),
            "export_tickets": lambda: self._export("csv"),
            "export_json": lambda: self._export("json"),
            "export_pdf": lambda: self._export("pdf"),
            "export_png": lambda: self._export("png"),
            "export_html": lambda: self._export("html"),
            "export_letters": lambda: self._export("letters"),
            "export_left_out": self._export_left_out,
            "read_back": self._read_back,
            "cancel": self._analysis_runner.cancel,
            "back": self.go_back,
            "error_report": lambda: self.open_error_report(self._error),
            "log_folder": self.open_log_folder,
            "undo": self._undo,
            "redo": self._statement_runner.redo,
            "search": self.search_tickets,
            "palette": self.open_palette,
            "step_back": self.step_back,
            "step_forward": self.step_forward,
            "zoom_in": lambda: self.set_zoom(1),
            "zoom_out": lambda: self.set_zoom(-1),
            "zoom_reset": lambda: self.set_zoom(0),
            "meeting": self.open_meeting,
            "print": self.print_page,
            "tour": self.open_tour,
            "manual": self.open_manual,
            "what_to_export": lambda: self.open_manual("exports"),
            "shortcuts": self.list_shortcuts,
            "language": lambda: self.set_language(next_language(self.words.language).code),
            "look_system": lambda: self.set_look("system"),
            "look_light": lambda: self.set_look("light"),
            "look_dark": lambda: self.set_look("dark"),
            "look_contrast": lambda: self.set_look("contrast"),
            "full_screen": lambda: self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen),
            "about": self.open_about,
            "settings": self.open_settings,
            "quit": self.close,
        }
        commands.get(action, lambda: self.choose_page(action))()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop all jobs, wait for them, and remember the geometry."""
        self._keep_page()
        questions = (self._import_questions, self._desk_question, self._previewer)
        for closing in (*questions, *self._runners, self._project_saver):
            closing.close()
        self.close_jobs()
        self.settings.geometry = self.saveGeometry()
        super().closeEvent(event)

    def _make_frame(self) -> WindowFrame:
        made = WindowFrame(self.words, self.theme, self.settings.look, self.perform)
        made.page_wanted.connect(self.choose_page)
        made.top.search_wanted.connect(self.find_text)
        made.top.palette_wanted.connect(self.open_palette)
        made.top.language_wanted.connect(self.set_language)
        made.notice.wanted.connect(self._follow_notice)
        made.show_study(self.study)
        self._name_steps_in(made.table)
        made.show_project(self.project, modified=self._project_saver.modified)
        return made

    def _show(self, page_id: str) -> None:
        if page_id == "start" and self._analysis_runner.running and not self._analysis_runner.regrouping:
            page_id = PROGRESS  # the start page leads back to the running analysis and its cancel button
        if self.shown == "tickets" and page_id != "tickets":
            self._frame.top.search.clear()  # on other pages the words would look like a filter
        super()._show(page_id)

    def _make_page(self, page_id: str) -> Page:
        page = self._create_page(page_id)
        page.tickets_wanted.connect(self.show_tickets)
        page.page_wanted.connect(self.show_page)
        page.left.connect(lambda memory: self._leave_for(page, Place(page_id, memory, page.place_name())))
        page.back_wanted.connect(self.step_back_by)
        page.preview_wanted.connect(lambda request: self._previewer.ask(request, self.study))
        page.action_wanted.connect(self.perform)
        page.level_wanted.connect(self.recut)
        page.statement_wanted.connect(self._statement_runner.take)
        self._offer_copies(page)
        if isinstance(page, ComparisonPage) and self.study is not None:
            page.comparison_wanted.connect(self._compare)
            self._compare(None)
        if isinstance(page, StartPage):
            page.recent_wanted.connect(self.open)
            page.unsaved_discarded.connect(self.discard)
            page.show_recent(self.settings.recent)
            page.show_unsaved(self.list_unsaved())
            page.show_reminders(self.settings.reviews, self.settings.slips)
        return page

    def _leave_for(self, page: Page, place: Place) -> None:
        """Keep what a page showed before it shows something else."""
        self.history.leave(place)
        if page is self._pages.get(self.shown):
            self._show_trail()

    def _create_page(self, page_id: str) -> Page:
        """Make a page; without a study most pages are a message."""
        if page_id == MESSAGE:
            return MessagePage(failure(self._error or SupportLensError(), self.words), self.words, self.theme)
        if page_id == PROGRESS:
            progress = ProgressPage(self.study, self.words, self.theme)
            progress.show_files(self._analysis_runner.paths)
            if self._analysis_runner.at:
                progress.show_progress(*self._analysis_runner.at, self._analysis_runner.since)
            if self._analysis_runner.seen:
                progress.show_glimpse(self._analysis_runner.seen)
            return progress
        if self.study is None and page_id != "start":
            message = still_reading if self._analysis_runner.running else nothing_open
            return MessagePage(message(self.words), self.words, self.theme)
        return page_entry(page_id).load_class()(self.study, self.words, self.theme, self._drafts)

    def _compare(self, periods: tuple[Period, Period] | None) -> None:
        if self.study is not None:
            self._comparison_runner.begin(self.study, periods)

    def _show_comparison(self, comparison: PeriodComparison | None) -> None:
        page = self._pages.get("comparison")
        if isinstance(page, ComparisonPage):
            page.show_comparison(comparison)

    def _end_analysis(self) -> None:
        """Show what was shown before an analysis that was cancelled; regrouping left it in view."""
        if self._analysis_runner.regrouping:
            self._frame.notice.hide()
        else:
            self._forget_messages()
            self.go_back()

    def _show_regrouping(self, share: float) -> None:
        say = self.words.say
        stop = self._analysis_runner.cancel
        self._frame.notice.show_progress(say("Grouping anew; you can go on."), share, say("Stop"), stop)

    def _show_progress(self, _paths: object) -> None:
        if self._analysis_runner.regrouping:
            self._show_regrouping(0.0)
            return
        self._remake(PROGRESS)
        self._forget_messages()

    def _update_progress(self, stage: Stage, fraction: float) -> None:
        if self._analysis_runner.regrouping:
            self._show_regrouping(regrouped_share(stage, fraction))
            return
        page = self._pages.get(PROGRESS)
        if isinstance(page, ProgressPage):
            page.show_progress(stage, fraction, self._analysis_runner.since)

    def _show_glimpse(self, seen: Glimpse) -> None:
        page = self._pages.get(PROGRESS)
        if isinstance(page, ProgressPage):
            page.show_glimpse(seen)
