"""Jobs for workers in other processes, which import them from here."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from supportlens.domain import FractionProgress


def double(block: list[int], _progress: FractionProgress) -> list[int]:
    return [2 * number for number in block]


def spill_on_a_full_disk(_block: list[int], _progress: FractionProgress) -> None:
    """Write where every write finds the disk full, as Dask does when it makes room in memory."""
    Path("/dev/full").write_bytes(b"x")


def end_the_worker(_block: list[int], _progress: FractionProgress) -> None:
    """End the process, as a block does that needs more memory than there is."""
    os._exit(9)


def run_out_of_memory(_block: list[int], _progress: FractionProgress) -> None:
    raise MemoryError
