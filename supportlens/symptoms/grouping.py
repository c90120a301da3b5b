"""Groups tickets into symptoms."""

from __future__ import annotations

import hashlib
import math
from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain import NOISE, UNASSIGNED, Field, Grouping, Made, Stage, Symptom, silent
from supportlens.symptoms.communities import communities
from supportlens.symptoms.listed import without_people
from supportlens.symptoms.naming import name_groups
from supportlens.symptoms.neighbours import nearest, neighbour_graph

if TYPE_CHECKING:
    import numpy.typing as npt

    from supportlens.domain import Lexicon, Progress, Tickets, Vectors

    Labels = npt.NDArray[np.int64]

RESOLUTION = 3.0
"""Leiden's resolution: fine enough to keep two matters apart, coarse enough to be read."""
GRAPH_SIZE = 12_000
"""Unique texts in the graph; beyond that the rest joins the nearest group of a sample."""
FAR = 0.2
"""Least cosine to the middle of a group at which a ticket still belongs to it."""


def group(
    tickets: Tickets, vectors: Vectors, lexicon: Lexicon, *, seed: int, progress: Progress = silent
) -> Grouping:
    """Group n tickets into symptoms: neighbour graph, Leiden communities, names.

    Leiden (Traag, Waltman and van Eck 2019) on the graph of the log2 u nearest neighbours of the
    u unique texts. Groups smaller than `least_size` dissolve: their tickets belong to no symptom.
    Symptoms come largest first and are numbered S1, S2, ...
    """
    progress(Stage.GROUP, 0.0)
    labels = _communities(vectors, seed, progress)
    labels = _settled(labels, vectors)
    progress(Stage.GROUP, 0.8)
    labels, confidence = _ranked(labels, vectors)
    per_ticket = np.where(vectors.codes >= 0, labels[vectors.codes], NOISE)
    names = name_groups(
        tickets.frame[Made.TEXT].tolist(), per_ticket, _languages(tickets), without_people(lexicon, tickets)
    )
    symptoms = tuple(
        Symptom(
            f"S{position + 1}",
            name,
            int((per_ticket == position).sum()),
            None,
            _examples(tickets, vectors, per_ticket, position),
        )
        for position, name in enumerate(names)
    )
    progress(Stage.GROUP, 1.0)
    return Grouping(
        labels=per_ticket,
        confidence=np.where(vectors.codes >= 0, confidence[vectors.codes], 0.0),
        symptoms=symptoms,
        noise=int((per_ticket == NOISE).sum()),
        unassigned=int((per_ticket == UNASSIGNED).sum()),
    )


def _languages(tickets: Tickets) -> list[str]:
    """Give the language of each ticket where the log says it, "" elsewhere."""
    if not tickets.has(Field.LANGUAGE):
        return [""] * len(tickets)
    return [str(value)[:2].lower() for value in tickets.frame[Field.LANGUAGE.value]]


def least_size(total: int) -> int:
    """Give the fewest tickets that make a symptom in a log of `total`."""
    return max(3, round(0.5 * math.sqrt(total) / 3))


def _communities(vectors: Vectors, seed: int, progress: Progress) -> Labels:
    points = vectors.matrix
    if len(points) < 4:
        return np.zeros(len(points), dtype=np.int64)
    chosen = _sample(vectors.texts)
    count = max(5, round(math.log2(len(chosen))))
    graph = neighbour_graph(points[chosen], count, lambda done: progress(Stage.GROUP, 0.5 * done))
    found = communities(graph, RESOLUTION, seed)
    labels = np.empty(len(points), dtype=np.int64)
    labels[chosen] = found
    rest = np.setdiff1d(np.arange(len(points)), chosen)
    if len(rest):
        middles = _middles(found, points[chosen], vectors.weights[chosen])
        near, _ = nearest(points[rest], middles, 1, lambda done: progress(Stage.GROUP, 0.5 + 0.3 * done))
        labels[rest] = near[:, 0]
    return labels


