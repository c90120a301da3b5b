"""Merges fine groups into a tree; symptoms are cuts of this tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from supportlens.domain import SymptomTree

if TYPE_CHECKING:
    import numpy.typing as npt

    Points = npt.NDArray[np.float32]
    Rows = npt.NDArray[np.int64]
    Numbers = npt.NDArray[np.float64]

LINKED, ALIKE = 0.5, 2.0
"""Exponents of the link density and of the centroid cosine of two groups.

Judgement: a larger exponent of links merges groups with common neighbours, one of cosines groups with common
words.
"""
MERGED = 0.485
"""Minimum similarity of groups in one symptom, unless the user asks for coarser or finer symptoms.

Judgement: larger splits more. The default and the best cut of the data sets in README differ by 0.00 to 0.03
of AMI, by 0.11 on commands (README).
"""
LEAST_COSINE = 1e-3


def grow_tree(
    graph: sparse.csr_matrix, leaves: Rows, points: Points, spaces: Rows, crossing: Points | None
) -> SymptomTree:
    """Merge f leaves pairwise, the most similar first, until one group is left.

    The similarity is density ** LINKED x cosine ** ALIKE: the weight of the links between two groups relative
    to chance (as in modularity: Newman and Girvan 2004), and the cosine of their centroids. `leaves` (u) are
    0 to f - 1, negative for texts without a leaf; groups of two languages are compared in `crossing`. Ties
    are broken by number.
    """
    count = int(leaves.max()) + 1
    groups = _Groups(graph, leaves, points, spaces, crossing, count)
    kinship = np.full((count, count), -1.0)
    for leaf in range(count):
        kinship[leaf] = groups.kinship(leaf)
    np.fill_diagonal(kinship, -1.0)
    merges: list[tuple[int, int]] = []
    heights: list[float] = []
    for _ in range(count - 1):
        one, other = divmod(int(np.argmax(kinship)), count)
        one, other = min(one, other), max(one, other)
        merges.append((one, other))
        heights.append(
            min(float(kinship[one, other]), *heights[-1:]) if heights else float(kinship[one, other])
        )
        groups.merge(one, other)
        kinship[other] = kinship[:, other] = -1.0
        fresh = np.where(groups.alive, groups.kinship(one), -1.0)
        fresh[one] = -1.0
        kinship[one] = kinship[:, one] = fresh
    default = count - sum(height >= MERGED for height in heights)
    return SymptomTree(count, tuple(merges), tuple(heights), max(default, 1))


class _Groups:
    """The state of each group during merging."""

    def __init__(
        self,
        graph: sparse.csr_matrix,
        leaves: Rows,
        points: Points,
        spaces: Rows,
        crossing: Points | None,
        count: int,
    ) -> None:
        known = np.flatnonzero(leaves >= 0)
        member = sparse.csr_matrix(
            (np.ones(len(known)), (known, leaves[known])), shape=(len(leaves), count), dtype=np.float64
        )
        self._links: Numbers = np.asarray((member.T @ graph @ member).todense(), dtype=np.float64)
        self._degrees = self._links.sum(axis=1)
        self._total = max(float(self._degrees.sum()), 1e-12)
        languages = range(int(spaces.max()) + 1)
        within = [member.multiply((spaces == number)[:, None]).tocsr() for number in languages]
        self._sizes = np.stack([np.asarray(part.sum(axis=0)).ravel() for part in within])
        self._sums = [np.asarray(part.T @ points, dtype=np.float64) for part in within]
        self._across = [
            np.asarray(part.T @ _subtract_mean(crossing, spaces == number), dtype=np.float64)
            for number, part in enumerate(within)
            if crossing is not None
        ]
        self.alive = np.ones(count, dtype=bool)

    def kinship(self, group: int) -> Numbers:
        """Return the similarity of a group to every group."""
        chance = np.maximum(self._degrees * self._degrees[group] / self._total, 1e-12)
        # Among f groups of one size, one that is linked to a single other one has f times as many links to it
        # as by chance. More only says that both are linked to next to nothing, as texts that stand alone are.
        density = np.minimum(self._links[group] / chance, len(self.alive))
        return np.asarray(density**LINKED * np.maximum(self._average_cosines(group), LEAST_COSINE) ** ALIKE)

    def _average_cosines(self, group: int) -> Numbers:
        """Average the cosines of two groups over languages, weighted by the share of each language."""
        shares = self._sizes / np.maximum(self._sizes.sum(axis=0), 1.0)
        found = np.zeros(self._sizes.shape[1])
        for one, sums in enumerate(self._sums):
            for other in range(len(self._sums)):
                weight = shares[one, group] * shares[other]
                if one == other:
                    found += weight * _compute_cosines(sums[group], sums)
                elif self._across:
                    found += weight * _compute_cosines(self._across[one][group], self._across[other])
        return found

    def merge(self, one: int, other: int) -> None:
        """Merge the second group into the first."""
        self.alive[other] = False
        for held in (self._links, *self._sums, *self._across):
            held[one] += held[other]
            held[other] = 0.0
        self._links[:, one] += self._links[:, other]
        self._links[:, other] = 0.0
        self._degrees[one] += self._degrees[other]
        self._degrees[other] = 0.0
        self._sizes[:, one] += self._sizes[:, other]
        self._sizes[:, other] = 0.0


def _subtract_mean(points: Points | None, chosen: npt.NDArray[np.bool_]) -> Points:
    if points is None:
        return np.zeros((len(chosen), 1), dtype=np.float32)
    return np.asarray(points - points[chosen].mean(axis=0), dtype=np.float32)


def _compute_cosines(one: Numbers, others: Numbers) -> Numbers:
    lengths = np.linalg.norm(one) * np.linalg.norm(others, axis=1)
    return np.asarray(others @ one / np.maximum(lengths, 1e-12))
