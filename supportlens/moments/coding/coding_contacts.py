"""Codes all contacts of a log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import HERE, CacheKey, Derived, RecutCache
from supportlens.domain.contacts.codes import Dimension
from supportlens.domain.contacts.definitions import Definitions
from supportlens.domain.contacts.rules import Evidence
from supportlens.moments.coding.column_rules import match_columns
from supportlens.moments.coding.concluding import (
    SINGLE,
    conclude_failures,
    conclude_journey,
    conclude_types,
    conclude_valence,
    give_defaults,
    hear_praise,
    keep_one,
    keep_surest_touchpoints,
)
from supportlens.moments.coding.correcting import apply_corrections
from supportlens.moments.coding.grounds import Grounds
from supportlens.moments.coding.log_signs import find_log_signs, mark_third_experiences
from supportlens.moments.coding.word_rules import SpokenWords, find_spoken_words
from supportlens.moments.sentences import Sentences, gather_texts

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    import numpy.typing as npt
    import pandas as pd

    from supportlens.domain import FractionProgress, Tickets, Workers
    from supportlens.domain.contacts.coding import Coding
    from supportlens.domain.contacts.corrections import CodeCorrection
    from supportlens.domain.contacts.phrases import PhraseTable
    from supportlens.domain.contacts.rules import CodingRules

SENTENCES: CacheKey[Sentences] = CacheKey("sentences of contacts")


def find_sentences(
    tickets: Tickets,
    cache: RecutCache | None = None,
    progress: FractionProgress = lambda _: None,
    workers: Workers = HERE,
) -> Sentences:
    """Return the sentences of all texts, which `workers` will read, or those of `cache` for these tickets."""
    known = cache.get(SENTENCES) if cache is not None else None
    if known is not None:
        return known
    found = gather_texts(tickets.frame[Derived.TEXT], lambda: progress(0.0), held=not workers.are_apart)
    return found if cache is None else cache.put(SENTENCES, found)


def code_contacts(
    tickets: Tickets,
    people: pd.Series[str] | None,
    causes: pd.Series[str],
    flags: pd.DataFrame,
    rules: CodingRules,
    *,
    definitions: Definitions = Definitions(),  # noqa: B008 - a frozen value
    corrections: Iterable[CodeCorrection] = (),
    cache: RecutCache | None = None,
    workers: Workers = HERE,
    phrases: PhraseTable | None = None,
    progress: FractionProgress = lambda _: None,
) -> Coding:
    """Return the codes of n tickets, each with its ground.

    `people`, `causes` and `flags` have the index of the tickets. A text without information, of a machine
    or of third-party advertising gets no code. `cache` keeps what the words say for another attribution of
    the same tickets. Corrections hold for what they say and for what is concluded from it. `workers` read the
    texts. What reads like the examples of a code is found by `phrases`; without them the rules alone speak.
    """
    spoken = hear_words(tickets, rules, cache, progress, workers, phrases)
    corrections = tuple(corrections)
    grounds = Grounds(len(tickets), rules)
    for rule, match in zip(spoken.rules, spoken.matches, strict=True):
        grounds.add(rule.code, rule.id, match)
    named = grounds.has_any_of(Dimension.TOUCHPOINT)
    for rule, match in match_columns(tickets, rules):
        grounds.add(rule.code, rule.id, match)
    keep_surest_touchpoints(grounds, named)
    signs = find_log_signs(tickets, people, causes, flags)
    for rule in rules.rules:
        if rule.evidence is Evidence.LOG and rule.sign in signs:
            grounds.add(rule.code, rule.id, signs[rule.sign])
    apply_corrections(grounds, tickets, corrections)
    hear_praise(grounds, spoken)
    conclude_failures(grounds, spoken)
    apply_corrections(grounds, tickets, corrections)
    conclude_valence(grounds, spoken)
    bitter = grounds.has("v-1", "v-2")
    grounds.add(
        "farewell_for_good", "three_bad_experiences", mark_third_experiences(tickets, people, causes, bitter)
    )
    conclude_types(grounds, definitions)
    written = tickets.frame[Derived.INFORMATIVE].to_numpy(dtype=bool) & ~spoken.unspoken
    conclude_journey(grounds, written)
    give_defaults(grounds, written)
    for dimension in SINGLE:
        keep_one(grounds, dimension)
    apply_corrections(grounds, tickets, corrections)
    silent = ~written & ~_mark_columns(grounds)
    grounds.take_all(silent)
    return grounds.finish()


def _mark_columns(grounds: Grounds) -> npt.NDArray[np.bool_]:
    """Mark the contacts (n) that a column calls a complaint, even without a text."""
    return grounds.has_on_ground("complaint", "type_is_complaint")


def hear_words(
    tickets: Tickets,
    rules: CodingRules,
    cache: RecutCache | None,
    progress: FractionProgress,
    workers: Workers,
    phrases: PhraseTable | None = None,
) -> SpokenWords:
    """Return what the words of n tickets say, from `cache` if they were heard before."""
    key: CacheKey[SpokenWords] = CacheKey(f"words of codes {hash(rules)} {phrases.digest if phrases else ''}")
    known = cache.get(key) if cache is not None else None
    if known is not None:
        return known
    found = find_spoken_words(
        find_sentences(tickets, cache, progress, workers), rules, progress, workers, phrases
    )
    return found if cache is None else cache.put(key, found)
