"""The neighbour graph: links are mutual, exact, and cross languages only where both sides choose."""

from __future__ import annotations

import numpy as np
import pytest

from supportlens.domain import Cancelled
from supportlens.symptoms.tree import neighbours
from supportlens.symptoms.tree.neighbours import build_neighbour_graph, find_nearest


def unit(*shape: int, seed: int = 1) -> np.ndarray:
    points = np.random.default_rng(seed).normal(size=shape).astype(np.float32)
    return points / np.linalg.norm(points, axis=1, keepdims=True)


ONE_SPACE = np.zeros(300, dtype=np.int64)
TWO_SPACES = np.repeat([0, 1], 150)


def test_the_nearest_are_those_that_a_full_search_finds(monkeypatch):
    monkeypatch.setattr(neighbours, "BLOCK", 64)
    points = unit(200, 12)
    positions, cosines = find_nearest(points, points, 5, lambda _: None)
    full = points @ points.T
    np.testing.assert_allclose(cosines, -np.sort(-full, axis=1)[:, :5], atol=1e-4)
    np.testing.assert_array_equal(positions[:, 0], np.arange(200))


def test_threads_find_what_one_finds(monkeypatch):
    monkeypatch.setattr(neighbours, "BLOCK", 64)
    points = unit(200, 12)
    for one, many in zip(*(find_nearest(points, points, 5, lambda _: None, n) for n in (1, 3)), strict=True):
        np.testing.assert_array_equal(one, many)


def test_equally_near_points_come_in_the_order_of_their_places():
    points = np.array([[1, 0], [1, 0], [1, 0], [0, 1]], dtype=np.float32)
    positions, _ = find_nearest(points, points, 3, lambda _: None)
    assert positions[:3].tolist() == [[0, 1, 2]] * 3


@pytest.mark.parametrize("size", [5, 40, 500])  # all are sorted, and only the largest of each group
def test_of_equally_near_points_the_first_are_the_nearest(size):
    across = np.random.default_rng(2).integers(0, 9, size=(1, size)) / 8  # many are equal
    points = np.vstack([across, np.sqrt(1 - across**2)]).T.astype(np.float32)
    query = np.array([[1, 0]], dtype=np.float32)
    positions, cosines = find_nearest(query, points, 5, lambda _: None)
    expected = np.argsort(-across[0], kind="stable")[:5]
    assert positions[0].tolist() == expected.tolist()
    np.testing.assert_allclose(cosines[0], across[0, expected], atol=1e-5)


def test_a_link_goes_both_ways_and_nobody_is_linked_with_itself():
    graph = build_neighbour_graph(unit(300, 12), ONE_SPACE, None, lambda _: None)
    assert abs(graph - graph.T).max() == 0
    assert not graph.diagonal().any()
    assert (np.diff(graph.indptr) >= neighbours.LEAST_NEIGHBOURS).all()


def test_without_a_crossing_no_link_leaves_a_language():
    graph = build_neighbour_graph(unit(300, 12), TWO_SPACES, None, lambda _: None)
    assert graph[:150, 150:].nnz == 0


def test_texts_of_two_languages_that_say_the_same_are_linked():
    meaning = unit(150, 12)
    graph = build_neighbour_graph(unit(300, 12), TWO_SPACES, np.vstack([meaning, meaning]), lambda _: None)
    across = graph[:150, 150:]
    assert (across.diagonal() > 0).all()
    assert abs(graph - graph.T).max() == 0


def test_texts_of_two_languages_that_have_nothing_in_common_are_not_linked():
    apart = np.zeros((300, 24), dtype=np.float32)
    apart[:150, :12], apart[150:, 12:] = unit(150, 12), unit(150, 12, seed=2)
    assert build_neighbour_graph(unit(300, 12), TWO_SPACES, apart, lambda _: None)[:150, 150:].nnz == 0


@pytest.mark.parametrize("crossing", [None, unit(300, 8)])
def test_the_way_is_told_and_never_goes_back(crossing, monkeypatch):
    monkeypatch.setattr(neighbours, "BLOCK", 32)
    told: list[float] = []
    build_neighbour_graph(unit(300, 12), TWO_SPACES, crossing, told.append)
    assert told == sorted(told)
    assert len(told) > 9
    assert 0 <= told[0] <= told[-1] <= 1


def test_a_search_stops_when_told_to():
    def stop(part: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        build_neighbour_graph(unit(300, 12), ONE_SPACE, None, stop)


def test_two_points_are_a_graph():
    assert build_neighbour_graph(unit(2, 3), ONE_SPACE[:2], None, lambda _: None).shape == (2, 2)
    assert build_neighbour_graph(unit(1, 3), ONE_SPACE[:1], None, lambda _: None).nnz == 0
