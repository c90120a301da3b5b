"""The centroids of groups, one per language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from math import ceil
from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain import HERE, MadeBlocks
from supportlens.statistics import give_back

if TYPE_CHECKING:
    import numpy.typing as npt

    from supportlens.domain import FractionProgress, Vectors, Workers

    Points = npt.NDArray[np.float32]
    Rows = npt.NDArray[np.int64]

BLOCK = 16_384
ALONE = 1e-3
"""Norm below which the rest of a sum is a rounding error."""
NOWHERE = -1.0
"""The cosine to a group without tickets in a text's language."""


@dataclass(frozen=True, slots=True)
class Centroids:
    """Centroids by language: `points` (spaces x g x d) are unit vectors, 0 if `held` (spaces x g) is False.

    `lengths` (spaces x g) are the norms of the sums of the tickets' points.
    """

    points: Points
    held: npt.NDArray[np.bool_]
    lengths: npt.NDArray[np.float64]

    @classmethod
    def of(cls, labels: Rows, vectors: Vectors) -> Centroids:
        """Average the points of each group within each language, weighted by tickets.

        Only fully encoded texts count, unless a group has none.
        """
        groups, spaces = int(labels.max()) + 1, int(vectors.spaces.max()) + 1
        sums = np.zeros((spaces, groups, vectors.matrix.shape[1]))
        for start in range(0, len(labels), BLOCK):
            part = slice(start, start + BLOCK)
            known = np.flatnonzero(labels[part] >= 0) + start
            weighted = vectors.matrix[known] * vectors.weights[known, None]
            np.add.at(sums, (vectors.spaces[known], labels[known]), weighted)
            give_back(vectors.matrix)
        lengths = np.linalg.norm(sums, axis=2, keepdims=True)
        points = np.round(sums / np.maximum(lengths, 1e-12), 6).astype(np.float32)
        return cls(points, lengths[:, :, 0] > 0, lengths[:, :, 0])

    def cosines_to_own(self, vectors: Vectors, labels: Rows) -> Points:
        """Return the cosine of each of u texts to the centroid of its group, NOWHERE without a group."""
        found = np.full(len(labels), NOWHERE, dtype=np.float32)
        for start in range(0, len(labels), BLOCK):
            known = np.flatnonzero(labels[start : start + BLOCK] >= 0) + start
            own = self.points[vectors.spaces[known], labels[known]]
            found[known] = np.round((vectors.matrix[known] * own).sum(axis=1), 5)
            give_back(vectors.matrix)
        return found

    def cosines_to_others(self, vectors: Vectors, labels: Rows) -> Points:
        """Return the cosine of each of u texts to the centroid of the *other* tickets of its group.

        A few unrelated texts are close to their own centroid, but not to that of the others. A text that is
        alone in its group's language gets 1, one without a group NOWHERE.
        """
        own = self.cosines_to_own(vectors, labels).astype(np.float64)
        group = np.maximum(labels, 0)
        lengths = self.lengths[vectors.spaces, group]
        weights = vectors.weights.astype(np.float64)
        others = np.sqrt(np.maximum(lengths**2 - 2 * weights * lengths * own + weights**2, 0.0))
        fit = np.where(others > ALONE, (lengths * own - weights) / np.maximum(others, ALONE), 1.0)
        return np.where(labels >= 0, np.round(fit, 5), NOWHERE).astype(np.float32)

    def find_nearest(
        self, vectors: Vectors, progress: FractionProgress, workers: Workers = HERE
    ) -> tuple[Rows, Points]:
        """Find the two groups with the nearest centroids for each of u texts, and the cosines (u x 2).

        With a single group the second is -1 and its cosine NOWHERE. `workers` compare blocks of texts.
        """
        count = ceil(len(vectors.texts) / BLOCK)
        found = workers.map(self._compare, MadeBlocks(partial(_take_block, vectors), count), progress)
        give_back(vectors.matrix)
        nowhere = (np.zeros((0, 2), dtype=np.int64), np.zeros((0, 2), dtype=np.float32))
        places, cosines = zip(*(found or [nowhere]), strict=True)
        return np.vstack(places), np.vstack(cosines)

    def _compare(self, block: tuple[Points, Rows], _progress: FractionProgress) -> tuple[Rows, Points]:
        """Do what `find_nearest` does for the points of a block and their spaces."""
        matrix, spaces = block
        places = np.full((len(matrix), 2), -1, dtype=np.int64)
        cosines = np.full((len(matrix), 2), NOWHERE, dtype=np.float32)
        for space, (points, held) in enumerate(zip(self.points, self.held, strict=True)):
            rows = np.flatnonzero(spaces == space)
            similar = np.where(held, np.round(matrix[rows] @ points.T, 5), NOWHERE)
            order = np.argsort(-similar, axis=1, kind="stable")[:, :2]
            values = np.take_along_axis(similar, order, axis=1)
            width = order.shape[1]
            cosines[rows, :width] = values
            places[rows, :width] = np.where(values > NOWHERE, order, -1)
        return places, cosines


def _take_block(vectors: Vectors, place: int) -> tuple[Points, Rows]:
    """Return the points of a block of texts and their spaces, and give back what was read for others."""
    give_back(vectors.matrix)
    part = slice(place * BLOCK, (place + 1) * BLOCK)
    return vectors.matrix[part], vectors.spaces[part]
