"""Sentences about what is practised with those who serve."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import ServiceValue

if TYPE_CHECKING:
    from supportlens.domain import Practice, ServiceTraining
    from supportlens.i18n.words import Words


def service_line(training: ServiceTraining, words: Words) -> str:
    """Return how many contacts went wrong by how people were treated."""
    contacts = words.say_n("{count} contact", "{count} contacts", training.contacts)
    return words.say_n(
        "{count} of {contacts} went wrong by how the person was treated.",
        "{count} of {contacts} went wrong by how the person was treated.",
        training.failed,
        contacts=contacts,
    )


def critical_line(training: ServiceTraining, words: Words) -> str:
    """Return how many people met with it at their first contact, "" for none."""
    if not training.critical_first:
        return ""
    return words.say_n(
        "For {count} person the first contact was critical: what comes next decides.",
        "For {count} people the first contact was critical: what comes next decides.",
        training.critical_first,
    )


def who_serves_line(training: ServiceTraining, words: Words) -> str:
    """Return who takes part, and for how long."""
    length = words.say_n("{count} minute", "{count} minutes", training.minutes)
    if not training.people:
        return words.say(
            "{minutes} together. Who answered is not known: the column with the agent would tell.",
            minutes=length,
        )
    people = words.say_n("{count} person who answers", "{count} people who answer", training.people)
    return words.say("{minutes} together with {people}.", minutes=length, people=people)


def behaviour_name(practice: Practice, words: Words) -> str:
    """Return the name of a behaviour with how often it was met."""
    name = {
        "b-1": words.say("Ignored or neglected"),
        "b-2": words.say("A promise was broken"),
        "b-3": words.say("Treated with indifference or contempt"),
        "b-4": words.say("Left without a solution"),
    }[practice.behaviour]
    count = words.say_n("{count} contact", "{count} contacts", practice.tickets)
    return f"{name} \N{MIDDLE DOT} {count}"


def value_name(value: ServiceValue, words: Words) -> str:
    """Return the name of a value."""
    return {
        ServiceValue.EMPATHY: words.say("Empathy"),
        ServiceValue.TRANSPARENCY: words.say("Transparency"),
        ServiceValue.COMMUNICATION: words.say("Communication"),
    }[value]


def practice_line(practice: Practice, words: Words) -> str:
    """Return what is practised instead of a behaviour."""
    return {
        "b-1": words.say("Say in the first answer what was understood, and when the next one comes."),
        "b-2": words.say("Promise only what can be kept, and speak before the date passes, not after."),
        "b-3": words.say("Name what it means for the person before explaining any rule."),
        "b-4": words.say("Offer two options, stay with the person, and close only when it works."),
    }[practice.behaviour]


def first_answer_checks(words: Words) -> tuple[str, str, str]:
    """Return what every first answer is checked for."""
    return (
        words.say("Listened to: it repeats in its own words what the person needs."),
        words.say("Options found: it offers at least one way on, and says what it takes."),
        words.say("Accompanied: it says who does what next, and when."),
    )
