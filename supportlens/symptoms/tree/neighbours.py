"""Builds the neighbour graph of texts, within and across languages."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from supportlens.domain import map_in_threads, part_of_progress
from supportlens.statistics import scale_rows

if TYPE_CHECKING:
    import numpy.typing as npt

    from supportlens.domain import FractionProgress

    Points = npt.NDArray[np.float32]
    Rows = npt.NDArray[np.int64]

BLOCK = 512
"""Rows compared at once: limits the memory to BLOCK x u similarities in each lane."""
LEAST_NEIGHBOURS = 10
"""Minimum neighbours of a text.

Small bilingual logs need this many (8 before); more merges small subjects.
"""
NEIGHBOURS_PER_ROOT = 0.2
"""Neighbours per square root of the number of texts: the number of groups should not grow with the tickets.

Judgement: 0 would give ten times the groups for ten times the tickets, larger blurs them.
"""
GROUPED = 16
"""Values of a row of which only the largest is sorted.

Measured with 14 000 texts: 8 to 32 take a fifth of the time of sorting all, and find the same.
"""
SHARPNESS = 3
"""Exponent of the cosine in a link's weight: nearly equal texts link strongly, related ones weakly.

Judgement: 1 chains merely related texts, more isolates texts.
"""
ACROSS = 5
"""Maximum links of a text to the other language.

Judgement: more adds links to weaker matches.
"""
AROUND = 10
"""Texts of the other language whose mean cosine measures local density (CSLS).

As in the paper (Conneau et al. 2018); it affects little.
"""
LEAST_ACROSS = 0.5
"""Minimum cosine of linked texts of different languages.

