"""Workers of the standard library: processes beside this one, which large logs get unasked."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from supportlens.app.workers.sharing import SharedWork
from supportlens.domain import HERE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Future
    from contextlib import AbstractContextManager
    from types import TracebackType
    from typing import Self

    from supportlens.domain import FractionProgress, Work, Workers

FROM_BYTES = 8 << 20
"""Bytes of all files from which processes are worth their start.

Measured in turn on two cores: 20 000 questions (12.6 MB) take 28 to 30 s with a process beside, 34 to 35 s
without; starting it takes a second of a core that has nothing else to do yet.
"""
MOST = 4
"""Processes at most, this one among them. Judgement: each takes 300 MB, and what only this one does stays."""
LEAST_MEMORY = 4 << 30
"""Bytes of memory of the machine from which they are started. Judgement: each takes 300 MB."""


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
    """Processes beside this one, which does its share; if they fail, it does all the work.

    Several threads may have work done at once.
    """

    are_apart = True

    def __init__(self, count: int) -> None:
        """Take how many blocks shall be worked on at once, one of them by this process."""
        self.count = count
        self._others = max(1, count - 1)
        self._pool: ProcessPoolExecutor | None = None
        self._are_well = True
        self._opening = threading.Lock()
        self._under_way: set[Future[bytes]] = set()
        self._pauses = self._waiting = 0
        self._loading: list[Future[None]] = []

    @property
    def behind(self) -> Workers:
        """The same processes, as far as no other work needs them; this one does nothing."""
        return _Behind(self)

    @contextmanager
    def pause_behind(self) -> Iterator[None]:
        """Send nothing behind meanwhile; what was sent is done."""
        self._pauses += 1
        try:
            yield
        finally:
            self._pauses -= 1

    @contextmanager
    def hasten_behind(self) -> Iterator[None]:
        """Do blocks of what is done behind here as well: this process has nothing else to do."""
        self._waiting += 1
        try:
            yield
        finally:
            self._waiting -= 1

    def map(
        self,
        work: Work[Any, Any],
        blocks: Sequence[Any],
        progress: FractionProgress,
        sizes: Sequence[int] = (),
    ) -> list[Any]:
        """Return the result of each block, in their order; a single block is not sent away."""
        if len(blocks) < 2:
            return HERE.map(work, blocks, progress, sizes)
        return self._map(work, blocks, progress, sizes, self._share)

    def map_behind(
        self,
        work: Work[Any, Any],
        blocks: Sequence[Any],
        progress: FractionProgress,
        sizes: Sequence[int] = (),
    ) -> list[Any]:
        """Return the result of each block, in their order, when the processes had nothing else to do."""
        return self._map(work, blocks, progress, sizes, self._hand_over)

    def _map(
        self,
        work: Work[Any, Any],
        blocks: Sequence[Any],
        progress: FractionProgress,
        sizes: Sequence[int],
        share: Callable[[SharedWork], list[Any]],
    ) -> list[Any]:
        if self._are_well:
            try:
                return share(SharedWork(self._open(), work, blocks, progress, sizes, self._under_way))
            except (BrokenProcessPool, OSError):  # killed, or not allowed here: the work is done all the same
                self._are_well = False
                self._end()
        return HERE.map(work, blocks, progress, sizes)

    def _share(self, shared: SharedWork) -> list[Any]:
        """Send blocks to the others, each of which has one more waiting, and do others here meanwhile."""
        while not shared.is_done:
            self._do_some(shared)
        return shared.results

    def _do_some(self, shared: SharedWork) -> None:
        while shared.count_sent() < 2 * self._count_loaded() and shared.send():
            pass
        if not shared.do_here():
            shared.wait()

    def _count_loaded(self) -> int:
        """Return how many of the others are there; nobody waits for those that still load."""
        return self._others - sum(not one.done() for one in self._loading)

    def _hand_over(self, shared: SharedWork) -> list[Any]:
        """Send a block whenever one of the others would have nothing to do, until somebody waits for all."""
        while not shared.is_done:
            if self._waiting:
                self._do_some(shared)
                continue
            while not self._pauses and len(self._under_way) < self._others and shared.send():
                pass
            shared.wait()
        return shared.results

    def _open(self) -> ProcessPoolExecutor:
        with self._opening:
            if self._pool is None:
                apart = multiprocessing.get_context(
                    "spawn"
                )  # a fork would copy the threads of libraries half
                self._pool = ProcessPoolExecutor(
                    self._others, mp_context=apart, initializer=_begin, initargs=gc.get_threshold()
                )
            return self._pool

    def _end(self) -> None:
        """End the processes at once, whatever they do."""
        with self._opening:
            pool, self._pool = self._pool, None
        if pool is None:
            return
        processes = list((pool._processes or {}).values())  # noqa: SLF001 - has no public name before 3.14
        for process in processes:
            process.kill()
        pool.shutdown(cancel_futures=True)  # now, and it gives back what it held

    def __enter__(self) -> Self:
        """Start the processes, which load their packages while this one reads, and return these workers."""
        try:
            self._loading = [self._open().submit(_load) for _ in range(self._others)]
        except (BrokenProcessPool, OSError):
            self._are_well = False
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the processes."""
        self._end()


class _Behind:
    """The processes of others, for work that nobody waits for yet."""

    are_apart = True

    def __init__(self, workers: ProcessWorkers) -> None:
        self._workers = workers
        self.count = workers.count
        self.map = workers.map_behind

    @property
    def behind(self) -> Workers:
        """These workers."""
        return self

    def pause_behind(self) -> AbstractContextManager[None]:
        """Send nothing behind meanwhile."""
        return self._workers.pause_behind()

    def hasten_behind(self) -> AbstractContextManager[None]:
        """Do blocks here as well."""
        return self._workers.hasten_behind()


def _load() -> None:
    """Load the packages that most works need, before the first comes."""
    from supportlens import causes, moments, text  # noqa: F401, PLC0415 - in the other process
    from supportlens.app.workers.table_memory import give_tables_back  # noqa: PLC0415 - as above
    from supportlens.app.workers.text_storage import hold_texts_once  # noqa: PLC0415 - as above

    give_tables_back()
    hold_texts_once()


def _begin(*thresholds: int) -> None:
    """Leave Ctrl+C to the process that started this one, and end with it, however it ends.

    Circles of dead objects are searched for as seldom as there (`thresholds` of `gc`).
    """
    gc.set_threshold(*thresholds)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
