"""Cuts the symptom tree and assigns tickets to symptoms, with a confidence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from threadpoolctl import threadpool_limits

from supportlens.domain import (
    HERE,
    NOISE,
    UNASSIGNED,
    CacheKey,
    Derived,
    Field,
    Grouping,
    Stage,
    Symptom,
    silent,
)
from supportlens.symptoms.hollow_groups import dissolve_hollow_groups
from supportlens.symptoms.naming.explaining import explain_groups
from supportlens.symptoms.naming.foreign_symptoms import find_foreign_symptoms
from supportlens.symptoms.naming.group_names import name_groups
from supportlens.symptoms.naming.listed_names import learn_listed_names
from supportlens.symptoms.tree.centroids import Centroids
from supportlens.symptoms.tree.cutting import cut_tree

if TYPE_CHECKING:
    import numpy.typing as npt

    from supportlens.domain import (
        Cleaned,
        FractionProgress,
        Leaves,
        Lexicon,
        Name,
        Progress,
        RecutCache,
        SymptomFeatures,
        Tickets,
        Vectors,
        Workers,
    )
    from supportlens.symptoms.naming.phrases import Ticket

    Rows = npt.NDArray[np.int64]

EXAMPLES = 5


@dataclass(frozen=True, slots=True, eq=False)
class NamedGroups:
    """Groups of n tickets with their names, so that the same groups are named once."""

    labels: Rows
    confidence: npt.NDArray[np.float64]
    symptoms: tuple[Symptom, ...]

    def is_of(self, labels: Rows, confidence: npt.NDArray[np.float64]) -> bool:
        """Return whether other groups are the same."""
        return np.array_equal(labels, self.labels) and np.array_equal(confidence, self.confidence)


NAMED: CacheKey[NamedGroups] = CacheKey("groups with their names")
"""One entry: the groups of the last level."""
READINGS: CacheKey[dict[int, Ticket]] = CacheKey("tickets read for names")


def group(
    tickets: Tickets,
    cleaned: Cleaned,
    vectors: Vectors,
    leaves: Leaves,
    lexicon: Lexicon,
    *,
    level: int | None = None,
    cache: RecutCache | None = None,
    workers: Workers = HERE,
    progress: Progress = silent,
) -> Grouping:
    """Cut the tree into `level` symptoms (by default the automatic number) and name each.

    Groups whose tickets share no word are none. Symptoms are sorted by size and numbered S1, S2, ...
    Confidence is (own - next) / (1 - next) of the cosines to the centroids, clipped to 0 to 1: 1 at the
    centroid of a symptom, 0 half-way to another or closer to it. `cache` keeps the parsed tickets for another
    cut of the same log. `workers` compare texts with symptoms.
    """
    progress(Stage.GROUP, 0.4)
    labels = cut_tree(leaves, vectors, level)
    with threadpool_limits(limits=1, user_api="blas"):  # see find_leaves
        confidence, second_nearest = _measure_confidence(
            labels, vectors, workers, lambda part: progress(Stage.GROUP, 0.4 + 0.05 * part)
        )
    informative = vectors.codes >= 0
    codes = np.maximum(vectors.codes, 0)
    per_ticket = np.where(informative, labels[codes], NOISE)
    sure = np.where(informative, confidence[codes], 0.0)
    kept = cache.get(NAMED) if cache is not None else None
    if kept is not None and kept.is_of(per_ticket, sure):
        symptoms = kept.symptoms
    else:
        symptoms = _name_symptoms(tickets, cleaned, lexicon, per_ticket, sure, cache, progress)
        if cache is not None:
            cache.put(NAMED, NamedGroups(per_ticket, sure, symptoms))
    progress(Stage.GROUP, 1.0)
    grouping = Grouping(
        labels=per_ticket,
        confidence=sure,
        runners_up=np.where(informative, second_nearest[codes], UNASSIGNED),
        reasons=tuple(
            cleaned.reasons[row] if code < 0 else leaves.reasons[code]
            for row, code in enumerate(vectors.codes.tolist())
        ),
        symptoms=symptoms,
        noise=int((per_ticket == NOISE).sum()),
        unassigned=int((per_ticket == UNASSIGNED).sum()),
        log_labels=None
        if leaves.log_labels is None
        else np.where(informative, leaves.log_labels[codes], NOISE),
    )
    return dissolve_hollow_groups(grouping)


def _name_symptoms(
    tickets: Tickets,
    cleaned: Cleaned,
    lexicon: Lexicon,
    per_ticket: Rows,
    sure: npt.NDArray[np.float64],
    cache: RecutCache | None,
    progress: Progress,
) -> tuple[Symptom, ...]:
    """Name the groups of the tickets (n), and explain what each is recognised by."""
    listed = learn_listed_names(lexicon, tickets)
    read = _open_ticket_cache(cache)
    texts = tickets.frame[Derived.TEXT].tolist()
    progress(Stage.GROUP, 0.45)
    names = name_groups(
        texts,
        per_ticket,
        cleaned.languages,
        listed,
        closeness=sure,
        cleaned=cleaned.texts,
        read=read,
        progress=lambda part: progress(Stage.GROUP, 0.45 + 0.35 * part),
    )
    features = explain_groups(
        texts,
        per_ticket,
        tickets.frame,
        listed,
        cleaned=cleaned.texts,
        read=read,
        progress=lambda part: progress(Stage.GROUP, 0.8 + 0.2 * part),
    )
    symptoms = _build_symptoms(names, features, per_ticket, sure, tickets)
    foreign = find_foreign_symptoms(cleaned.texts, per_ticket, cleaned.languages, lexicon)
    return tuple(
        replace(symptom, language=foreign.get(position, "")) for position, symptom in enumerate(symptoms)
    )


def _open_ticket_cache(cache: RecutCache | None) -> dict[int, Ticket]:
    """Return the cache of the tickets parsed for names, by row."""
    if cache is None:
        return {}
    read = cache.get(READINGS)
    return cache.put(READINGS, {}) if read is None else read


def _measure_confidence(
    labels: Rows, vectors: Vectors, workers: Workers, progress: FractionProgress
) -> tuple[npt.NDArray[np.float64], Rows]:
    """Return the confidence of each of u texts in its group, and the second nearest group."""
    if labels.max() < 0:
        return np.zeros(len(labels)), np.full(len(labels), UNASSIGNED, dtype=np.int64)
    centroids = Centroids.of(labels, vectors)
    near, cosines = centroids.find_nearest(vectors, progress, workers)
    own = centroids.cosines_to_own(vectors, labels)
    is_first = near[:, 0] == labels
    other = np.maximum(np.where(is_first, cosines[:, 1], cosines[:, 0]), 0.0)
    confidence = np.clip((own - other) / np.maximum(1.0 - other, 1e-6), 0.0, 1.0)
    second_nearest = np.where(is_first, near[:, 1], near[:, 0])
    return np.where(labels >= 0, confidence, 0.0).astype(np.float64), second_nearest


def _build_symptoms(
    names: tuple[Name, ...],
    features: tuple[SymptomFeatures, ...],
    per_ticket: Rows,
    sure: npt.NDArray[np.float64],
    tickets: Tickets,
) -> tuple[Symptom, ...]:
    ids = tickets.frame[Field.TICKET_ID.value]
    found = []
    for position, (name, reason) in enumerate(zip(names, features, strict=True)):
        rows = np.flatnonzero(per_ticket == position)
        typical = rows[np.lexsort((rows, -np.round(sure[rows], 6)))][:EXAMPLES]
        found.append(
            Symptom(
                f"S{position + 1}",
                name,
                len(rows),
                None,
                tuple(str(ids.iloc[row]) for row in typical),
                features=reason,
            )
        )
    return tuple(found)