Judgement: smaller joins subjects of two languages that only share a topic.
"""


def find_nearest(
    queries: Points, points: Points, count: int, progress: FractionProgress, lanes: int = 1
) -> tuple[Rows, Points]:
    """Find the `count` points of highest cosine for each query, all unit vectors.

    Returns positions and cosines (q x count), nearest first, ties by position. Exact, in however many `lanes`
    blocks are compared at a time.
    """

    def compare(part: slice) -> tuple[Rows, Points]:
        return _find_largest(np.round(queries[part] @ points.T, 5), count)

    parts = [slice(start, start + BLOCK) for start in range(0, len(queries), BLOCK)]
    found = list(map_in_threads(compare, parts, lanes, progress))
    return np.vstack([places for places, _ in found]), np.vstack([cosines for _, cosines in found])


def _find_largest(similar: Points, count: int) -> tuple[Rows, Points]:
    """Find the `count` largest values of each row (q x p), largest first, ties by position.

    Sorting is spared by a bound: of the largest values of `width` groups of a row, `count` are at least as
    large as the bound, so no smaller value is among the `count` largest of the row.
    """
    size, width = len(similar), similar.shape[1] // GROUPED
    if width >= count:
        tops = similar[:, : width * GROUPED].reshape(size, GROUPED, width).max(axis=1)
    else:
        tops, width = similar, similar.shape[1]
    bounds = np.partition(tops, width - count, axis=1)[:, width - count]
    rows, places = np.nonzero(similar >= bounds[:, None])
    values = similar[rows, places]
    order = np.lexsort((places, -values, rows))
    first = np.searchsorted(rows, np.arange(size))
    best = order[first[:, None] + np.arange(count)]
    return places[best], values[best]


def build_neighbour_graph(
    points: Points, spaces: Rows, crossing: Points | None, progress: FractionProgress, lanes: int = 1
) -> sparse.csr_matrix:
    """Link each of u points with its nearest, in both directions, by a power of the cosine.

    Cosines are comparable only within one of the `spaces` (u), so links stay within one; if `crossing` (u x
    c) places two languages in one space, texts that are mutual neighbours in it are linked. `lanes` is as in
    `find_nearest`.
    """
    size = len(points)
    numbers = range(int(spaces.max()) + 1)
    rows = [np.flatnonzero(spaces == number) for number in numbers]
    graph = sparse.csr_matrix((size, size), dtype=np.float64)
    inside = 1.0 if crossing is None else 0.5
    done = 0
    for number in numbers:
        own = points[rows[number]]
        reported = part_of_progress(progress, inside * done / size, inside * (done + len(own)) / size)
        graph = graph + _spread(_link_within(own, reported, lanes), rows[number], rows[number], size)
        done += len(own)
    if crossing is not None:
        mean = float(graph.data.mean()) if graph.nnz else 1.0
        for one in numbers:
            for other in range(one):
                reported = part_of_progress(progress, inside, 1.0)
                links = _link_across(crossing[rows[one]], crossing[rows[other]], mean, reported)
                spread = _spread(links, rows[one], rows[other], size)
                graph = graph + spread + spread.T
    progress(1.0)
    return graph.tocsr()


def _spread(links: sparse.csr_matrix, rows: Rows, columns: Rows, size: int) -> sparse.csr_matrix:
    """Embed the links between some texts in a graph over all."""
    found = links.tocoo()
    return sparse.csr_matrix((found.data, (rows[found.row], columns[found.col])), shape=(size, size))


def _link_within(points: Points, progress: FractionProgress, lanes: int) -> sparse.csr_matrix:
    size = len(points)
    count = min(max(LEAST_NEIGHBOURS, round(NEIGHBOURS_PER_ROOT * math.sqrt(size))), size - 1)
    if count < 1:
        return sparse.csr_matrix((size, size), dtype=np.float64)
    positions, cosines = find_nearest(points, points, count + 1, progress, lanes)
    rows = np.repeat(np.arange(size), count + 1)
    weights = np.maximum(cosines, 0.0).ravel().astype(np.float64) ** SHARPNESS
    graph = sparse.csr_matrix((weights, (rows, positions.ravel())), shape=(size, size))
    graph.setdiag(0.0)
    graph.eliminate_zeros()
    return graph.maximum(graph.T).tocsr()


def _link_across(one: Points, other: Points, mean: float, progress: FractionProgress) -> sparse.csr_matrix:
    """Link mutual neighbours of two languages; links weigh `mean` on average.

    Cross-domain similarity local scaling (Conneau et al. 2018): twice the cosine minus the mean cosine of
    each text's AROUND nearest in the other language, so that a text close to everything is nobody's
    neighbour. Each language's mean is subtracted first.
    """
    count = min(ACROSS, len(one), len(other))
    similar = _compare_all(
        scale_rows(one - one.mean(axis=0)),
        scale_rows(other - other.mean(axis=0)),
        part_of_progress(progress, 0.0, 0.2),
    )
    crowds = (
        _measure_crowding(similar, part_of_progress(progress, 0.2, 0.4)),
        _measure_crowding(similar.T, part_of_progress(progress, 0.4, 0.6)),
    )
    forward = _choose_nearest(similar, *crowds, count, part_of_progress(progress, 0.6, 0.8))
    backward = _choose_nearest(similar.T, *crowds[::-1], count, part_of_progress(progress, 0.8, 1.0))
    found = forward.multiply(backward.T).tocoo()
    raw = (one[found.row] * other[found.col]).sum(axis=1).astype(np.float64)
    near = raw >= LEAST_ACROSS
    links = sparse.csr_matrix((raw[near], (found.row[near], found.col[near])), shape=similar.shape)
    if links.nnz:
        links.data *= mean / links.data.mean()
    return links


def _compare_all(one: Points, other: Points, progress: FractionProgress) -> Points:
    """Return the cosines of all pairs of rows, computed in blocks (m x n)."""
    similar = np.empty((len(one), len(other)), dtype=np.float32)
    for start in range(0, len(one), BLOCK):
        progress(start / len(one))
        similar[start : start + BLOCK] = one[start : start + BLOCK] @ other.T
    return similar


def _measure_crowding(similar: Points, progress: FractionProgress) -> Points:
    """Return the mean of the AROUND highest cosines of each row."""
    count = min(AROUND, similar.shape[1])
    crowd = np.empty(len(similar), dtype=np.float32)
    for start in range(0, len(similar), BLOCK):
        progress(start / len(similar))
        part = slice(start, start + BLOCK)
        crowd[part] = -np.partition(-similar[part], count - 1, axis=1)[:, :count].mean(axis=1)
    return crowd


def _choose_nearest(
    similar: Points, own: Points, theirs: Points, count: int, progress: FractionProgress
) -> sparse.csr_matrix:
    """Mark for each row its `count` nearest columns after density correction."""
    places = np.empty((len(similar), count), dtype=np.int64)
    for start in range(0, len(similar), BLOCK):
        progress(start / len(similar))
        part = slice(start, start + BLOCK)
        scaled = np.round(2 * similar[part] - own[part, None] - theirs, 5)
        places[part] = _find_largest(scaled, count)[0]
    rows = np.repeat(np.arange(len(similar)), count)
    ones = np.ones(len(rows))
    return sparse.csr_matrix((ones, (rows, places.ravel())), shape=similar.shape)
