"""Has files read by a worker process, and kills it if it takes too much time or memory."""

from __future__ import annotations

import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
import time
from typing import IO, TYPE_CHECKING, Self, TypeAlias

from supportlens.domain import Damaged, FractionProgress, InputError, TooLarge, TooSlow
from supportlens.ingest.files import process_memory
from supportlens.ingest.files.table_transfer import TableAssembly, TablePiece
from supportlens.ingest.files.worker import Message, Task

if TYPE_CHECKING:
    from types import TracebackType

    from supportlens.ingest.files.resource_limits import Limits
    from supportlens.ingest.tables.table import Table

    Messages: TypeAlias = "queue.SimpleQueue[Message | EOFError]"

READ_APART = "--read-apart"
"""The argument with which a frozen program starts itself as a worker."""

_PULSE = 0.05
"""Seconds between two checks of a worker, and so the maximum delay of Cancel."""

_START = 60.0
"""Maximum seconds for a worker to start. Judgement: it takes about one; less fails on a busy machine."""

_OUT_OF_MEMORY = {-signal.SIGABRT, -9}
"""Exit codes of a process that ran out of memory: its allocator aborts, or the system kills it."""


class Supervisor:
    """Manages one worker for many files, started when the first file needs it.

    The worker is a plain child process rather than one of multiprocessing, which would run the program's main
    module again.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._listener: threading.Thread | None = None
        self._messages: Messages = queue.SimpleQueue()
        self._before = 0
        """Memory of a worker before it reads anything."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def read(
        self, path: str, size: int, progress: FractionProgress, *, named: bool = True
    ) -> tuple[Table, ...]:
        """Have the worker read a file; an exception in `progress`, usually `Cancelled`, kills it at once.

        Raises the file's `InputError`: TooSlow, TooLarge or Damaged for a worker that was killed or died.
        """
        task = Task(path, named, size, self.limits)
        result: tuple[Table, ...] | InputError | None = None
        try:
            self._send(self._start(task, progress), task)
            result = self._wait(task, progress)
        except (EOFError, OSError) as error:
            raise self._cause_of_death(path) from error
        finally:
            if result is None or isinstance(result, TooLarge):  # its memory may be exhausted
                self.stop()
        if isinstance(result, InputError):
            raise result
        return result

    def stop(self) -> None:
        """Kill the worker, if there is one."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            if self._listener is not None:
                self._listener.join()
            for stream in (self._process.stdin, self._process.stdout):
                if stream is not None:
                    _close_quietly(stream)
        self._process = self._listener = None

    def _start(self, task: Task, progress: FractionProgress) -> subprocess.Popen[bytes]:
        """Return the running worker, or start one and wait until it is ready."""
        if self._process is not None:
            return self._process
        process = subprocess.Popen(  # noqa: S603 - this very program
            _worker_command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # the last output of a crashing library may quote customers
            stderr=subprocess.DEVNULL,
            env=_worker_environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._process, self._messages = process, queue.SimpleQueue()
        self._listener = threading.Thread(target=_listen, args=(process.stdout, self._messages), daemon=True)
        self._listener.start()
        latest = time.monotonic() + _START
        while not self._next_message():
            progress(0.0)
            if time.monotonic() > latest:
                raise TooSlow(task.path, "start")
        self._before = process_memory.memory_of(process.pid)
        return process

    def _send(self, process: subprocess.Popen[bytes], task: Task) -> None:
        if process.stdin is not None:
            pickle.dump(task, process.stdin)
            process.stdin.flush()

    def _next_message(self) -> tuple[Message] | None:
        """Return the worker's next message, None if there is none for a pulse; raises EOFError at its end."""
        try:
            message = self._messages.get(timeout=_PULSE)
        except queue.Empty:
            return None
        if isinstance(message, EOFError):
            raise message
        return (message,)

    def _wait(self, task: Task, progress: FractionProgress) -> tuple[Table, ...] | InputError:
        """Wait for the result, and report the worker's progress."""
        latest = time.monotonic() + self.limits.seconds_for(task.size)
        most = self._before + self.limits.memory_for(task.size)
        assembly = TableAssembly()
        done = 0.0
        while True:
            for message in self._next_message() or ():
                if isinstance(message, TablePiece):
                    assembly.add_piece(message)
                    continue
                if isinstance(message, tuple):
                    return assembly.fill_tables(message)
                if isinstance(message, InputError):
                    return message
                done = max(done, message or 0.0)
            progress(done)
            if time.monotonic() > latest:
                raise TooSlow(task.path)
            if self._process is not None and process_memory.memory_of(self._process.pid) > most:
                raise TooLarge(task.path, "memory")

    def _cause_of_death(self, path: str) -> InputError:
        """Return the fault that explains the death of a worker."""
        if self._process is None:
            return Damaged(path, "worker")
        try:
            code = self._process.wait(1)
        except subprocess.TimeoutExpired:
            return Damaged(path, "worker")
        return TooLarge(path, "memory") if code in _OUT_OF_MEMORY else Damaged(path, f"worker {code}")


def _worker_command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, READ_APART]
    return [sys.executable, "-P", "-c", "from supportlens.ingest.files.worker import serve; serve()"]


def _worker_environment() -> dict[str, str]:
    """Return the environment in which the worker finds the same modules as this process."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


def _listen(stream: IO[bytes], messages: Messages) -> None:
    """Queue the worker's messages until its stream ends."""
    while True:
        try:
            messages.put(pickle.load(stream))  # noqa: S301 - it comes from the program itself
        except (EOFError, OSError, ValueError, pickle.UnpicklingError) as error:
            messages.put(EOFError(str(error)))
            return


def _close_quietly(stream: IO[bytes]) -> None:
    try:
        stream.close()
    except OSError:  # unsent data no longer has a receiver
        return
