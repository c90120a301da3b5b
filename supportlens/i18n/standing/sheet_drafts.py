"""Drafts of sheets: each part written from a cause of this log, else the text of the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import WEEK_DAYS, Derived, Field, SheetPart, TargetOf, TextSource, fold
from supportlens.i18n.amounts import tickets_phrase
from supportlens.i18n.contacts.codes import code_name
from supportlens.i18n.follow_up.services import pilot_line
from supportlens.i18n.labels import askers_phrase
from supportlens.i18n.locations import cause_place_phrase, place_label
from supportlens.i18n.standing.sheet_sentences import SHEET_SENTENCES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from supportlens.domain import Cause, Moment, Pilot, SheetQuestion, Study
    from supportlens.i18n.words import Words

    Draft = dict[SheetPart, tuple[str, TextSource]]

MOST_MATTERS = 3
"""Matters named in a sentence. Judgement: more are not listened to."""
LONGEST_TEXT = 70
"""Characters of a subject inside a sentence. Judgement: a line."""
MOST_IDS = 3
"""Tickets named in a sentence, as above."""
MOST_GROUPS = 4
"""Groups of people named. Judgement: those of most tickets; the plan has all."""
NEGATIVE = ("b-1", "b-2", "b-3", "b-4")
"""The codes of behaviours that a sheet says to avoid."""


def write_catalogue_sheet(moment: Moment, words: Words) -> Draft:
    """Return the parts of a sheet as the catalogue has them; the first step is the first contact's."""
    steps = [words.read(step) for step in moment.steps]
    agents = words.say("Agent") + ","
    first = [step for step in steps if step.startswith(agents)] or steps[:1]
    texts = {
        SheetPart.NAME: words.read(moment.name),
        SheetPart.TRIGGER: words.read(moment.trigger),
        SheetPart.EXPECTS: words.read(moment.expects),
        SheetPart.FIRST_CONTACT: "\n".join(first),
        SheetPart.AFTERWARDS: "\n".join(step for step in steps if step not in first),
        SheetPart.SAY: words.read(moment.say),
        SheetPart.AVOID: words.read(moment.avoid),
        SheetPart.PREVENTION: words.read(moment.prevention),
        SheetPart.INDICATOR: words.read(moment.indicator),
    }
    return {part: (text, TextSource.CATALOGUE) for part, text in texts.items()}


def write_cause_sheet(
    cause: Cause,
    study: Study,
    questions: tuple[SheetQuestion, ...],
    behaviours: Mapping[str, int],
    weekly: float | None,
    words: Words,
) -> Draft:
    """Return the parts of a sheet that this log fills: those of a cause with its matters and figures.

    `behaviours` counts the cause's contacts with each behaviour, `weekly` are its tickets a week.
    """
    rows = SHEET_SENTENCES[cause.action]
    place = (
        cause_place_phrase(cause, words)
        if cause.place
        else words.say("what has to do with {name}", name=words.cite(cause.name))
    )
    facts = {
        "place": place,
        "matters": _matters(cause, study, words),
        "tickets": tickets_phrase(cause.tickets, words),
        "ids": _ids(cause, words),
    }

    def say(sentence: str) -> str:
        return words.contract(words.say(sentence, **facts), place)

    first = [say(rows.first), *_worked(questions, words)]
    afterwards = [say(rows.afterwards)]
    if weekly is not None and weekly < 1:
        monthly = weekly * TargetOf.TICKETS_A_MONTH.days / WEEK_DAYS
        afterwards.append(
            words.say(
                "Support lead, on the first of each month: compare the month with {monthly}, and ask why those"
                " about {name} still came.",
                monthly=rate_phrase(monthly, TargetOf.TICKETS_A_MONTH, words),
                name=words.cite(cause.name),
            )
        )
    elif weekly is not None:
        afterwards.append(
            words.say(
                "Support lead, every Monday: compare the week with {weekly}, and ask why those about {name}"
                " still came.",
                weekly=weekly_phrase(weekly, words),
                name=words.cite(cause.name),
            )
        )
    texts = {
        SheetPart.NAME: words.bare(cause.name),
        SheetPart.TRIGGER: f"{say(rows.trigger)} {_figures(cause, study, words)}",
        SheetPart.PLACES: _places(cause, study, words),
        SheetPart.FIRST_CONTACT: "\n".join(first),
        SheetPart.AFTERWARDS: "\n".join(afterwards),
        SheetPart.SAY: words.quoted(say(rows.say)),
        SheetPart.AVOID: _avoid(behaviours, words),
        SheetPart.PREVENTION: say(rows.prevention),
        SheetPart.INDICATOR: write_indicator(words.cite(cause.name), cause.tickets, weekly, words),
    }
    return {part: (text, TextSource.LOG) for part, text in texts.items() if text}


