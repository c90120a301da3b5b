"""Does work on blocks by the tasks of a Dask cluster."""

from __future__ import annotations

import errno
import pickle
import time
import uuid
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

from distributed import KilledWorker

from supportlens.cluster.performing import hold, perform
from supportlens.domain import NoWorkers, SupportLensError, WorkersDiskFull, WorkersLost, WorkersShort

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager

    from distributed import Client, Future

    from supportlens.domain import FractionProgress, Work

PULSE = 0.05
"""Seconds between two looks at what is done, and so the maximum delay of Cancel."""
LOOK = 2.0
"""Seconds between two looks at the workers themselves."""
PATIENCE = 30.0
"""Seconds without a worker, or with all of them out of memory, after which the work ends.

Judgement: a worker that died is started anew in three to five seconds; more keeps a person waiting in vain.
"""
AHEAD = 2
"""Blocks sent for each worker: one that it works on and the next; more only fill the scheduler's memory."""


class DaskWorkers:
    """The workers of a cluster; what one leaves undone when it dies, another does."""

    are_apart = True

    def __init__(self, client: Client, where: str) -> None:
        self._client = client
        self._where = where
        self._well = time.monotonic()
        """When there was last a worker that works."""
        self._looked = 0.0

    @property
    def count(self) -> int:
        """How many blocks are worked on at once."""
        return max(1, sum(int(worker["nthreads"]) for worker in self._list_workers().values()))

    @property
    def behind(self) -> DaskWorkers:
        """The same workers: the scheduler does what comes first."""
        return self

    def pause_behind(self) -> AbstractContextManager[None]:
        """Do nothing: they have cores of their own."""
        return nullcontext()

    def hasten_behind(self) -> AbstractContextManager[None]:
        """Do nothing: all work is done by them alone."""
        return nullcontext()

    def map(
        self,
        work: Work[Any, Any],
        blocks: Sequence[Any],
        progress: FractionProgress,
        sizes: Sequence[int] = (),
    ) -> list[Any]:
        """Return the result of each block, in their order; raises a `WorkersError` if they cannot go on."""
        try:
            return self._map(work, blocks, progress, list(sizes) or [1] * len(blocks))
        except SupportLensError:
            raise
        except Exception as error:
            if self._is_running():
                raise
            raise WorkersLost(self._where) from error

    def _map(
        self, work: Work[Any, Any], blocks: Sequence[Any], progress: FractionProgress, weights: list[int]
    ) -> list[Any]:
        token = uuid.uuid4().hex
        held = self._client.submit(hold, _pack(work), key=f"work-{token}", pure=False)
        results: list[Any] = [None] * len(blocks)
        waiting = iter(range(len(blocks)))
        sent: dict[Future, int] = {}
        done, total, ahead = 0, max(1, sum(weights)), AHEAD * self.count
        self._well = time.monotonic()
        try:
            while True:
                while len(sent) < ahead and (place := next(waiting, None)) is not None:
                    key = f"{type(work).__name__.lower()}-{token}-{place}"
                    block = _pack(blocks[place])
                    sent[self._client.submit(perform, token, held, block, key=key, pure=False)] = place
                progress(done / total)
                if not sent:
                    return results
                finished = [future for future in sent if future.done()]
                for future in finished:
                    place = sent.pop(future)
                    results[place] = self._take(future)
                    done += weights[place]
                    progress(done / total)
                if not finished:
                    self._wait()
        finally:
            if self._is_running():
                self._client.cancel([*sent, held], force=True)

    def _take(self, future: Future) -> Any:
        """Return the result of a block that is done; raises what its work raised."""
        if future.status in {"cancelled", "lost"}:
            raise WorkersLost(self._where)
        try:
            return pickle.loads(future.result())  # noqa: S301 - made by this program
        except KilledWorker as error:
            raise WorkersLost(self._where) from error
        except MemoryError as error:
            raise WorkersShort(self._where) from error
        except OSError as error:
            if error.errno == errno.ENOSPC:
                raise WorkersDiskFull(self._where) from error
            raise

    def _wait(self) -> None:
        """Wait for a pulse; raises WorkersLost or WorkersShort if nobody has worked for too long."""
        time.sleep(PULSE)
        now = time.monotonic()
        if now - self._looked < LOOK:
            return
        self._looked = now
        workers = self._list_workers()
        if any(worker.get("status", "running") == "running" for worker in workers.values()):
            self._well = now
        elif now - self._well > PATIENCE:
            raise WorkersShort(self._where) if workers else WorkersLost(self._where)

    def _list_workers(self) -> dict[str, Any]:
        """Return what the scheduler knows about each worker, by address; raises WorkersLost without one."""
        found = self._client.scheduler_info(n_workers=-1) if self._is_running() else {}
        if "workers" not in found:  # it answers no more
            raise WorkersLost(self._where)
        return dict(found["workers"])

    def _is_running(self) -> bool:
        """Return whether the scheduler is there, or looked for after its connection broke."""
        return self._client.status in {"running", "connecting"}

    def refuse_none(self) -> None:
        """Raise NoWorkers if the scheduler has none."""
        if not self._list_workers():
            raise NoWorkers(self._where)


def _pack(value: Any) -> bytes:
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
