"""Whether there is room for the work: the memory of this machine."""

from __future__ import annotations

import psutil

from supportlens.domain import MemoryShort

MIB = 1 << 20
WORKER = 450 * MIB
"""Bytes of a worker before it has read anything, with the language model and all patterns. Measured."""
BASE = 700 * MIB
"""Bytes of this process before it has read anything, as above."""
PER_BYTE = 12
"""Bytes of this process per byte of a text file. Measured."""


def refuse_short_memory(size: int, beside: int) -> None:
    """Raise MemoryShort if `size` bytes of text and `beside` workers need more memory than is free here."""
    free = int(psutil.virtual_memory().available)
    own = BASE + PER_BYTE * size
    needed = own + beside * WORKER
    if needed > free:
        raise MemoryShort(needed, free, max(0, (free - own) // WORKER))
