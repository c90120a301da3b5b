"""A tree over settled symptoms: its own cut is the symptoms, finer parts them, coarser joins them."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from supportlens.domain import Leaves, SymptomTree
from supportlens.symptoms.tree.block_tree import find_joining_heights, grow_block_tree

FINE = SymptomTree(5, ((0, 1), (2, 3), (0, 2), (0, 4)), (0.9, 0.8, 0.5, 0.1), 3)


@st.composite
def settled_texts(draw):
    """Draw a fine tree, and texts with a leaf of it (or none) and a block (or none) each."""
    count = draw(st.integers(1, 7))
    alive, merges = list(range(count)), []
    while len(alive) > 1:
        one, other = sorted(draw(st.permutations(alive))[:2])
        merges.append((one, other))
        alive.remove(other)
    heights = sorted(
        draw(st.lists(st.floats(0.0, 0.99), min_size=count - 1, max_size=count - 1)), reverse=True
    )
    texts = draw(st.lists(st.tuples(st.integers(-1, count - 1), st.integers(-1, 4)), min_size=1, max_size=30))
    leaves = Leaves(
        np.array([leaf for leaf, _ in texts]),
        (None,) * len(texts),
        SymptomTree(count, tuple(merges), tuple(heights), 1),
    )
    return leaves, np.array([block for _, block in texts])


def groups_at(labels, tree, level):
    cut = tree.cut(level)
    return [cut[leaf] if leaf >= 0 else -1 for leaf in labels.tolist()]


def test_two_leaves_are_as_akin_as_the_merge_that_joins_them():
    heights = find_joining_heights(FINE)
    assert (heights == heights.T).all()
    assert (heights[0, 1], heights[2, 3], heights[1, 3], heights[4, 2]) == (0.9, 0.8, 0.5, 0.1)


@given(settled_texts())
@settings(max_examples=80, deadline=None)
def test_the_trees_own_cut_is_the_blocks_and_every_cut_is_nested_in_the_coarser_ones(drawn):
    fine, blocks = drawn
    labels, tree, owners = grow_block_tree(blocks, fine, np.ones(len(blocks), dtype=np.int64), 2)
    assert ((labels >= 0) == (blocks >= 0)).all()
    assert all(owners[leaf] == block for leaf, block in zip(labels, blocks, strict=True) if leaf >= 0)
    assert list(tree.heights) == sorted(tree.heights, reverse=True)
    if not tree.leaves:
        return
    own = groups_at(labels, tree, tree.default)
    assert len(set(zip(own, blocks.tolist(), strict=True))) == len(set(blocks.tolist()))
    finer = groups_at(labels, tree, tree.leaves)
    for level in range(tree.leaves, 0, -1):
        coarser = groups_at(labels, tree, level)
        assert len(set(zip(finer, coarser, strict=True))) == len(set(finer))
        assert len(set(coarser) - {-1}) == level
        finer = coarser


def test_a_part_of_too_few_tickets_goes_with_the_largest_of_its_block():
    fine = Leaves(np.array([0, 0, 0, 1, 2, 2]), (None,) * 6, FINE)
    labels, tree, _ = grow_block_tree(np.array([7, 7, 7, 7, 7, 7]), fine, np.ones(6, dtype=np.int64), 2)
    assert tree.leaves == 2
    assert labels[3] == labels[0] != labels[4]
