"""Applies the statements that people make on the pages, in the background, with undo and redo."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from supportlens.app.projects.saying_again import say_again
from supportlens.app.projects.step_history import StepHistory
from supportlens.app.recipes.applying import DoneRecipe
from supportlens.app.statements.kind_corrections import CorrectionMemory, remember_kinds
from supportlens.children import ApartTask, Workplace
from supportlens.domain import Stage, Step
from supportlens.gui.jobs import Job
from supportlens.gui.main_window.stating.applying import (
    AT_ONCE,
    HEAVY,
    apply_statement,
    describe_step,
    perform_statement,
)
from supportlens.gui.main_window.stating.statement_queue import StatementQueue
from supportlens.gui.pages.base.statements import SymptomName

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from supportlens.domain import Progress, SaidSoFar, StepKind, Study
    from supportlens.gui.main_window.stating.applying import Statement

WITHOUT_KINDS = (*HEAVY, SymptomName)
"""Statements that choose no kind; the ids of the causes may have changed after them."""


class StatementRunner(QObject):
    """Applies statements to the open study, one at a time and in order.

    Emits `judged(Study)` after each of them and after each undo and redo, or `failed(error)`;
    `busy(bool)` when it begins and when nothing is left to do; and `steps_changed()` when `undoable` or
    `redoable` is another step without a study that says so.
    """

    judged = Signal(object)
    failed = Signal(object)
    busy = Signal(bool)
    steps_changed = Signal()
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
        self._queue = StatementQueue()
        self._job: Job | None = None
        self._further_undos = 0
        """How often undo was asked for while an earlier one was computed."""

    @property
    def unapplied(self) -> bool:
        """Whether a statement that can be taken back is not applied yet."""
        return self._queue.latest is not None

    @property
    def undoable(self) -> Step | None:
        """The step that `undo` takes back: a statement that is not applied yet comes first."""
        if self._queue.latest is not None and self._study is not None:
            return describe_step(self._queue.latest, self._study)
        return self.history.last

    @property
    def redoable(self) -> Step | None:
        """The step that `redo` makes again."""
        if self._undoing:
            return self.history.last
        if self._idle and self.history.future:
            return self.history.next
        if self._queue.taken_back and self._study is not None:
            return describe_step(self._queue.taken_back[-1], self._study)
        return None

    @property
    def _undoing(self) -> bool:
        """Whether an undo is being computed, and nothing was stated since."""
        return self._job is not None and not (
            self._queue.under_way or self._queue.withdrawn or self._queue.waiting
        )

    @property
    def _idle(self) -> bool:
        """Whether nothing is computed that anybody wants."""
        return not self._queue.waiting and (self._job is None or self._queue.withdrawn)

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
        self._queue.add(statement)
        self._start_next()
        self.steps_changed.emit()

    def undo(self) -> None:
        """Take back the last statement: one that waits or is being computed is not applied at all."""
        if self._study is None:
            return
        if (latest := self._queue.latest) is not None:
            if not self._queue.take_back(latest):
                self._withdraw()
            self.history = StepHistory(self.history.past)  # as if it had been applied and undone
            self.judged.emit(self._study)
        elif self._job is None or (self._queue.withdrawn and self.history.said_before is None):
            self._undo_applied(self._study)
        else:
            self._further_undos += 1

    def redo(self) -> None:
        """Make the step that was taken back last again."""
        if self._study is None:
            return
        if self._further_undos and not self._queue.waiting:
            self._further_undos -= 1
        elif self._undoing:
            self._withdraw()
        elif self._idle and self.history.future:
            self._step(*self.history.redo(self._study))
        elif self._queue.taken_back:
            self._queue.waiting.append(self._queue.taken_back.pop())
            self._start_next()
            self.steps_changed.emit()

    def _withdraw(self) -> None:
        """Stop the running job, whose result nobody wants any more."""
        if self._job is not None:
            self._queue.withdrawn = True
            self._job.cancel()
            self.busy.emit(False)
            self.steps_changed.emit()

    def _undo_applied(self, study: Study) -> None:
        if not self.history.past:
            return
        said = self.history.said_before
        if said is None:
            self._step(*self.history.undo(study))
        else:
            self._say_again(study, said)

    def _say_again(self, study: Study, said: SaidSoFar) -> None:
        """Return to what was said before files were added: causes are computed anew from all tickets."""
        task = ApartTask(_say_again, (study, said, self._model_folder()))
        job = Job(Workplace.place(task, tickets=len(study.tickets)), self)
        self._start(job, None, lambda before: self._finish_undo(study, before))

    def _start(self, job: Job, statement: Statement | None, finish: Callable[[Any], None]) -> None:
        """Start a job; what it finds is finished with, unless it was withdrawn meanwhile."""
        job.succeeded.connect(lambda found: self._leave(found) if self._queue.withdrawn else finish(found))
        job.failed.connect(self._fail)
        job.cancelled.connect(self._leave)
        self._job, self._queue.under_way = job, statement
        self.busy.emit(True)
        self.steps_changed.emit()
        job.start()

    def _leave(self, found: Study | DoneRecipe | None = None) -> None:
        """Forget a job that was withdrawn, and the kinds that it has put on record."""
        ended = self._queue.under_way
        chose = ended is not None and not isinstance(ended, WITHOUT_KINDS)
        if chose and self._study is not None and found is not None and not isinstance(found, DoneRecipe):
            remember_kinds(found, self._study, self._corrections)
        self._clear()
        self._go_on()

    def _finish_undo(self, study: Study, before: Study) -> None:
        self._clear()
        self._step(*self.history.undo(study, before))
        self._go_on()

    def _go_on(self) -> None:
        """Do what was asked for meanwhile: first what shall be undone, then what was stated after that."""
        while self._further_undos and self._job is None and self._study is not None:
            self._further_undos -= 1
            self._undo_applied(self._study)
        self._start_next()

    def close(self) -> None:
        """Wait for the running job, without further signals."""
        self._queue, self._further_undos = StatementQueue(), 0
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
        if self._study is None or self._job is not None or not self._queue.waiting:
            return
        study, statement = self._study, self._queue.waiting.pop(0)
        if isinstance(statement, AT_ONCE):
            self._finish(apply_statement(study, statement), describe_step(statement, study))
            return
        if (after := self.known(study, statement)) is not None:
            self._finish(after, describe_step(statement, study))
            return
        job = Job(lambda progress: self._apply(study, statement, progress), self)
        step = describe_step(statement, study)
        self._start(job, statement, lambda after: self._finish(after, step))

    def explain(self, whys: Sequence[str]) -> None:
        """Record the reason of each past step, oldest first."""
        self.history = self.history.explain(whys)

    def _apply(self, study: Study, statement: Statement, progress: Progress) -> Study | DoneRecipe:
        task = ApartTask(perform_statement, (study, statement, self._model_folder()))
        tickets = len(study.tickets) if isinstance(statement, HEAVY) else 0
        after: Study | DoneRecipe = Workplace.place(task, tickets=tickets)(progress)
        if isinstance(after, DoneRecipe) or isinstance(statement, WITHOUT_KINDS):
            return after
        progress(Stage.PLAN, 1.0)  # nothing is put on record that was taken back meanwhile
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
        wanted = not self._queue.withdrawn
        self._clear()
        if wanted:
            self._further_undos = 0
            self.failed.emit(error)
            self.steps_changed.emit()
        self._go_on()

    def _clear(self) -> None:
        if self._job is not None:
            self._job.deleteLater()
            self._job = None
        self._queue.end_job()
        if not self._queue.waiting:
            self.busy.emit(False)


def _say_again(study: Study, said: SaidSoFar, model_folder: Path | None, progress: Progress) -> Study:
    return say_again(study, said, model_folder=model_folder, progress=progress)
