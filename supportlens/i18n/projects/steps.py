"""Sentences that name the steps of a person's work, for the menu and the history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import StepKind

if TYPE_CHECKING:
    from supportlens.domain import Step
    from supportlens.i18n.words import Words


def step_name(step: Step, words: Words) -> str:
    """Return what a step did, in a few words."""
    about = words.cite(step.about) if step.about else ""
    return {
        StepKind.ANSWERED: words.say("Answer about {name}", name=about),
        StepKind.ANSWER_WITHDRAWN: words.say("Answer withdrawn: {name}", name=about),
        StepKind.KIND_CHOSEN: words.say("Kind of {name}", name=about),
        StepKind.CAUSE_NAMED: words.say("Name of the cause {name}", name=about),
        StepKind.SYMPTOM_NAMED: words.say("Name of the symptom {name}", name=about),
        StepKind.TICKETS_MOVED: words.say("Tickets moved to {name}", name=about),
        StepKind.GROUP_COUNTED: words.say("Tickets counted or set apart"),
        StepKind.SYMPTOMS_MERGED: words.say("Symptom {name} merged with another", name=about),
        StepKind.SYMPTOM_SPLIT: words.say("Symptom {name} split", name=about),
        StepKind.CAUSES_MERGED: words.say("Cause {name} merged with another", name=about),
        StepKind.CAUSE_SPLIT: words.say("Cause {name} split", name=about),
        StepKind.SYMPTOM_PLACED: words.say("Symptoms moved to the cause {name}", name=about),
        StepKind.CAUSE_DISMISSED: words.say("Not a cause: {name}", name=about),
        StepKind.CAUSE_RESTORED: words.say("A cause after all: {name}", name=about),
        StepKind.RECIPE_DONE: words.say("Recipe"),
        StepKind.REGROUPED: words.say("Coarser or finer"),
        StepKind.ACTION_TAKEN: words.say("What was done about a cause"),
        StepKind.PILOT_CHANGED: words.say("Ten-call pilot"),
        StepKind.CODES_CORRECTED: words.say("Codes of a ticket"),
        StepKind.READ_BACK: words.say("Workbook read back"),
        StepKind.MOMENT_CHANGED: words.say("Moment of truth {name}", name=about).strip(),
        StepKind.CHANGED: words.say("Correction"),
    }[step.kind]


def undo_title(step: Step | None, words: Words) -> str:
    """Return the line of the menu that undoes a step."""
    if step is None:
        return words.say("&Undo")
    return words.say("&Undo: {step}", step=step_name(step, words))


def redo_title(step: Step | None, words: Words) -> str:
    """Return the line of the menu that does a step again."""
    if step is None:
        return words.say("&Redo")
    return words.say("&Redo: {step}", step=step_name(step, words))
