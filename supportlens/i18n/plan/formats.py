"""Sentences about the format of a training, its hours, its day and its teacher."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.dates import get_day_names

from supportlens.domain import FormatReason, PlanGap, TeachingFormat
from supportlens.i18n.amounts import hours_phrase, minutes_phrase, tickets_phrase, weeks_phrase

if TYPE_CHECKING:
    from supportlens.domain import FormatOption, TeachingAgent, TrainingAction
    from supportlens.i18n.words import Words


def format_name(chosen: TeachingFormat, words: Words) -> str:
    """Return the name of a format."""
    return {
        TeachingFormat.SCREEN_TEXT: words.say("Change of a text on the screen"),
        TeachingFormat.NOTE: words.say("Note"),
        TeachingFormat.GUIDE: words.say("One-page guide"),
        TeachingFormat.CALL: words.say("Video call"),
        TeachingFormat.SESSION: words.say("Session"),
    }[chosen]


def format_phrase(action: TrainingAction, words: Words) -> str:
    """Return the format of an action with its length, "" without one."""
    if action.format is None:
        return ""
    name = format_name(action.format, words)
    if action.format is TeachingFormat.SCREEN_TEXT:
        return name
    length = minutes_phrase(action.minutes, words)
    if action.format in {TeachingFormat.NOTE, TeachingFormat.GUIDE}:
        return words.say("{format}, {minutes} to read", format=name, minutes=length)
    if action.groups_needed <= 1:
        return words.say("{format}, {minutes}", format=name, minutes=length)
    return words.say(
        "{format}, {minutes}, in {groups} groups of up to {size}",
        format=name,
        minutes=length,
        groups=words.number(action.groups_needed),
        size=words.number(action.group_size),
    )


def format_reason_line(action: TrainingAction, words: Words) -> str:
    """Return why this format fits, "" without one."""
    topics = words.say_n("{count} topic", "{count} topics", len(action.syllabus))
    if action.format_reason is None:
        return ""
    if action.format_reason is FormatReason.CHEAPER:
        return _cheaper_line(action, words)
    return {
        FormatReason.EVER_NEW_PEOPLE: words.say(
            "Each person asks this once, and the next one is somebody new: a text on the screen reaches them first."
        ),
        FormatReason.ONE_TOPIC: words.say("One topic, and the tickets hold its answer: a note is enough."),
        FormatReason.FEW_TOPICS: words.say(
            "{topics} with known answers: one page with the paths is enough.", topics=topics
        ),
        FormatReason.MANY_TOPICS: words.say(
            "{topics}: showing them once is quicker than answering one by one.", topics=topics
        ),
        FormatReason.SCATTERED: words.say(
            "People whose role, site or team is not known are hard to gather: a page reaches them all."
        ),
        FormatReason.MUST_BE_SHOWN: words.say(
            "Most tickets hold no answer in words: somebody has to show it on a shared screen."
        ),
        FormatReason.PRACTICE: words.say("How to treat people is practised together, not read."),
    }[action.format_reason]


def _cheaper_line(action: TrainingAction, words: Words) -> str:
    """Compare the chosen format with the fullest one."""
    fuller, own = action.options[-1], _chosen_option(action)
    if own is None or fuller.hours is None or fuller.payback_weeks is None or own.payback_weeks is None:
        return ""
    return words.say(
        "A session of {minutes} would ask {hours} and pay back in {weeks}; this format pays back in {own}.",
        minutes=minutes_phrase(fuller.minutes, words),
        hours=hours_phrase(fuller.hours, words),
        weeks=weeks_phrase(max(1, round(fuller.payback_weeks)), words),
        own=weeks_phrase(max(1, round(own.payback_weeks)), words),
    )


def _chosen_option(action: TrainingAction) -> FormatOption | None:
    return next((option for option in action.options if option.format is action.format), None)


def worth_lines(action: TrainingAction, words: Words) -> list[str]:
    """Return the hours that an action asks against those that it saves."""
    worth = action.worth
    if worth is None or action.promise is None:
        return []
    saved = words.say(
        "Reaching the target saves {hours} of answering a week.",
        hours=words.say_amount("{count} hour", "{count} hours", words.number(worth.saved_hours, 1)),
    )
    lines = [saved]
    if worth.minutes_assumed:
        lines.append(
            words.say(
                "Assumption: {minutes} of handling a ticket, as the log has no times.",
                minutes=minutes_phrase(worth.minutes_a_ticket, words),
            )
        )
    if action.is_training and worth.asked_hours is not None and action.family == "users":
        lines.insert(0, _asked_line(action, worth.asked_hours, worth.payback_weeks, words))
    return lines


def _asked_line(action: TrainingAction, asked: float, payback: float | None, words: Words) -> str:
    people = words.say_n("{count} person", "{count} people", action.invited)
    hours = hours_phrase(max(1, asked), words) if asked > 0 else ""
    if not hours:
        return words.say("It asks no time of the {people} it is for.", people=people)
    if payback is None:
        return words.say("It asks {hours} of {people}.", hours=hours, people=people)
    return words.say(
        "It asks {hours} of {people} and pays back in {weeks}.",
        hours=hours,
        people=people,
        weeks=weeks_phrase(max(1, round(payback)), words),
    )


def day_line(action: TrainingAction, words: Words) -> str:
    """Return the proposed day and why, "" without dates."""
    if action.day is None:
        return ""
    day = words.day(action.day, "full")
    if action.peak_weekday is None:
        return words.say("{day}: the first working day that leaves time to prepare.", day=day)
    return words.say(
        "{day}: before the next {weekday}, the day with most tickets.",
        day=day,
        weekday=_weekday(action.peak_weekday, words),
    )


def _weekday(number: int, words: Words) -> str:
    return str(get_day_names("wide", locale=words.language)[number])


def teacher_label(action: TrainingAction, words: Words) -> str:
    """Return what the teacher does: gives a call or session, reviews what is read."""
    led = action.format in {TeachingFormat.CALL, TeachingFormat.SESSION}
    return words.say("Taught by") if led else words.say("Reviewed by")


def teacher_line(teacher: TeachingAgent | None, words: Words) -> str:
    """Return who teaches and why, or that somebody is to be named."""
    if teacher is None:
        return words.say("To be named: nobody answered enough of it.")
    facts = [words.say_n("{count} answer", "{count} answers", teacher.answers)]
    if teacher.reopened is not None:
        facts.append(words.say("{share} reopened", share=words.share(teacher.reopened)))
    if teacher.satisfaction is not None:
        facts.append(words.say("{mark} of 5", mark=words.number(teacher.satisfaction, 1)))
    return words.say("{name}, who answered it best ({facts})", name=teacher.name, facts=", ".join(facts))


def gap_line(gap: PlanGap, words: Words) -> str:
    """Return what the plan cannot know, and which column would tell."""
    return {
        PlanGap.NO_ANSWERS: words.say(
            "No ticket holds an answer, so the answers must be written first. The column with the solution would tell."
        ),
        PlanGap.HOLLOW_ANSWERS: words.say(
            "No answer says where or how. Ask the agents to write the path in the column with the solution."
        ),
        PlanGap.OTHER_LANGUAGE: words.say(
            "The answers are in a language that SupportLens does not read: which of them show the way is not known."
        ),
        PlanGap.NO_PEOPLE: words.say(
            "Who asked is not known, so neither are the hours it asks. The column with the requester would tell."
        ),
        PlanGap.NO_GROUPS: words.say(
            "Who will ask next is not known. A column with the role, site or team of the requester would tell."
        ),
        PlanGap.NO_AGENTS: words.say(
            "Who could teach it is not known. The column with the agent would tell."
        ),
        PlanGap.NO_DATES: words.say(
            "Without dates there is no target and no day. The column with the opening date would tell."
        ),
        PlanGap.NO_MINUTES: words.say(
            "What it saves rests on an assumption. The column with the handling minutes would tell."
        ),
    }[gap]


def level_line(action: TrainingAction, words: Words) -> str:
    """Return the one target of a cause with its day; why there is none otherwise."""
    promise = action.promise
    if promise is None:
        if action.ended is not None:
            return words.say(
                "It ended on {day}: there is nothing left to bring down.", day=words.day(action.ended, "long")
            )
        return words.say("Without dates no target can be set.")
    now = tickets_phrase(action.weekly_now, words, 1)
    target = words.number(action.weekly_target, 1)
    if promise.by is None:
        return words.say("Target: from {now} a week to {target} or fewer.", now=now, target=target)
    return words.say(
        "Target: from {now} a week to {target} or fewer by {day}.",
        now=now,
        target=target,
        day=words.day(promise.by, "long"),
    )
