"""The process that reads risky files: it can be killed without harming the program."""

from __future__ import annotations

import os
import pickle
import signal
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from supportlens.domain import InputError, TooLarge
from supportlens.ingest.files.loading import load_bytes
from supportlens.ingest.files.readers import Item, read_item
from supportlens.ingest.files.resource_limits import Limits
from supportlens.ingest.files.table_transfer import TablePiece, empty_tables, split_tables
from supportlens.ingest.tables.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable

Message: TypeAlias = float | TablePiece | tuple[Table, ...] | InputError | None
"""A worker's message: None when ready, the fraction done, pieces of tables, at the end tables or an error."""


@dataclass(frozen=True, slots=True)
class Task:
    """A file to read within limits."""

    path: str
    named: bool
    size: int
    limits: Limits


def serve() -> None:
    """Read the files of the incoming tasks until the stream of tasks ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # only the parent ends the worker
    tasks = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)  # library output must not mix with the answers

    def send(message: Message) -> None:
        pickle.dump(message, answers, pickle.HIGHEST_PROTOCOL)
        answers.flush()

    send(None)
    while True:
        try:
            task = pickle.load(tasks)  # noqa: S301 - it comes from the program itself
        except EOFError:
            return
        send(_perform(task, send))


def _perform(task: Task, send: Callable[[Message], None]) -> Message:
    confine(task.limits, task.size)
    try:
        data = load_bytes(Path(task.path), task.limits.file)
        tables = read_item(Item(task.path, task.named), data, task.limits, send)
        for piece in split_tables(tables):
            send(piece)
        return empty_tables(tables)
    except InputError as fault:
        return fault
    except MemoryError:
        return TooLarge(task.path, "memory")


if sys.platform == "linux":
    import resource

    def confine(limits: Limits, size: int) -> None:
        """Limit the memory and the processor time of this process.

        The time limit ends a worker whose parent has died; a living parent checks the time itself.
        """
        usage = resource.getrusage(resource.RUSAGE_SELF)
        spent = int(usage.ru_utime + usage.ru_stime)
        page = resource.getpagesize()
        taken = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * page
        for kind, most in (
            (resource.RLIMIT_AS, taken + limits.memory_for(size)),
            (resource.RLIMIT_CPU, spent + 2 * int(limits.seconds_for(size)) + 2),
        ):
            hard = resource.getrlimit(kind)[1]
            resource.setrlimit(kind, (most if hard < 0 else min(most, hard), hard))

else:

    def confine(limits: Limits, size: int) -> None:
        """Leave the limits to the parent, which monitors this process from outside."""
