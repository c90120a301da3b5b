"""The documents of what is not taught: evidence for the maker, notice to users, workarounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import ActionType, fold
from supportlens.i18n.labels import askers_phrase, field_name
from supportlens.i18n.plan.writing import about, asked, bullets, heading, numbers, paragraphs, table, told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from supportlens.domain import Cause, HandoutBlock, ScopeClaim, Study, TrainingAction
    from supportlens.i18n.words import Words

MAX_SYMPTOMS, MAX_IDS = 8, 20
"""Symptoms and tickets in the evidence. Judgement: a page."""


def list_evidence(action: TrainingAction, study: Study, words: Words) -> Iterator[HandoutBlock]:
    """Write the evidence: what happens, since when, where, how much, and which tickets show it."""
    cause = study.cause(action.cause_id)
    if cause is None:
        return
    yield paragraphs(
        words.say(
            "{tickets}, {share} of all, of {people}.",
            tickets=words.say_n("{count} ticket", "{count} tickets", cause.tickets),
            share=words.share(cause.share),
            people=askers_phrase(cause.customers, study, words),
        )
        if cause.customers
        else words.say(
            "{tickets}, {share} of all.",
            tickets=words.say_n("{count} ticket", "{count} tickets", cause.tickets),
            share=words.share(cause.share),
        ),
        _since(cause, words),
    )
    if action.syllabus:
        yield heading(words.say("What people report"))
        yield table(
            (words.say("Symptom"), words.say("Tickets"), words.say("In their words")),
            [
                (words.read(topic.title), words.number(topic.tickets), asked(topic, words))
                for topic in action.syllabus[:MAX_SYMPTOMS]
            ],
        )
    if cause.scope:
        yield heading(words.say("Where"))
        yield bullets(
            words.say(
                "{field}: {value} (in {inside} of these tickets, {outside} of the others)",
                field=field_name(claim.field, words),
                value=claim.value,
                inside=words.share(claim.share_inside),
                outside=words.share(claim.share_outside),
            )
            for claim in _once_each(cause.scope)
        )
    phrases = [phrase for signal in cause.signals_for for phrase in signal.phrases][:MAX_SYMPTOMS]
    if phrases:
        yield heading(words.say("Words that show it"))
        yield bullets(words.quoted(phrase) for phrase in phrases)
    yield heading(words.say("Tickets to look at"))
    ids = tuple(dict.fromkeys((*cause.typical_ids, *cause.ticket_ids_sample)))[:MAX_IDS]
    yield paragraphs(", ".join(ids))
    yield heading(words.say("What we need from you"))
    yield numbers(_wanted(action, words))


def _once_each(claims: Iterable[ScopeClaim]) -> Iterator[ScopeClaim]:
    """Yield the claims, of those that name one value in two columns the first."""
    seen: set[str] = set()
    for claim in claims:
        if fold(claim.value) not in seen:
            seen.add(fold(claim.value))
            yield claim


def _wanted(action: TrainingAction, words: Words) -> tuple[str, ...]:
    """Return what whoever maintains it is asked for; where the kind is unclear, nobody says that it is broken."""
    if action.type is ActionType.ASK and action.ended is not None:
        return (
            words.say("Say what was different about that time, and what ended it."),
            words.say("Say whether it may come back, and who would tell us."),
        )
    if action.type is ActionType.ASK:
        return (
            words.say("Say whether this works as it should, and what changed about that time."),
            words.say("If something is broken, say when it will be mended; if not, how it is done now."),
            words.say("Tell us on the day, so that we can tell those who reported it."),
        )
    if action.ended is not None:
        return (
            words.say("Say what the reason was, and from when to when it lasted."),
            words.say("Say what keeps it from happening again."),
            words.say("Say how we learn of it next time, so that we can tell people before they call."),
        )
    return (
        words.say("Confirm that you can reproduce it, or say what is missing."),
        words.say("Say when it will be mended, and what people can do meanwhile."),
        words.say("Tell us on the day, so that we can tell those who reported it."),
    )


def _since(cause: Cause, words: Words) -> str:
    if cause.onset is None:
        return ""
    first, low, high = (
        words.day(day, "long") for day in (cause.onset.day, cause.onset.low, cause.onset.high)
    )
    change = words.quoted(cause.change.change.name) if cause.change is not None else ""
    if low == high:
        began = words.say("It began on {day}.", day=first)
        if change:
            began = words.say("It began on {day} and coincides with {change}.", day=first, change=change)
    elif change:
        began = words.say(
            "It began about {day} (between {low} and {high}) and coincides with {change}.",
            day=first,
            low=low,
            high=high,
            change=change,
        )
    else:
        began = words.say("It began about {day} (between {low} and {high}).", day=first, low=low, high=high)
    if cause.onset.end is None:
        return began
    return f"{began} " + words.say("The last tickets came on {day}.", day=words.day(cause.onset.end, "long"))


def write_notice(action: TrainingAction, study: Study, words: Words) -> Iterator[HandoutBlock]:
    """Write the notice to those who meet with it, with blanks where only a person knows."""
    subject = about(action, study, words)
    yield paragraphs(words.say("Good morning:"), _what_happens(action, subject, words))
    answered = [topic for topic in action.syllabus if topic.shows_way]
    if answered and action.type is not ActionType.RESTORE:
        yield paragraphs(words.say("What you can do meanwhile:"))
        yield bullets(f"{words.read(topic.title)}: {told(topic, words)}" for topic in answered[:MAX_SYMPTOMS])
    if action.ended is None and action.type is not ActionType.WARN:
        yield paragraphs(
            words.say("You need not report it again. We will tell you by ________ how it goes on."),
        )
    yield paragraphs(words.say("Thank you for your patience."))


def _what_happens(action: TrainingAction, subject: str, words: Words) -> str:
    if action.type is ActionType.RESTORE and action.ended is not None:
        return words.say(
            "Until {day} there was an interruption ({about}); it works again. The reason: ________. "
            "So that it does not happen again: ________.",
            day=words.day(action.ended, "full"),
            about=subject,
        )
    return {
        ActionType.RESTORE: words.say(
            "There is an interruption ({about}). We are working on it.", about=subject
        ),
        ActionType.GRANT_ACCESS: words.say(
            "Some of you cannot get into {about}. We are restoring access.", about=subject
        ),
        ActionType.CORRECT_DATA: words.say(
            "Some records in {about} are wrong. We are correcting them; please do not correct them yourselves.",
            about=subject,
        ),
        ActionType.STREAMLINE: words.say(
            "Many of you ask for this: {about}. From ________ on, ask for it at ________; the answer takes ________.",
            about=subject,
        ),
        ActionType.WARN: words.say(
            "Somebody is trying to deceive people ({about}). It does not come from us: do not answer it, open nothing"
            " in it and give no password. If you already did, tell us at once: ________.",
            about=subject,
        ),
        ActionType.EXPLAIN_CHARGES: words.say(
            "Some of you have asked about a charge ({about}). The reason: ________. If yours is wrong, we correct it.",
            about=subject,
        ),
    }.get(
        action.type,
        words.say("We know that something in {about} is failing, and it is being mended.", about=subject),
    )


def write_workarounds(action: TrainingAction, _study: Study, words: Words) -> Iterator[HandoutBlock]:
    """Write the card with what helps until it is mended."""
    if not action.syllabus:
        return
    yield table(
        (words.say("If it happens"), words.say("Meanwhile"), words.say("From tickets")),
        [
            (
                words.read(topic.title),
                told(topic, words),
                ", ".join(topic.answer_ticket_ids[:3]),
            )
            for topic in action.syllabus
        ],
    )
