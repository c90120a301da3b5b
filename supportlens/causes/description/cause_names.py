"""Names causes by their place, and by what their symptoms share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from supportlens.domain import ChangeSource, Field, Kind, Name, capitalise, fold, uncapitalise

if TYPE_CHECKING:
    from collections.abc import Collection

    from supportlens.domain import CauseWords, ChangeMatch, ScopeClaim, SharedPhrase

MIN_TICKETS_TO_PHRASE = 20
"""Tickets of a cause from which a phrase of its own may name it.

Judgement: below this, a sentence that two people happened to write would become the name.
"""
SHARED_BY_REST = 0.4
"""Share of the tickets outside the largest symptom that must use a phrase or word for it to be shared.

Judgement: nearly half; smaller names a cause after one of its symptoms, larger after its kind where a word
says more.
"""

_VERSION = re.compile(r"(?:v|ver\.?|version)?\s*(\d+(?:\.\w+)*)", re.IGNORECASE)
_TITLE = re.compile(r":\s+|\s+[-\N{EN DASH}\N{EM DASH}]\s+")
"""What stands between a version and what it brought: "Update 5.2: new navigation"."""


def find_place_name(scope: tuple[ScopeClaim, ...]) -> str:
    """Return the place that names a cause, "" for none; versions are shown separately."""
    return next((claim.value for claim in scope if claim.is_place and claim.field != Field.VERSION), "")


def name_cause(phrase: Name, scope: tuple[ScopeClaim, ...]) -> Name:
    """Return `phrase` as the name of a cause, prefixed with its place in the languages that lack it."""
    place = find_place_name(scope)
    if not place:
        return phrase
    return phrase.map(lambda text: text if fold(place) in fold(text) else f"{place}: {uncapitalise(text)}")


def name_what_is_shared(
    phrase: SharedPhrase,
    tickets: int,
    kind: Kind,
    change: ChangeMatch | None,
    scope: tuple[ScopeClaim, ...],
    words: CauseWords,
    taken: Collection[Name],
) -> Name:
    """Name a cause with several symptoms after what they share, never after one of them.

    The first of these that no other cause has: the change after which it began, the words that most of its
    tickets use, its kind. A change that only customers speak of comes last: "since the Brisa update" says no
    more about a cause than its sentence does. Otherwise it is named after its phrase, as one matter among
    others.
    """
    is_shared = tickets >= MIN_TICKETS_TO_PHRASE and phrase.share >= SHARED_BY_REST
    after_change = _name_after_change(change, find_place_name(scope), kind, words) if change else None
    in_words = (phrase.name if is_shared else None, _name_after_kind(kind, phrase, scope, words))
    is_hearsay = change is not None and change.change.source is ChangeSource.TEXT
    offers = (*in_words, after_change) if is_hearsay else (after_change, *in_words)
    names = [name_cause(offer, scope).map(capitalise) for offer in offers if offer is not None]
    besides = phrase.name.map_languages(lambda code, text: words.besides.in_(code).format(phrase=text))
    return next((name for name in names if name not in taken), name_cause(besides, scope))


def _name_after_kind(
    kind: Kind, phrase: SharedPhrase, scope: tuple[ScopeClaim, ...], words: CauseWords
) -> Name | None:
    """Return what symptoms of a kind share, about the word that most tickets use if no place is known."""
    if kind is Kind.UNCLEAR:
        return None
    matter, subject = words.kinds[kind], phrase.subject
    if find_place_name(scope) or subject is None or phrase.subject_share < SHARED_BY_REST:
        return matter
    return subject.map_languages(lambda code, text: f"{text}: {matter.in_(code)}")


def _name_after_change(change: ChangeMatch, place: str, kind: Kind, words: CauseWords) -> Name | None:
    """Return what a change brought, or since which version; None if it may be chance.

    A version of no place that is known says nothing alone: "several things fail since 7.0.0".
    """
    if change.may_be_chance:
        return None
    written = change.change.name
    title = _TITLE.split(written, maxsplit=1)[-1].strip()
    about = change.change.product or place
    bare = re.sub(rf"(?i)^{re.escape(about)}\s+", "", title) if about else title
    version = _VERSION.fullmatch(bare)
    if version:
        since = words.since.map(lambda text: text.format(version=version[1]))
        if about or kind is Kind.UNCLEAR:
            return since
        return words.kinds[kind].map_languages(lambda code, text: f"{text} {since.in_(code)}")
    return Name(dict.fromkeys(words.since, title))
