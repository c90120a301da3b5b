"""Sentences about what to do about a cause, and what to ask first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import Field, Question, Untaught, uncapitalise
from supportlens.i18n.follow_up.effects import settled_line
from supportlens.i18n.labels import askers_phrase
from supportlens.i18n.locations import cause_place_phrase
from supportlens.i18n.plan.reasons import left_groups_line, untaught_instead, untaught_reason

if TYPE_CHECKING:
    from supportlens.domain import Cause, Study
    from supportlens.i18n.words import Words


def action_line(cause: Cause, study: Study, words: Words) -> str:
    """Return what to do about this cause, and for whom; why not, if it is done or not worth a training."""
    if settled := settled_line(cause, words):
        return settled
    line = next((one for one in study.untaught if one.cause_id == cause.id), None)
    if line is not None and line.reason is not Untaught.NO_ROOM:
        reason = untaught_reason(line, study.playbook.plan_rules, words)
        instead = untaught_instead(line, words)
        return words.say("No training: {reason} {instead}", reason=uncapitalise(reason), instead=instead)
    place = cause_place_phrase(cause, words)
    action = next((one for one in study.plan if one.cause_id == cause.id and one.done), None)
    people = cause.customers if action is None else action.people
    sentence = words.say(
        cause.kind.row.to_do,
        place=place,
        subject=words.cite(cause.name) if cause.place is None else place,
        who=words.say("those who ask") if people is None else askers_phrase(people, study, words),
        count=words.number(cause.tickets),
    )
    sentence = words.contract(sentence, place)
    return f"{sentence} {left_groups_line(action, words)}" if action else sentence


def _ask_whether_it_works(cause: Cause, place: str, words: Words) -> str:
    """Ask whether it works: an application does or does not, a site or a customer has something that does."""
    if cause.place is not None and cause.place.parts[0][0] not in {Field.PRODUCT, Field.VERSION}:
        return words.say("Does everything work as designed in {place}?", place=place)
    return words.say("Does {place} work as designed?", place=place)


def question_line(question: Question, cause: Cause, words: Words) -> str:
    """Return a question that would decide between kinds of cause."""
    place = cause_place_phrase(cause, words)
    questions = {
        Question.WORKS_AS_DESIGNED: _ask_whether_it_works(cause, place, words),
        Question.WHAT_CHANGED: words.say("What changed in {place}, and on what day?", place=place),
        Question.WHO_WAS_TOLD: words.say("Who was told of the change, and how?"),
        Question.SINCE_WHEN: words.say("Since when does it happen?"),
        Question.WHERE_SEEN: words.say("Does it happen everywhere or only in some places?"),
        Question.WHAT_WAS_PROMISED: words.say("What was promised to these customers, and by whom?"),
    }[question]
    return words.contract(questions, place)
