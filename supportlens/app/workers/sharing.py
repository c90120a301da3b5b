"""Shares a work on blocks between this process and others, in which it is unpickled once."""

from __future__ import annotations

import pickle
import time
import uuid
from concurrent.futures import FIRST_COMPLETED, wait
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Future, ProcessPoolExecutor

    from supportlens.domain import FractionProgress, Work

MOST_WORKS = 3
"""Works whose patterns a process keeps: the blocks of one may alternate with those of works behind it."""
PULSE = 0.2
"""Seconds between two progress reports, and so the maximum delay of a cancellation."""

_OPENED: dict[str, Any] = {}


class SharedWork:
    """A work on blocks of which some are sent to other processes."""

    def __init__(
        self,
        pool: ProcessPoolExecutor,
        work: Work[Any, Any],
        blocks: Sequence[Any],
        progress: FractionProgress,
        sizes: Sequence[int],
        under_way: set[Future[bytes]],
    ) -> None:
        """Take the blocks; what is sent is `under_way` until it is done, whoever waits for it."""
        self.results: list[Any] = [None] * len(blocks)
        self._pool, self._work, self._blocks, self._under_way = pool, work, blocks, under_way
        self._token, self._packed = uuid.uuid4().hex, pickle.dumps(work, pickle.HIGHEST_PROTOCOL)
        self._sizes = list(sizes) or [1] * len(blocks)
        self._total = max(1, sum(self._sizes))
        self._progress = progress
        self._next = self._done = 0
        self._sent: dict[Future[bytes], int] = {}

    @property
    def is_done(self) -> bool:
        """Whether every block has its result."""
        return self._next == len(self._blocks) and not self._sent

    def count_sent(self) -> int:
        """Return how many of the blocks are with the other processes."""
        return len(self._sent)

    def send(self) -> bool:
        """Send the next block, if there is one."""
        if self._next == len(self._blocks):
            return False
        given = pickle.dumps(self._blocks[self._next], pickle.HIGHEST_PROTOCOL)
        future = self._pool.submit(_perform, self._token, self._packed, given)
        self._under_way.add(future)
        future.add_done_callback(self._under_way.discard)
        self._sent[future] = self._next
        self._next += 1
        return True

    def do_here(self) -> bool:
        """Do the next block here, if there is one."""
        if self._next == len(self._blocks):
            return False
        place, self._next = self._next, self._next + 1
        size = self._sizes[place]
        self.results[place] = self._work(self._blocks[place], lambda part: self._report(part * size))
        self._done += size
        self._take(timeout=0)
        return True

    def wait(self) -> None:
        """Wait for a pulse, or until a block is done."""
        self._report()
        if self._sent:
            self._take(timeout=PULSE)
        else:
            time.sleep(PULSE)

    def _report(self, more: float = 0.0) -> None:
        self._progress((self._done + more) / self._total)

    def _take(self, timeout: float) -> None:
        for future in wait(self._sent, timeout=timeout, return_when=FIRST_COMPLETED).done:
            place = self._sent.pop(future)
            self.results[place] = pickle.loads(future.result())  # noqa: S301 - made by this program
            self._done += self._sizes[place]


def _perform(token: str, packed: bytes, block: bytes) -> bytes:
    """Do the work on a pickled block; it is unpickled once, and builds its patterns at its first block."""
    if token not in _OPENED:
        while len(_OPENED) >= MOST_WORKS:
            del _OPENED[next(iter(_OPENED))]
        _OPENED[token] = pickle.loads(packed)  # noqa: S301 - made by this program
        from threadpoolctl import threadpool_limits  # noqa: PLC0415 - after the libraries that it limits

        threadpool_limits(limits=1, user_api="blas")  # more threads add in another order
    given = pickle.loads(block)  # noqa: S301 - made by this program
    return pickle.dumps(_OPENED[token](given, lambda _: None), pickle.HIGHEST_PROTOCOL)
