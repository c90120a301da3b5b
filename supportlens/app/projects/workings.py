"""Packs the intermediate results of large logs, so that an opened project can be grouped anew."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from supportlens.domain import StageResults

WORKINGS_BYTES = 32 << 20
"""Largest vectors that are kept, so that an opened log can be grouped anew without reading its texts again.

Judgement: some 20 000 different texts as they are, and 80 000 in eight bits a number; those of a larger log
would be larger than all its texts.
"""
STEPS = 127
"""The greatest number of eight bits. A row is divided by its largest entry, and has unit length when read."""


def pack_workings(found: StageResults | None) -> StageResults | None:
    """Return intermediate results as they are kept: large vectors in eight bits, larger ones not at all."""
    if found is None or found.vectors.matrix.nbytes <= WORKINGS_BYTES:
        return found
    import numpy as np  # noqa: PLC0415 - the window's first paint must not wait for it

    matrix = found.vectors.matrix
    if matrix.size > WORKINGS_BYTES:
        return None
    largest = np.maximum(np.abs(matrix).max(axis=1, keepdims=True, initial=0.0), np.finfo(np.float32).tiny)
    packed = np.rint(matrix * (STEPS / largest)).astype(np.int8)
    return replace(found, vectors=replace(found.vectors, matrix=packed))


def unpack_workings(found: StageResults | None) -> StageResults | None:
    """Return intermediate results as they are used: vectors of unit length."""
    import numpy as np  # noqa: PLC0415 - as above

    if found is None or found.vectors.matrix.dtype != np.int8:
        return found
    matrix = found.vectors.matrix.astype(np.float32)
    matrix /= np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), np.finfo(np.float32).tiny)
    return replace(found, vectors=replace(found.vectors, matrix=matrix))
