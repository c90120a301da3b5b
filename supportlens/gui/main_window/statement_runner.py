"""Applies the statements that people make on the pages, in the background, with undo and redo."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from supportlens import app
from supportlens.app.projects.step_history import StepHistory
from supportlens.app.statements.kind_corrections import CorrectionMemory, remember_kinds
from supportlens.domain import Answer, Step, StepKind, silent
from supportlens.gui.jobs import Job
from supportlens.gui.pages.base.statements import (
    AnswerWithdrawal,
    CauseName,
    GroupCounting,
    KindChoice,
    MomentChange,
    SymptomName,
    TeamChange,
    TicketMove,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from supportlens.domain import Progress, Study

    AtOnce = MomentChange | TeamChange
    Judgement = Answer | AnswerWithdrawal | KindChoice | CauseName | SymptomName | TicketMove | AtOnce
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
        self.history = StepHistory()
        """The statements that can be undone, and those that can be done again."""
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
        if isinstance(statement, MomentChange | TeamChange) and idle and self._study is not None:
            self._finish(apply_statement(self._study, statement), describe_step(statement, self._study))
            return
        self._waiting.append(statement)
        self._start_next()

    def undo(self) -> None:
        """Return to the study before the last statement."""
        if self._study is not None and self._job is None and self.history.past:
            self._step(*self.history.undo(self._study))

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
            self._study = remember_kinds(before, study, self._corrections)
            self.history = history
            self.judged.emit(self._study)

    def _start_next(self) -> None:
        if self._study is None or self._job is not None or not self._waiting:
            return
        study, statement = self._study, self._waiting.pop(0)
        job = Job(lambda progress: self._apply(study, statement, progress), self)
        step = describe_step(statement, study)
        job.succeeded.connect(lambda after: self._finish(after, step))
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

    def _finish(self, study: Study, step: Step) -> None:
        self._clear()
        if self._study is not None:
            self.history = self.history.take(step, self._study)
        self._study = study
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


def describe_step(statement: Statement, study: Study) -> Step:
    """Return what a statement does, with the present name of what it is about."""
    said = statement.answer if isinstance(statement, AnswerWithdrawal) else statement
    cause = study.cause(getattr(said, "cause_id", None))
    symptom = study.symptom(getattr(said, "symptom_id", None))
    about = cause or symptom or getattr(said, "moment", None)
    who = said.who if isinstance(said, Answer) else ""
    kind = _KINDS.get(type(statement), StepKind.CHANGED)
    return Step(kind, datetime.now(tz=UTC), about.name if about else None, who)


_KINDS = {
    Answer: StepKind.ANSWERED,
    AnswerWithdrawal: StepKind.ANSWER_WITHDRAWN,
    KindChoice: StepKind.KIND_CHOSEN,
    CauseName: StepKind.CAUSE_NAMED,
    SymptomName: StepKind.SYMPTOM_NAMED,
    TicketMove: StepKind.TICKETS_MOVED,
    GroupCounting: StepKind.GROUP_COUNTED,
    MomentChange: StepKind.MOMENT_CHANGED,
    TeamChange: StepKind.MOMENT_CHANGED,
}


def apply_statement(  # noqa: PLR0911 - a return for each kind of statement
    study: Study, statement: Judgement, progress: Progress = silent
) -> Study:
    """Return the study with one more statement applied."""
    if isinstance(statement, Answer):
        return app.add_answer(study, statement)
    if isinstance(statement, AnswerWithdrawal):
        return app.remove_answer(study, statement.answer)
    if isinstance(statement, MomentChange | TeamChange):
        return _change_desk_moments(study, statement)
    if isinstance(statement, CauseName):
        return app.name_cause(study, statement.cause_id, statement.name)
    if isinstance(statement, SymptomName):
        return app.rename_symptom(study, statement.symptom_id, statement.name)
    if isinstance(statement, TicketMove):
        return app.move_tickets(study, statement.ticket_ids, statement.symptom_id, progress=progress)
    return app.choose_kind(study, statement.cause_id, statement.kind)


def _change_desk_moments(study: Study, statement: AtOnce) -> Study:
    desk = study.desk_moments
    if isinstance(statement, TeamChange):
        return replace(study, desk_moments=replace(desk, team=statement.team))
    return replace(study, desk_moments=desk.put(statement.moment))
