"""Finds the evidence for kinds: the tickets that show each signal of the playbook."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain import HERE, PERSONS, CacheKey, Derived, Field, Kind, count_people, part_of_progress
from supportlens.patterns import FoldedColumn

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt
    import pandas as pd

    from supportlens.domain import FractionProgress, Playbook, RecutCache, SignalRule, Tickets, Workers
    from supportlens.patterns import SearchedTexts

    Mask = npt.NDArray[np.bool_]

INDEXING_PART = 0.1
"""Share of the progress bar for indexing the texts; affects nothing else."""
MIN_TELLING_WEIGHT = 0.5
"""Weight of a signal from which a ticket that has it may seed its kind.

Judgement: lower lets common words seed a kind; higher never considers kinds with only weak words as a whole.
"""


@dataclass(frozen=True, slots=True, eq=False)
class MatchedWords:
    """The words with which the tickets that show a signal (m of n) show it: few show any one signal."""

    rows: npt.NDArray[np.int32]
    """The tickets, in their order."""
    words: npt.NDArray[np.object_]

    def among(self, members: Mask) -> MatchedWords:
        """Return the words of those tickets that are `members` (a mask over n)."""
        inside = members[self.rows]
        return MatchedWords(self.rows[inside], self.words[inside])

    def mark(self, size: int) -> Mask:
        """Return a mask over `size` tickets of those that show the signal."""
        marked = np.zeros(size, dtype=bool)
        marked[self.rows] = True
        return marked

    def spread(self, codes: npt.NDArray[np.int64], size: int) -> MatchedWords:
        """Return the words of tickets, given the position of each one's text among `size` different texts."""
        rows = np.flatnonzero(self.mark(size)[codes])
        places = np.searchsorted(self.rows, codes[rows])
        return MatchedWords(rows.astype(np.int32), self.words[places])


@dataclass(frozen=True, slots=True)
class SignalEvidence:
    """The tickets that show each word signal: a mask over n tickets and the matched words."""

    rules: tuple[SignalRule, ...]
    masks: dict[str, Mask]
    words: dict[str, MatchedWords]
    originals: dict[str, pd.Series]
    """The columns that were read, by their name in the rules."""
    sources: dict[str, FoldedColumn]
    """The distinct texts of each column, and the text of each ticket."""

    def mark_any(
        self, where: str, patterns: tuple[str, ...], progress: Callable[[], None] = lambda: None
    ) -> Mask:
        """Mark the tickets (n) in which any pattern matches in one of the columns that were read."""
        return self.sources[where].mark_any(patterns, progress)


def gather_evidence(
    tickets: Tickets,
    playbook: Playbook,
    progress: FractionProgress = lambda _: None,
    workers: Workers = HERE,
    also: tuple[tuple[str, ...], ...] = (),
) -> SignalEvidence:
    """Find every word signal in every ticket, each distinct text once; `workers` search blocks of texts.

    The texts are searched for other patterns on the same way: `also`, which `mark_any` then knows.
    `progress` receives the fraction done, and stops the work by raising.
    """
    originals = {"words": tickets.frame[Derived.TEXT]}
    if tickets.has(Field.RESOLUTION):
        originals["resolution"] = tickets.frame[Field.RESOLUTION.value]
    sources = {
        where: FoldedColumn.of(column, partial(progress, 0.0), held=not workers.are_apart)
        for where, column in originals.items()
    }
    masks: dict[str, Mask] = {}
    words: dict[str, MatchedWords] = {}
    for place, (where, (codes, texts)) in enumerate(sources.items()):
        rules = tuple(rule for rule in playbook.signals if rule.where == where and rule.patterns)
        low, high = (INDEXING_PART + (1 - INDEXING_PART) * part / len(sources) for part in (place, place + 1))
        blocks = texts.share_out(workers)
        starts = [0, *accumulate(len(block.texts) for block in blocks)]
        marked = also if where == "words" else ()
        search = _SignalSearch(rules, marked)
        found, marks = zip(*workers.map(search, blocks, part_of_progress(progress, low, high)), strict=True)
        for patterns, *parts in zip(marked, *marks, strict=True):
            texts.remember(patterns, np.concatenate(parts))
        for rule, *parts in zip(rules, *found, strict=True):
            words[rule.id] = _join_blocks(parts, starts).spread(codes, starts[-1])
            masks[rule.id] = words[rule.id].mark(len(codes))
    _leave_out_voided(playbook.signals, masks, words)
    return SignalEvidence(playbook.signals, masks, words, originals, sources)


