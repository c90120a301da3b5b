"""A window in which people state what they know of the open study: each statement can be undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from supportlens.domain import Step, StepKind, SupportLensError
from supportlens.gui.main_window.assisting_window import AssistingWindow
from supportlens.gui.main_window.file_dialogs import choose_recipe, choose_workbook
from supportlens.gui.main_window.stating.previewer import Previewer
from supportlens.gui.main_window.stating.statement_runner import StatementRunner
from supportlens.gui.pages.base.draft_answers import DraftAnswers
from supportlens.gui.pages.base.focus_keeping import FocusPlace, find_again, focus_place
from supportlens.gui.pages.base.statements import RecipeUse
from supportlens.i18n.projects.recipes import recipe_lines

if TYPE_CHECKING:
    from supportlens.app.recipes.applying import DoneRecipe
    from supportlens.domain import Study
    from supportlens.gui.menu_actions import MenuActions
    from supportlens.gui.pages.base.page import Page
    from supportlens.gui.settings import Settings


class StatingWindow(AssistingWindow):
    """Applies statements, previews them, and shows the study they make on the same page."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self._statement_runner = StatementRunner(self, settings.corrections, lambda: settings.model_folder)
        self._statement_runner.judged.connect(self._show_judged)
        self._statement_runner.recipe_applied.connect(self._show_recipe)
        self._statement_runner.busy.connect(lambda busy: self._frame.top.show_busy(busy=busy))
        self._statement_runner.steps_changed.connect(self._name_steps)
        self._analysis_runner.began.connect(self._name_steps)
        self._analysis_runner.cancelled.connect(self._name_steps)
        self._analysis_runner.failed.connect(self._name_steps)
        self._drafts = DraftAnswers()
        self._previewer = Previewer(self)
        self._statement_runner.known = self._previewer.find

    def _show_judged(self, study: Study) -> None:
        """Show the judged study on the same page at the same scroll position."""
        if self.opened is None:
            return
        memory, scrolled, focused = self.page.memory(), self.page.scrolled, focus_place(self.page)
        kept = self.page.keeps(study)
        self.opened = replace(self.opened, study=study)
        self._project_saver.touch(study, self._statement_runner.history)
        self._name_steps()
        self._note_reviews()
        self._remove_pages(but=self.shown if kept else "")
        if kept:
            return
        self._frame.show_study(study)
        self._show(self.shown)
        if memory is not None:
            self.page.recall(memory)
        self.page.scroll_to(scrolled)
        self._frame.stack.setFocus()
        if focused is not None:
            page = self.page
            page.when_built(lambda: self._focus_again(page, focused))

    def _focus_again(self, page: Page, place: FocusPlace) -> None:
        """Set the focus where it was, unless somebody is elsewhere by now."""
        found = find_again(page, place)
        if found is not None and self.focusWidget() in (None, page, self._frame.stack):
            found.setFocus(Qt.FocusReason.OtherFocusReason)

    def _apply_recipe(self) -> None:
        """Apply a recipe that the person chooses."""
        from supportlens.app.recipes.recipe_files import read_recipe  # noqa: PLC0415 - needs NumPy

        for path in choose_recipe(self, self.words):
            try:
                self._statement_runner.take(RecipeUse(read_recipe(path)))
            except SupportLensError as error:
                self.show_error(error)

    def _show_recipe(self, found: DoneRecipe) -> None:
        self._frame.notice.show_message(" ".join(recipe_lines(found.done, found.left, self.words)))

    def _read_back(self) -> None:
        for path in choose_workbook(self, self.words):
            if (taken := self.ask_read_back(path)) is not None:
                self._statement_runner.take(taken)

    def _list_steps(self) -> None:
        """Show what was done, and keep the reasons that are written down."""
        from supportlens.gui.dialogs.step_list import StepList  # noqa: PLC0415 - its neighbours import NumPy

        steps = [taken.step for taken in self._statement_runner.history.past]
        shown = StepList(self, steps, self.words, self.theme)
        shown.finished.connect(lambda: self._explain_steps(shown.whys))
        shown.finished.connect(shown.deleteLater)
        shown.open()

    def _explain_steps(self, whys: tuple[str, ...]) -> None:
        steps = self._statement_runner.history.past
        if self.study is not None and whys != tuple(taken.step.why for taken in steps):
            self._statement_runner.explain(whys)
            self._project_saver.touch(self.study, self._statement_runner.history)

    def _undo(self) -> None:
        """Take back what was asked for last: a regrouping under way is stopped."""
        if self._analysis_runner.regrouping_now and not self._statement_runner.unapplied:
            self._analysis_runner.cancel()
        else:
            self._statement_runner.undo()

    def _name_steps(self) -> None:
        self._name_steps_in(self._frame.table)

    def _name_steps_in(self, table: MenuActions) -> None:
        """Name in a table of actions what would be undone and done again."""
        runner = self._statement_runner
        undone = runner.undoable
        if self._analysis_runner.regrouping_now and not runner.unapplied:
            undone = Step(StepKind.REGROUPED, datetime.now(tz=UTC))
        table.name_steps(undone, runner.redoable, self.words)
