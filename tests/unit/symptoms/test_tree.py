"""The tree of symptoms: a finer cut only parts what a coarser one holds together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from supportlens.domain import SymptomTree
from supportlens.symptoms.tree.merging import grow_tree
from tests.unit.symptoms.logs import understood
from tests.unit.symptoms.matters import LOG

if TYPE_CHECKING:
    from collections.abc import Sequence


@st.composite
def trees(draw: st.DrawFn) -> SymptomTree:
    """Draw a tree in which any two groups may merge at each step."""
    leaves = draw(st.integers(1, 14))
    alive = list(range(leaves))
    merges = []
    while len(alive) > 1:
        one, other = sorted(draw(st.permutations(alive))[:2])
        merges.append((one, other))
        alive.remove(other)
    heights = sorted(draw(st.lists(st.floats(0, 1), min_size=leaves - 1, max_size=leaves - 1)), reverse=True)
    return SymptomTree(leaves, tuple(merges), tuple(heights), draw(st.integers(1, leaves)))


def nested(fine: Sequence[int], coarse: Sequence[int]) -> bool:
    """Return whether no group of the fine cut has parts in two groups of the coarse one."""
    return len(set(zip(fine, coarse, strict=True))) == len(set(fine))


@given(trees())
def test_every_cut_has_the_groups_asked_for_and_is_nested_in_every_coarser_one(tree):
    cuts = [tree.cut(groups) for groups in range(1, tree.leaves + 1)]
    assert [len(set(cut)) for cut in cuts] == list(range(1, tree.leaves + 1))
    assert all(nested(fine, coarse) for place, fine in enumerate(cuts) for coarse in cuts[:place])


@given(trees())
def test_the_levels_offered_can_be_cut_and_hold_the_program_s_own(tree):
    assert tree.default in tree.levels
    assert list(tree.levels) == sorted(set(tree.levels))
    assert all(1 <= level <= tree.leaves for level in tree.levels)


@given(st.integers(1, 9), st.integers(0, 99))
def test_any_groups_of_any_graph_grow_into_one_tree(groups, seed):
    generator = np.random.default_rng(seed)
    leaves = np.concatenate([np.arange(groups), generator.integers(-1, groups, 20)])
    points = generator.normal(size=(len(leaves), 5)).astype(np.float32)
    points /= np.linalg.norm(points, axis=1, keepdims=True)
    links = sparse.random(len(leaves), len(leaves), 0.2, random_state=seed)
    tree = grow_tree((links + links.T).tocsr(), leaves, points, np.zeros(len(leaves), dtype=np.int64), None)
    assert tree.leaves == groups == len(tree.merges) + 1
    assert list(tree.heights) == sorted(tree.heights, reverse=True)
    assert 1 <= tree.default <= groups
    assert len(set(tree.cut(1))) == 1


def test_what_is_most_akin_merges_first():
    points = np.array([[1, 0], [1, 0], [0.9, 0.436], [0.9, 0.436], [0, 1], [0, 1]], dtype=np.float32)
    linked = np.kron(np.array([[2, 1, 0.1], [1, 2, 0.1], [0.1, 0.1, 2]]), np.ones((2, 2)))
    tree = grow_tree(
        sparse.csr_matrix(linked), np.array([0, 0, 1, 1, 2, 2]), points, np.zeros(6, dtype=np.int64), None
    )
    assert tree.merges == ((0, 1), (0, 2))
    assert tree.heights[0] > tree.heights[1]


@pytest.mark.parametrize(("cosine", "groups"), [(0.17, 8), (0.75, 7)])
def test_two_texts_linked_to_nothing_else_are_one_matter_only_if_they_are_alike(cosine, groups):
    """The only link that either has is weak; relative to chance it is a thousand times too strong."""
    crowds = np.kron(np.eye(6), np.ones((5, 5)))
    linked = np.zeros((32, 32))
    linked[:30, :30], linked[30, 31], linked[31, 30] = crowds, 0.01, 0.01
    points = np.zeros((32, 8), dtype=np.float32)
    points[np.arange(30), np.repeat(np.arange(6), 5)] = 1
    points[30, 6], points[31, 6], points[31, 7] = 1, cosine, np.sqrt(1 - cosine**2)
    leaves = np.array([*np.repeat(np.arange(6), 5), 6, 7])
    tree = grow_tree(sparse.csr_matrix(linked), leaves, points, np.zeros(32, dtype=np.int64), None)
    assert tree.default == groups


def test_groups_of_two_languages_are_compared_without_what_all_texts_of_a_language_share():
    """What a language's texts share is large here, and what sets two matters apart is small."""
    leaves, spaces = np.array([0, 1, 2, 3]), np.array([0, 0, 1, 1])
    matter = np.array([[0.0, 1.0], [0.0, -1.0], [0.0, -1.0], [0.0, 1.0]])
    crossing = (np.array([[9.0, 2.0], [9.0, 2.0], [9.0, -2.0], [9.0, -2.0]]) + matter).astype(np.float32)
    tree = grow_tree(sparse.csr_matrix(np.ones((4, 4))), leaves, matter.astype(np.float32), spaces, crossing)
    assert set(tree.merges[:2]) == {(0, 3), (1, 2)}


@pytest.fixture(scope="module")
def run():
    return understood([text for _, _, text in LOG])


def test_finer_and_coarser_never_move_a_ticket_to_another_side(run):
    levels = range(1, run.leaves.tree.leaves + 1)
    cuts = [run.at(level) for level in levels]
    for place, fine in enumerate(cuts):
        assert len(fine.symptoms) == levels[place]
        assert all(nested(fine.labels.tolist(), coarse.labels.tolist()) for coarse in cuts[:place])


def test_the_tickets_without_a_symptom_are_the_same_at_every_level(run):
    least, most = run.at(1), run.at(run.leaves.tree.leaves)
    np.testing.assert_array_equal(least.labels < 0, most.labels < 0)
    assert least.reasons == most.reasons
