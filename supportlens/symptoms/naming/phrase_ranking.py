"""Ranks the phrases of a group as names."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from supportlens.symptoms.naming.name_words import TELLING, WordRole, stem
from supportlens.symptoms.naming.phrases import ASKED, DENIED, count_phrases

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Mapping, Sequence

    from supportlens.symptoms.naming.phrases import Habits, Key, PhraseUsage, Ticket

KNOWN = 60
"""Maximum words considered for a group's name: the most distinctive ones.

Judgement: later words are distinctive by chance; more only takes time.
"""
FLOOR, FLOOR_TICKETS = 0.005, 0.3
"""Smoothing of shares before division, the second divided by the tickets: a few other tickets prove little.

Judgement: smaller prefers words that occur nowhere else, including typing errors.
"""
STEADY = 0.15
"""Minimum share of tickets with a number for it to be part of a name, like "error 500".

Judgement: smaller puts chance figures into names.
"""
ONCE, FEW = 0.2, 4
"""Score factor of a phrase that only one ticket uses, if there are more than a few tickets.

Judgement: 1 would name groups by one ticket, 0 would leave some without a name.
"""
DENIAL = 0.25
"""Weight of a negation relative to a word.

Judgement: a negation changes the meaning but is no subject itself; 1 would prefer names without one.
"""
WRONG = 1.15
"""Score factor of a phrase with a negation: a symptom is something that does not work.

Judgement: slight; more would prefer any phrase with a negation.
"""
SINGLE, FIGURED = 0.6, 0.25
"""Score factors of a phrase with one content word, and of one with only a figure in addition.

Judgement: one word describes where, not what; larger gives one-word names.
"""
TORN = 0.4
"""Score factor of a phrase with a noun followed by the article of another.

Judgement: such a phrase is cut out of a sentence; 1 would allow it as a name.
"""
ALONE = 0.8
"""Score factor of a phrase by its share as a whole clause: subjects are written as titles.

Judgement: larger prefers subjects to descriptions.
"""
USED = 0.3
"""Exponent of the share of tickets with the exact phrase.

Judgement: 1 prefers frequent short phrases, 0 prefers distinctive ones that few use.
"""
COVERED = 0.25
"""Exponent of the share of tickets with the phrase's words anywhere.

Judgement, as for USED.
"""
LOOKED_AT = 60
"""Number of top phrases whose words are searched in all tickets."""
LENGTHS = {1: 0.12, 2: 0.8, 3: 1.0, 4: 1.07, 5: 1.0, 6: 0.9}
"""Readability of a name by its number of words.

Judgement: four words describe what and where; the shape matters more than the values.
"""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A candidate phrase for a name: its most frequent wording and its score."""

    key: Key
    words: tuple[str, ...]
    score: float
    tickets: int
    """Tickets that use it in any form."""


def add_shares(tickets: Sequence[Ticket], weights: Sequence[float], into: dict[str, float]) -> None:
    """Add to `into` the weight of the tickets that contain each stem."""
    for ticket, weight in zip(tickets, weights, strict=True):
        best: dict[str, float] = {}
        for clause in ticket:
            for word in clause.words:
                if word.role in TELLING:
                    best[word.stem] = max(best.get(word.stem, 0.0), clause.weight)
                elif word.role is WordRole.NEGATION:
                    best[DENIED] = max(best.get(DENIED, 0.0), clause.weight)
        for part, heaviest in best.items():
            into[part] = into.get(part, 0.0) + heaviest * weight


def weigh_stems(
    inside: Mapping[str, float], everywhere: Mapping[str, float], size: float, total: float
) -> dict[str, float]:
    """Weigh the stems of a group by share x log(1/2 + lift over all others), the best `KNOWN` of them.

    `inside` and `everywhere` are weights of tickets out of `size` and `total`: class-based TF-IDF
    (Grootendorst 2022) on shares of tickets, so that no single long ticket dominates.
    """
    rest = max(total - size, 0.0)
    found: dict[str, float] = {}
    floor = FLOOR + FLOOR_TICKETS / max(size, 1.0)
    for part, weight in inside.items():
        share = weight / size
        other = (everywhere[part] - weight) / rest if rest > 0 else 0.0
        value = share * math.log(0.5 + (share + floor) / (other + floor))
        if value > 0 and not (share < STEADY and _is_figure(part)):
            found[part] = value
    best = sorted(found, key=lambda part: (-found[part], part))[:KNOWN]
    return {part: found[part] for part in best}


