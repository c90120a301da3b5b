"""Names causes after their place and what their tickets say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import Field, Name, fold, uncapitalise

if TYPE_CHECKING:
    from supportlens.domain import ScopeClaim

MIN_TICKETS_TO_PHRASE = 20
"""Tickets of a cause from which a phrase of its own names it.

Judgement: below, a sentence that two people happened to write would be the name; larger names small causes
after one symptom.
"""


def is_named_by_symptom(symptoms: int, tickets: int) -> bool:
    """Return whether a cause takes the name of its largest symptom.

    One alone does, and so does the largest one of a cause of few tickets: among these a phrase that
    happens to be repeated would pass for what sets them apart.
    """
    return symptoms == 1 or tickets < MIN_TICKETS_TO_PHRASE


def find_place_name(scope: tuple[ScopeClaim, ...]) -> str:
    """Return the place that a cause is named with, "" for none; a version is told apart from the name."""
    return next((claim.value for claim in scope if claim.is_place and claim.field != Field.VERSION), "")


def name_cause(phrase: Name, scope: tuple[ScopeClaim, ...]) -> Name:
    """Return `phrase` as the name of a cause, its place put before it in the languages that lack it."""
    place = find_place_name(scope)
    if not place:
        return phrase
    return phrase.map(lambda text: text if fold(place) in fold(text) else f"{place}: {uncapitalise(text)}")
