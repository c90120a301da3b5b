"""Applies the statements that people make on the pages, in the background, with undo and redo."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from supportlens.app.projects.saying_again import say_again
from supportlens.app.projects.step_history import StepHistory
from supportlens.app.recipes.applying import DoneRecipe
from supportlens.app.statements.kind_corrections import CorrectionMemory, remember_kinds
from supportlens.children import ApartTask, Workplace
from supportlens.domain import Step
from supportlens.gui.jobs import Job
from supportlens.gui.main_window.stating.applying import (
    AT_ONCE,
    HEAVY,
    apply_statement,
    describe_step,
    perform_statement,
)
from supportlens.gui.pages.base.statements import SymptomName

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from supportlens.domain import Progress, SaidSoFar, StepKind, Study
    from supportlens.gui.main_window.stating.applying import Statement


class StatementRunner(QObject):
    """Applies statements to the open study, one at a time and in order.

    Emits `judged(Study)` after each of them and after each undo and redo, or `failed(error)`; and
    `busy(bool)` when it begins and when nothing is left to do.
    """

    judged = Signal(object)
    failed = Signal(object)
    busy = Signal(bool)
    recipe_applied = Signal(object)
    """A `DoneRecipe`: what of a recipe was applied, and what not."""

    def __init__(
        self, parent: QObject, corrections: Path, model_folder: Callable[[], Path | None] = lambda: None
    ) -> None:
        """Store corrections of kinds at `corrections`; `model_folder` is the chosen language model."""
        super().__init__(parent)
        self._model_folder = model_folder
        self._corrections = CorrectionMemory(corrections)
        self._study: Study | None = None
        self.history = StepHistory()
        """The statements that can be undone, and those that can be done again."""
        self.known: Callable[[Study, Statement], Study | None] = lambda _study, _statement: None
        """Returns the study that a statement makes where somebody has looked at it before, else None."""
        self._waiting: list[Statement] = []
        self._job: Job | None = None

    def begin(self, study: Study, history: StepHistory | None = None) -> None:
        """Take another study with its history; statements on the previous one cannot be undone."""
        self.close()
        self._study, self.history = study, history or StepHistory()

    def note(self, kind: StepKind, study: Study) -> None:
        """Take a study that another step than a statement made of the present one."""
        if self._study is not None:
            step = Step(kind, datetime.now(tz=UTC))
            self.begin(study, self.history.take(step, self._study))

    def take(self, statement: Statement) -> None:
        """Apply one more statement after the earlier ones: at once if nothing is computed anew for it."""
        idle = self._job is None and not self._waiting
        if isinstance(statement, AT_ONCE) and idle and self._study is not None:
            self._finish(apply_statement(self._study, statement), describe_step(statement, self._study))
            return
        self._waiting.append(statement)
        self._start_next()

    def undo(self) -> None:
        """Return to the study before the last statement."""
        if self._study is None or self._job is not None or not self.history.past:
            return
        said = self.history.said_before
        if said is None:
            self._step(*self.history.undo(self._study))
        else:
            self._say_again(self._study, said)

    def _say_again(self, study: Study, said: SaidSoFar) -> None:
        """Return to what was said before files were added: causes are computed anew from all tickets."""
        task = ApartTask(_say_again, (study, said, self._model_folder()))
        job = Job(Workplace.place(task, tickets=len(study.tickets)), self)
        job.succeeded.connect(lambda before: self._finish_undo(study, before))
        job.failed.connect(self._fail)
        self._job = job
        self.busy.emit(True)
        job.start()

    def _finish_undo(self, study: Study, before: Study) -> None:
        self._clear()
        self._step(*self.history.undo(study, before))
        self._start_next()

    def redo(self) -> None:
        """Apply the statement that was undone last again."""
        if self._study is not None and self._job is None and self.history.future:
            self._step(*self.history.redo(self._study))

    def close(self) -> None:
        """Wait for the running job, without further signals."""
        self._waiting = []
        if self._job is not None:
            self._job.close()
            self._job.deleteLater()
            self._job = None

    def _step(self, study: Study, history: StepHistory) -> None:
        before = self._study
        if before is not None:
            marked = replace(study, marks=before.marks)
            self._study = remember_kinds(before, marked, self._corrections)
            self.history = history
            self.judged.emit(self._study)

    def _start_next(self) -> None:
        if self._study is None or self._job is not None or not self._waiting:
            return
        study, statement = self._study, self._waiting.pop(0)
        if (after := self.known(study, statement)) is not None:
            self._finish(after, describe_step(statement, study))
            return
        job = Job(lambda progress: self._apply(study, statement, progress), self)
        step = describe_step(statement, study)
        job.succeeded.connect(lambda after: self._finish(after, step))
        job.failed.connect(self._fail)
        self._job = job
        self.busy.emit(True)
        job.start()

    def explain(self, whys: Sequence[str]) -> None:
        """Record the reason of each past step, oldest first."""
        self.history = self.history.explain(whys)

    def _apply(self, study: Study, statement: Statement, progress: Progress) -> Study | DoneRecipe:
        task = ApartTask(perform_statement, (study, statement, self._model_folder()))
        tickets = len(study.tickets) if isinstance(statement, HEAVY) else 0
        after: Study | DoneRecipe = Workplace.place(task, tickets=tickets)(progress)
        if isinstance(after, DoneRecipe) or isinstance(statement, (*HEAVY, SymptomName)):
            return after  # no kind was chosen, and the ids of the causes may have changed
        return remember_kinds(study, after, self._corrections)

    def _finish(self, found: Study | DoneRecipe, step: Step | None) -> None:
        self._clear()
        study = found.study if isinstance(found, DoneRecipe) else found
        if self._study is not None and step is not None:
            self.history = self.history.take(step, self._study)
        self._study = study
        self.judged.emit(study)
        if isinstance(found, DoneRecipe):
            self.recipe_applied.emit(found)
        self._start_next()

    def _fail(self, error: BaseException) -> None:
        self._clear()
        self.failed.emit(error)
        self._start_next()

    def _clear(self) -> None:
        if self._job is not None:
            self._job.deleteLater()
            self._job = None
        if not self._waiting:
            self.busy.emit(False)


def _say_again(study: Study, said: SaidSoFar, model_folder: Path | None, progress: Progress) -> Study:
    return say_again(study, said, model_folder=model_folder, progress=progress)