def rank_phrases(
    tickets: Sequence[Ticket],
    weights: Sequence[float],
    value: Mapping[str, float],
    habits: Habits,
    hollow: frozenset[str],
) -> list[Phrase]:
    """Rank the phrases of a group's tickets, the best name first.

    The score combines the cosine of the phrase's words with the group's words, the share of tickets that use
    it and that contain its words, and its completeness on both sides. `hollow` are stems that make no name on
    their own, such as those of products.
    """
    size, few = max(sum(weights), 1e-9), len(tickets) // FEW
    found = count_phrases(tickets, weights, value.keys())
    nameless = hollow | habits.find_proper_names()
    scored = []
    for key, usage in found.items():
        if any(part not in nameless and not _is_mark_or_figure(part) for part in key):
            surface = _choose_surface(usage, habits)
            score = (
                _measure_meaning(key, value)
                * (usage.support / size) ** USED
                * _measure_form(key, surface, usage, habits, hollow)
            )
            scored.append(
                Phrase(key, surface, score * (ONCE if usage.tickets == 1 < few else 1.0), usage.tickets)
            )
    scored.sort(key=lambda phrase: (-phrase.score, phrase.words))
    held = [collect_stems(ticket) for ticket in tickets]
    best = [
        replace(phrase, score=phrase.score * _share_holding_all(phrase.key, held) ** COVERED)
        for phrase in scored[:LOOKED_AT]
    ]
    return sorted(best, key=lambda phrase: (-phrase.score, phrase.words))


def measure_coverage(key: Key, tickets: Sequence[Ticket]) -> float:
    """Return the share of tickets that contain all words of a phrase, in any position."""
    return _share_holding_all(key, [collect_stems(ticket) for ticket in tickets])


def collect_stems(ticket: Ticket) -> set[str]:
    """Return the stems of all words of a ticket, and the negation mark if it has a negation."""
    words = [word for clause in ticket for word in clause.words]
    denied = {DENIED} if any(word.role is WordRole.NEGATION for word in words) else set()
    return {word.stem for word in words} | denied


def _choose_surface(usage: PhraseUsage, habits: Habits) -> tuple[str, ...]:
    """Return the most frequent wording of a phrase, preferring the most cohesive."""
    return min(
        usage.surfaces,
        key=lambda words: (-usage.surfaces[words] * _measure_cohesion(words, habits), len(words), words),
    )


def _measure_meaning(key: Key, value: Mapping[str, float]) -> float:
    """Return the cosine of a phrase with its group, without the group's norm."""
    stems = {part for part in key if part in value}
    return sum(value[part] for part in sorted(stems)) / math.sqrt(
        max(len(stems - {DENIED}) + DENIAL * (DENIED in stems), 1.0)
    )


def _measure_form(
    key: Key, surface: tuple[str, ...], usage: PhraseUsage, habits: Habits, hollow: frozenset[str]
) -> float:
    """Return how well a phrase reads: not cut off from its neighbours, too short or too long."""
    solid = sum(1 for part in key if part not in hollow and not _is_mark_or_figure(part))
    left = (usage.whole_left + 2 * _measure_habit(habits.left, habits, surface[0])) / (usage.uses + 2)
    right = (usage.whole_right + 2 * _measure_habit(habits.right, habits, surface[-1])) / (usage.uses + 2)
    alone = 1.0 + ALONE * usage.alone / (usage.uses + 2)
    wrong = WRONG if DENIED in key and solid else 1.0
    whole = (0.2 + left) * (0.2 + right) * _measure_cohesion(surface, habits)
    return whole * LENGTHS[len(surface)] * _measure_fullness(key, solid, habits) * alone * wrong


def _measure_fullness(key: Key, solid: int, habits: Habits) -> float:
    """Return the factor for the number of content words in a phrase."""
    if solid > 1 or len(key) == 1:  # the length factor covers single words
        return 1.0
    if any(_is_figure(part) for part in key):
        coded = {stem(word) for word in habits.words.coded}
        return 1.0 if not coded.isdisjoint(key) else FIGURED
    return SINGLE


def _measure_cohesion(surface: tuple[str, ...], habits: Habits) -> float:
    """Return how cohesive a phrase is: "cantidad el total" and "can't bookmarks" are not."""
    torn = any(
        habits.is_noun(word)
        if after in habits.words.articles
        else _wants_verb(word, habits) and habits.is_noun(after)
        for word, after in pairwise(surface)
    )
    return TORN if torn else 1.0


def _wants_verb(word: str, habits: Habits) -> bool:
    """Return whether a word is a negation that takes a verb, not a noun."""
    return word in habits.words.negations and word not in habits.words.noun_negations


def _is_mark_or_figure(part: str) -> bool:
    return part in {DENIED, ASKED} or _is_figure(part)


def _is_figure(part: str) -> bool:
    return any(letter.isdigit() for letter in part)


def _measure_habit(side: Counter[str], habits: Habits, folded: str) -> float:
    return (side[folded] + 1) / (habits.uses[folded] + 2) if folded in habits.uses else 0.6


def _share_holding_all(key: Key, held: Sequence[set[str]]) -> float:
    wanted = set(key) - {ASKED}
    return max(sum(wanted <= stems for stems in held), 1) / max(len(held), 1)