def write_indicator(name: str, tickets: int, weekly: float | None, words: Words) -> str:
    """Return the indicator of a moment, with its figure on the day of the draft."""
    if weekly is not None and weekly < 1:
        monthly = weekly * TargetOf.TICKETS_A_MONTH.days / WEEK_DAYS
        return words.say(
            "Tickets a month about {name}; {monthly} when this sheet was made.",
            name=name,
            monthly=rate_phrase(monthly, TargetOf.TICKETS_A_MONTH, words),
        )
    if weekly is None:
        shown = tickets_phrase(tickets, words)
        return words.say("Tickets about {name}; in this log: {tickets}.", name=name, tickets=shown)
    return words.say(
        "Tickets a week about {name}; {weekly} when this sheet was made.",
        name=name,
        weekly=weekly_phrase(weekly, words),
    )


def rate_phrase(value: float, target_of: TargetOf, words: Words) -> str:
    """Return a number of tickets or calls in the unit of a target."""
    if target_of is TargetOf.CALLS_A_MONTH:
        return words.say_amount("{count} call a month", "{count} calls a month", words.rate(value))
    if target_of is TargetOf.TICKETS_A_MONTH:
        return words.say_amount("{count} ticket a month", "{count} tickets a month", words.rate(value))
    return weekly_phrase(value, words)


def write_pilot_sheet(pilot: Pilot, words: Words) -> Draft:
    """Return the parts of the sheet of a follow-up call, with what the pilot of calls brought."""
    result = pilot_line(pilot, words)
    trigger = words.say("Five months after a customer's last service, if nobody has been in touch since.")
    texts = {
        SheetPart.NAME: words.say("Follow-up call for preventive maintenance"),
        SheetPart.TRIGGER: f"{trigger} {words.say('The pilot: {result}', result=result)}",
        SheetPart.EXPECTS: words.say("That somebody remembers them before something fails."),
        SheetPart.FIRST_CONTACT: words.say(
            "Agent, on the day it is due: call, ask how everything has worked since the service, and offer the"
            " maintenance with two dates to choose from."
        ),
        SheetPart.AFTERWARDS: words.say(
            "Owner, every month: take the list of those who are due from the customers page, and write down"
            " what each said."
        ),
        SheetPart.SAY: words.quoted(
            words.say(
                "It has been some months since we were with you. How has everything worked? Before anything"
                " fails we can come on … or on …."
            )
        ),
        SheetPart.AVOID: words.say("Calling only to sell, or calling again somebody who said no."),
        SheetPart.PREVENTION: words.say(
            "Keep the date of every service in one list, so that nobody who is due is forgotten."
        ),
        SheetPart.INDICATOR: words.say(
            "Calls a month to customers who are due, and the part of them that buys."
        ),
    }
    own = {SheetPart.TRIGGER: TextSource.LOG}
    return {part: (text, own.get(part, TextSource.CATALOGUE)) for part, text in texts.items()}


def weekly_phrase(value: float, words: Words) -> str:
    """Return a number of tickets a week."""
    return words.say_amount("{count} ticket a week", "{count} tickets a week", words.rate(value))


