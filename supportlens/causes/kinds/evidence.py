"""Finds the evidence for kinds: the tickets that show each signal of the playbook."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain import PERSONS, CacheKey, Derived, Field, Kind, count_people
from supportlens.patterns import FoldedColumn

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt
    import pandas as pd

    from supportlens.domain import FractionProgress, Playbook, RecutCache, SignalRule, Tickets

    Mask = npt.NDArray[np.bool_]

INDEXING_PART = 0.1
"""Share of the progress bar for indexing the texts; affects nothing else."""
MIN_TELLING_WEIGHT = 0.5
"""Weight of a signal from which a ticket that has it may seed its kind.

Judgement: lower lets common words seed a kind; higher never considers kinds with only weak words as a whole.
"""


@dataclass(frozen=True, slots=True)
class SignalEvidence:
    """The tickets that show each word signal: a mask over n tickets and the matched words."""

    rules: tuple[SignalRule, ...]
    masks: dict[str, Mask]
    words: dict[str, npt.NDArray[np.object_]]
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
    tickets: Tickets, playbook: Playbook, progress: FractionProgress = lambda _: None
) -> SignalEvidence:
    """Find every word signal in every ticket, each distinct text once.

    `progress` receives the fraction done, and stops the work by raising.
    """
    originals = {"words": tickets.frame[Derived.TEXT]}
    if tickets.has(Field.RESOLUTION):
        originals["resolution"] = tickets.frame[Field.RESOLUTION.value]
    sources = {where: FoldedColumn.of(column, partial(progress, 0.0)) for where, column in originals.items()}
    masks: dict[str, Mask] = {}
    words: dict[str, npt.NDArray[np.object_]] = {}
    for place, rule in enumerate(playbook.signals):
        if rule.where not in sources or not rule.patterns:
            continue
        codes, texts = sources[rule.where]
        done = INDEXING_PART + (1 - INDEXING_PART) * place / len(playbook.signals)
        found = texts.search(rule.patterns, partial(progress, done))
        matches = np.array([match.strip() for match in found], dtype=object)
        words[rule.id] = matches[codes]
        masks[rule.id] = (matches != "")[codes]
    return SignalEvidence(playbook.signals, masks, words, originals, sources)


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
    return count_people(tickets.frame.loc[members & np.any(said, axis=0)], PERSONS)


EVIDENCE: CacheKey[SignalEvidence] = CacheKey("evidence of kinds")


def find_evidence(
    tickets: Tickets, playbook: Playbook, cache: RecutCache | None, progress: FractionProgress
) -> SignalEvidence:
    """Find the signals in n tickets, or return the result from `cache` for the same tickets and signals.

    `progress` receives the fraction done, and stops the work by raising.
    """
    known = cache.get(EVIDENCE) if cache is not None else None
    if known is not None and known.rules == playbook.signals:
        return known
    found = gather_evidence(tickets, playbook, progress)
    return found if cache is None else cache.put(EVIDENCE, found)
