"""Counts terms of texts and weighs them (TF-IDF); scikit-learn takes most of a second to load."""

from __future__ import annotations

import array
from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt


def count_terms(texts: Iterable[Iterable[str]]) -> tuple[list[str], sparse.csr_matrix]:
    """Return the v different terms in alphabetical order, and how often each of u texts has them (u x v).

    Equal to `CountVectorizer` of scikit-learn, to the order in which the terms of a text are added up.
    """
    places: defaultdict[str, int] = defaultdict()
    places.default_factory = places.__len__
    found = array.array("i")
    ends = [0]
    for terms in texts:
        found.extend(map(places.__getitem__, terms))
        ends.append(len(found))
    counts = sparse.csr_matrix(
        (np.ones(len(found), dtype=np.float32), np.array(found, dtype=np.int32), np.array(ends)),
        shape=(len(ends) - 1, len(places)),
    )
    counts.sum_duplicates()
    names = sorted(places)
    order = np.empty(len(names), dtype=np.int32)
    order[[places[name] for name in names]] = np.arange(len(names), dtype=np.int32)
    counts.indices = order[counts.indices]
    counts.has_sorted_indices = False
    return names, counts


def count_holders(counts: sparse.csr_matrix) -> npt.NDArray[np.int64]:
    """Return in how many texts each term occurs (v)."""
    return np.bincount(counts.indices, minlength=counts.shape[1])


def weigh_terms(counts: sparse.csr_matrix) -> sparse.csr_matrix:
    """Return the TF-IDF of counts (u x v): sublinear, with smoothed frequencies, rows of unit length.

    Equal to `TfidfTransformer` of scikit-learn.
    """
    weights = np.full(counts.shape[1], counts.shape[0] + 1, dtype=np.float32)
    weights /= count_holders(counts).astype(np.float32) + np.float32(1)
    weights = np.log(weights) + np.float32(1)
    values = (np.log(counts.data) + np.float32(1)) * weights[counts.indices]
    return scale_terms(sparse.csr_matrix((values, counts.indices, counts.indptr), shape=counts.shape))


def scale_terms(terms: sparse.csr_matrix) -> sparse.csr_matrix:
    """Return rows of unit length; an empty one stays empty."""
    rows = np.repeat(np.arange(terms.shape[0]), np.diff(terms.indptr))
    squares = np.bincount(rows, weights=terms.data * terms.data, minlength=terms.shape[0])
    values = (terms.data / np.sqrt(squares)[rows]).astype(terms.dtype)
    return sparse.csr_matrix((values, terms.indices, terms.indptr), shape=terms.shape)
