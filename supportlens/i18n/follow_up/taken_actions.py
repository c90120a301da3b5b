"""Words about actions that were taken: kind, state, group and owner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import (
    EffectGap,
    TakenKind,
    TakenState,
)

if TYPE_CHECKING:
    from supportlens.domain import MeasuredAction, TakenAction
    from supportlens.i18n.words import Words


def taken_kind_name(kind: TakenKind, words: Words) -> str:
    """Name a kind of action."""
    return {
        TakenKind.TRAINING: words.say("Training"),
        TakenKind.FIX: words.say("Fix"),
        TakenKind.NOTICE: words.say("Notice"),
        TakenKind.OTHER: words.say("Other action"),
    }[kind]


def taken_state_name(measured: MeasuredAction, words: Words) -> str:
    """Name the state of an action: as it was entered, else by its day."""
    state = measured.action.state
    if state is None:
        state = TakenState.PLANNED if measured.gap is EffectGap.AFTER_LOG else TakenState.DONE
    return state_word(state, words)


def state_word(state: TakenState, words: Words) -> str:
    """Name how far an action is."""
    return {
        TakenState.PLANNED: words.say("Planned"),
        TakenState.RUNNING: words.say("Running"),
        TakenState.DONE: words.say("Carried out"),
    }[state]


def taken_phrase(action: TakenAction, words: Words) -> str:
    """Return an action with its day, to stand inside a sentence."""
    day = words.day(action.start)
    return {
        TakenKind.TRAINING: words.say("the training of {day}", day=day),
        TakenKind.FIX: words.say("the fix of {day}", day=day),
        TakenKind.NOTICE: words.say("the notice of {day}", day=day),
        TakenKind.OTHER: words.say("what was done on {day}", day=day),
    }[action.kind]


def group_phrase(action: TakenAction, words: Words) -> str:
    """Return for whom an action was."""
    return action.value or words.say("everybody")


def owner_phrase(action: TakenAction, words: Words) -> str:
    """Return who is responsible for an action."""
    return action.owner or words.say("no owner")
