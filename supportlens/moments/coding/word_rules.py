"""Finds what the words of contacts say: the rules that match a sentence, and the tone of all sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain import HERE
from supportlens.domain.contacts.codes import codes_by_id
from supportlens.domain.contacts.rules import CodingRules, Evidence
from supportlens.moments.coding.likeness import Likeness
from supportlens.patterns import PackedMasks

if TYPE_CHECKING:
    import numpy.typing as npt

    from supportlens.domain import FractionProgress, Workers
    from supportlens.domain.contacts.phrases import PhraseTable
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
    """What the words of n tickets, or of n different texts, say."""

    rules: tuple[CodeRule, ...]
    """The rules that examine words or compare them with examples, in the order of `matches`."""
    matches: PackedMasks
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
    sentences: Sentences,
    rules: CodingRules,
    progress: FractionProgress = lambda _: None,
    workers: Workers = HERE,
    phrases: PhraseTable | None = None,
) -> SpokenWords:
    """Match every rule that examines words with every different sentence, and add up the signs.

    A sentence that is both bitter and stellar counts as the stronger, as neither if they are equal. `workers`
    read blocks of the different texts. Without `phrases` nothing is compared with examples.
    """
    words = tuple(rule for rule in rules.rules if rule.evidence is Evidence.WORDS)
    if phrases is not None:
        words += tuple(rule for rule in rules.rules if rule.evidence is Evidence.EXAMPLES)
    coding = _SentenceCoding(words, rules, phrases)
    spoken = workers.map(coding, sentences.share_out(workers), progress)
    codes = sentences.codes
    return SpokenWords(
        rules=words,
        matches=PackedMasks.of(
            (
                np.concatenate([block.matches[place] for block in spoken])[codes]
                for place in range(len(words))
            ),
            len(codes),
        ),
        tone=np.concatenate([block.tone for block in spoken])[codes],
        lowest=np.concatenate([block.lowest for block in spoken])[codes],
        highest=np.concatenate([block.highest for block in spoken])[codes],
        unspoken=np.concatenate([block.unspoken for block in spoken])[codes],
    )


@dataclass(frozen=True)
class _SentenceCoding:
    """Says what the words of a block of texts say."""

    words: tuple[CodeRule, ...]
    rules: CodingRules
    phrases: PhraseTable | None = None

    def __call__(self, sentences: Sentences, progress: FractionProgress) -> SpokenWords:
        """Return it for each different text of the block."""
        sentences = sentences.in_hand()
        total = len(sentences.texts.texts)
        tones: dict[tuple[int, int], tuple[int, int]] = {}
        matches: list[Mask] = []
        likeness = Likeness(sentences, self.phrases) if self.phrases is not None else None
        for place, rule in enumerate(self.words):
            sign = codes_by_id()[rule.code].sign
            marked = np.zeros(total, dtype=bool)
            report = partial(progress, place / len(self.words))
            report()
            for found in (
                likeness.find(rule, tones)
                if likeness is not None and rule.evidence is Evidence.EXAMPLES
                else sentences.find(rule.patterns, rule.unless, report)
            ):
                marked[found[0]] = True
                if sign:
                    bitter, stellar = tones.get(found, (0, 0))
                    tones[found] = (min(bitter, sign), max(stellar, sign))
            matches.append(marked)
        tone, lowest, highest = _add_up(tones, total)
        unspoken = _mark_unspoken(sentences, self.rules)
        return SpokenWords(self.words, PackedMasks.of(matches, total), tone, lowest, highest, unspoken)


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
    """Mark the texts of machines, and those with several kinds of advertising marks."""
    kinds = np.zeros(len(sentences.texts.texts), dtype=np.int16)
    for pattern in rules.advertising:
        kinds[sorted({text for text, _ in sentences.find((pattern,))})] += 1
    unspoken = kinds >= MIN_ADVERTISING
    unspoken[sorted({text for text, _ in sentences.find(rules.machine)})] = True
    begins = [re.compile(pattern).match for pattern in rules.machine_starts]
    for text, written in enumerate(sentences.texts.texts):
        unspoken[text] |= any(begin(written) for begin in begins)
    return unspoken
