"""Finds advertising and fraud: promotional texts that repeat, from senders who ask for nothing else."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from supportlens.screening.strange_texts import find_floods, find_strange
from supportlens.screening.traits import domain_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supportlens.domain import ScreeningWords
    from supportlens.screening.traits import Mask, Rows, Traits

FEWEST = 10
"""Tickets of advertising from which they are a group. Judgement: fewer change no share."""
REPEATED = 3
"""Tickets with one subject, or one text, that make a campaign of it."""
ENOUGH = 4
"""Points of evidence that advertising needs; `_score` says which. With 3 a question about a discount would
do where two people ask it, with 5 a campaign without a link would not."""
SAID = 2
"""Promotional phrases that say it without a link or a price: a single one may be a customer's word."""
ASKED = 1
"""Further points where the log fills in no fields, in which advertising has none either."""
ORDINARY = 0.3
"""The part of tickets with a promotional word that are ordinary, from which it is a word of the trade: a
bank's loans."""
STEADY, FEWEST_WEEKS = 0.4, 6
"""The part of the weeks, of six or more, with a promotional word from which it is a word of the trade.

Judgement: a flood comes within weeks; smaller takes a shop's own campaign for advertising of others.
"""
MOSTLY = 0.7
"""The part of a log that is mail repeating itself, from which filled fields are no sign of requests."""
WHOLE = 0.6
"""The part of a campaign, or of a sender's tickets, that is advertising, from which all of it is."""
_LURE = re.compile(r"https?://|www\.|[$€£] ?\d|\d ?[$€£%]|\b(?:usd|eur|mxn)\b|(?:\d{3}[ -]){2}\d{4}")
"""What advertising asks to do: a link, a price, a discount, a number to call."""


