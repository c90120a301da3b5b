"""Sentences about the life of a standing moment: its state, what it lacks, its readings and reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import (
    QUESTIONS_ASKED,
    LifeState,
    Outcome,
    Requirement,
    SheetPart,
    TargetOf,
    TextSource,
)
from supportlens.i18n.standing.sheet_drafts import rate_phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from supportlens.domain import CardReader, Coverage, DeskMoments, LifeStep, StandingMoment, TargetReading
    from supportlens.i18n.words import Words


def state_name(state: LifeState, words: Words) -> str:
    """Return the name of a state."""
    return {
        LifeState.DETECTED: words.say("Draft"),
        LifeState.ANALYSED: words.say("Analysed"),
        LifeState.PILOT: words.say("In a pilot"),
        LifeState.INSTITUTIONALISED: words.say("Institutionalised"),
        LifeState.REVIEWED: words.say("Reviewed"),
        LifeState.RETIRED: words.say("Retired"),
    }[state]


def move_name(state: LifeState, words: Words) -> str:
    """Return what a person does to bring a moment to a state, for a button."""
    return {
        LifeState.DETECTED: words.say("Back to draft"),
        LifeState.ANALYSED: words.say("Mark as analysed"),
        LifeState.PILOT: words.say("Begin a pilot"),
        LifeState.INSTITUTIONALISED: words.say("Institutionalise"),
        LifeState.REVIEWED: words.say("Mark as reviewed"),
        LifeState.RETIRED: words.say("Retire"),
    }[state]


def sheet_link_name(moment: StandingMoment | None, words: Words) -> str:
    """Return what a button does that leads to the sheet of a moment, None for one that is not there yet."""
    if moment is None:
        return words.say("Institutionalise this")
    return words.say("See its sheet") if moment.state.in_force else words.say("Go on with its sheet")


def part_name(part: SheetPart, words: Words) -> str:
    """Return the heading of a part of a sheet."""
    return {
        SheetPart.NAME: words.say("Name"),
        SheetPart.TRIGGER: words.say("When it happens"),
        SheetPart.PLACES: words.say("Where, and whom it concerns"),
        SheetPart.EXPECTS: words.say("What the customer expects"),
        SheetPart.FIRST_CONTACT: words.say("What to do in the first contact"),
        SheetPart.AFTERWARDS: words.say("What to do afterwards"),
        SheetPart.SAY: words.say("What to say"),
        SheetPart.AVOID: words.say("What to avoid"),
        SheetPart.PREVENTION: words.say("How to prevent it"),
        SheetPart.INDICATOR: words.say("Indicator"),
    }[part]


def source_name(source: TextSource, words: Words) -> str:
    """Return where the text of a part comes from."""
    return {
        TextSource.LOG: words.say("from this log"),
        TextSource.CATALOGUE: words.say("general text of the catalogue"),
        TextSource.PERSON: words.say("written by the team"),
    }[source]


def requirement_name(requirement: Requirement, words: Words) -> str:
    """Return the name of what a moment must have, inside a sentence."""
    return {
        Requirement.OWNER: words.say("the owner"),
        Requirement.TRIGGER: words.say("when it happens"),
        Requirement.WHAT_TO_DO: words.say("what to do in the first contact"),
        Requirement.PREVENTION: words.say("how to prevent it"),
        Requirement.INDICATOR: words.say("the indicator"),
        Requirement.TARGET: words.say("the target"),
        Requirement.REVIEW: words.say("the review date"),
        Requirement.REVIEW_TO_COME: words.say("a review date that is not in the past"),
    }[requirement]


def missing_line(missing: Iterable[Requirement], words: Words) -> str:
    """Return why a moment is not institutionalised yet: what it lacks."""
    names = words.listed(requirement_name(each, words) for each in missing)
    return words.say("Not institutionalised yet. Missing: {parts}.", parts=names)


def life_line(step: LifeStep, words: Words) -> str:
    """Return a change of state with its date and its person."""
    facts = {"state": state_name(step.state, words), "day": words.day(step.day, "long")}
    if step.who:
        return words.say("{state} on {day}, by {who}", who=step.who, **facts)
    return words.say("{state} on {day}", **facts)


def reading_line(reading: TargetReading, words: Words) -> str:
    """Return a reading against its target."""
    rate, low, high = reading.rates
    facts = {
        "first": words.day(reading.first, "long"),
        "last": words.day(reading.last, "long"),
        "weekly": rate_phrase(rate, reading.target_of, words),
        "low": words.rate(low),
        "high": words.rate(high),
        "target": words.rate(reading.target),
    }
    if reading.target_of is TargetOf.CALLS_A_MONTH:
        if reading.outcome is Outcome.KEPT:
            return words.say("{first} to {last}: {weekly}; the target of {target} is kept.", **facts)
        return words.say("{first} to {last}: {weekly}; it has slipped, the target is {target}.", **facts)
    return {
        Outcome.KEPT: words.say(
            "{first} to {last}: {weekly} ({low} to {high}); the target of {target} is kept.", **facts
        ),
        Outcome.SLIPPED: words.say(
            "{first} to {last}: {weekly} ({low} to {high}); it has slipped, the target is {target}.", **facts
        ),
        Outcome.UNCLEAR: words.say(
            "{first} to {last}: {weekly} ({low} to {high}); above the target of {target}, but within chance.",
            **facts,
        ),
    }[reading.outcome]


def moment_reading_line(moment: StandingMoment, words: Words) -> str:
    """Return the last reading of a moment by its name, "" before the first."""
    if moment.reading is None:
        return ""
    return f"{words.cite(moment.name)}: {reading_line(moment.reading, words)}"


def overdue_lines(desk: DeskMoments, today: date, words: Words) -> list[str]:
    """Return a line for each moment whose review should have taken place."""
    return [
        overdue_line(words.cite(one.name), one.review, words) for one in desk.overdue(today) if one.review
    ]


def overdue_line(name: str, review: date, words: Words) -> str:
    """Return that the review of a moment is overdue."""
    return words.say("Review overdue since {day}: {name}", day=words.day(review, "long"), name=name)


def target_line(moment: StandingMoment, words: Words) -> str:
    """Return the target of a moment, "" without one."""
    if moment.target is None:
        return ""
    if moment.target_of is TargetOf.CALLS_A_MONTH:
        calls = words.say_amount(
            "{count} call a month", "{count} calls a month", words.number(moment.target, 1)
        )
        return words.say("At least {calls}", calls=calls)
    return words.say("At most {weekly}", weekly=rate_phrase(moment.target, moment.target_of, words))


def target_label(target_of: TargetOf, words: Words) -> str:
    """Return the name of the field of a target."""
    return {
        TargetOf.TICKETS_A_WEEK: words.say("Target: tickets a week, at most"),
        TargetOf.TICKETS_A_MONTH: words.say("Target: tickets a month, at most"),
        TargetOf.CALLS_A_MONTH: words.say("Target: calls a month, at least"),
    }[target_of]


def owner_remark(owner: str, *, known: bool, words: Words) -> str:
    """Return that nobody of this name is in the log, "" if somebody is or none is named."""
    if known or not owner.strip():
        return ""
    return words.say(
        "{owner} does not appear in this log. That is not a mistake if they are not on the desk.",
        owner=words.quoted(owner.strip()),
    )


def coverage_line(coverage: Coverage, words: Words) -> str:
    """Return how many of the team know a moment."""
    if coverage.share is None:
        return words.say("The log names no agents. Take a list of people to see who knows it.")
    return words.say_n(
        "{knowing} of {count} person knows it ({share}).",
        "{knowing} of {count} people know it ({share}).",
        len(coverage.knowing) + len(coverage.missing),
        knowing=words.number(len(coverage.knowing)),
        share=words.percent(coverage.share),
    )


def reader_line(reader: CardReader, words: Words) -> str:
    """Return who read a card, when, and how many questions were answered rightly."""
    return words.say(
        "{name} on {day}: {right} of {asked} right",
        name=reader.name,
        day=words.day(reader.day, "long"),
        right=words.number(reader.right),
        asked=words.number(QUESTIONS_ASKED),
    )


def doubtful_line(doubtful: Sequence[str], taken: int, words: Words) -> str:
    """Return which lines of a list of people are no names or stand there twice."""
    if not doubtful:
        return words.say("The list holds no names.")
    shown = words.listed(words.quoted(text[:40]) for text in doubtful[:5])
    return words.say_n(
        "{count} name was taken. Left out, because they are not names or appear twice: {lines}.",
        "{count} names were taken. Left out, because they are not names or appear twice: {lines}.",
        taken,
        lines=shown,
    )