def _leave_out_voided(
    rules: tuple[SignalRule, ...], masks: dict[str, Mask], words: dict[str, MatchedWords]
) -> None:
    """Take the tickets of a signal out of those of the kinds that it voids."""
    for chief in rules:
        if not chief.voids or chief.id not in masks:
            continue
        kept = ~masks[chief.id]
        for rule in rules:
            if rule.kind in chief.voids and rule.where == chief.where and rule.id in masks:
                masks[rule.id] &= kept
                words[rule.id] = words[rule.id].among(kept)


@dataclass(frozen=True)
class _SignalSearch:
    """Searches the texts of a block for the words of signals."""

    rules: tuple[SignalRule, ...]
    marked: tuple[tuple[str, ...], ...] = ()

    def __call__(
        self, texts: SearchedTexts, progress: FractionProgress
    ) -> tuple[list[MatchedWords], list[Mask]]:
        """Return for each rule the words found in texts, and what the other patterns mark."""
        held = texts.in_hand()
        size = max(len(self.rules) + len(self.marked), 1)
        found = [
            _strip(held.search(rule.patterns, partial(progress, place / size)))
            for place, rule in enumerate(self.rules)
        ]
        return found, [
            held.mark_any(patterns, partial(progress, (len(found) + place) / size))
            for place, patterns in enumerate(self.marked)
        ]


def _strip(matches: npt.NDArray[np.object_]) -> MatchedWords:
    """Return the words that were matched in texts, "" in none of them, without spaces around them."""
    found = [(row, word) for row in np.flatnonzero(matches != "") if (word := matches[row].strip())]
    rows, words = [row for row, _ in found], [word for _, word in found]
    return MatchedWords(np.array(rows, dtype=np.int32), np.array(words, dtype=object))


def _join_blocks(blocks: Sequence[MatchedWords], starts: Sequence[int]) -> MatchedWords:
    """Return the words found in blocks of texts, each of which begins at one of the `starts`."""
    rows = [block.rows + start for block, start in zip(blocks, starts, strict=False)]
    words = [block.words for block in blocks]
    none = np.zeros(0, dtype=np.int32)
    return MatchedWords(np.concatenate([none, *rows]), np.concatenate([none.astype(object), *words]))


def mask_kinds(evidence: SignalEvidence) -> tuple[Mask, ...]:
    """Return, for each kind of cause in the playbook, a mask of the tickets whose words support it.

    Signals that weigh less than MIN_TELLING_WEIGHT are too common to count.
    """
    rules = [
        rule for rule in evidence.rules if rule.id in evidence.masks and rule.weight >= MIN_TELLING_WEIGHT
    ]
    kinds = sorted({rule.kind for rule in rules})
    return tuple(
        np.any([evidence.masks[rule.id] for rule in rules if rule.kind is kind], axis=0) for kind in kinds
    )


def count_stopped(tickets: Tickets, members: Mask, evidence: SignalEvidence) -> int | None:
    """Count the persons whose own words say that something stopped or fails, None if the log names nobody.

    Each counts once, however many tickets they write, and nobody counts for a ticket about something else.
    """
    kinds = {Kind.OUTAGE, *Kind.OUTAGE.row.sounds_like}
    said = [
        evidence.masks[rule.id]
        for rule in evidence.rules
        if rule.kind in kinds and rule.where == "words" and rule.id in evidence.masks
    ]
    if not said:
        return None
    return count_people(tickets.frame, PERSONS, members & np.any(said, axis=0))


EVIDENCE: CacheKey[SignalEvidence] = CacheKey("evidence of kinds")


def find_evidence(
    tickets: Tickets,
    playbook: Playbook,
    cache: RecutCache | None,
    progress: FractionProgress,
    workers: Workers = HERE,
    also: tuple[tuple[str, ...], ...] = (),
) -> SignalEvidence:
    """Find the signals in n tickets, or return the result from `cache` for the same tickets and signals.

    The texts are searched for other patterns on the same way: `also`, which `mark_any` then knows.
    `progress` receives the fraction done, and stops the work by raising.
    """
    known = cache.get(EVIDENCE) if cache is not None else None
    if known is not None and known.rules == playbook.signals:
        return known
    found = gather_evidence(tickets, playbook, progress, workers, also)
    return found if cache is None else cache.put(EVIDENCE, found)
