"""Sentences that list a person's corrections of symptoms and causes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import (
    CausesMerged,
    Moved,
    MovedByWords,
    Renamed,
    SymptomsMerged,
    SymptomsPlaced,
    SymptomSplit,
)

if TYPE_CHECKING:
    from supportlens.domain import Amendment, KnownCause, Study
    from supportlens.i18n.words import Words


def correction_line(said: Amendment, study: Study, words: Words) -> str:
    """Return what a correction does, with the present names of the symptoms and causes."""
    if isinstance(said, CausesMerged):
        into = _cause_name(said.into, study, words)
        return words.say("Cause {id} merged into {name}.", id=said.cause.id, name=into)
    if isinstance(said, SymptomsPlaced):
        listed = words.listed([_symptom_name(each, study, words) for each in said.symptoms])
        if said.into is None:
            return words.say("A cause of its own: {symptoms}.", symptoms=listed)
        into = _cause_name(said.into, study, words)
        return words.say("Moved to {name}: {symptoms}.", name=into, symptoms=listed)
    return _symptom_line(said, study, words)


def _symptom_line(
    said: Renamed | Moved | MovedByWords | SymptomsMerged | SymptomSplit, study: Study, words: Words
) -> str:
    match said:
        case Renamed():
            return words.say("Symptom {id} is called {name}.", id=said.symptom_id, name=words.cite(said.name))
        case Moved():
            name = _symptom_name(said.symptom_id, study, words)
            return words.say("Ticket {id} moved to {name}.", id=said.ticket_id, name=name)
        case MovedByWords():
            name = _symptom_name(said.symptom_id, study, words)
            listed = words.listed(map(words.quoted, said.words))
            return words.say("Tickets with {words} belong to {name}.", words=listed, name=name)
        case SymptomsMerged():
            name = _symptom_name(said.into, study, words)
            return words.say("Symptom {id} merged into {name}.", id=said.symptom_id, name=name)
        case SymptomSplit():
            return words.say("Symptom {id} split into its parts.", id=said.symptom_id)


def _symptom_name(symptom_id: str, study: Study, words: Words) -> str:
    found = study.symptom(symptom_id)
    return words.cite(found.name) if found else symptom_id


def _cause_name(known: KnownCause, study: Study, words: Words) -> str:
    found = study.cause(known.id)
    return words.cite(found.name) if found else known.id


def correction_lines(study: Study, words: Words) -> list[str]:
    """Return all corrections of symptoms and causes, oldest first, and what is no cause."""
    lines = [correction_line(one, study, words) for one in study.corrections]
    for one in study.dismissed:
        found = study.cause(one.cause_id)
        name = words.cite(found.name) if found else one.cause_id
        lines.append(
            words.say("Not a cause: {name} ({why}).", name=name, why=one.why)
            if one.why
            else words.say("Not a cause: {name}.", name=name)
        )
    return lines
