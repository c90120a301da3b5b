"""Measures the width of known symptoms: the cosines of members to the centroid of the other members."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from supportlens.statistics import give_back
from supportlens.symptoms.tree.leaves import HOME

if TYPE_CHECKING:
    import numpy.typing as npt

    from supportlens.domain import Vectors

    Rows = npt.NDArray[np.int64]
    Points = npt.NDArray[np.float64]

CHUNK_ROWS = 10_000
"""Rows whose vectors are weighted at once; limits memory."""
FEWEST_MEMBERS = 5
"""Minimum distinct texts of a symptom to estimate its width from their cosines.

Judgement: a quantile of fewer is chance.
"""
ALONE = 1e-6
"""Norm below which a symptom has no centroid without the text itself."""


def share_by_symptom(home: Rows, weights: Points, count: int) -> Points:
    """Return the share of each of u rows in its known symptom, 0 without one."""
    rows = np.flatnonzero(home >= 0)
    totals = np.bincount(home[rows], weights=weights[rows], minlength=count)
    shares = np.zeros(len(home))
    shares[rows] = weights[rows] / totals[home[rows]]
    return shares


def compare_members(home: Rows, vectors: Vectors) -> Points:
    """Return the cosine of each member to the centroid of the other members in its language (u).

    NaN for rows without a symptom and for single members.
    """
    rows = np.flatnonzero(home >= 0)
    parts = [rows[start : start + CHUNK_ROWS] for start in range(0, len(rows), CHUNK_ROWS)]
    sums = np.zeros((int(vectors.spaces.max()) + 1, int(home.max()) + 1, vectors.matrix.shape[1]))
    for part in parts:
        np.add.at(sums, (vectors.spaces[part], home[part]), _weigh(part, vectors))
        give_back(vectors.matrix)
    found = np.full(len(home), np.nan)
    for part in parts:
        rest = sums[vectors.spaces[part], home[part]] - _weigh(part, vectors)
        lengths = np.linalg.norm(rest, axis=1)
        cosines = (rest * vectors.matrix[part]).sum(axis=1) / np.maximum(lengths, ALONE)
        found[part] = np.where(lengths < ALONE, np.nan, cosines)
        give_back(vectors.matrix)
    return found


def _weigh(rows: Rows, vectors: Vectors) -> Points:
    return vectors.matrix[rows].astype(np.float64) * vectors.weights[rows, None]


def measure_widths(home: Rows, cosines: Points, part: float) -> Points:
    """Return the quantile of the members' cosines for each known symptom.

    HOME is used for symptoms with fewer than FEWEST_MEMBERS members.
    """
    widths = np.full(int(home.max()) + 1, HOME)
    for symptom in range(len(widths)):
        own = cosines[(home == symptom) & ~np.isnan(cosines)]
        if len(own) >= FEWEST_MEMBERS:
            widths[symptom] = np.quantile(own, part)
    return np.round(widths, 5)
