"""Sentences about what changed at the desk itself, which is no cause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import DeskChangeKind, Field, NoVerdict
from supportlens.i18n.amounts import tickets_phrase
from supportlens.i18n.labels import field_name

if TYPE_CHECKING:
    from supportlens.domain import DeskChange, Study
    from supportlens.i18n.words import Words


def desk_changes_title(words: Words) -> str:
    """Return the heading over what changed at the desk."""
    return words.say("What changed at the desk")


def list_said_changes(study: Study) -> list[DeskChange]:
    """Return the changes to be told in their own place: all that the verdict's sentence does not tell."""
    rose = study.verdict.reason is NoVerdict.EVERYTHING_ROSE
    return [
        change
        for change in study.desk_changes
        if not (rose and change.kind is DeskChangeKind.NEW_VALUE and _is_usual(change, study))
    ]


def _is_usual(change: DeskChange, study: Study) -> bool:
    return any((one.field, one.value) == (change.field, change.after) for one in study.verdict.usual)


def desk_change_line(change: DeskChange, words: Words) -> str:
    """Return what the desk changed, since when, and what is made of it."""
    return _LINES[change.kind](change, words)


def _new_value_line(change: DeskChange, words: Words) -> str:
    if change.field == Field.LANGUAGE:
        return words.say(
            "More of the same: customers have also written {language} since {day}, {tickets} of the usual kinds.",
            language=_language(change.after, words),
            tickets=tickets_phrase(change.tickets, words),
            day=_day(change, words),
        )
    return words.say(
        "More of the same: {value}, new in {field}, has brought {tickets} of the usual kinds since {day}.",
        field=field_name(change.field, words).lower(),
        value=words.quoted(change.after),
        tickets=tickets_phrase(change.tickets, words),
        day=_day(change, words),
    )


def _language(spoken: str, words: Words) -> str:
    names = {"es": words.say("in Spanish"), "en": words.say("in English")}
    return names.get(spoken, words.say("in another language"))


def _renamed_line(change: DeskChange, words: Words) -> str:
    facts = {
        "field": words.quoted(field_name(change.field, words)),
        "before": words.quoted(change.before),
        "after": words.quoted(change.after),
        "day": _day(change, words),
        "tickets": tickets_phrase(change.tickets, words),
    }
    if change.kind is DeskChangeKind.PARTLY_RENAMED:
        return words.say(
            "In {field}, part of {before} has been called {after} since {day} ({tickets}). Both count as one.",
            **facts,
        )
    if change.field == Field.STATUS:
        return words.say("In {field}, {before} has been called {after} since {day} ({tickets}).", **facts)
    return words.say(
        "In {field}, {before} has been called {after} since {day} ({tickets}). Both names count as one.",
        **facts,
    )


def _text_line(change: DeskChange, words: Words) -> str:
    facts = {
        "words": words.quoted(change.after or change.before or "\N{HORIZONTAL ELLIPSIS}"),
        "day": _day(change, words),
        "tickets": tickets_phrase(change.tickets, words),
    }
    if change.field == Field.RESOLUTION:
        if change.kind is DeskChangeKind.TEXT_ENDED:
            return words.say("Until {day} the desk added {words} to its answers ({tickets}).", **facts)
        return words.say("Since {day} the desk has added {words} to its answers ({tickets}).", **facts)
    if change.kind is DeskChangeKind.FORM_ADDED:
        return words.say(
            "Since {day} the texts have had the fields of a form, {words} ({tickets}). They are left out.",
            **facts,
        )
    if change.kind is DeskChangeKind.TEXT_ENDED:
        return words.say(
            "Until {day} the desk added {words} to the texts ({tickets}). These words are left out.", **facts
        )
    return words.say(
        "Since {day} the desk has added {words} to the texts ({tickets}). These words are left out.", **facts
    )


def _dates_line(change: DeskChange, words: Words) -> str:
    facts = {"day": _day(change, words), "tickets": tickets_phrase(change.tickets, words)}
    if change.kind is DeskChangeKind.DATES_EDITED:
        return words.say(
            "{tickets} of all kinds with one and the same date and time, on {day}: dates edited in bulk. No rise is dated by them.",
            **facts,
        )
    return words.say(
        "{tickets} of all kinds on a single day, {day}: a migration or an import. No rise is dated by it.",
        **facts,
    )


def _open_only_line(change: DeskChange, words: Words) -> str:
    if change.day is None:
        return words.say(
            "The log holds only what is still open ({tickets}): fewer are left from earlier times, and what looks"
            " like growth comes from the export. Rises are dated by shares alone: export the closed tickets as well.",
            tickets=tickets_phrase(change.tickets, words),
        )
    return words.say(
        "From before {day} the log holds only what is still open ({tickets}): what looks like growth"
        " comes from the export. That time is not compared.",
        day=_day(change, words),
        tickets=tickets_phrase(change.tickets, words),
    )


def _missing_line(change: DeskChange, words: Words) -> str:
    return words.say(
        "There is no ticket from {first} to {last}: either that time is missing from the log, or the desk was closed.",
        first=_day(change, words),
        last=words.day(change.last, "long") if change.last else "",
    )


def _restart_line(change: DeskChange, words: Words) -> str:
    return words.say(
        "The ticket numbers begin again: the same number is several tickets ({tickets}), and each is counted.",
        tickets=tickets_phrase(change.tickets, words),
    )


def _day(change: DeskChange, words: Words) -> str:
    return words.day(change.day, "long") if change.day else ""


_LINES = {
    DeskChangeKind.NEW_VALUE: _new_value_line,
    DeskChangeKind.RENAMED: _renamed_line,
    DeskChangeKind.PARTLY_RENAMED: _renamed_line,
    DeskChangeKind.TEXT_ADDED: _text_line,
    DeskChangeKind.FORM_ADDED: _text_line,
    DeskChangeKind.TEXT_ENDED: _text_line,
    DeskChangeKind.MIGRATION: _dates_line,
    DeskChangeKind.DATES_EDITED: _dates_line,
    DeskChangeKind.OPEN_ONLY: _open_only_line,
    DeskChangeKind.MISSING_PERIOD: _missing_line,
    DeskChangeKind.NUMBERS_RESTART: _restart_line,
}
