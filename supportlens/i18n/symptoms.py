"""Sentences about what distinguishes symptoms, and why tickets are in one or in none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import SEVERAL_LANGUAGES, Derived, Field, UnassignedReason
from supportlens.i18n.amounts import lift_phrase
from supportlens.i18n.labels import field_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supportlens.domain import LineClaim, Name, Study, Symptom, SymptomFeatures
    from supportlens.i18n.words import Words

MAX_EXCERPT_LETTERS = 240


def unassigned_label(aside: UnassignedReason, words: Words) -> str:
    """Name briefly why tickets have no symptom."""
    return {
        UnassignedReason.EMPTY: words.say("no text"),
        UnassignedReason.HOLLOW: words.say("a courtesy or a test"),
        UnassignedReason.TOO_SHORT: words.say("too short to tell"),
        UnassignedReason.OTHER_LANGUAGE: words.say("in another language"),
        UnassignedReason.RARE: words.say("unlike any other"),
        UnassignedReason.MIXED: words.say("several topics at once"),
    }[aside]


def unassigned_line(aside: UnassignedReason, words: Words) -> str:
    """Return a sentence that says why a ticket has no symptom."""
    return {
        UnassignedReason.EMPTY: words.say("It has no text: there is nothing to compare with other tickets."),
        UnassignedReason.HOLLOW: words.say(
            "Its text says nothing about the problem, such as “ok”, “thanks” or “test”."
        ),
        UnassignedReason.TOO_SHORT: words.say(
            "It has only a word or two, which fit many symptoms equally well."
        ),
        UnassignedReason.OTHER_LANGUAGE: words.say(
            "It is in neither Spanish nor English, and too few tickets are in that language to form a symptom."
        ),
        UnassignedReason.RARE: words.say("No other ticket in this log is similar enough to form a symptom."),
        UnassignedReason.MIXED: words.say(
            "It is about several topics and is as close to one symptom as to another."
        ),
    }[aside]


def spoken_language_label(spoken: str, words: Words) -> str:
    """Return the language of a ticket, "" if it is unknown."""
    names = {
        "es": words.say("in Spanish"),
        "en": words.say("in English"),
        "other": words.say("in another language"),
    }
    return names.get(spoken, "")


def quoted_names_line(names: Iterable[Name], words: Words) -> str:
    """Return why some of the names that are listed stand in quotation marks, "" if none does."""
    codes = {name.find_language(words.language) for name in names if words.is_foreign(name)}
    told = [label for code in sorted(codes) if (label := spoken_language_label(code, words))]
    if not told:
        return ""
    return words.say(
        "Names in quotation marks are as people wrote them, {languages}.", languages=words.listed(told)
    )


def only_language_name(code: str, number: int, words: Words) -> str:
    """Name the symptom whose tickets share only a language; `number` tells several of one language apart."""
    if code == SEVERAL_LANGUAGES:
        name = words.say("In other languages")
    else:
        name = words.say("In {language}", language=words.tongue(code))
    return name if number == 1 else f"{name} ({words.number(number)})"


def features_line(features: SymptomFeatures, words: Words) -> str:
    """Return the words and the field values that a symptom is recognised by, "" without any."""
    fields = (f"{field_name(field, words)}: {value}" for field, value in features.fields)
    return " \N{MIDDLE DOT} ".join(part for part in (", ".join(features.words), *fields) if part)


def log_line_label(claim: LineClaim, words: Words) -> str:
    """Return a machine line with its count and how much more often it occurs than elsewhere."""
    return f"{claim.template.pattern} ({log_line_figures(claim, words)})"


def log_line_figures(claim: LineClaim, words: Words) -> str:
    """Return how many tickets contain a machine line, and how much more often than all others."""
    count = words.say_n("{count} ticket", "{count} tickets", claim.tickets)
    if not claim.share_outside:
        return words.say("{tickets}; none elsewhere", tickets=count)
    return words.say(
        "{tickets}; {lift} as often as elsewhere",
        tickets=count,
        lift=lift_phrase(claim.lift, claim.lift_low, claim.lift_high, words),
    )


def typical_text(symptom: Symptom, study: Study) -> str:
    """Return the opening words of the ticket that represents a symptom, "" if the log no longer has it."""
    frame = study.tickets.frame
    for ticket_id in symptom.example_ids[:1]:
        rows = frame[frame[Field.TICKET_ID.value] == ticket_id]
        if len(rows):
            row = rows.iloc[0]
            return excerpt(str(row.get(Field.DESCRIPTION.value) or row[Derived.TEXT]))
    return ""


def excerpt(text: str, longest: int = MAX_EXCERPT_LETTERS) -> str:
    """Return the first words of a text on one line, at most `longest` letters."""
    flattened = " ".join(text.split())
    return flattened if len(flattened) <= longest else flattened[:longest].rsplit(" ", 1)[0] + "…"
