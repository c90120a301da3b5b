"""Finds what the words of contacts say: the rules that match a sentence, and the tone of all sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain.contacts.codes import codes_by_id
from supportlens.domain.contacts.rules import CodingRules, Evidence

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from supportlens.domain.contacts.rules import CodeRule
    from supportlens.moments.sentences import Sentences

    Mask = npt.NDArray[np.bool_]
    Signs = npt.NDArray[np.int32]

MIN_ADVERTISING = 2
"""Kinds of advertising marks that make a text third-party advertising.

Found on invented advertising and real tickets: with one, every customer who writes "unsubscribe" or
forwards a newsletter is lost; with three, half of the advertising is coded as if a customer had written it.
"""


@dataclass(frozen=True, slots=True)
class SpokenWords:
    """What the words of n tickets say."""

    rules: tuple[CodeRule, ...]
    """The rules that examine words, in the order of `matches`."""
    matches: tuple[Mask, ...]
    """For each rule the tickets (n) whose words match."""
    tone: npt.NDArray[np.int32]
    """The tone of all sentences of each ticket (n): the sum of their signs."""
    lowest: npt.NDArray[np.int32]
    """The sign of each ticket's most bitter sentence (n), -2 to 0."""
    highest: npt.NDArray[np.int32]
    """The sign of each ticket's most stellar sentence (n), 0 to 2."""
    unspoken: Mask
    """The tickets (n) that no customer wrote: machine lines and third-party advertising."""


def find_spoken_words(
    sentences: Sentences, rules: CodingRules, progress: Callable[[float], None] = lambda _: None
) -> SpokenWords:
    """Match every rule that examines words with every different sentence, and add up the signs.

    A sentence that is both bitter and stellar counts as the stronger, as neither if they are equal.
    """
    words = tuple(rule for rule in rules.rules if rule.evidence is Evidence.WORDS)
    tones: dict[tuple[int, int], tuple[int, int]] = {}
    matches = []
    for place, rule in enumerate(words):
        sign = codes_by_id()[rule.code].sign
        texts = set()
        for found in sentences.find(rule.patterns, rule.unless, partial(progress, place / len(words))):
            texts.add(found[0])
            if sign:
                bitter, stellar = tones.get(found, (0, 0))
                tones[found] = (min(bitter, sign), max(stellar, sign))
        matches.append(sentences.mark_tickets(sorted(texts)))
    tone, lowest, highest = _add_up(tones, len(sentences.texts.texts))
    return SpokenWords(
        rules=words,
        matches=tuple(matches),
        tone=tone[sentences.codes],
        lowest=lowest[sentences.codes],
        highest=highest[sentences.codes],
        unspoken=_mark_unspoken(sentences, rules),
    )


def _add_up(tones: dict[tuple[int, int], tuple[int, int]], texts: int) -> tuple[Signs, Signs, Signs]:
    """Return for each text the sum of its sentences' signs, the lowest and the highest."""
    total, lowest, highest = (np.zeros(texts, dtype=np.int32) for _ in range(3))
    for (text, _), (bitter, stellar) in tones.items():
        sign = stellar if stellar > -bitter else bitter if -bitter > stellar else 0
        total[text] += sign
        lowest[text] = min(lowest[text], sign)
        highest[text] = max(highest[text], sign)
    return total, lowest, highest


def _mark_unspoken(sentences: Sentences, rules: CodingRules) -> Mask:
    """Mark the tickets of machines, and those with several kinds of advertising marks."""
    kinds = np.zeros(len(sentences.texts.texts), dtype=np.int16)
    for pattern in rules.advertising:
        kinds[sorted({text for text, _ in sentences.find((pattern,))})] += 1
    unspoken = kinds >= MIN_ADVERTISING
    unspoken[sorted({text for text, _ in sentences.find(rules.machine)})] = True
    begins = [re.compile(pattern).match for pattern in rules.machine_starts]
    for text, written in enumerate(sentences.texts.texts):
        unspoken[text] |= any(begin(written) for begin in begins)
    marked: Mask = unspoken[sentences.codes]
    return marked
