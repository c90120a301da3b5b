"""Whether there is room for the work: the memory of this machine."""

from __future__ import annotations

import psutil

from supportlens.domain import MemoryShort

MIB = 1 << 20
WORKER = 900 * MIB
"""Bytes of a worker with its libraries, patterns and blocks. Measured: 0.89 GB beside a million tickets."""
BASE = 1_000 * MIB
"""Bytes of this process with libraries, models and the graph of the texts that are fully encoded."""
PER_BYTE = 10
"""Bytes of this process per byte of text. Measured: 1.42 GiB for 57 MB of real tickets, 6.3 GiB for 617 MB of
varied ones. Larger refuses logs that fit, smaller lets the system end the program after hours."""


def refuse_short_memory(size: int, beside: int) -> None:
    """Raise MemoryShort if `size` bytes of text and `beside` workers need more memory than is free here."""
    free = int(psutil.virtual_memory().available)
    own = BASE + PER_BYTE * size
    needed = own + beside * WORKER
    if needed > free:
        raise MemoryShort(needed, free, max(0, (free - own) // WORKER))
