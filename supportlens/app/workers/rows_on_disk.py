"""Rows of numbers of a large log in a file, from which they are read where they are needed."""

from __future__ import annotations

from itertools import chain
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING

import numpy as np

from supportlens.statistics import hold_in_memory

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import numpy.typing as npt

    Rows = npt.NDArray[np.float32]

FROM_BYTES = 128 << 20
"""Bytes of rows from which they are held in a file.

Judgement: the vectors of 130 000 different texts. Those of a million are a gigabyte, a sixth of all that its
analysis took; smaller logs have room for theirs.
"""
READ_BACK = 8_192
"""Rows that are read back at once where the disk is full."""


def hold_large_rows(blocks: Iterable[Rows], shape: tuple[int, int]) -> Rows:
    """Return the rows of all blocks: many as a view of a temporary file, which goes when they are forgotten.

    They are in memory where there is no room on the disk: nothing is lost but that memory.
    """
    if shape[0] * shape[1] * np.dtype(np.float32).itemsize < FROM_BYTES:
        return hold_in_memory(blocks, shape)
    waiting = iter(blocks)
    try:
        file = TemporaryFile(buffering=0, prefix="supportlens-")  # noqa: SIM115 - opened apart, as its fault is
    except OSError:
        return hold_in_memory(waiting, shape)
    with file:
        written = 0
        for block in waiting:
            try:
                _write(file, block)
            except OSError:  # the disk is full
                return hold_in_memory(chain(_read_back(file, written, shape[1]), (block,), waiting), shape)
            written += len(block)
        try:
            return np.asarray(np.memmap(file, dtype=np.float32, mode="r", shape=shape))
        except (OSError, ValueError):  # a disk whose files cannot be mapped
            return hold_in_memory(_read_back(file, written, shape[1]), shape)


def _write(file: IO[bytes], block: Rows) -> None:
    left = memoryview(block.tobytes())
    while left:
        left = left[file.write(left) :]


def _read_back(file: IO[bytes], rows: int, width: int) -> Iterator[Rows]:
    """Yield the rows that were written."""
    file.seek(0)
    for start in range(0, rows, READ_BACK):
        some = min(READ_BACK, rows - start)
        yield np.frombuffer(file.read(some * width * 4), dtype=np.float32).reshape(some, width)
