"""Orders rows by several columns without holding the interpreter, so that the window goes on answering."""

from __future__ import annotations

from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

_AT_ONCE = 2_000
"""Rows sorted at a time. Judgement: with ten times as many, a sort of texts lasts more than 50 ms."""


def find_order(frame: pd.DataFrame, by: Sequence[str]) -> npt.NDArray[np.int64]:
    """Return the positions of the rows, ordered by the columns `by`; rows that are equal keep their order.

    Missing moments come last. Moments are sorted as numbers, which needs no interpreter; texts tell the order
    of the rows of one moment.
    """
    order = np.arange(len(frame), dtype=np.int64)
    if not by:
        return order
    ends = np.array([len(frame)])
    texts = list(by)
    if pd.api.types.is_datetime64_any_dtype(frame[by[0]]):
        keys = _sort_keys(frame[texts.pop(0)])
        order = np.argsort(keys, kind="stable")
        ends = np.append(np.flatnonzero(np.diff(keys[order])) + 1, len(frame))
    columns = [frame[name].tolist() for name in texts]
    starts = np.append(0, ends[:-1])
    for start, end in zip(starts[ends - starts > 1].tolist(), ends[ends - starts > 1].tolist(), strict=True):
        rows = order[start:end].tolist()
        keys_of = (tuple(column[row] for column in columns) for row in rows)
        order[start:end] = list(_sort_pieces(zip(keys_of, rows, strict=True)))
    return order


def _sort_pieces(keys: Iterator[tuple[object, int]]) -> Iterator[int]:
    """Yield the rows in the order of their keys.

    Pieces are sorted and merged: one sort of all rows holds the interpreter for as long as it takes, while a
    merge in Python does not.
    """
    pieces = iter(lambda: sorted(islice(keys, _AT_ONCE)), [])
    return (row for _, row in merge(*pieces))


def _sort_keys(moments: pd.Series) -> npt.NDArray[np.int64]:
    """Return moments as numbers, the largest for a missing one."""
    numbers = np.array(moments, dtype="datetime64[ns]").astype(np.int64)
    numbers[moments.isna().to_numpy()] = np.iinfo(np.int64).max
    return numbers
