"""Rows of numbers that are made block by block, and where they are held."""

from __future__ import annotations

import mmap
from collections.abc import Callable, Iterable
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Rows: TypeAlias = npt.NDArray[np.float32]

HoldRows: TypeAlias = Callable[[Iterable[Rows], tuple[int, int]], Rows]
"""Takes blocks of rows in their order, and returns all of them as one array of the given shape."""


def hold_in_memory(blocks: Iterable[Rows], shape: tuple[int, int]) -> Rows:
    """Return the rows of all blocks, in memory."""
    rows = np.zeros(shape, dtype=np.float32)
    start = 0
    for block in blocks:
        rows[start : start + len(block)] = block
        start += len(block)
    return rows


def give_back(rows: Rows) -> None:
    """Release the memory into which rows of a file were read; nothing is lost, and others stay as they are.

    Whoever goes through the rows of a large log block by block calls it after each block, so that they are
    never in memory together.
    """
    owner: object = rows
    while owner is not None and not isinstance(owner, mmap.mmap):
        owner = getattr(owner, "base", None)
    if isinstance(owner, mmap.mmap) and hasattr(owner, "madvise"):  # Windows takes it where it needs it
        owner.madvise(mmap.MADV_DONTNEED)
