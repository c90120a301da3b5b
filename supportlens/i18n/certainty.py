"""Sentences about how sure a verdict is and why a cause matters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import CertaintyReason, Factor
from supportlens.i18n.amounts import points_phrase
from supportlens.i18n.locations import cause_place_phrase

if TYPE_CHECKING:
    from supportlens.domain import Cause, Priority, PriorityPart
    from supportlens.i18n.words import Words


def certainty_reason_line(reason: CertaintyReason, cause: Cause, words: Words) -> str:
    """Return one reason that supports a verdict, with its figure."""
    change = cause.change.change.name if cause.change else ""
    place = cause.place
    return {
        CertaintyReason.BEYOND_CHANCE: words.say("A rise this clear is very unlikely to be chance."),
        CertaintyReason.DATED: words.say("The start is known to within a few days."),
        CertaintyReason.CHANGE_MATCHES: words.say(
            "{name} fits the start, and this is unlikely to be chance.", name=words.quoted(change)
        ),
        CertaintyReason.CHANGE_CONFIRMED: words.say(
            "A person confirmed the change {name}.", name=words.quoted(change)
        ),
        CertaintyReason.ONE_PLACE: words.say(
            "{share} of its tickets are in one place: {place}.",
            share=words.percent(place.share_inside if place else 0.0),
            place=cause_place_phrase(cause, words),
        ),
        CertaintyReason.SYMPTOMS_AGREE: words.say_n(
            "{count} symptom rose.", "{count} symptoms rose together.", len(cause.symptoms)
        ),
        CertaintyReason.KIND_CLEAR: words.say("The signals for its kind are well above those for any other."),
        CertaintyReason.MANY_PEOPLE: words.say_n(
            "{count} person reports it.", "{count} different people report it.", cause.customers or 0
        ),
        CertaintyReason.ANSWERED: words.say("The answers support this kind."),
    }[reason]


def factor_name(factor: Factor, words: Words) -> str:
    """Name a factor that makes a cause matter."""
    return {
        Factor.EXCESS: words.say("Excess tickets"),
        Factor.PEOPLE: words.say("People reached"),
        Factor.GRAVITY: words.say("Severity"),
        Factor.RECURRENCE: words.say("Recurrence"),
        Factor.ACTIONABLE: words.say("Actionability"),
    }[factor]


def priority_part_line(part: PriorityPart, words: Words) -> str:
    """Return one part of a priority with its figure and its weight."""
    counted = part.factor in {Factor.EXCESS, Factor.PEOPLE}
    figure = words.number(part.figure) if counted else words.percent(part.figure)
    return words.say(
        "{factor}: {figure} ({points} of {weight})",
        factor=factor_name(part.factor, words),
        figure=figure,
        points=words.number(100 * part.value * part.weight, 1),
        weight=points_phrase(100 * part.weight, words),
    )


def priority_line(priority: Priority, words: Words) -> str:
    """Return how much a cause matters, out of 100."""
    return words.say("Priority {score} out of 100", score=words.number(100 * priority.score))
