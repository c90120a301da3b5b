"""Finds fine groups: communities of the neighbour graph, without outliers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from threadpoolctl import threadpool_limits

from supportlens.domain import HERE, UNASSIGNED, Leaves, Stage, SymptomTree, UnassignedReason, silent
from supportlens.symptoms.tree.centroids import Centroids
from supportlens.symptoms.tree.communities import find_communities
from supportlens.symptoms.tree.merging import grow_tree
from supportlens.symptoms.tree.neighbours import SHARPNESS, build_neighbour_graph

if TYPE_CHECKING:
    import numpy.typing as npt
    from scipy import sparse

    from supportlens.domain import Cleaned, FractionProgress, Progress, Vectors, Workers

    Rows = npt.NDArray[np.int64]

RESOLUTION = 6.0
"""Leiden's resolution: finer than the symptoms shown, so that the tree has groups to merge.

Small bilingual logs need leaves of this size (8 before); larger splits subjects before the tree can merge
them.
"""
TEXTS_PER_RESOLUTION = 16
"""Texts per unit of resolution.

With fewer, so many links are expected by chance that even equal texts would separate (the resolution limit:
Fortunato and Barthelemy 2007).
"""
FAR = 0.1
"""Minimum cosine of a ticket to the centroid of its own group.

Judgement: larger sets more tickets aside, smaller keeps outliers.
"""
HOME = 0.35
"""Minimum cosine of a ticket without a group to the centroid of the group it joins.

Judgement: larger leaves more tickets without a symptom, smaller includes merely related ones.
"""
EVEN = 0.02
"""Difference of cosines below which an outlier is equally close to two groups.

Judgement: larger labels more tickets mixed rather than rare; affects the reason but no group.
"""
ASTRAY = 0.1
"""Difference of cosines from which a ticket moves from its community to another group.

Judgement: smaller lets cosines overrule the graph.
"""
SHORT = 2
"""Maximum words of an outlier that counts as too short.

Judgement: affects the stated reason but no group.
"""


def find_leaves(
    vectors: Vectors,
    cleaned: Cleaned,
    *,
    seed: int,
    workers: Workers = HERE,
    lanes: int = 1,
    progress: Progress = silent,
) -> Leaves:
    """Group u distinct texts finely and grow the tree above the groups.

    Leiden (Traag, Waltman and van Eck 2019) on the neighbour graph of the fully encoded texts; groups with
    fewer tickets than `least_size` dissolve. Every other text joins the nearest centroid if it is close
    enough, else it is unassigned, with a reason; `workers` compare them. In how many `lanes` the graph is
    built does not matter.
    """
    # More threads add in a different order, and a text half-way may join another group.
    with threadpool_limits(limits=1, user_api="blas"):
        return _group_finely(vectors, cleaned, seed, workers, lanes, progress)


def _group_finely(
    vectors: Vectors, cleaned: Cleaned, seed: int, workers: Workers, lanes: int, progress: Progress
) -> Leaves:
    known = vectors.fitted
    graph = build_neighbour_graph(
        vectors.matrix[:known],
        vectors.spaces[:known],
        vectors.crossing,
        lambda part: progress(Stage.GROUP, 0.25 * part),
        lanes,
    )
    found = _find_communities(graph, seed) if known > 1 else np.zeros(known, dtype=np.int64)
    progress(Stage.GROUP, 0.3)
    labels = np.full(len(vectors.texts), UNASSIGNED, dtype=np.int64)
    labels[:known] = _number_groups(found, vectors.weights[:known], len(vectors.texts) / max(known, 1))
    if labels.max() < 0:
        return Leaves(labels, _find_reasons(labels, None, vectors, cleaned), SymptomTree(0, (), (), 0))
    labels, near = _settle(labels, vectors, workers, lambda part: progress(Stage.GROUP, 0.3 + 0.1 * part))
    tree = grow_tree(graph, labels[:known], vectors.matrix[:known], vectors.spaces[:known], vectors.crossing)
    progress(Stage.GROUP, 0.4)
    return Leaves(labels, _find_reasons(labels, near, vectors, cleaned), tree)


def _find_communities(graph: sparse.csr_matrix, seed: int) -> Rows:
    """Find the communities of the m texts of a graph; in small graphs only links of similar texts count."""
    fine = graph.shape[0] / TEXTS_PER_RESOLUTION
    if fine >= RESOLUTION:
        return find_communities(graph, RESOLUTION, seed)
    held = graph.copy()
    held.data[held.data < HOME**SHARPNESS] = 0.0
    held.eliminate_zeros()
    return find_communities(held, max(1.0, fine), seed)


def least_size(total: int) -> int:
    """Return the minimum tickets of a symptom in a log of `total`."""
    return max(3, round(0.5 * math.sqrt(total) / 3))


def _number_groups(found: Rows, weights: Rows, times: float) -> Rows:
    """Rank the sufficiently large groups by size, then by first text.

    Each of the `found` texts (m, with their `weights`) represents `times` texts.
    """
    sizes = np.bincount(found, weights=weights) * times
    least = least_size(int(weights.sum() * times))
    _, first = np.unique(found, return_index=True)
    order = [
        group
        for group in sorted(range(len(sizes)), key=lambda group: (-sizes[group], first[group]))
        if sizes[group] >= least
    ]
    number = np.full(len(sizes), UNASSIGNED, dtype=np.int64)
    number[order] = np.arange(len(order))
    return number[found]


def _settle(
    labels: Rows, vectors: Vectors, workers: Workers, progress: FractionProgress
) -> tuple[Rows, npt.NDArray[np.float32]]:
    """Assign texts without a group, or far from it, to the nearest group if it is close enough.

    Returns the labels (u) and the cosines to the nearest and the second nearest centroid (u x 2).
    """
    centroids = Centroids.of(labels, vectors)
    near, cosines = centroids.find_nearest(vectors, progress, workers)
    own = centroids.cosines_to_own(vectors, labels)
    homeless = (
        (labels < 0) | (centroids.cosines_to_others(vectors, labels) < FAR) | (cosines[:, 0] - own > ASTRAY)
    )
    known = np.arange(len(labels)) < vectors.fitted
    least = np.where(known, HOME, FAR)  # predicted places are closer to the overall mean
    settled = np.where(homeless, np.where(cosines[:, 0] >= least, near[:, 0], UNASSIGNED), labels)
    return settled, cosines


def _find_reasons(
    labels: Rows, near: npt.NDArray[np.float32] | None, vectors: Vectors, cleaned: Cleaned
) -> tuple[UnassignedReason | None, ...]:
    """Return the reason why a text is in no group, None for the others."""
    other = {
        text for text, language in zip(cleaned.texts, cleaned.languages, strict=True) if language == "other"
    }
    reasons: list[UnassignedReason | None] = [None] * len(labels)
    for row in np.flatnonzero(labels < 0):
        text = vectors.texts[row]
        if text in other:
            reasons[row] = UnassignedReason.OTHER_LANGUAGE
        elif len(text.split()) <= SHORT:
            reasons[row] = UnassignedReason.TOO_SHORT
        elif near is not None and near[row, 0] >= FAR and near[row, 0] - near[row, 1] < EVEN:
            reasons[row] = UnassignedReason.MIXED
        else:
            reasons[row] = UnassignedReason.RARE
    return tuple(reasons)
