"""Phrases about places: as a label, and inside a sentence with its article."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from supportlens.domain import Derived, Field, message
from supportlens.i18n.labels import field_name

if TYPE_CHECKING:
    from supportlens.domain import Cause, ScopeClaim
    from supportlens.i18n.words import Words


def place_label(claim: ScopeClaim, words: Words) -> str:
    """Name a place for a line of its own: "Atlas, version 5.2, at the site “Norte”", "Site “Norte”"."""
    field, value = claim.parts[0]
    first = value if field == Field.PRODUCT else f"{field_label(field, words)} {words.quoted(value)}"
    return _join_values(first, claim, words)


def field_label(field: str, words: Words) -> str:
    """Name a field at the start of a line; a header from the file is capitalised too."""
    name = field_name(field, words)
    plain = name.split(" ", 1)[0].islower()
    return name[:1].upper() + name[1:] if plain else name


def place_segments(claim: ScopeClaim, words: Words) -> tuple[str, str]:
    """Name a place inside a sentence, as (lead-in, name)."""
    field, value = claim.parts[0]
    if field == Field.PRODUCT:
        return "", _join_values(value, claim, words)
    quoted = words.quoted(value)
    # Split at the last occurrence: a value may contain its own header.
    lead, _, rest = _first_value(field, quoted, words).rpartition(quoted)
    return lead, _join_values(quoted + rest, claim, words)


def cause_place_segments(cause: Cause, words: Words) -> tuple[str, str]:
    """Return where a cause occurs, as (lead-in, name)."""
    if cause.place is None:
        return words.say("one topic, "), words.cite(cause.name)
    return place_segments(cause.place, words)


def cause_place_phrase(cause: Cause, words: Words) -> str:
    """Name what a cause is about, for use inside a sentence."""
    if cause.place is None:
        return words.say(cause.kind.row.matter)
    return "".join(cause_place_segments(cause, words))


def _join_values(first: str, claim: ScopeClaim, words: Words) -> str:
    return ", ".join([first, *(_further_value(field, value, words) for field, value in claim.further)])


class _PlaceMessages(NamedTuple):
    """The messages for the values of a field inside a sentence."""

    first: str
    """With the article that a sentence wants before it."""
    further: str
    """After another value, with a preposition."""
    quoted_further: bool = True


_ANY_FIRST = message("the group {value} of {field}")
_PLACE_MESSAGES = {
    Field.PRODUCT: _PlaceMessages(_ANY_FIRST, message("in {value}"), quoted_further=False),
    Field.VERSION: _PlaceMessages(
        message("the version {value}"), message("version {value}"), quoted_further=False
    ),
    Field.SITE: _PlaceMessages(message("the site {value}"), message("at the site {value}")),
    Field.ROLE: _PlaceMessages(message("the area or role {value}"), message("in the area or role {value}")),
    Field.CHANNEL: _PlaceMessages(message("the channel {value}"), message("by the channel {value}")),
    Field.TEAM: _PlaceMessages(message("the support group {value}"), message("in the support group {value}")),
    Field.CUSTOMER: _PlaceMessages(message("the customer {value}"), message("at the customer {value}")),
    Field.CATEGORY: _PlaceMessages(message("the category {value}"), message("in the category {value}")),
    Field.TAGS: _PlaceMessages(message("the tickets tagged {value}"), message("tagged {value}")),
    Field.LANGUAGE: _PlaceMessages(_ANY_FIRST, message("in the language {value}")),
    Field.PRIORITY: _PlaceMessages(_ANY_FIRST, message("with priority {value}")),
    Derived.SEGMENT: _PlaceMessages(
        message("the customer segment {value}"), message("in the customer segment {value}")
    ),
}
"""The fields that have words of their own; a column of the file has those of `_ANY_COLUMN`."""
_ANY_COLUMN = _PlaceMessages(_ANY_FIRST, message("where {field} is {value}"))


def _first_value(field: str, quoted: str, words: Words) -> str:
    """Return the value of a field with the article it needs inside a sentence."""
    row = _PLACE_MESSAGES.get(field, _ANY_COLUMN)
    return words.say(row.first, value=quoted, field=words.quoted(field_name(field, words)))


def _further_value(field: str, value: str, words: Words) -> str:
    """Return a further value of a place, as worded after the first."""
    row = _PLACE_MESSAGES.get(field, _ANY_COLUMN)
    shown = words.quoted(value) if row.quoted_further else value
    return words.say(row.further, value=shown, field=words.quoted(field_name(field, words)))