@lru_cache(maxsize=4)
def _phrases(words: ScreeningWords) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return the promotional phrases by their first word."""
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for phrase in sorted(words.promotions):
        parts = tuple(phrase.split())
        found[parts[0]].append(parts)
    return {first: tuple(each) for first, each in found.items()}


def find_advertising(traits: Traits, free: Mask, words: ScreeningWords) -> Rows:
    """Return the advertising among the tickets that are `free`, none if it is too little to be a group."""
    if not len(traits.by_sender):
        return np.array([], dtype=np.int64)
    cues = {row: held for row, held in traits.signs.cues.items() if free[row]}
    campaigns = _mark_campaigns(traits, free)
    repeating = np.flatnonzero(campaigns).tolist()
    is_mostly = sum(bool(domain_of(traits.senders[row])) for row in repeating) >= MOSTLY * len(traits)
    if is_mostly:
        # A log of little but mail that repeats itself: its fields do not tell who asks for something.
        traits = replace(traits, has_usual_fields=False)
    every, cues = cues, _drop_trade(traits, cues, free)
    enough = ENOUGH if traits.has_usual_fields else ENOUGH + ASKED
    asking = re.compile("|".join(words.asking) or "(?!)")
    seed = {
        row
        for row, held in cues.items()
        if (len(held) >= SAID or _has_lure(traits, row))
        and _score(traits, row, held, campaigns, asking) >= enough
    }
    strange = find_strange(traits, free, campaigns)
    seed |= find_floods(traits, strange, cues)
    seed = _keep_strangers(traits, seed)
    if len(seed) < FEWEST:
        return np.array([], dtype=np.int64)
    by_anyone = is_mostly or traits.has_usual_fields
    grown = _grow(traits, seed, free, campaigns, strange.union(every), by_anyone=by_anyone)
    return np.array(sorted(grown), dtype=np.int64)


def find_cues(plain: Iterable[tuple[str, str]], words: ScreeningWords) -> dict[int, frozenset[str]]:
    """Return the promotional phrases of every ticket that has some, by the words of subject and text."""
    phrases, found = _phrases(words), {}
    for row, (subject, text) in enumerate(plain):
        said = f"{subject} {text}".split()
        if phrases.keys().isdisjoint(said):
            continue
        held = {
            " ".join(phrase)
            for place, word in enumerate(said)
            for phrase in phrases.get(word, ())
            if tuple(said[place : place + len(phrase)]) == phrase
        }
        if held:
            found[row] = frozenset(held)
    return found


def _drop_trade(traits: Traits, cues: dict[int, frozenset[str]], free: Mask) -> dict[int, frozenset[str]]:
    """Return the cues without the words that people use who ask for something."""
    promoting: Counter[str] = Counter(traits.senders[row] for row in cues)
    every_of = {sender: int(free[traits.by_sender.rows_of(sender)].sum()) for sender in promoting if sender}
    ordinary: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for row, held in cues.items():
        sender = traits.senders[row]
        asks_else = bool(sender) and promoting[sender] < WHOLE * every_of[sender]
        every.update(held)
        if asks_else or (traits.has_usual_fields and not traits.bare[row]):
            ordinary.update(held)
    trade = {word for word, count in every.items() if ordinary[word] >= ORDINARY * count}
    trade |= _find_steady(traits, cues, every)
    return {row: kept for row, held in cues.items() if (kept := held - trade)}


def _find_steady(traits: Traits, cues: dict[int, frozenset[str]], every: Counter[str]) -> set[str]:
    """Return the words that come in most weeks of a log, where no fields tell who asks for something."""
    if traits.has_usual_fields or traits.moments is None:
        return set()
    weeks: dict[str, set[int]] = defaultdict(set)
    for row, held in cues.items():
        for word in held:
            weeks[word].add(int(traits.days[row]) // 7)
    log_weeks = len(np.unique(traits.days[traits.days >= 0] // 7))
    return {
        word
        for word, seen in weeks.items()
        if log_weeks >= FEWEST_WEEKS and len(seen) >= STEADY * min(log_weeks, every[word])
    }


def _mark_campaigns(traits: Traits, free: Mask) -> Mask:
    """Mark the tickets that share their subject, or the beginning of their text, with several."""
    subjects, openings = traits.signs.subjects, traits.signs.openings
    told = [free & (subjects > 0), free & (openings > 0) & (openings != subjects)]
    shared = np.zeros(len(traits), dtype=bool)
    keys = np.concatenate([subjects[told[0]], openings[told[1]]])
    _, places, counts = np.unique(keys, return_inverse=True, return_counts=True)
    several = counts[places] >= REPEATED
    first = int(told[0].sum())
    shared[np.flatnonzero(told[0])[several[:first]]] = True
    shared[np.flatnonzero(told[1])[several[first:]]] = True
    return shared


def _has_lure(traits: Traits, row: int) -> bool:
    return bool(_LURE.search(f"{traits.subjects[row]} {traits.texts[row]}"))


def _score(traits: Traits, row: int, held: frozenset[str], campaigns: Mask, asking: re.Pattern[str]) -> int:
    """Return the points of evidence.

    A point each: up to three promotional phrases, a lure, a campaign, a mail address, a ticket that nobody
    filled in, and an odd hour; who says what is needed loses one.
    """
    whole = f"{traits.subjects[row]} {traits.texts[row]}"
    points = min(len(held), 3) + _has_lure(traits, row) + bool(campaigns[row])
    points += traits.has_usual_fields and bool(traits.bare[row])
    points += traits.at_odd_hours is not None and bool(traits.at_odd_hours[row])
    return int(points + bool(domain_of(traits.senders[row])) - bool(asking.search(whole)))


def _keep_strangers(traits: Traits, found: set[int]) -> set[int]:
    """Return the tickets whose senders ask for nothing else, none of senders that the log does not name."""
    counted: Counter[str] = Counter(traits.senders[row] for row in found)
    return {
        row
        for row in found
        if (sender := traits.senders[row])
        and counted[sender] >= WHOLE * len(traits.by_sender.rows_of(sender))
    }


def _grow(
    traits: Traits,
    seed: set[int],
    free: Mask,
    campaigns: Mask,
    suspects: set[int],
    *,
    by_anyone: bool,
) -> set[int]:
    """Return the advertising with the rest of its campaigns, and what the same senders sent on its days."""
    days = traits.days[np.array(sorted(seed))]
    low, high = np.quantile(days, (0.02, 0.98))
    domains = {domain_of(traits.senders[row]) for row in seed}
    per_shape: Counter[int] = Counter(traits.shapes[sorted(seed)].tolist())
    shapes: Counter[int] = Counter(traits.shapes[free].tolist())
    whole = {shape for shape, count in per_shape.items() if count >= WHOLE * shapes[shape]}
    senders = {traits.senders[row] for row in seed}
    by_name = not any(map(domain_of, traits.by_sender.names))  # then a name is all that a stranger has

    @cache
    def is_passing(sender: str) -> bool:
        days = traits.days[traits.by_sender.rows_of(sender)]
        return bool(low <= days.min() and days.max() <= high)

    grown = set(seed)
    for row in np.flatnonzero(free).tolist():
        sender = traits.senders[row]
        if row in grown or not sender:
            continue
        near = low <= traits.days[row] <= high and (not traits.has_usual_fields or bool(traits.bare[row]))
        domain = domain_of(sender)
        is_stranger = (bool(domain) or by_name) and bool(campaigns[row]) and is_passing(sender)
        if (
            int(traits.shapes[row]) in whole
            or sender in senders
            or (
                near
                and is_stranger
                and (domain in domains or by_anyone)
                and (row in suspects or _has_lure(traits, row))
            )
        ):
            grown.add(row)
    return grown