def _matters(cause: Cause, study: Study, words: Words) -> str:
    """Return what people write about: the largest symptoms of a cause, else its most typical subjects."""
    found = [symptom for symptom in map(study.symptom, cause.symptoms) if symptom]
    found.sort(key=lambda symptom: (-symptom.tickets, symptom.id))
    names = [words.cite(symptom.name) for symptom in found[:MOST_MATTERS]]
    if len(names) > 1:
        return words.listed(names)
    return words.listed(_typical_texts(cause, study, words) or names or [words.cite(cause.name)])


def _typical_texts(cause: Cause, study: Study, words: Words) -> list[str]:
    """Return the subjects of the most typical tickets of a cause, as written."""
    frame = study.tickets.frame
    column = Field.SUBJECT.value if study.tickets.has(Field.SUBJECT) else Derived.TEXT
    ids = frame[Field.TICKET_ID.value]
    texts = (
        " ".join(str(text).split())[:LONGEST_TEXT].rstrip(" .")
        for each in cause.typical_ids
        for text in frame.loc[ids == each, column].head(1)
    )
    different = {fold(text): text for text in reversed([*filter(None, texts)])}
    return [words.quoted(text) for text in reversed(different.values())][:MOST_MATTERS]


def _ids(cause: Cause, words: Words) -> str:
    ids = (cause.typical_ids or cause.ticket_ids_sample)[:MOST_IDS]
    return words.say_n("the ticket {ids}", "the tickets {ids}", len(ids), ids=words.listed(ids))


def _figures(cause: Cause, study: Study, words: Words) -> str:
    """Return how often it happened, to how many, and since when."""
    facts = {"tickets": tickets_phrase(cause.tickets, words), "share": words.share(cause.share)}
    who = "" if cause.customers is None else askers_phrase(cause.customers, study, words)
    since = cause.onset.day if cause.onset else None
    if who and since:
        return words.say(
            "In this log: {tickets} ({share} of all) from {who}, since {day}.",
            who=who,
            day=words.day(since, "long"),
            **facts,
        )
    if who:
        return words.say("In this log: {tickets} ({share} of all) from {who}.", who=who, **facts)
    if since:
        day = words.day(since, "long")
        return words.say("In this log: {tickets} ({share} of all), since {day}.", day=day, **facts)
    return words.say("In this log: {tickets} ({share} of all).", **facts)


def _places(cause: Cause, study: Study, words: Words) -> str:
    """Return where it happens and which groups ask, with their people."""
    lines = [place_label(cause.where, words)] if cause.where else []
    groups = next((action.audience for action in study.plan if action.cause_id == cause.id), ())
    for group in groups[:MOST_GROUPS]:
        people = words.say_n("{count} person", "{count} people", group.people)
        lines.append(f"{group.value} ({people})")
    return "\n".join(lines)


def _worked(questions: Iterable[SheetQuestion], words: Words) -> list[str]:
    """Return the step that gives the answer which worked, for the most frequent question that has one."""
    answered = next((one for one in questions if one.answer), None)
    if answered is None:
        return []
    return [
        words.say(
            "Agent, in the same contact: to {question}, give the answer that worked: {answer}",
            question=words.quoted(answered.question.rstrip(".")),
            answer=f"{words.quoted(answered.answer)} ({', '.join(answered.ticket_ids[:MOST_IDS])}).",
        )
    ]


def _avoid(behaviours: Mapping[str, int], words: Words) -> str:
    """Return what went wrong in these contacts, the most frequent first; "" if nothing did."""
    found = sorted(
        ((count, code) for code, count in behaviours.items() if code in NEGATIVE and count), reverse=True
    )
    if not found:
        return ""
    shown = [
        words.say_n(
            "{name} ({count} contact)", "{name} ({count} contacts)", count, name=code_name(code, words)
        )
        for count, code in found
    ]
    return words.say(
        "What happened in these contacts and must not: {behaviours}.", behaviours="; ".join(shown)
    )
