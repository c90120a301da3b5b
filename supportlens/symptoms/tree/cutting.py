"""Cuts a tree into the groups of one level."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain import UNASSIGNED

if TYPE_CHECKING:
    import numpy.typing as npt

    from supportlens.domain import Leaves, Vectors

    Rows = npt.NDArray[np.int64]


def cut_tree(leaves: Leaves, vectors: Vectors, level: int | None = None) -> Rows:
    """Return the symptoms of u texts, sorted by size, then by first text; negative for none.

    The tree is cut into `level` groups, by default into its own number of groups.
    """
    if not leaves.tree.leaves:
        return leaves.labels
    groups = np.array(leaves.tree.cut(leaves.tree.default if level is None else level), dtype=np.int64)
    found = np.where(leaves.labels >= 0, groups[leaves.labels], UNASSIGNED)
    sizes = np.bincount(found[found >= 0], weights=vectors.weights[found >= 0], minlength=leaves.tree.leaves)
    numbers, first = np.unique(found, return_index=True)
    place = dict(zip(numbers.tolist(), first.tolist(), strict=True))
    order = sorted(
        (number for number in place if number >= 0), key=lambda group: (-sizes[group], place[group])
    )
    rank = np.full(leaves.tree.leaves + 1, UNASSIGNED, dtype=np.int64)
    rank[order] = np.arange(len(order))
    return rank[found]
