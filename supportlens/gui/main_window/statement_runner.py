"""Applies the statements that people make on the pages, in the background, with undo and redo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from supportlens import app
from supportlens.app.statements.kind_corrections import CorrectionMemory, remember_kinds
from supportlens.domain import Answer, silent
from supportlens.gui.jobs import Job
from supportlens.gui.pages.base.statements import (
    AnswerWithdrawal,
    CauseName,
    GroupCounting,
    KindChoice,
    SymptomName,
    TicketMove,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from supportlens.domain import Progress, Study

    Judgement = Answer | AnswerWithdrawal | KindChoice | CauseName | SymptomName | TicketMove
    Statement = Judgement | GroupCounting


class StatementRunner(QObject):
    """Applies statements to the open study, one at a time and in order.

    Emits `judged(Study)` after each of them and after each undo and redo, or `failed(error)`; and
    `busy(bool)` when it begins and when nothing is left to do.
    """

    judged = Signal(object)
    failed = Signal(object)
    busy = Signal(bool)

    def __init__(
        self, parent: QObject, corrections: Path, model_folder: Callable[[], Path | None] = lambda: None
    ) -> None:
        """Store corrections of kinds at `corrections`; `model_folder` is the chosen language model."""
        super().__init__(parent)
        self._model_folder = model_folder
        self._corrections = CorrectionMemory(corrections)
        self._study: Study | None = None
        self._past: list[Study] = []
        self._future: list[Study] = []
        self._waiting: list[Statement] = []
        self._job: Job | None = None

    def begin(self, study: Study) -> None:
        """Take another study; statements on the previous one cannot be undone."""
        self.close()
        self._study, self._past, self._future = study, [], []

    def take(self, statement: Statement) -> None:
        """Apply one more statement after the earlier ones."""
        self._waiting.append(statement)
        self._start_next()

    def undo(self) -> None:
        """Return to the study before the last statement."""
        self._step(self._past, self._future)

    def redo(self) -> None:
        """Apply the statement that was undone last again."""
        self._step(self._future, self._past)

    def close(self) -> None:
        """Wait for the running job, without further signals."""
        self._waiting = []
        if self._job is not None:
            self._job.close()
            self._job.deleteLater()
            self._job = None

    def _step(self, source: list[Study], target: list[Study]) -> None:
        if self._study is None or self._job is not None or not source:
            return
        target.append(self._study)
        self._study = remember_kinds(self._study, source.pop(), self._corrections)
        self.judged.emit(self._study)

    def _start_next(self) -> None:
        if self._study is None or self._job is not None or not self._waiting:
            return
        study, statement = self._study, self._waiting.pop(0)
        job = Job(lambda progress: self._apply(study, statement, progress), self)
        job.succeeded.connect(self._finish)
        job.failed.connect(self._fail)
        self._job = job
        self.busy.emit(True)
        job.start()

    def _apply(self, study: Study, statement: Statement, progress: Progress) -> Study:
        if isinstance(statement, GroupCounting):
            return self._count(study, statement, progress)
        after = apply_statement(study, statement, progress)
        if isinstance(statement, SymptomName | TicketMove):
            return after  # no kind was chosen, and the ids of the causes may have changed
        return remember_kinds(study, after, self._corrections)

    def _count(self, study: Study, statement: GroupCounting, progress: Progress) -> Study:
        return app.count_apart(
            study,
            statement.group_id,
            counted=statement.counted,
            model_folder=self._model_folder(),
            progress=progress,
        )

    def _finish(self, study: Study) -> None:
        self._clear()
        if self._study is not None:
            self._past.append(self._study)
        self._study, self._future = study, []
        self.judged.emit(study)
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


def apply_statement(study: Study, statement: Judgement, progress: Progress = silent) -> Study:
    """Return the study with one more statement applied."""
    if isinstance(statement, Answer):
        return app.add_answer(study, statement)
    if isinstance(statement, AnswerWithdrawal):
        return app.remove_answer(study, statement.answer)
    if isinstance(statement, CauseName):
        return app.name_cause(study, statement.cause_id, statement.name)
    if isinstance(statement, SymptomName):
        return app.rename_symptom(study, statement.symptom_id, statement.name)
    if isinstance(statement, TicketMove):
        return app.move_tickets(study, statement.ticket_ids, statement.symptom_id, progress=progress)
    return app.choose_kind(study, statement.cause_id, statement.kind)
