"""Applies what a person states to a study, and names the step."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from supportlens import app
from supportlens.app.recipes.applying import apply_recipe
from supportlens.app.statements.checking import accept_ticket, note_moved
from supportlens.app.statements.coding_practice import correct_codes
from supportlens.app.statements.reading_back import apply_read_back
from supportlens.domain import Answer, Stage, Step, StepKind, silent
from supportlens.gui.pages.base.statements import (
    ActionTaking,
    AnswerWithdrawal,
    CareChange,
    CauseDismissal,
    CauseMerging,
    CauseName,
    CodesChange,
    FilterRemoval,
    FilterSaving,
    GroupCounting,
    KindChoice,
    MomentChange,
    OccurrenceChange,
    PilotChange,
    ReadBackUse,
    RecipeUse,
    SymptomMerging,
    SymptomName,
    SymptomPlacing,
    SymptomSplitting,
    TeamChange,
    TicketAcceptance,
    TicketMove,
)

if TYPE_CHECKING:
    from pathlib import Path

    from supportlens.app.recipes.applying import DoneRecipe
    from supportlens.domain import Progress, Study

    AtOnce = MomentChange | TeamChange | OccurrenceChange
    Marking = TicketAcceptance | FilterSaving | FilterRemoval
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
        | Marking
    )
    Statement = Judgement | Regrouping | GroupCounting | RecipeUse

MARKINGS = (TicketAcceptance, FilterSaving, FilterRemoval)
"""What marks something and changes no result; it is no step of the history."""
AT_ONCE = (MomentChange, TeamChange, OccurrenceChange, *MARKINGS)
"""Statements for which nothing is computed anew."""


REGROUPED = (Stage.GROUP, Stage.ATTRIBUTE, Stage.JUDGE, Stage.MATCH, Stage.PLAN)
"""The stages of regrouping."""


def regrouped_share(stage: Stage, fraction: float) -> float:
    """Return how much of a regrouping is done, from 0 to 1."""
    done = REGROUPED.index(stage) + fraction if stage in REGROUPED else 0
    return done / len(REGROUPED)


def describe_step(statement: Statement, study: Study) -> Step | None:
    """Return what a statement does, with the present name of what it is about; None if it only marks."""
    if isinstance(statement, MARKINGS):
        return None
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
    OccurrenceChange: StepKind.MOMENT_CHANGED,
    ActionTaking: StepKind.ACTION_TAKEN,
    PilotChange: StepKind.PILOT_CHANGED,
    ReadBackUse: StepKind.READ_BACK,
}


REGROUPINGS = (TicketMove, SymptomMerging, SymptomSplitting, CauseMerging, SymptomPlacing)
"""Statements after which causes are found anew, with other ids."""
HEAVY = (*REGROUPINGS, GroupCounting, RecipeUse)
"""Statements that take many tickets longer than starting a child."""


def perform_statement(
    study: Study, statement: Statement, model_folder: Path | None, progress: Progress
) -> Study | DoneRecipe:
    """Return the study with one more statement of any kind, and for a recipe what of it was done."""
    if isinstance(statement, RecipeUse):
        return apply_recipe(study, statement.recipe, model_folder=model_folder, progress=progress)
    if isinstance(statement, GroupCounting):
        return app.count_apart(
            study,
            statement.group_id,
            counted=statement.counted,
            model_folder=model_folder,
            progress=progress,
        )
    return apply_statement(study, statement, progress)


def apply_statement(  # noqa: C901, PLR0911 - a case for each kind of statement
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
        case MomentChange() | TeamChange() | OccurrenceChange() | CodesChange() | ReadBackUse():
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
        case TicketAcceptance() | FilterSaving() | FilterRemoval():
            return _mark(study, statement)
        case _:
            return _regroup(study, statement, progress)


def _regroup(study: Study, statement: Regrouping, progress: Progress) -> Study:
    match statement:
        case SymptomName():
            return app.rename_symptom(study, statement.symptom_id, statement.name)
        case TicketMove():
            moved = app.move_tickets(
                study, statement.ticket_ids, statement.symptom_id, words=statement.words, progress=progress
            )
            return note_moved(study, moved, statement.ticket_ids)
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
        case OccurrenceChange():
            return replace(study, desk_moments=desk.put_note(statement.note))
        case CodesChange():
            return correct_codes(study, (*study.code_corrections, *statement.corrections))
        case ReadBackUse():
            return apply_read_back(study, statement.found, overwrite=statement.overwrite)


def _mark(study: Study, statement: Marking) -> Study:
    match statement:
        case TicketAcceptance():
            return accept_ticket(study, statement.ticket_id)
        case FilterSaving():
            return replace(study, marks=study.marks.with_filter(statement.saved))
        case FilterRemoval():
            return replace(study, marks=study.marks.without_filter(statement.name))
