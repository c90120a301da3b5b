"""Seconds of one piece of work: of the clock on the wall, and of all processors together."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Took:
    """What a piece of work took.

    `cpu` adds up the seconds of all threads and of child processes that ended: on a machine that
    others use at the same time it is the steadier of the two.
    """

    seconds: float
    cpu: float


def started() -> Callable[[], Took]:
    """Start a clock; the returned function reads it."""
    wall, cpu = time.perf_counter(), _cpu()
    return lambda: Took(time.perf_counter() - wall, _cpu() - cpu)


def _cpu() -> float:
    return sum(os.times()[:4])
