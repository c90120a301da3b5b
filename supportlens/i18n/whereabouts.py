"""Names the place of a cause inside a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import Field
from supportlens.i18n.naming import field_name

if TYPE_CHECKING:
    from supportlens.domain import Cause
    from supportlens.i18n.words import Words


def place_of(cause: Cause, words: Words) -> tuple[str, str]:
    """Say where a cause sits, as (what leads in, the name itself)."""
    place = cause.place
    if place is None:
        return words.say("one matter, "), words.quoted(cause.name.in_(words.language))
    if place.field == Field.PRODUCT:
        return "", place.value
    return f"{field_name(place.field, words).lower()} ", words.quoted(place.value)


def somewhere(cause: Cause, words: Words) -> str:
    """Name what a cause is about, for a sentence that goes on."""
    if cause.place is None:
        return words.say("this matter")
    return "".join(place_of(cause, words))
