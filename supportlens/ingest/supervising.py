"""Has files read by a worker process, watches its time and memory, and kills it where it must."""

from __future__ import annotations

import multiprocessing
import signal
import time
from typing import TYPE_CHECKING, Self

from supportlens.domain import Damaged, InputError, TooLarge, TooSlow
from supportlens.ingest import memory, worker
from supportlens.ingest.worker import Task

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess
    from types import TracebackType

    from supportlens.ingest.limits import Limits
    from supportlens.ingest.tables import Table
    from supportlens.ingest.worker import Said

_PULSE = 0.05
"""Seconds between two looks at a worker, and so the longest that a wish to stop waits."""

_START = 60.0
"""Seconds that a worker may take to start on a busy machine."""

_OUT_OF_MEMORY = {-signal.SIGABRT, -9}
"""How a process ends whose memory gave out: its allocator aborts, or the system kills it."""


class Supervisor:
    """Keeps one worker for many files; it is started when the first file needs it."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._process: SpawnProcess | None = None
        self._connection: Connection[Task, Said] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def read(
        self, path: str, size: int, step: Callable[[float], None], *, named: bool = True
    ) -> tuple[Table, ...]:
        """Have a file read; whatever `step` raises, `Cancelled` above all, kills the worker at once.

        Raises the file's `InputError`: TooSlow, TooLarge or Damaged for a worker that had to be
        killed or died.
        """
        task = Task(path, named, size, self.limits)
        answered = False
        try:
            connection = self._connect(path, step)
            connection.send(task)
            said = self._wait(connection, task, step)
            answered = True
        except (EOFError, OSError) as error:
            raise self._obituary(path) from error
        finally:
            if not answered:
                self.stop()
        if isinstance(said, InputError):
            if isinstance(said, TooLarge):  # what is left of its memory is nobody's business
                self.stop()
            raise said
        return said

    def stop(self) -> None:
        """Kill the worker, if there is one."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
        if self._connection is not None:
            self._connection.close()
        self._process = self._connection = None

    def _connect(self, path: str, step: Callable[[float], None]) -> Connection[Task, Said]:
        if self._connection is not None:
            return self._connection
        context = multiprocessing.get_context("spawn")  # a fork of a process with threads may hang
        ours, theirs = context.Pipe()
        self._connection = ours
        self._process = context.Process(target=worker.serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()
        latest = time.monotonic() + _START
        while not ours.poll(_PULSE):
            step(0.0)
            if time.monotonic() > latest:
                raise TooSlow(path, "start")
        ours.recv()
        return ours

    def _wait(
        self, connection: Connection[Task, Said], task: Task, step: Callable[[float], None]
    ) -> tuple[Table, ...] | InputError:
        """Wait for the answer, and pass on how far the worker says it is."""
        latest = time.monotonic() + self.limits.seconds_for(task.size)
        most = self.limits.memory_for(task.size)
        told = 0.0
        while True:
            if connection.poll(_PULSE):
                said = connection.recv()
                if isinstance(said, tuple | InputError):
                    return said
                told = max(told, said or 0.0)
            step(told)
            if time.monotonic() > latest:
                raise TooSlow(task.path)
            if self._process is not None and memory.used_by(self._process.pid) > most:
                raise TooLarge(task.path, "memory")

    def _obituary(self, path: str) -> InputError:
        """Say what a worker died of."""
        if self._process is None:
            return Damaged(path, "worker")
        self._process.join(1)
        code = self._process.exitcode
        return TooLarge(path, "memory") if code in _OUT_OF_MEMORY else Damaged(path, f"worker {code}")
