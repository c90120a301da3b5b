"""The rank of each ticket by the cells of a column, found a piece at a time."""

from __future__ import annotations

from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from supportlens.gui.models.character_folding import compose, fold_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import numpy.typing as npt

    Ranks = npt.NDArray[np.float64]

PIECE = 2_000
"""Rows that are ranked at once: up to ten milliseconds."""


def rank_values(values: pd.Series[float] | pd.Series[pd.Timestamp]) -> Ranks:
    """Return the rank of each number or moment (n,); equal ones share a rank, missing ones are NaN."""
    return np.asarray(values.rank(method="dense"), dtype=np.float64)


def rank_ids(ids: list[str], ranks: Ranks) -> Iterator[None]:
    """Fill in the ranks of ids: of numbers as numbers, so that 9 comes before 10, of others as of texts."""
    numbers = np.full(len(ids), np.nan)
    for rows in pieces_of(len(ids)):
        piece = pd.Series(ids[rows.start : rows.stop], dtype=object)
        numbers[rows.start : rows.stop] = pd.to_numeric(piece, errors="coerce")
        if np.isnan(numbers[rows.start : rows.stop]).any():
            yield from rank_texts(lambda rows: ids[rows.start : rows.stop], str, ranks)
            return
        yield
    ranks[:] = rank_values(pd.Series(numbers))


def rank_texts(
    cells: Callable[[range], list[str]], text_of: Callable[[str], str], ranks: Ranks
) -> Iterator[None]:
    """Fill in the ranks of texts by folded letters; equal ones share one, and empty ones are NaN.

    `cells` returns the cells of some rows, `text_of` the text that is shown of one: each different cell is
    folded once. The sorted pieces are merged one after another, because to sort all texts at once, or to give
    all of them their places, silences the window for a tenth of a second at 200 000.
    """
    folded: dict[str, str] = {}
    runs: list[list[str]] = []
    for rows in pieces_of(len(ranks)):
        new = [cell for cell in dict.fromkeys(cells(rows)) if cell not in folded]
        texts = fold_all(compose(text_of(cell)) for cell in new)
        folded.update(zip(new, texts, strict=True))
        runs.append(sorted(set(texts)))
        yield
    places: dict[str, float] = {"": np.nan}
    merged = merge(*runs)
    while piece := list(islice(merged, PIECE)):
        for text in piece:
            places.setdefault(text, len(places))
        yield
    for rows in pieces_of(len(ranks)):
        ranks[rows.start : rows.stop] = [places[folded[cell]] for cell in cells(rows)]
        yield


def pieces_of(count: int) -> Iterator[range]:
    """Yield the places of so many rows in pieces."""
    for first in range(0, count, PIECE):
        yield range(first, min(first + PIECE, count))
