"""Sentences about what is to be done about a cause, and what is to be asked first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import Kind, Question
from supportlens.i18n.whereabouts import contracted, somewhere

if TYPE_CHECKING:
    from supportlens.domain import Cause, Study
    from supportlens.i18n.words import Words


def action_line(cause: Cause, study: Study, words: Words) -> str:  # noqa: ARG001 - called like its like
    """Return what this cause asks for, and for whom."""
    place = somewhere(cause, words)
    who = _people(cause, words)
    facts = {"place": place, "who": who, "count": words.number(cause.tickets)}
    lines = {
        Kind.KNOWLEDGE_GAP: words.say(
            "Train {who} in {place}: what changed, where things are and how they are done.", **facts
        ),
        Kind.DEFECT: words.say(
            "Have what fails in {place} fixed, tell {who} what to do meanwhile, and say when it will be ready.",
            **facts,
        ),
        Kind.ACCESS: words.say(
            "Put the access to {place} right for {who} and make the way to get it simple.", **facts
        ),
        Kind.CONFIGURATION: words.say(
            "Correct the settings of {place} and check that no other place has them.", **facts
        ),
        Kind.DATA: words.say(
            "Correct the records in {place} and find out where the wrong ones come in.", **facts
        ),
        Kind.OUTAGE: words.say(
            "Find out what stopped {place}, and agree who tells {who} when it happens again.", **facts
        ),
        Kind.REQUEST: words.say(
            "Make asking for it simple ({place}): a form, a clear time and somebody who decides.", **facts
        ),
        Kind.BILLING: words.say(
            "Explain the charge or promise to {who} before they ask, and correct what is wrong ({place}).",
            **facts,
        ),
        Kind.TREATMENT: words.say("Coach those who answer ({place}) and call back {who}.", **facts),
        Kind.UNCLEAR: words.say(
            "Read twenty of these tickets and ask the questions below before acting.", **facts
        ),
    }
    return contracted(lines[cause.kind], place)


def _people(cause: Cause, words: Words) -> str:
    if cause.customers is None:
        return words.say("those who ask")
    return words.say_n("{count} person", "{count} people", cause.customers)


def question_line(question: Question, cause: Cause, words: Words) -> str:
    """Ask what would decide between kinds of cause."""
    place = somewhere(cause, words)
    asked = {
        Question.WORKS_AS_DESIGNED: words.say("Does {place} work as designed?", place=place),
        Question.WHAT_CHANGED: words.say("What changed in {place}, and on what day?", place=place),
        Question.WHO_WAS_TOLD: words.say("Who was told of the change, and how?"),
        Question.SINCE_WHEN: words.say("Since when does it happen?"),
        Question.WHERE_SEEN: words.say("Does it happen everywhere or only in some places?"),
        Question.WHAT_WAS_PROMISED: words.say("What was promised to these customers, and by whom?"),
    }[question]
    return contracted(asked, place)
