"""Workers of the standard library: processes beside this one, which large logs get unasked."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import sys
import threading
import uuid
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, Any

from supportlens.domain import HERE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Future
    from types import TracebackType
    from typing import Self

    from supportlens.domain import FractionProgress, Work

FROM_BYTES = 20 << 20
"""Bytes of all files from which processes are worth their start.

Judgement: starting two takes some seconds of each core, and 20 MB are some 30 000 questions, whose cleaning
and coding take half a minute of one.
"""
MOST = 4
"""Processes at most. Judgement: each takes 300 MB, and what one process does in between does not shrink."""
LEAST_MEMORY = 4 << 30
"""Bytes of memory of the machine from which they are started. Judgement: each takes 300 MB."""
PULSE = 0.2
"""Seconds between two progress reports, and so the maximum delay of a cancellation."""

_OPENED: dict[str, Any] = {}


def count_worthwhile(size: int) -> int:
    """Return how many processes are worth it for files of `size` bytes on this machine; 1 for this alone.

    A frozen program is one file that would start itself anew with its window.
    """
    if getattr(sys, "frozen", False) or size < FROM_BYTES or _memory() < LEAST_MEMORY:
        return 1
    has_affinity = hasattr(os, "sched_getaffinity")
    return min(len(os.sched_getaffinity(0)) if has_affinity else (os.cpu_count() or 1), MOST)


def _memory() -> int:
    """Return the bytes of memory of this machine; where it does not say, enough."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):
        return LEAST_MEMORY


class ProcessWorkers:
    """Processes that are started when there are blocks to share; if they fail, this process does the work."""

    are_apart = True

    def __init__(self, count: int) -> None:
        self.count = count
        self._pool: ProcessPoolExecutor | None = None
        self._are_well = True

    def map(
        self,
        work: Work[Any, Any],
        blocks: Sequence[Any],
        progress: FractionProgress,
        sizes: Sequence[int] = (),
    ) -> list[Any]:
        """Return the result of each block, in their order; a single block is not sent away."""
        if self._are_well and len(blocks) > 1:
            try:
                return self._share(work, blocks, progress, list(sizes) or [1] * len(blocks))
            except (BrokenProcessPool, OSError):  # killed, or not allowed here: the work is done all the same
                self._are_well = False
                self._end()
        return HERE.map(work, blocks, progress, sizes)

    def _share(
        self, work: Work[Any, Any], blocks: Sequence[Any], progress: FractionProgress, sizes: list[int]
    ) -> list[Any]:
        token, packed = uuid.uuid4().hex, pickle.dumps(work, pickle.HIGHEST_PROTOCOL)
        pool = self._open()
        results: list[Any] = [None] * len(blocks)
        sent: dict[Future[bytes], int] = {}
        waiting = iter(enumerate(blocks))
        done = 0
        while True:
            while len(sent) < 2 * self.count and (following := next(waiting, None)) is not None:
                place, block = following
                given = pickle.dumps(block, pickle.HIGHEST_PROTOCOL)
                sent[pool.submit(_perform, token, packed, given)] = place
            if not sent:
                return results
            progress(done / max(1, sum(sizes)))
            for future in wait(sent, timeout=PULSE, return_when=FIRST_COMPLETED).done:
                place = sent.pop(future)
                results[place] = pickle.loads(future.result())  # noqa: S301 - made by this program
                done += sizes[place]

    def _open(self) -> ProcessPoolExecutor:
        if self._pool is None:
            apart = multiprocessing.get_context("spawn")  # a fork would copy the threads of libraries half
            self._pool = ProcessPoolExecutor(self.count, mp_context=apart, initializer=_begin)
        return self._pool

    def _end(self) -> None:
        """End the processes at once, whatever they do."""
        if self._pool is None:
            return
        processes = list((self._pool._processes or {}).values())  # noqa: SLF001 - has no public name before 3.14
        for process in processes:
            process.kill()
        self._pool.shutdown(cancel_futures=True)  # now, and it gives back what it held
        self._pool = None

    def __enter__(self) -> Self:
        """Return these workers."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the processes."""
        self._end()


def _begin() -> None:
    """Leave Ctrl+C to the process that started this one, and end with it, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _perform(token: str, packed: bytes, block: bytes) -> bytes:
    """Do the work on a pickled block; it is unpickled once, and builds its patterns at its first block."""
    if token not in _OPENED:
        _OPENED.clear()  # one work follows another
        _OPENED[token] = pickle.loads(packed)  # noqa: S301 - made by this program
        from threadpoolctl import threadpool_limits  # noqa: PLC0415 - after the libraries that it limits

        threadpool_limits(limits=1, user_api="blas")  # more threads add in another order
    given = pickle.loads(block)  # noqa: S301 - made by this program
    return pickle.dumps(_OPENED[token](given, lambda _: None), pickle.HIGHEST_PROTOCOL)
