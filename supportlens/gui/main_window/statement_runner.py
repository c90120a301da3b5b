"""Applies the statements that people make on the pages, in the background, with undo and redo."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from supportlens import app
from supportlens.app.projects.saying_again import say_again
from supportlens.app.projects.step_history import StepHistory
from supportlens.app.recipes.applying import DoneRecipe, apply_recipe
from supportlens.app.statements.coding_practice import correct_codes
from supportlens.app.statements.kind_corrections import CorrectionMemory, remember_kinds
from supportlens.app.statements.reading_back import apply_read_back
from supportlens.domain import Answer, Step, StepKind, silent
from supportlens.gui.jobs import Job
from supportlens.gui.pages.base.statements import (
    ActionTaking,
    AnswerWithdrawal,
    CareChange,
    CauseDismissal,
    CauseMerging,
    CauseName,
    CodesChange,
    GroupCounting,
    KindChoice,
    MomentChange,
    PilotChange,
    ReadBackUse,
    RecipeUse,
    SymptomMerging,
    SymptomName,
    SymptomPlacing,
    SymptomSplitting,
    TeamChange,
    TicketMove,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from supportlens.domain import Progress, SaidSoFar, Study

    AtOnce = MomentChange | TeamChange
    FollowUp = ActionTaking | PilotChange | CareChange
    Regrouping = SymptomName | TicketMove | SymptomMerging | SymptomSplitting | CauseMerging | SymptomPlacing
    Judgement = (
        Answer
        | AnswerWithdrawal
        | KindChoice
        | CauseName
        | CauseDismissal
        | CodesChange
        | AtOnce
        | FollowUp
        | ReadBackUse
    )
    Statement = Judgement | Regrouping | GroupCounting | RecipeUse


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
        if self._study is None or self._job is not None or not self.history.past:
            return
        said = self.history.said_before
        if said is None:
            self._step(*self.history.undo(self._study))
        else:
            self._say_again(self._study, said)

    def _say_again(self, study: Study, said: SaidSoFar) -> None:
        """Return to what was said before files were added: causes are computed anew from all tickets."""
        job = Job(
            lambda progress: say_again(study, said, model_folder=self._model_folder(), progress=progress),
            self,
        )
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

    def explain(self, whys: Sequence[str]) -> None:
        """Record the reason of each past step, oldest first."""
        self.history = self.history.explain(whys)

    def _apply(self, study: Study, statement: Statement, progress: Progress) -> Study | DoneRecipe:
        if isinstance(statement, RecipeUse):
            return apply_recipe(study, statement.recipe, model_folder=self._model_folder(), progress=progress)
        if isinstance(statement, GroupCounting):
            return self._count(study, statement, progress)
        after = apply_statement(study, statement, progress)
        if isinstance(
            statement,
            SymptomName | TicketMove | SymptomMerging | SymptomSplitting | CauseMerging | SymptomPlacing,
        ):
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

    def _finish(self, found: Study | DoneRecipe, step: Step) -> None:
        self._clear()
        study = found.study if isinstance(found, DoneRecipe) else found
        if self._study is not None:
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


def describe_step(statement: Statement, study: Study) -> Step:
    """Return what a statement does, with the present name of what it is about."""
    said = statement.answer if isinstance(statement, AnswerWithdrawal) else statement
    kind = _KINDS.get(type(statement), StepKind.CHANGED)
    about_id = getattr(said, "cause_id", None)
    if isinstance(statement, SymptomPlacing):
        kind = StepKind.CAUSE_SPLIT if statement.into is None else StepKind.SYMPTOM_PLACED
        about_id = statement.into or statement.cause_id
    if isinstance(statement, CauseDismissal) and not statement.dismissed:
        kind = StepKind.CAUSE_RESTORED
    symptom = study.symptom(getattr(said, "symptom_id", None))
    about = study.cause(about_id) or symptom or getattr(said, "moment", None)
    return Step(
        kind,
        datetime.now(tz=UTC),
        about.name if about else None,
        said.who if isinstance(said, Answer) else "",
        getattr(said, "why", ""),
    )


_KINDS = {
    Answer: StepKind.ANSWERED,
    AnswerWithdrawal: StepKind.ANSWER_WITHDRAWN,
    KindChoice: StepKind.KIND_CHOSEN,
    CauseName: StepKind.CAUSE_NAMED,
    SymptomName: StepKind.SYMPTOM_NAMED,
    TicketMove: StepKind.TICKETS_MOVED,
    GroupCounting: StepKind.GROUP_COUNTED,
    SymptomMerging: StepKind.SYMPTOMS_MERGED,
    SymptomSplitting: StepKind.SYMPTOM_SPLIT,
    CauseMerging: StepKind.CAUSES_MERGED,
    CauseDismissal: StepKind.CAUSE_DISMISSED,
    CodesChange: StepKind.CODES_CORRECTED,
    RecipeUse: StepKind.RECIPE_DONE,
    MomentChange: StepKind.MOMENT_CHANGED,
    TeamChange: StepKind.MOMENT_CHANGED,
    ActionTaking: StepKind.ACTION_TAKEN,
    PilotChange: StepKind.PILOT_CHANGED,
    ReadBackUse: StepKind.READ_BACK,
}


def apply_statement(  # noqa: PLR0911 - a return for each kind of statement
    study: Study, statement: Judgement | Regrouping, progress: Progress = silent
) -> Study:
    """Return the study with one more statement applied."""
    match statement:
        case Answer():
            return app.add_answer(study, statement)
        case AnswerWithdrawal():
            return app.remove_answer(study, statement.answer)
        case CauseName():
            return app.name_cause(study, statement.cause_id, statement.name)
        case MomentChange() | TeamChange() | CodesChange() | ReadBackUse():
            return _change_moments(study, statement)
        case KindChoice():
            return app.choose_kind(study, statement.cause_id, statement.kind)
        case ActionTaking():
            return app.take_action(study, statement.action, statement.before)
        case PilotChange():
            return app.keep_pilot(study, statement.pilot)
        case CareChange():
            return app.review_care(study, statement.rules)
        case CauseDismissal():
            return app.dismiss_cause(
                study, statement.cause_id, dismissed=statement.dismissed, why=statement.why
            )
        case _:
            return _regroup(study, statement, progress)


def _regroup(study: Study, statement: Regrouping, progress: Progress) -> Study:
    match statement:
        case SymptomName():
            return app.rename_symptom(study, statement.symptom_id, statement.name)
        case TicketMove():
            return app.move_tickets(
                study, statement.ticket_ids, statement.symptom_id, words=statement.words, progress=progress
            )
        case SymptomMerging():
            return app.merge_symptoms(study, statement.symptom_id, statement.into, progress=progress)
        case SymptomSplitting():
            return app.split_symptom(study, statement.symptom_id, progress=progress)
        case CauseMerging():
            return app.merge_causes(study, statement.cause_id, statement.into, progress=progress)
        case SymptomPlacing():
            return app.place_symptoms(
                study, statement.symptom_ids, statement.cause_id, statement.into, progress=progress
            )


def _change_moments(study: Study, statement: AtOnce | CodesChange | ReadBackUse) -> Study:
    desk = study.desk_moments
    match statement:
        case TeamChange():
            return replace(study, desk_moments=replace(desk, team=statement.team))
        case MomentChange():
            return replace(study, desk_moments=desk.put(statement.moment))
        case CodesChange():
            return correct_codes(study, (*study.code_corrections, *statement.corrections))
        case ReadBackUse():
            return apply_read_back(study, statement.found, overwrite=statement.overwrite)
