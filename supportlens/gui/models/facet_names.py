"""The names of facets and of their values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.app.queries.facets import CODES
from supportlens.domain import Dimension, Field, fold
from supportlens.i18n import field_name
from supportlens.i18n.contacts.codes import code_name, dimension_name

if TYPE_CHECKING:
    from supportlens.domain import Study
    from supportlens.i18n import Words


def facet_name(facet: str, words: Words) -> str:
    """Return the name of a facet: of what was found, of a dimension of codes, of a field or of a column."""
    if facet.startswith(CODES):
        return dimension_name(Dimension(facet.removeprefix(CODES)), words)
    assigned = {
        "cause_id": words.say("Root cause"),
        "symptom_id": words.say("Symptom"),
        "moment_id": words.say("Moment of truth"),
    }
    return assigned.get(facet) or field_name(facet, words)


def facet_value_name(facet: str, value: str, study: Study, words: Words) -> str:
    """Return the name of a value of a facet; that of a field is the value itself."""
    if facet.startswith(CODES):
        name = code_name(value, words)
        return f"{name[:1].upper()}{name[1:]}"
    if facet == "cause_id" and (cause := study.cause(value)):
        return words.read(cause.name)
    if facet == "symptom_id" and (symptom := study.symptom(value)):
        return words.read(symptom.name)
    if facet == "moment_id":
        moments = (one for one in study.playbook.moments if one.id == value)
        return next((words.read(one.name) for one in moments), value)
    return _number_name(facet, value, words)


def _number_name(field: str, value: str, words: Words) -> str:
    """Return a value as it is read: a field of numbers holds "4.0", and reopened "0.0" or "1.0"."""
    if field not in {Field.SATISFACTION, Field.REOPENED}:
        return value
    try:
        number = float(value)
    except ValueError:
        return value
    if field == Field.REOPENED and number in {0.0, 1.0}:
        return words.say("yes") if number else words.say("no")
    return words.number(number, 0 if number.is_integer() else 1)


def has_words(asked: str, name: str) -> bool:
    """Return whether all words that were typed stand in a name, whatever their accents and case."""
    folded = fold(name)
    return all(word in folded for word in fold(asked).split())
