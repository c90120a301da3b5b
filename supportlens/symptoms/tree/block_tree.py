"""Grows a tree over known symptoms: finer cuts split them, coarser cuts join them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain import UNASSIGNED, Leaves, SymptomTree

if TYPE_CHECKING:
    import numpy.typing as npt

    Rows = npt.NDArray[np.int64]
    Numbers = npt.NDArray[np.float64]
    Merges = list[tuple[float, int, int]]

ONE_LEAF = 1.0
"""Similarity of two parts of one fine leaf; an upper bound of all other similarities."""


def grow_block_tree(
    blocks: Rows, fine: Leaves, weights: Rows, least: int
) -> tuple[Rows, SymptomTree, tuple[int, ...]]:
    """Split the blocks (u, negative for none) along the fine leaves and grow a tree that respects them.

    Leaves of one block merge first, the most similar first, so that the cut into as many groups as there are
    blocks returns the blocks; then blocks merge by average linkage (Sokal and Michener 1958). The similarity
    of two leaves is the height at which the fine tree joins them. Parts with fewer than `least` tickets join
    their block's largest. Returns the leaf of each of u texts, the tree, and the block of each leaf.
    """
    parts = _part_blocks(blocks, fine.labels, weights, least)
    keys = sorted(set(parts) - {(UNASSIGNED, UNASSIGNED)})
    number = {key: place for place, key in enumerate(keys)}
    leaves = np.array([number.get(key, UNASSIGNED) for key in parts], dtype=np.int64)
    owners = tuple(block for block, _ in keys)
    if not keys:
        return leaves, SymptomTree(0, (), (), 0), owners
    kinship = find_joining_heights(fine.tree)
    known = leaves >= 0
    sizes = np.bincount(leaves[known], weights=weights[known], minlength=len(keys)).astype(np.float64)
    akin = _spread_kinship(np.array([leaf for _, leaf in keys], dtype=np.int64), kinship)
    within = _merge_by_single_linkage(np.array(owners, dtype=np.int64), akin)
    among = _merge_by_average_linkage(np.array(owners, dtype=np.int64), akin, sizes)
    merges = [*within, *among]
    heights = np.minimum.accumulate([height for height, _, _ in merges]).tolist() if merges else []
    tree = SymptomTree(
        len(keys), tuple((one, other) for _, one, other in merges), tuple(heights), len(set(owners))
    )
    return leaves, tree, owners


def _part_blocks(blocks: Rows, labels: Rows, weights: Rows, least: int) -> list[tuple[int, int]]:
    """Return the block and fine leaf of each text; small parts join the largest of their block."""
    sizes: dict[tuple[int, int], int] = {}
    pairs = list(zip(blocks.tolist(), labels.tolist(), strict=True))
    for pair, weight in zip(pairs, weights.tolist(), strict=True):
        sizes[pair] = sizes.get(pair, 0) + weight
    largest: dict[int, tuple[int, int]] = {}
    for block, leaf in sorted(sizes, key=lambda pair: (pair[1] < 0, -sizes[pair], pair)):
        largest.setdefault(block, (block, leaf))
    return [
        (UNASSIGNED, UNASSIGNED)
        if pair[0] < 0
        else pair
        if pair[1] >= 0 and sizes[pair] >= least
        else largest[pair[0]]
        for pair in pairs
    ]


def find_joining_heights(tree: SymptomTree) -> Numbers:
    """Return the height at which a tree joins any two of its f leaves (f x f), ONE_LEAF on the diagonal."""
    heights = np.full((tree.leaves, tree.leaves), ONE_LEAF)
    members = {leaf: [leaf] for leaf in range(tree.leaves)}
    for (one, other), height in zip(tree.merges, tree.heights, strict=True):
        heights[np.ix_(members[one], members[other])] = height
        heights[np.ix_(members[other], members[one])] = height
        members[one] += members.pop(other)
    return np.asarray(heights)


def _spread_kinship(leaves: Rows, kinship: Numbers) -> Numbers:
    """Extend the similarity of fine leaves to their parts; texts without a leaf have similarity 0."""
    akin = kinship[np.ix_(np.maximum(leaves, 0), np.maximum(leaves, 0))]
    stray = leaves < 0
    akin[stray] = akin[:, stray] = 0.0
    return np.asarray(akin)


def _merge_by_single_linkage(owners: Rows, akin: Numbers) -> Merges:
    """Merge the leaves of each block; joining heights are ultrametric, so every linkage gives the same."""
    merges: Merges = []
    root = np.arange(len(owners))
    one, other = np.nonzero(np.triu(owners[:, None] == owners[None, :], 1))
    for place in np.lexsort((other, one, -akin[one, other])).tolist():
        first, second = sorted((int(root[one[place]]), int(root[other[place]])))
        if first != second:
            merges.append((float(akin[one[place], other[place]]), first, second))
            root[root == second] = first
    return merges


def _merge_by_average_linkage(owners: Rows, akin: Numbers, sizes: Numbers) -> Merges:
    """Merge blocks, named by their first leaf; every ticket counts."""
    names, block = np.unique(owners, return_inverse=True)
    first = np.array([int(np.flatnonzero(block == place)[0]) for place in range(len(names))])
    member = np.zeros((len(names), len(owners)))
    member[block, np.arange(len(owners))] = np.maximum(sizes, 1e-9)
    weights = member.sum(axis=1)
    totals = member @ akin @ member.T
    merges: Merges = []
    alive = np.ones(len(names), dtype=bool)
    for _ in range(len(names) - 1):
        mean = np.where(alive[:, None] & alive[None, :], totals / np.outer(weights, weights), -1.0)
        np.fill_diagonal(mean, -1.0)
        one, other = sorted(divmod(int(np.argmax(np.round(mean, 9))), len(names)))
        merges.append((float(mean[one, other]), int(first[one]), int(first[other])))
        totals[one] += totals[other]
        totals[:, one] += totals[:, other]
        weights[one] += weights[other]
        alive[other] = False
    return merges
