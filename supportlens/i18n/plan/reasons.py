"""Sentences about what a plan promises, whom it is for, what it leaves out, and where nothing is taught."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from supportlens.domain import PromiseBasis, TitleForm, Untaught, uncapitalise
from supportlens.i18n.amounts import hours_phrase, tickets_phrase, weeks_phrase
from supportlens.i18n.follow_up.effects import effect_line

if TYPE_CHECKING:
    from supportlens.domain import LeftOut, PlanRules, Study, Topic, TrainingAction, UntaughtCause
    from supportlens.i18n.words import Words

MAX_SOURCES = 3
"""Tickets named for an answer. Judgement: enough to check it; a click shows all."""


def promise_line(action: TrainingAction, rules: PlanRules, words: Words) -> str:
    """Return what an action may bring and on what that rests, "" if it promises nothing."""
    promise = action.promise
    if promise is None:
        return ""
    between = {
        "low": words.number(promise.saved_low, 1),
        "high": tickets_phrase(promise.saved_high, words, 1),
    }
    if promise.basis is PromiseBasis.ASSUMED:
        return words.say(
            "Between {low} and {high} fewer a week. This is an assumption ({share} of what can be saved), not evidence.",
            share=words.percent(rules.assumed_share),
            **between,
        )
    if promise.basis is PromiseBasis.EARLIER:
        return words.say_n(
            "Between {low} and {high} fewer a week: the share that {count} earlier training achieved, as measured.",
            "Between {low} and {high} fewer a week: the share that {count} earlier trainings achieved, as measured.",
            promise.trainings,
            **between,
        )
    if not action.is_training:
        return words.say("Between {low} and {high} fewer a week: the excess since it began.", **between)
    return words.say(
        "Between {low} and {high} fewer a week: the excess since it began, less those who asked again after an answer. "
        "The lower figure is for a training that reaches {reach} of the people.",
        reach=words.percent(rules.reach_low),
        **between,
    )


def objective_line(topic: Topic, words: Words) -> str:
    """Return what a person can do afterwards, to follow "Afterwards, people can".

    A title in another language than the reader's is cited.
    """
    objective = dict(topic.translated_objectives).get(words.language, topic.objective)
    subject = objective.subject
    if words.is_foreign(topic.title) and objective.form is not TitleForm.GONE:
        subject = uncapitalise(words.bare(topic.title))
        objective = replace(objective, form=TitleForm.THING)
    if objective.form is TitleForm.GONE:
        return words.say(
            "say that {subject} is gone, and find where each thing is now", subject=words.cite(topic.title)
        )
    sentence = {
        TitleForm.FIND: words.say("find {subject}", subject=subject),
        TitleForm.DO: words.say("{subject} on their own", subject=subject),
        TitleForm.THING: words.say("find the way to {subject}", subject=words.quoted(subject))
        if objective.path
        else words.say("manage {subject} on their own", subject=words.quoted(subject)),
    }[objective.form]
    return f"{sentence} ({objective.path})" if objective.path else sentence


def topic_line(topic: Topic, words: Words) -> str:
    """Return what is missing or gone in a topic, "" if its answer shows the way."""
    if topic.gone:
        return words.say("It no longer exists. Show where each thing is now.")
    if topic.answer:
        return ""
    if topic.ask:
        return words.say("No ticket says how: ask {agent}, who answered most of these.", agent=topic.ask)
    return words.say("No ticket says how: ask whoever looks after the application.")


def source_line(ticket_ids: tuple[str, ...], words: Words) -> str:
    """Return the tickets that an answer comes from."""
    if not ticket_ids:
        return ""
    shown = ticket_ids[:MAX_SOURCES]
    return words.say_n("From ticket {ids}", "From tickets {ids}", len(shown), ids=", ".join(shown))


def left_out_line(left_out: LeftOut, words: Words) -> str:
    """Return what the topics leave out, "" if they cover all."""
    if not left_out.tickets:
        return ""
    if not left_out.symptoms:
        return words.say_n(
            "Not covered: {count} ticket that belongs to no topic.",
            "Not covered: {count} tickets that belong to no topic.",
            left_out.tickets,
        )
    return words.say(
        "Not covered: {tickets} of {topics}.",
        tickets=words.say_n("{count} ticket", "{count} tickets", left_out.tickets),
        topics=words.say_n("{count} smaller topic", "{count} smaller topics", left_out.symptoms),
    )


def people_lines(action: TrainingAction, words: Words) -> list[str]:
    """Return who asked, who knows it by now, and who will ask next."""
    lines = [line] if (line := left_groups_line(action, words)) else []
    if action.family == "service":
        if action.people:
            lines.append(
                words.say_n("{count} person answers it.", "{count} people answer it.", action.people)
            )
        return lines
    if action.people:
        lines.append(words.say_n("{count} person asked.", "{count} people asked.", action.people))
    if action.knowing:
        lines.append(
            words.say_n(
                "{count} of them was answered well and knows that much already.",
                "{count} of them were answered well and know that much already.",
                len(action.knowing),
            )
        )
    if action.peers is not None and action.peers.people:
        groups = words.listed(group.value for group in action.peers.groups[:3])
        lines.append(
            words.say_n(
                "{count} person of the same groups has not asked yet and may be next; first: {groups}.",
                "{count} people of the same groups have not asked yet and may be next; first: {groups}.",
                action.peers.people,
                groups=groups,
            )
        )
    elif action.peers is not None:
        lines.append(words.say("Everybody known of their groups has asked."))
    return lines


def left_groups_line(action: TrainingAction, words: Words) -> str:
    """Return for which groups an action is still to be taken, "" if none had it."""
    if not action.done:
        return ""
    had = words.listed(sorted({group for one in action.done for group in one.groups}))
    if not action.left:
        return words.say("Done already: {done}.", done=had)
    left = words.listed(group.value for group in action.left)
    return words.say("Left: {left}. Done already: {done}.", left=left, done=had)


def untaught_reason(line: UntaughtCause, rules: PlanRules, words: Words) -> str:
    """Return why a cause gets no training."""
    weekly = tickets_phrase(line.weekly or 0.0, words, 1)
    return {
        Untaught.FEW_TICKETS: words.say(
            "{tickets} a week, below the floor of {floor}.",
            tickets=weekly,
            floor=words.number(rules.weekly, 1),
        )
        if line.weekly is not None
        else words.say("Fewer tickets than the floor of {floor}.", floor=words.number(rules.tickets)),
        Untaught.FEW_PEOPLE: words.say_n(
            "Only {count} person asks.", "Only {count} people ask.", line.people or 0
        ),
        Untaught.FEW_HOURS: words.say(
            "It takes less than {hours} of handling a month.", hours=hours_phrase(rules.hours_a_month, words)
        ),
        Untaught.NOT_ASKED_HOW: words.say("Its tickets do not ask how to do anything."),
        Untaught.OVER: words.say("It ended on {day}.", day=words.day(line.ended, "long"))
        if line.ended
        else words.say("It is over."),
        Untaught.EVER_NEW_PEOPLE: words.say(
            "{tickets} a week, always from somebody new, and no ticket holds the answer.", tickets=weekly
        )
        if line.weekly is not None
        else words.say("Always from somebody new, and no ticket holds the answer."),
        Untaught.COSTS_MORE: words.say(
            "Even the format that fits would pay back only in {weeks}.",
            weeks=weeks_phrase(round(line.payback_weeks or 0.0), words),
        ),
        Untaught.DONE_AND_FELL: _done_reason(line, words),
        Untaught.DONE_AND_WAITING: _done_reason(line, words),
        Untaught.NO_ROOM: words.say("Other actions come first."),
    }[line.reason]


def _done_reason(line: UntaughtCause, words: Words) -> str:
    """Return what was done about a cause and what came of it."""
    if line.taken is None:
        return ""
    day = words.day(line.taken.action.start, "long")
    name = words.quoted(line.taken.action.name)
    if line.taken.is_for_all:
        held = words.say("{name} took place on {day}.", name=name, day=day)
    else:
        groups = words.listed(line.taken.groups)
        held = words.say("{name} took place on {day}, for {groups}.", name=name, day=day, groups=groups)
    return held + " " + effect_line(line.taken, words)


def untaught_instead(line: UntaughtCause, words: Words) -> str:
    """Return what to do instead of a training."""
    instead = {
        Untaught.DONE_AND_FELL: words.say("Answer those who still ask, and watch that it stays low."),
        Untaught.DONE_AND_WAITING: words.say("Wait before repeating it."),
        Untaught.NOT_ASKED_HOW: words.say(
            "Read twenty of them: tests and notices are set apart, a fault goes to whoever maintains it."
        ),
        Untaught.EVER_NEW_PEOPLE: words.say(
            "Write the answer once where people look: on the help page or on the screen itself."
        ),
        Untaught.NO_ROOM: words.say("Plan it when one of them is done."),
    }
    if line.reason in instead:
        return instead[line.reason]
    if line.answer:
        return words.say(
            "Keep the answer at hand: {answer} (tickets {ids}).",
            answer=words.quoted(line.answer.rstrip(".")),
            ids=", ".join(line.answer_ticket_ids[:3]),
        )
    if line.reason is Untaught.FEW_PEOPLE:
        return words.say("Call them one by one.")
    return words.say("Answer each one, and write the path in the solution so that the next agent has it.")


def untaught_name(line: UntaughtCause, study: Study, words: Words) -> str:
    """Return the name of a cause without a training."""
    cause = study.cause(line.cause_id)
    return words.read(cause.name) if cause else line.cause_id


def floor_line(rules: PlanRules, words: Words) -> str:
    """Return from where a cause gets a training of its own."""
    return words.say(
        "A cause gets a training from {weekly} a week, {people} and {hours} of handling a month on, "
        "if it pays back within {weeks}.",
        weekly=tickets_phrase(rules.weekly, words, 1),
        people=words.say_n("{count} person", "{count} people", rules.people),
        hours=hours_phrase(rules.hours_a_month, words),
        weeks=weeks_phrase(rules.payback_weeks, words),
    )
