"""Finds communities of a graph, reproducible on every machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from graspologic_native import leiden_csr

if TYPE_CHECKING:
    import numpy.typing as npt
    from scipy import sparse

ITERATIONS = 2
"""Leiden cycles; the second starts from the first one's communities and splits chains."""


def find_communities(graph: sparse.csr_matrix, resolution: float, seed: int) -> npt.NDArray[np.int64]:
    """Return the communities of the u nodes of a symmetric weighted graph, by modularity.

    Leiden (Traag, Waltman and van Eck 2019) with its own random generator, initialised by `seed`: other
    implementations use that of the C library, which cannot be seeded from here.
    """
    if not graph.nnz:  # the library rejects graphs without links
        return np.arange(graph.shape[0], dtype=np.int64)
    _, found = leiden_csr(
        graph.indptr.astype(np.int64),
        graph.indices.astype(np.int32),
        graph.data.astype(np.float64),
        graph.shape[0],
        resolution=resolution,
        iterations=ITERATIONS,
        seed=seed,
    )
    alone = len(found)  # a node without links becomes a community of its own
    return np.array([found.get(node, alone + node) for node in range(graph.shape[0])], dtype=np.int64)
