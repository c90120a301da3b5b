"""Sentences about customers: who may leave, whom to call, what is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import (
    AgendaKind,
    CareGap,
    RiskLevel,
)
from supportlens.i18n.amounts import tickets_phrase
from supportlens.i18n.follow_up.agenda import agenda_kind_name
from supportlens.i18n.follow_up.services import due_line, one_time_line
from supportlens.i18n.symptoms import excerpt

if TYPE_CHECKING:
    from supportlens.domain import (
        BadEpisode,
        CareRules,
        CriticalContact,
        CustomerAtRisk,
        CustomerCare,
        Study,
    )
    from supportlens.i18n.words import Words

YEAR_DAYS = 365
SAID_LETTERS = 60
"""Letters of what a customer said that stand for a cause. Judgement: a line of the narrowest window."""


def risk_level_name(level: RiskLevel, words: Words) -> str:
    """Name how near a customer is to leaving."""
    return {
        RiskLevel.WARNING: words.say("Warning: two bad experiences"),
        RiskLevel.ALARM: words.say("Alarm: three or more"),
    }[level]


def window_phrase(rules: CareRules, words: Words) -> str:
    """Return within which time bad experiences count."""
    if rules.window_days == YEAR_DAYS:
        return words.say("in the last year")
    return words.say_n("in the last {count} day", "in the last {count} days", rules.window_days)


def risk_title(rules: CareRules, words: Words) -> str:
    """Return the title of the customers with bad experiences."""
    return words.say("Bad experiences {when}", when=window_phrase(rules, words))


def customers_headline(care: CustomerCare, words: Words) -> list[tuple[str, bool]]:
    """Return the heading of the customers as (text, is accented) segments."""
    alarms = sum(one.level is RiskLevel.ALARM for one in care.at_risk)
    warnings = len(care.at_risk) - alarms
    if CareGap.NO_CUSTOMERS in care.gaps:
        return [
            (words.say("Without tickets that name customers nobody can say who is about to leave."), False)
        ]
    if not care.at_risk:
        when = window_phrase(care.rules, words)
        return [(words.say("No customer had two bad experiences {when}.", when=when), False)]
    if not alarms:
        text = words.say_n(
            "{count} customer had two bad experiences {when} and may leave after one more.",
            "{count} customers had two bad experiences {when} and may leave after one more.",
            warnings,
            when=window_phrase(care.rules, words),
        )
        return [(text, False)]
    leaving = words.say_n(
        "{count} customer is about to leave", "{count} customers are about to leave", alarms
    )
    when = window_phrase(care.rules, words)
    said = words.say(": three bad experiences or more {when}.", when=when)
    segments = [(leaving, True), (said, False)]
    if warnings:
        text = words.say_n(
            "{count} customer is one step away, with two.",
            "{count} customers are one step away, with two.",
            warnings,
        )
        segments.append((f" {text}", False))
    return segments


def episode_line(episode: BadEpisode, study: Study, words: Words, said: str = "") -> str:
    """Return one bad experience: its day, its cause or what was `said`, and its tickets."""
    return words.say(
        "{day}: {cause} ({tickets})",
        day=words.day(episode.day, "long"),
        cause=cause_name(episode.cause_id, study, words, said),
        tickets=tickets_phrase(len(episode.ticket_ids), words),
    )


def cause_name(cause_id: str, study: Study, words: Words, said: str = "") -> str:
    """Return the name of the cause of a contact; of one without a cause the first words of what was `said`."""
    cause = study.cause(cause_id)
    if cause is not None:
        return words.read(cause.name)
    return words.quoted(excerpt(said, SAID_LETTERS)) if said else words.say("no cause of its own")


def risk_facts(one: CustomerAtRisk, words: Words) -> list[str]:
    """Return what else is known of a customer at risk."""
    facts = []
    if one.recovered:
        facts.append(words.say("won back since: the last contact was good"))
    if one.spoiled:
        facts.append(words.say("was content before"))
    if one.value is not None:
        facts.append(words.say("value {value}", value=words.number(one.value)))
    if one.renewal is not None:
        facts.append(words.say("renews {day}", day=words.day(one.renewal, "long")))
    if one.spellings:
        facts.append(words.say("also written {names}", names=words.listed(one.spellings[:3])))
    return facts


def critical_line(one: CriticalContact, study: Study, words: Words) -> str:
    """Return a critical first contact in a line."""
    return words.say(
        "{day}: {customer}, {cause}",
        day=words.day(one.day, "long"),
        customer=one.customer or words.say("somebody unnamed"),
        cause=cause_name(one.cause_id, study, words),
    )


def care_lines(care: CustomerCare, words: Words) -> list[str]:
    """Return what is due to customers in a few lines."""
    lines = ["".join(text for text, _ in customers_headline(care, words)), due_line(care, words)]
    lines += [one_time_line(care, words)]
    for kind in AgendaKind:
        customers = {one.customer for one in care.agenda if one.kind is kind}
        if customers:
            name = agenda_kind_name(kind, words)
            lines.append(words.say("{what}: {number}", what=name, number=words.number(len(customers))))
    return [line for line in lines if line]
