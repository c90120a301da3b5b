"""Names causes by their place and the words of their tickets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import Field, Name, fold, uncapitalise

if TYPE_CHECKING:
    from supportlens.domain import ScopeClaim

MIN_TICKETS_TO_PHRASE = 20
"""Tickets of a cause from which a phrase of its own names it.

Judgement: below this, a sentence that two people happened to write would become the name; larger names small
causes after one symptom.
"""


def is_named_by_symptom(symptoms: int, tickets: int) -> bool:
    """Return whether a cause takes the name of its largest symptom.

    A single symptom always names its cause, and so does the largest one of a cause with few tickets: a phrase
    that happens to be repeated there would look distinctive.
    """
    return symptoms == 1 or tickets < MIN_TICKETS_TO_PHRASE


def find_place_name(scope: tuple[ScopeClaim, ...]) -> str:
    """Return the place that names a cause, "" for none; versions are shown separately."""
    return next((claim.value for claim in scope if claim.is_place and claim.field != Field.VERSION), "")


def name_cause(phrase: Name, scope: tuple[ScopeClaim, ...]) -> Name:
    """Return `phrase` as the name of a cause, prefixed with its place in the languages that lack it."""
    place = find_place_name(scope)
    if not place:
        return phrase
    return phrase.map(lambda text: text if fold(place) in fold(text) else f"{place}: {uncapitalise(text)}")
