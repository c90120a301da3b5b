"""Sentences about what a cause costs, and when it was detectable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import FIRST_CONTACT_DAYS
from supportlens.i18n.amounts import handling_hours_phrase, tickets_phrase

if TYPE_CHECKING:
    from supportlens.domain import Impact, Satisfaction, Share
    from supportlens.i18n.words import Words


def impact_lines(impact: Impact, words: Words) -> tuple[str, ...]:
    """Return what a cause costs, one sentence per figure that the log has."""
    lines = [
        satisfaction_line(impact.satisfaction, words) if impact.satisfaction else "",
        _hours_sentence(impact, words),
        _share_sentence(impact.reopened, impact.reopened_outside, words, reopened=True),
        _share_sentence(impact.first_contact, impact.first_contact_outside, words, reopened=False),
        detection_line(impact, words),
        effort_line(impact, words),
    ]
    return tuple(line for line in lines if line)


def satisfaction_line(found: Satisfaction, words: Words) -> str:
    """Return how satisfied its customers are, and the overall score without it."""
    return words.say(
        "Satisfaction {mean} out of 5 (satisfied: {share}; answers: {count}); {overall} overall, {without} without this cause ({effect}).",
        mean=words.number(found.mean, 2),
        share=words.percent(found.satisfied.share),
        count=words.number(found.satisfied.known),
        overall=words.number(found.overall, 2),
        without=words.number(found.without, 2),
        effect=words.signed(found.effect, 2),
    )


def _hours_sentence(impact: Impact, words: Words) -> str:
    if impact.hours is None:
        return ""
    return words.say(
        "{hours}, {share} of the total.",
        hours=handling_hours_phrase(impact.hours, words, 1),
        share=words.share(impact.hours_share or 0.0),
    )


def _share_sentence(inside: Share | None, outside: Share | None, words: Words, *, reopened: bool) -> str:
    """Return a share of the cause's tickets and the same share of all others."""
    if inside is None:
        return ""
    facts = {
        "share": words.share(inside.share),
        "hits": words.number(inside.hits),
        "tickets": tickets_phrase(inside.known, words),
        "rest": words.share(outside.share) if outside else words.say("unknown"),
    }
    if reopened:
        return words.say("Reopened: {share} ({hits} of {tickets}), {rest} in the rest.", **facts)
    return words.say("Solved at first contact: {share} ({hits} of {tickets}), {rest} in the rest.", **facts)


def first_contact_definition(words: Words) -> str:
    """Return what counts as solved at first contact."""
    return words.say_n(
        "Solved at first contact: not reopened, and no second ticket of the same person with the same cause within {count} day.",
        "Solved at first contact: not reopened, and no second ticket of the same person with the same cause within {count} days.",
        FIRST_CONTACT_DAYS,
    )


def detection_line(impact: Impact, words: Words) -> str:
    """Return since when a cause was detectable, "" if it never rose."""
    if impact.detectable_from is None:
        return ""
    return words.say(
        "It was detectable from {day}: the tickets so far were enough evidence.",
        day=words.day(impact.detectable_from, "long"),
    )


def effort_line(impact: Impact, words: Words) -> str:
    """Return the effort spent since a cause was detectable, "" if there was none."""
    if not impact.tickets_since_detectable:
        return ""
    if impact.hours_since_detectable is None:
        return words.say_n(
            "Since then: {count} ticket, {share} of all.",
            "Since then: {count} tickets, {share} of all.",
            impact.tickets_since_detectable,
            share=words.share(impact.effort_share),
        )
    return words.say_n(
        "Since then: {count} ticket and {hours} hours, {share} of all hours.",
        "Since then: {count} tickets and {hours} hours, {share} of all hours.",
        impact.tickets_since_detectable,
        hours=words.number(impact.hours_since_detectable, 1),
        share=words.share(impact.effort_share),
    )
