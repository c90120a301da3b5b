"""A window that analyses files: it runs the analyses and asks what they need to know."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from supportlens.app.opening.opened_study import AnalysisOptions
from supportlens.gui.jobs import Job
from supportlens.gui.main_window.analysis_runner import AnalysisRunner
from supportlens.gui.main_window.desk_question import DeskQuestion
from supportlens.gui.main_window.import_questions import ImportQuestions
from supportlens.gui.main_window.paged_window import PROGRESS
from supportlens.gui.main_window.project_window import ProjectWindow
from supportlens.gui.pages import load_pages

if TYPE_CHECKING:
    from pathlib import Path

    from supportlens.app.opening.opened_study import OpenedStudy
    from supportlens.domain import ImportGuess
    from supportlens.gui.dialogs import ImportCheck
    from supportlens.gui.settings import Settings


class AnalysingWindow(ProjectWindow):
    """Analyses what is opened, one analysis at a time; the open study stays until the new one is ready."""

    pages_loaded = Signal()
    """Everything that the pages need is imported."""
    study_arrived = Signal()
    """Another study is open, and none of its pages is made yet."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self._import_questions = ImportQuestions(self, settings.imports, self._make_import_check)
        self._desk_question = DeskQuestion(self, lambda: self.words)
        options = AnalysisOptions(
            self._import_questions.ask,
            self._desk_question.ask,
            corrections=settings.corrections,
            unsaved=settings.unsaved,
        )
        self._analysis_runner = AnalysisRunner(self, options)
        runner = self._analysis_runner
        self._loading: Job | None = None
        runner.began.connect(self._load_pages)
        for ended in (runner.began, runner.failed, runner.cancelled):
            ended.connect(self._import_questions.close)
            ended.connect(self._desk_question.close)

    def _load_pages(self) -> None:
        """Import the pages in the background, once, while files are analysed."""
        if self._loading is None:
            self._loading = Job(load_pages, self)
            self._loading.succeeded.connect(lambda _none: self.pages_loaded.emit())
            self._loading.failed.connect(self.show_error)
            self._loading.start()

    def _forget_messages(self) -> None:
        """Remove the pages that only say why there is nothing: another reason holds now."""
        if self.opened is None:
            self._remove_pages(but=PROGRESS)

    def close_jobs(self) -> None:
        """Stop what runs beside the analyses and wait for it."""
        if self._loading is not None:
            self._loading.close()

    def open(self, paths: tuple[Path, ...]) -> None:
        """Analyse files and folders."""
        if paths:
            self._begin(paths, self.opened)

    def open_further(self, paths: tuple[Path, ...]) -> None:
        """Analyse what a further start was called with, together with the files that are being analysed."""
        runner = self._analysis_runner
        under_way = runner.paths if runner.running and not runner.regrouping else ()
        if paths:
            self.open((*under_way, *(path for path in paths if path not in under_way)))

    def renew(self) -> None:
        """Analyse the open project again."""
        if self.opened is not None:
            self._begin((), replace(self.opened, project=self.project))

    def recut(self, level: int) -> None:
        """Regroup the open log into another number of symptoms."""
        if self.opened is not None:
            self._analysis_runner.recut(self.opened, level)

    def _begin(self, paths: tuple[Path, ...], opened: OpenedStudy | None) -> None:
        chosen = self.settings
        self._analysis_runner.begin(
            paths,
            opened,
            model_folder=chosen.model_folder,
            country=chosen.country,
            definitions=chosen.definitions,
            own_rules=chosen.own_rules,
            floor=chosen.floor,
        )

    def _make_import_check(self, guess: ImportGuess) -> ImportCheck:
        from supportlens.app.intake.previewing import preview  # noqa: PLC0415 - only for doubtful files
        from supportlens.gui.dialogs import ImportCheck  # noqa: PLC0415 - imports NumPy: too slow at start

        return ImportCheck(self, guess, self.words, self.theme, preview)
