"""The neighbour graph: who lies next to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

BLOCK = 2_048
"""Rows compared at once: bounds the memory to BLOCK x u similarities."""


def nearest(
    queries: npt.NDArray[np.float32],
    points: npt.NDArray[np.float32],
    count: int,
    heard: Callable[[float], None],
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
    """Find the `count` points of greatest cosine for each query, both of unit length.

    Gives positions and cosines (q x count), nearest first, equal cosines by position. Exact.
    """
    positions = np.empty((len(queries), count), dtype=np.int64)
    cosines = np.empty((len(queries), count), dtype=np.float32)
    for start in range(0, len(queries), BLOCK):
        heard(start / len(queries))
        similar = queries[start : start + BLOCK] @ points.T
        best = np.argpartition(-similar, count - 1, axis=1)[:, :count]
        values = np.take_along_axis(similar, best, axis=1)
        order = np.lexsort((best, -values), axis=1)
        positions[start : start + BLOCK] = np.take_along_axis(best, order, axis=1)
        cosines[start : start + BLOCK] = np.take_along_axis(values, order, axis=1)
    return positions, cosines


def neighbour_graph(
    points: npt.NDArray[np.float32], count: int, heard: Callable[[float], None]
) -> sparse.csr_matrix:
    """Link each of u points with its `count` nearest, weighted by cosine, in both directions."""
    size = len(points)
    count = min(count, size - 1)
    positions, cosines = nearest(points, points, count + 1, heard)
    rows = np.repeat(np.arange(size), count + 1)
    graph = sparse.csr_matrix(
        (np.maximum(cosines, 0.0).ravel().astype(np.float64), (rows, positions.ravel())), shape=(size, size)
    )
    graph.setdiag(0.0)
    graph.eliminate_zeros()
    return graph.maximum(graph.T).tocsr()
