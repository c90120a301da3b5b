"""Names places: as a label, and inside a sentence with the article and the contraction it needs there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from supportlens.domain import Derived, Field
from supportlens.i18n.labels import field_name

if TYPE_CHECKING:
    from supportlens.domain import Cause, ScopeClaim
    from supportlens.i18n.words import Words


def place_label(claim: ScopeClaim, words: Words) -> str:
    """Name a place for a line of its own: "Atlas, version 5.2, at the site “Norte”", "Site “Norte”"."""
    field, value = claim.parts[0]
    first = value if field == Field.PRODUCT else f"{field_label(field, words)} {words.quoted(value)}"
    return _joined(first, claim, words)


def field_label(field: str, words: Words) -> str:
    """Name a field where a line begins; the header of a column of the file begins in capitals too."""
    name = field_name(field, words)
    plain = name.split(" ", 1)[0].islower()
    return name[:1].upper() + name[1:] if plain else name


def place_segments(claim: ScopeClaim, words: Words) -> tuple[str, str]:
    """Name a place for a sentence that goes on, as (what leads in, the name itself)."""
    field, value = claim.parts[0]
    if field == Field.PRODUCT:
        return "", _joined(value, claim, words)
    quoted = words.quoted(value)
    # The last: a column may hold what its own header holds.
    lead, _, rest = _inside(field, quoted, words).rpartition(quoted)
    return lead, _joined(quoted + rest, claim, words)


def cause_place_segments(cause: Cause, words: Words) -> tuple[str, str]:
    """Return where a cause sits, as (what leads in, the name itself)."""
    if cause.place is None:
        return words.say("one matter, "), words.quoted(cause.name.in_(words.language))
    return place_segments(cause.place, words)


def cause_place_phrase(cause: Cause, words: Words) -> str:
    """Name what a cause is about, for a sentence that goes on."""
    if cause.place is None:
        return words.say(cause.kind.row.matter)
    return "".join(cause_place_segments(cause, words))


def contract_article(sentence: str, place: str) -> str:
    """Join a Spanish preposition with the article of the place after it: "de el canal" becomes "del canal"."""
    if not place.startswith("el "):
        return sentence
    return re.sub(rf"\b([Dd]e|[Aa]) {re.escape(place)}", lambda met: f"{met[1]}l {place[3:]}", sentence)


def _joined(first: str, claim: ScopeClaim, words: Words) -> str:
    return ", ".join([first, *(_further(field, value, words) for field, value in claim.also)])


def _inside(field: str, quoted: str, words: Words) -> str:
    """Say the value of a field with the article that a sentence wants before it."""
    told = {
        Field.VERSION.value: words.say("the version {value}", value=quoted),
        Field.SITE.value: words.say("the site {value}", value=quoted),
        Field.ROLE.value: words.say("the area or role {value}", value=quoted),
        Field.CHANNEL.value: words.say("the channel {value}", value=quoted),
        Field.TEAM.value: words.say("the support group {value}", value=quoted),
        Field.CUSTOMER.value: words.say("the customer {value}", value=quoted),
        Field.CATEGORY.value: words.say("the category {value}", value=quoted),
        str(Derived.SEGMENT): words.say("the customer segment {value}", value=quoted),
    }.get(field)
    column = words.quoted(field_name(field, words))
    return told or words.say("the part where {field} is {value}", field=column, value=quoted)


def _further(field: str, value: str, words: Words) -> str:
    """Say a further value of a place as it stands after the first."""
    quoted, column = words.quoted(value), words.quoted(field_name(field, words))
    return {
        Field.PRODUCT.value: words.say("in {value}", value=value),
        Field.VERSION.value: words.say("version {value}", value=value),
        Field.SITE.value: words.say("at the site {value}", value=quoted),
        Field.ROLE.value: words.say("in the area or role {value}", value=quoted),
        Field.CHANNEL.value: words.say("by the channel {value}", value=quoted),
        Field.TEAM.value: words.say("in the support group {value}", value=quoted),
        Field.CUSTOMER.value: words.say("at the customer {value}", value=quoted),
        Field.CATEGORY.value: words.say("in the category {value}", value=quoted),
        Field.LANGUAGE.value: words.say("in the language {value}", value=quoted),
        Field.PRIORITY.value: words.say("with priority {value}", value=quoted),
        str(Derived.SEGMENT): words.say("in the customer segment {value}", value=quoted),
    }.get(field) or words.say("where {field} is {value}", field=column, value=quoted)
