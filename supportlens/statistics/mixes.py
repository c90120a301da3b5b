"""How alike two mixes are: the overlap of their shares, allowing for chance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Counts = npt.NDArray[np.int64]

DRAWS, SEED = 40, 20_260_201
"""Draws of the overlap of equal mixes, and any fixed seed. Judgement: more change the second decimal."""


def measure_overlap(inside: Counts, beside: Counts) -> float:
    """Return the overlap of two mixes of the same things, as a part of that of equal mixes: about 0 to 1.

    The overlap of the two shares, the sum of the smaller of each, is compared with its mean over draws of as
    many from the mix `beside`: a handful never shows all that there is. 0 if one is empty.
    """
    size, all_beside = int(inside.sum()), int(beside.sum())
    if not size or not all_beside:
        return 0.0
    usual = beside / all_beside
    draw = np.random.default_rng(SEED)
    draws = draw.multinomial(size, usual, size=DRAWS) / size
    expected = float(np.minimum(draws, usual).sum(axis=1).mean())
    return float(np.minimum(inside / size, usual).sum()) / expected