def _sample(texts: tuple[str, ...]) -> Labels:
    """Choose the texts of the graph by their hash: neither order nor chance decides."""
    if len(texts) <= GRAPH_SIZE:
        return np.arange(len(texts))
    marks = [hashlib.blake2b(text.encode(), digest_size=8).digest() for text in texts]
    return np.sort(np.array(sorted(range(len(texts)), key=marks.__getitem__)[:GRAPH_SIZE]))


def _middles(labels: Labels, points: npt.NDArray[np.float32], weights: Labels) -> npt.NDArray[np.float32]:
    """Average the points of each group, tickets counting each, to unit length (g x d)."""
    sums = np.zeros((int(labels.max()) + 1, points.shape[1]), dtype=np.float64)
    known = labels >= 0
    np.add.at(sums, labels[known], points[known] * weights[known, None])
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    return np.asarray(sums / np.maximum(lengths, 1e-12), dtype=np.float32)


def _settled(labels: Labels, vectors: Vectors) -> Labels:
    """Dissolve groups that are too small, move each text to its nearest middle, set apart what is far.

    The graph decides which groups there are; on their rims it also strings texts together that
    share a phrase of politeness, and there the nearest middle is the better judge.
    """
    least = least_size(int(vectors.weights.sum()))
    sizes = np.bincount(labels, weights=vectors.weights)
    large = np.flatnonzero(sizes >= least)
    if not len(large):
        return np.full(len(labels), UNASSIGNED, dtype=np.int64)
    renumbered = np.full(len(sizes), UNASSIGNED, dtype=np.int64)
    renumbered[large] = np.arange(len(large))
    own = renumbered[labels]
    middles = _middles(own, vectors.matrix, vectors.weights)
    near, cosines = nearest(vectors.matrix, middles, 1, lambda _: None)
    homeless = renumbered[labels] < 0
    return np.where(cosines[:, 0] < np.where(homeless, 2 * FAR, FAR), UNASSIGNED, near[:, 0])


def _ranked(labels: Labels, vectors: Vectors) -> tuple[Labels, npt.NDArray[np.float64]]:
    """Rank groups by size, then by their first text, and say how sure each text's place is.

    Confidence is (own - next) / (1 - next) of the cosines to the middles, within 0 to 1: 1 in
    the middle of a group, 0 half-way to another or nearer to it.
    """
    if labels.max() < 0:
        return labels, np.zeros(len(labels))
    sizes = np.bincount(
        labels[labels >= 0], weights=vectors.weights[labels >= 0], minlength=int(labels.max()) + 1
    )
    first = [int(np.argmax(labels == label)) for label in range(len(sizes))]
    order = [
        label
        for label in sorted(range(len(sizes)), key=lambda label: (-sizes[label], first[label]))
        if sizes[label]
    ]
    rank = np.full(len(sizes) + 1, UNASSIGNED, dtype=np.int64)
    rank[order] = np.arange(len(order))
    ranked = rank[labels]
    middles = _middles(ranked, vectors.matrix, vectors.weights)
    if len(middles) < 2:
        return ranked, np.where(ranked >= 0, 1.0, 0.0)
    near, cosines = nearest(vectors.matrix, middles, 2, lambda _: None)
    own = (vectors.matrix * middles[np.maximum(ranked, 0)]).sum(axis=1)
    other = np.where(near[:, 0] == ranked, cosines[:, 1], cosines[:, 0])
    confidence = np.clip((own - other) / np.maximum(1.0 - other, 1e-6), 0.0, 1.0)
    return ranked, np.where(ranked >= 0, confidence, 0.0).astype(np.float64)


def _examples(tickets: Tickets, vectors: Vectors, per_ticket: Labels, position: int) -> tuple[str, ...]:
    """Give the ids of the five tickets nearest to the middle of a symptom."""
    rows = np.flatnonzero(per_ticket == position)
    codes = vectors.codes[rows]
    middle = vectors.matrix[codes].mean(axis=0)
    order = np.lexsort((rows, -(vectors.matrix[codes] @ middle)))
    ids = tickets.frame[Field.TICKET_ID.value]
    return tuple(str(ids.iloc[row]) for row in rows[order[:5]])
